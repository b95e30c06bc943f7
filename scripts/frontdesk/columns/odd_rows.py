"""Rows that columns do not understand, read one by one as `exchange` reads them."""

import csv
from dataclasses import dataclass

import numpy as np

from frontdesk.columns.grid import Lines


@dataclass
class OddRows:
    """The odd rows of a block by the line they begin in; None stands for a row that cannot be read.

    `end` is the line in which a row begins that only the next block ends, or the number of lines.
    """

    rows: dict[int, list[str] | None]
    end: int


def odd_rows(lines: Lines, separator: str, *, spans: bool) -> OddRows:
    """Read the odd rows; where they may span lines, those that one swallows are odd lines as well."""
    rows: dict[int, list[str] | None] = {}
    count, free = len(lines.odd), 0
    for line in np.flatnonzero(lines.odd).tolist():
        if line < free:
            continue
        reader = csv.reader(
            (lines.text(place) for place in range(line, count if spans else line + 1)),
            delimiter=separator,
            strict=True,
        )
        try:
            rows[line] = next(reader, [])
        except csv.Error:
            if spans:
                lines.odd[line:] = True
                return OddRows(rows, line)
            rows[line] = None
        free = line + max(reader.line_num, 1)
        lines.odd[line:free] = True
    return OddRows(rows, count)
