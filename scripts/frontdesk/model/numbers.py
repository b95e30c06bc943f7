"""Figures as a page prints them, and back."""

import re
from fractions import Fraction

# Longer digits than anybody prints; Python itself refuses thousands of them.
_FIGURE = re.compile(r"-?[0-9][0-9,]{0,40}(\.[0-9]{1,40})?")


def read_figure(text: str) -> Fraction | None:
    """Return the number of a printed figure such as 106,000 or 2.50, or None where there is none."""
    return Fraction(text.replace(",", "")) if _FIGURE.fullmatch(text.strip()) else None


def with_thousands(text: str) -> str:
    """Return a plain number with commas between the thousands; any other text stays as it is."""
    if not _FIGURE.fullmatch(text):
        return text
    whole, point, part = text.replace(",", "").partition(".")
    return f"{int(whole):,}{point}{part}"
