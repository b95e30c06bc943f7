"""Answer sheets laid out: which block stands where on which page.

Boxes come first, in columns; written answers follow over the whole width, and a line in the columns says
where.  The same paper and questions always give the same pages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from frontdesk.model.paper import Paper
from frontdesk.model.questions import Question
from frontdesk.print.exam.blocks import Block, Box, block_for, pointer
from frontdesk.print.geometry import BOTTOM, LEFT, Area, Size

_GAP = 4.0


@dataclass(frozen=True)
class Placed:
    """A block at its place on a page."""

    block: Block
    x: float
    y: float

    def boxes(self) -> list[Box]:
        """Return the boxes where they stand on the page."""
        return [Box(box.row, box.column, box.area.moved(self.x, self.y)) for box in self.block.boxes]

    def frames(self) -> list[Area]:
        """Return the frames where they stand on the page."""
        return [frame.moved(self.x, self.y) for frame in self.block.frames]

    def area(self) -> Area:
        """Return the whole block where it stands on the page."""
        return Area(self.x, self.y, self.block.width, self.block.height)


@dataclass(frozen=True)
class SheetPage:
    """One page of an answer sheet; `number` counts from 1 to `count`."""

    number: int
    count: int
    placed: tuple[Placed, ...]

    @cached_property
    def boxes(self) -> list[tuple[float, float, float, float]]:
        """Return left and upper edge, width and height of every box, block by block."""
        return [
            (p.x + box.area.x, p.y + box.area.y, box.area.width, box.area.height)
            for p in self.placed
            for box in p.block.boxes
        ]

    @cached_property
    def owners(self) -> list[int]:
        """Return for every box the place of its block on the page."""
        return [place for place, p in enumerate(self.placed) for _ in p.block.boxes]

    @cached_property
    def check(self) -> str:
        """Return four letters that change with the place of any box, or with what a box stands for."""
        frames = [(a.x, a.y, a.width, a.height) for placed in self.placed for a in placed.frames()]
        told = ";".join("{:.2f},{:.2f},{:.2f},{:.2f}".format(*area) for area in self.boxes + frames)
        told += "".join(f"|{placed.block.question} {placed.block.meaning}" for placed in self.placed)
        return sha256(told.encode()).hexdigest()[:4].upper()


def lay_out(paper: Paper, questions: Mapping[str, Question], size: Size) -> tuple[SheetPage, ...]:
    """Return the pages of a paper's answer sheet; every question of the paper must be among `questions`."""
    blocks = [
        block_for(number, item, questions[item.question], size) for number, item in enumerate(paper.items, 1)
    ]
    # Where a written answer stands is known only when the columns are; a pointer has the same height anyhow.
    draft = _pages(_with_pointers(paper, blocks, {}, size), _written(blocks), size)
    pages_of = {p.block.number: n for n, page in enumerate(draft, 1) for p in page if p.block.is_written}
    pages = _pages(_with_pointers(paper, blocks, pages_of, size), _written(blocks), size)
    return tuple(SheetPage(n, len(pages), tuple(page)) for n, page in enumerate(pages, 1))


def _written(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.is_written]


def _with_pointers(
    paper: Paper, blocks: Sequence[Block], pages_of: Mapping[int, int], size: Size
) -> list[Block]:
    return [
        pointer(block.number, pages_of.get(block.number, 1), paper.items[block.number - 1], size)
        if block.is_written
        else block
        for block in blocks
    ]


def _pages(narrow: Sequence[Block], wide: Sequence[Block], size: Size) -> list[list[Placed]]:
    pages: list[list[Placed]] = []
    low = BOTTOM  # of what stands on the last page
    rest = list(narrow)
    while rest:
        placed, rest = _in_columns(rest, size)
        pages.append(placed)
        low = max(p.y + p.block.height for p in placed) + _GAP
    for block in wide:
        if not pages or low + block.height > BOTTOM:
            pages.append([])
            low = size.body
        pages[-1].append(Placed(block, LEFT, low))
        low += block.height
    return pages


def _in_columns(blocks: list[Block], size: Size) -> tuple[list[Placed], list[Block]]:
    """Return what stands on one page, and what is left for the next; columns of a last page end level."""
    room = BOTTOM - size.body
    placed = _filled(blocks, room, size)
    if len(placed) < len(blocks):
        return placed, blocks[len(placed) :]
    height = max(sum(b.height for b in blocks) / size.columns, max(b.height for b in blocks))
    while height < room and len(_filled(blocks, height, size)) < len(blocks):
        height += 2
    return _filled(blocks, min(height, room), size), []


def _filled(blocks: Sequence[Block], height: float, size: Size) -> list[Placed]:
    """Return as many blocks as fit into columns of a height, in order; a wide one takes several columns."""
    placed: list[Placed] = []
    column = 0
    tops = [0.0] * size.columns
    for block in blocks:
        span = min(size.columns, round(block.width / size.column_width + 0.49))
        while column + span <= size.columns:
            y = max(tops[column : column + span])
            if y + block.height <= height:
                break
            column += 1
        else:
            return placed
        placed.append(Placed(block, LEFT + column * size.column_width, size.body + y))
        tops[column : column + span] = [y + block.height] * span
    return placed
