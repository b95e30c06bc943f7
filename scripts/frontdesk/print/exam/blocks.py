"""The part of an answer sheet that belongs to one question: its boxes, letters and frames.

Letters stand outside the boxes, so that an empty box is white.  All distances are from the block's own upper
left corner; `layout` moves blocks to their places.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from frontdesk.drawing import key_for
from frontdesk.model.paper import Item
from frontdesk.model.questions import (
    Essay,
    Matching,
    Numeric,
    Ordering,
    Question,
    Scenario,
    ShortAnswer,
)
from frontdesk.print.exam.letters import letter, letters_of, longest_path, most_choices
from frontdesk.print.geometry import BODY_WIDTH, Area, Size

INTEGERS, DECIMALS = 7, 3
_ROW = 7.0
_NUMBER = 7.0
_OPTION, _OPTIONS_A_LINE = 8.8, 6
_ABOVE = 1.4  # white above a block that is taller than a line
_HEAD = _ABOVE + 5.2
_LETTERS = 4.0
_CELL, _CELL_ROW = 6.6, 6.2
_ROW_LABELS = 11.0
_DIGIT, _DIGIT_ROW, _POINT = 5.0, 5.0, 3.5
_DIGITS_FROM = 5.6
_LINE, _ESSAY_LINES = 9.0, 10


@dataclass(frozen=True)
class Box:
    """A box to be marked: which row and column of its block it stands in, and where."""

    row: int
    column: int
    area: Area


@dataclass(frozen=True)
class Label:
    """A text beside the boxes; `x` is its left edge, middle or right edge as `align` says, `y` its middle."""

    text: str
    x: float
    y: float
    align: str = "center"
    is_bold: bool = False
    points: float = 8.5


@dataclass(frozen=True)
class Block:
    """One question on the answer sheet.

    `frames` are what is written into by hand and cut out as pictures; `rules` are the lines to write on.
    `meaning` tells what rows and letters stand for where the bank decides it and not the manifest.
    """

    number: int
    question: str
    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    labels: tuple[Label, ...] = ()
    frames: tuple[Area, ...] = ()
    rules: tuple[Area, ...] = ()
    is_written: bool = False
    meaning: str = ""


def block_for(number: int, item: Item, question: Question, size: Size) -> Block:
    """Return the block of a question with the number that is printed before it."""
    block = _BLOCKS.get(question.type, _choices)(number, item, question, size)
    return replace(block, meaning=_meaning(question))


def _meaning(question: Question) -> str:
    if isinstance(question, Matching):
        return " ".join(question.prompts)
    if isinstance(question, Scenario):
        ways = (
            f"{name}:" + ",".join(f"{choice}>{move.next}" for choice, move in scene.choices.items())
            for name, scene in question.scenes.items()
        )
        return f"{question.start} " + " ".join(ways)
    return ""


def pointer(number: int, page: int, item: Item, size: Size) -> Block:
    """Return the line that says on which page a written answer has its room."""
    told = f"written · page {page}　手写 · 第 {page} 页"
    labels = (
        _number(number, _ROW / 2, size),
        _label(told, _NUMBER + 1.5, _ROW / 2, size, align="left", points=7),
    )
    return Block(number, item.question, size.column_width, _ROW * size.scale, labels=labels)


def _choices(number: int, item: Item, question: Question, size: Size) -> Block:
    letters = list(letters_of(item, question))
    boxes, labels = [], [_number(number, _ROW / 2, size)]
    for place, name in enumerate(letters):
        line, column = divmod(place, _OPTIONS_A_LINE)
        x, y = _NUMBER + column * _OPTION + 3.6, line * _ROW + (_ROW - 4) / 2
        boxes.append(_box(0, place, x, y, size))
        labels.append(_label(name, x - 0.8, y + 2, size, align="right"))
    lines = (len(letters) - 1) // _OPTIONS_A_LINE + 1
    return _block(number, item, size, boxes, labels, lines * _ROW)


def _ordering(number: int, item: Item, question: Ordering, size: Size) -> Block:
    rows = [f"{place}." for place in range(1, len(question.steps) + 1)]
    return _grid(number, item, size, "order 排序", rows, list(letters_of(item, question)))


def _matching(number: int, item: Item, question: Matching, size: Size) -> Block:
    rows = [str(place) for place in range(1, len(question.prompts) + 1)]
    return _grid(number, item, size, "match 配对", rows, list(letters_of(item, question)))


def _scenario(number: int, item: Item, question: Scenario, size: Size) -> Block:
    rows = [f"step {place}" for place in range(1, longest_path(question) + 1)]
    letters = [letter(place) for place in range(most_choices(question))]
    return _grid(number, item, size, "path 路径", rows, letters)


def _grid(
    number: int, item: Item, size: Size, told: str, rows: Sequence[str], columns: Sequence[str]
) -> Block:
    top = _HEAD + _LETTERS
    labels = [*_head(number, told, size)]
    labels += [
        _label(name, _ROW_LABELS + place * _CELL + 2, _HEAD + _LETTERS / 2, size)
        for place, name in enumerate(columns)
    ]
    labels += [
        _label(name, _ROW_LABELS - 1.4, top + place * _CELL_ROW + 2, size, align="right", points=7.5)
        for place, name in enumerate(rows)
    ]
    boxes = [
        _box(row, column, _ROW_LABELS + column * _CELL, top + row * _CELL_ROW, size)
        for row in range(len(rows))
        for column in range(len(columns))
    ]
    width = _ROW_LABELS + len(columns) * _CELL
    return _block(number, item, size, boxes, labels, top + len(rows) * _CELL_ROW, width)


def digit_places(item: Item, question: Numeric) -> tuple[int, int]:
    """Return how many places before and after the point a number has on paper.

    They are the same for all, so that they give nothing away; more only where the key needs them.
    """
    before, _, after = key_for(question, item.values)["answer"].lstrip("-").partition(".")
    return max(INTEGERS, len(before)), max(DECIMALS, len(after))


def _numeric(number: int, item: Item, question: Numeric, size: Size) -> Block:
    before, after = digit_places(item, question)
    top, point = _HEAD + 6.4, _DIGITS_FROM + before * _DIGIT
    places = [_DIGITS_FROM + place * _DIGIT for place in range(before)]
    places += [point + _POINT + place * _DIGIT for place in range(after)]
    told = f"number 数字 {question.unit}" if question.unit else "number 数字"
    width = places[-1] + _DIGIT
    minus = width - 6.0
    labels = [
        *_head(number, told, size),
        _label("minus 负 −", minus - 1.2, (_ABOVE + _HEAD) / 2, size, align="right", points=7.5),
    ]
    labels.append(_label(".", point + _POINT / 2 - 0.5, _HEAD + 3.2, size, is_bold=True, points=14))
    labels += [
        _label(str(digit), x, top + digit * _DIGIT_ROW + 2, size, align="right", points=7.5)
        for digit in range(10)
        for x in (_DIGITS_FROM - 1.2, point + _POINT - 1.2)
    ]
    boxes = [_box(0, -1, minus, (_ABOVE + _HEAD - 4) / 2, size)]
    boxes += [
        _box(digit, column, x, top + digit * _DIGIT_ROW, size)
        for column, x in enumerate(places)
        for digit in range(10)
    ]
    frames = [Area(x - 0.4, _HEAD, _DIGIT - 0.2, 5.6) for x in places]
    block = _block(number, item, size, boxes, labels, top + 10 * _DIGIT_ROW + 1, width)
    return _with_frames(block, frames, size)


def _short_answer(number: int, item: Item, _question: ShortAnswer, size: Size) -> Block:
    frame = Area(_NUMBER, 1.0, BODY_WIDTH / size.scale - _NUMBER, 10.0)
    labels = [_number(number, 6.0, size)]
    return _with_frames(_block(number, item, size, [], labels, 13.0, BODY_WIDTH / size.scale), [frame], size)


def _essay(number: int, item: Item, _question: Essay, size: Size) -> Block:
    width = BODY_WIDTH / size.scale
    # A person who needs large letters writes large ones: the lines grow, and their number falls.
    lines = round(_ESSAY_LINES / size.scale)
    frame = Area(_NUMBER, 1.0, width - _NUMBER, lines * _LINE + 2)
    rules = [Area(_NUMBER + 2, 1.0 + (n + 1) * _LINE, width - _NUMBER - 4, 0) for n in range(lines)]
    block = _block(number, item, size, [], [_number(number, 5.0, size)], frame.height + 3, width)
    return _with_frames(block, [frame], size, rules)


_BLOCKS: dict[str, Callable[..., Block]] = {
    "ordering": _ordering,
    "matching": _matching,
    "scenario": _scenario,
    "numeric": _numeric,
    "short-answer": _short_answer,
    "essay": _essay,
}


def _block(
    number: int,
    item: Item,
    size: Size,
    boxes: Sequence[Box],
    labels: Sequence[Label],
    height: float,
    width: float = 0,
) -> Block:
    return Block(
        number,
        item.question,
        max(width * size.scale, size.column_width),
        height * size.scale,
        tuple(boxes),
        tuple(labels),
    )


def _with_frames(block: Block, frames: Sequence[Area], size: Size, rules: Sequence[Area] = ()) -> Block:
    return replace(
        block,
        frames=tuple(_scaled(area, size) for area in frames),
        rules=tuple(_scaled(area, size) for area in rules),
        is_written=not block.boxes,
    )


def _scaled(area: Area, size: Size) -> Area:
    return Area(*(size.scale * edge for edge in (area.x, area.y, area.width, area.height)))


def _box(row: int, column: int, x: float, y: float, size: Size) -> Box:
    return Box(row, column, _scaled(Area(x, y, 4.0, 4.0), size))


def _label(text: str, x: float, y: float, size: Size, **look: object) -> Label:
    look["points"] = float(look.get("points", 8.5)) * size.type_scale
    return Label(text, x * size.scale, y * size.scale, **look)


def _number(number: int, y: float, size: Size) -> Label:
    return _label(str(number), _NUMBER - 1.2, y, size, align="right", is_bold=True)


def _head(number: int, told: str, size: Size) -> tuple[Label, Label]:
    middle = (_ABOVE + _HEAD) / 2
    return _number(number, middle, size), _label(told, _NUMBER + 0.4, middle, size, align="left", points=7.5)
