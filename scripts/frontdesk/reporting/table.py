"""A table of the workbook: columns with their widths and formats, and rows of plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isnan

Value = str | float | date | datetime | bool | None
PERCENT, PLAIN, FIGURE, DAY, MOMENT = "0.0%", "General", "0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


@dataclass(frozen=True)
class Column:
    """A heading, how wide its column is in letters, and how its numbers are shown."""

    name: str
    width: int = 12
    format: str = PLAIN


@dataclass(frozen=True)
class Table:
    """A table: its columns, its rows, and how many columns stay in sight."""

    name: str
    columns: Sequence[Column]
    rows: Iterator[Sequence[Value]]
    fixed: int = 1


def known(value: float) -> float | None:
    """Return a figure, or None in place of NaN."""
    return None if isnan(value) else value
