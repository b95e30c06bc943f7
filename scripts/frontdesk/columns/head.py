"""The head of a CSV of sheets: what separates its cells, what its columns are, where its rows begin."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from frontdesk.columns.text import Text
from frontdesk.exchange.sheets_csv import header_problem, holds_nothing, separator_of

_LONGEST = 1_000_000  # bytes


@dataclass(frozen=True)
class Head:
    """What the first lines say of all that follow.

    `line` is that of the header, `lines` and `size` count the lines and bytes up to its end; `spans` says
    whether a quoted cell may go on in the next line.
    """

    separator: str
    columns: list[str]
    line: int
    lines: int
    size: int
    spans: bool


def head_of(text: Text) -> Head | None:
    """Return the head of a text, or None where it is not soon found or has a problem."""
    start = _start(text).decode()
    separator = separator_of(start)
    spans = text.quoted and _is_sound(text, separator)
    try:
        for line, end, row in _rows(start, separator, spans=spans):
            if holds_nothing(line, row):
                continue
            columns = [cell.strip() for cell in row]
            if header_problem(columns, "", line):
                return None
            size = len("\n".join(start.split("\n")[:end]).encode()) + 1
            return Head(separator, columns, line, end, size, spans)
    except csv.Error:
        pass
    return None


def _start(text: Text) -> bytes:
    """Return the first lines, whole ones only."""
    start = b""
    for piece in text.pieces():
        start += piece
        if len(start) > _LONGEST:
            return start[: start.rfind(b"\n") + 1]
    return start


def _is_sound(text: Text, separator: str) -> bool:
    """Return whether every quote is closed; else each line is read by itself, as `exchange` does."""
    try:
        for _ in csv.reader(text.lines(), delimiter=separator, strict=True):
            pass
    except csv.Error:
        return False
    return True


def _rows(start: str, separator: str, *, spans: bool) -> Iterator[tuple[int, int, list[str]]]:
    """Yield each row with its first and last line."""
    if not spans:
        for number, line in enumerate(start.split("\n"), 1):
            for row in csv.reader([line], delimiter=separator, strict=True):
                yield number, number, row
        return
    reader, line = csv.reader(StringIO(start), delimiter=separator, strict=True), 1
    for row in reader:
        yield line, reader.line_num, row
        line = reader.line_num + 1
