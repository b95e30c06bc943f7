"""A block of lines as a grid of cells: where each begins and ends, by one scan for separators."""

import csv
from dataclasses import dataclass

import numpy as np

_FEED, _QUOTE = ord("\n"), ord('"')
_ALL = slice(None)
LONG = 255  # no UTF-8 text is this byte alone


@dataclass
class Lines:
    """The lines of a block; `odd` tells those whose cells are not simply what stands between separators."""

    block: bytes
    data: np.ndarray
    marks: np.ndarray  # the place of each separator and line feed
    counts: np.ndarray  # how many of them a line has
    starts: np.ndarray  # the place where a line begins
    ends: np.ndarray  # the place of its line feed
    odd: np.ndarray

    def text(self, line: int) -> str:
        """Return a line with its line feed."""
        return self.block[self.starts[line] : self.ends[line] + 1].decode()


@dataclass
class Grid:
    """Lines that have a cell for every column: the places where cells end, a row a line."""

    block: bytes
    data: np.ndarray
    begins: np.ndarray  # the place where a line begins
    ends: np.ndarray

    def cells(self, column: int, rows: np.ndarray | slice = _ALL) -> list[bytes]:
        """Return the cells of a column."""
        block = self.block
        starts = self.ends[rows, column - 1] + 1 if column else self.begins[rows]
        ends = self.ends[rows, column]
        return [block[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def only(self, rows: np.ndarray) -> "Grid":
        """Return the grid with these rows alone."""
        return Grid(self.block, self.data, self.begins[rows], self.ends[rows])

    def letters(self) -> np.ndarray:
        """Return what stands in each cell: a byte, 0 for nothing, `LONG` for more."""
        widths = np.empty_like(self.ends)
        np.subtract(self.ends[:, 1:], self.ends[:, :-1], out=widths[:, 1:])
        np.subtract(self.ends[:, 0], self.begins - 1, out=widths[:, 0])
        letters = self.data.take(self.ends - 1, mode="clip")
        letters *= widths == 2
        letters |= (widths > 2).view(np.uint8) * np.uint8(LONG)
        return letters


def lines_of(block: bytes, separator: str, columns: int) -> Lines:
    """Return the lines of a block that ends with a line feed."""
    block = _without_idle_quotes(block, ord(separator))
    data = np.frombuffer(block, np.uint8)
    marks = np.flatnonzero((data == ord(separator)) | (data == _FEED))
    feeds = np.flatnonzero(data[marks] == _FEED)
    ends = marks[feeds]
    starts = np.concatenate(([0], ends[:-1] + 1))
    counts = np.diff(feeds, prepend=-1)
    odd = (counts != columns) | (ends - starts > csv.field_size_limit())
    if b'"' in block:
        odd[np.searchsorted(ends, np.flatnonzero(data == _QUOTE))] = True
    return Lines(block, data, marks, counts, starts, ends, odd)


def grid_of(lines: Lines, columns: int) -> Grid:
    """Return the cells of the lines that are not odd."""
    even = ~lines.odd
    marks = lines.marks if even.all() else lines.marks[np.repeat(even, lines.counts)]
    return Grid(lines.block, lines.data, lines.starts[even], marks.reshape(-1, columns))


def _without_idle_quotes(block: bytes, separator: int) -> bytes:
    """Return the block without its quotes, where each pair only wraps a cell that would need none."""
    if b'"' not in block:
        return block
    # A line feed before the first byte, so that every cell has something before it and behind it.
    data = np.frombuffer(b"\n" + block, np.uint8)
    quotes = np.flatnonzero(data == _QUOTE)
    borders = np.flatnonzero((data == separator) | (data == _FEED))
    opening, closing = quotes[0::2], quotes[1::2]
    if len(opening) != len(closing):
        return block
    around = np.concatenate((data[opening - 1], data[closing + 1]))
    wraps = np.isin(around, (separator, _FEED)).all()
    within = np.array_equal(np.searchsorted(borders, opening), np.searchsorted(borders, closing))
    return block.replace(b'"', b"") if wraps and within else block
