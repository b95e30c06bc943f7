"""How figures, days and names are told to somebody who has no patience."""

from collections.abc import Sequence
from datetime import date
from math import floor

# Keeps a number and its sign on one line.
_THIN = "\u00a0"


def percent(share: float) -> str:
    """Return a share from 0 to 1 as a whole percent, half up."""
    return f"{floor(share * 100 + 0.5)}{_THIN}%"


def between(low: float, high: float) -> str:
    """Return an interval of shares in words."""
    return f"between {floor(low * 100 + 0.5)} and {percent(high)}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 answer`, `3 answers`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(words: Sequence[str], most: int | None = None) -> str:
    """Return words as a list in a sentence, what is beyond `most` as a number."""
    if most is not None and len(words) > most + 1:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def day_text(day: date) -> str:
    """Return a day with its name: Friday 4 December 2026."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


# By hand: what a machine's own language calls them is no matter.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def duration(seconds: float) -> str:
    """Return a time in words: 24 seconds, 2 minutes, 2 minutes 10 seconds."""
    whole = floor(seconds + 0.5)
    minutes, rest = divmod(whole, 60)
    parts = [counted(minutes, "minute")] if minutes else []
    parts += [counted(rest, "second")] if rest or not minutes else []
    return " ".join(parts)


def cut(text: str, most: int = 90) -> str:
    """Return a text cut at a word, with … where something is missing."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[:most]
    return f"{head.rpartition(' ')[0] if ' ' in head else head}…"
