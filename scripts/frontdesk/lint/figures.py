"""Figures that data hold: a lesson shows them by a macro, so that one change changes every place."""

import re
from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.model.numbers import with_thousands
from frontdesk.problems import Problem

_MACRO = re.compile(r"\{\{.*?\}\}")
_FIGURE = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])")


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield large figures typed in a lesson that the model estate holds."""
    held: dict[str, list[str]] = {}
    for name, value in library.estate.items():
        held.setdefault(with_thousands(value), []).append(name)
    for page in library.lessons.values():
        for number, line in enumerate(page.body.split("\n"), page.body_line):
            for figure in _FIGURE.findall(_MACRO.sub("", line)):
                # A round sum may well be another thing: a fine of 50,000 is no figure of the estate.
                if figure in held and len(figure.replace(",", "").rstrip("0")) > 2:
                    names = " or ".join(f"{{{{ estate.{name} }}}}" for name in held[figure])
                    what = f"'{figure}' is typed, and the model estate holds it"
                    yield Problem(page.path, number, "figure", what, f"write {names}")
