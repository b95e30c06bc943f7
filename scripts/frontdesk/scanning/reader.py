"""One picture into one page's responses, with what is doubtful and what is written by hand as pictures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from frontdesk.model.assignment import Assignment
from frontdesk.model.bank import Bank
from frontdesk.model.paper import Item, Paper
from frontdesk.papers import questions_of
from frontdesk.print.exam.layout import Placed, SheetPage
from frontdesk.print.geometry import Area
from frontdesk.problems import Problem
from frontdesk.scanning.boxes import Measured, measure
from frontdesk.scanning.claims import BOOKLET, NO_SHEET, Claims, Refusal, cut_off, foreign, not_flat
from frontdesk.scanning.handwriting import is_written
from frontdesk.scanning.identity import Identity, code_in, code_of, identity_of
from frontdesk.scanning.pages import Picture
from frontdesk.scanning.reading import Read, read_marks
from frontdesk.scanning.register import Flat, is_blank, lay_flat

_HEAD = Area(0, 0, 210, 36)
UNREADABLE = "the code of this page cannot be read: which paper and page is it?"
HANDWRITING = "written by hand: type what it says"
NOT_MARKED = "a number is written and no figure is marked"


@dataclass(frozen=True)
class Doubt:
    """What a person must decide, with its picture (PNG).

    `sheet` is the paper, or the page where even that is doubtful; `question` is the printed number; `seen`
    is what was read, in printed letters.
    """

    sheet: str
    question: str
    why: str
    seen: str
    source: str
    picture: bytes = field(repr=False, default=b"")


@dataclass
class PageRead:
    """One page as read: responses by full id, doubts, and pictures of handwriting by printed number.

    `seen` and `numbers` are what was read in printed letters, and the printed number, by full id; `cut` gives
    the picture of a question while the page is at hand.
    """

    paper: str
    page: int
    count: int
    source: str
    responses: dict[str, Any] = field(default_factory=dict)
    doubts: dict[str, Doubt] = field(default_factory=dict)
    pictures: dict[int, bytes] = field(default_factory=dict, repr=False)
    seen: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    boxes: int = 0
    cut: Callable[[str], bytes] | None = field(default=None, repr=False)


class PageReader:
    """Reads pages of one assignment."""

    def __init__(
        self, assignment: Assignment, banks: Mapping[str, Bank], known: Mapping[str, str] | None = None
    ) -> None:
        """Make ready; `known` says which paper and page, such as `K7QF-2M9T/2`, a page with a bad code is."""
        self.questions = questions_of(banks)
        self._claims = Claims(assignment, self.questions)
        self._known = known or {}

    def read(self, picture: Picture) -> PageRead | Doubt | Problem | None:
        """Return what stands on a page, or why it is no answer sheet; None for blank paper.

        Where only its code cannot be read, it is a doubt.
        """
        flat = lay_flat(picture.pixels)
        if flat is None and is_blank(picture.pixels):
            return None
        if flat is None:
            return _refused(picture, _without_corners(picture))
        identity = self._identity(picture, flat)
        if isinstance(identity, Refusal):
            return _refused(picture, identity)
        if identity is None:
            head = png(flat.cut(_HEAD))
            return Doubt(picture.told, "page", UNREADABLE, "", picture.told, head)
        found = self._claims.page(identity, flat.size.name)
        return _refused(picture, found) if isinstance(found, Refusal) else self._page(picture, flat, *found)

    def _identity(self, picture: Picture, flat: Flat) -> Identity | Refusal | None:
        told = self._claims.told(self._known.get(picture.told, ""))
        if told:
            return told
        text = code_of(flat) or code_in(picture.pixels)
        return (identity_of(text) or foreign(text)) if text else None

    def _page(self, picture: Picture, flat: Flat, paper: Paper, page: SheetPage) -> PageRead | Problem:
        measured = measure(flat, page)
        if measured.is_lost:
            return _refused(picture, not_flat(paper.id, page.number))
        found = PageRead(paper.id, page.number, page.count, picture.told, boxes=len(measured.states))
        areas = {p.block.question: p.area() for p in page.placed if p.block.boxes or p.block.frames}
        found.cut = lambda question: png(flat.cut(areas[question].grown(1.5)))
        start = 0
        for place, placed in enumerate(page.placed):
            own = slice(start, start + len(placed.block.boxes))
            start = own.stop
            item = paper.items[placed.block.number - 1]
            found.numbers[item.question] = str(placed.block.number)
            if placed.block.is_written:
                self._written(found, flat, placed)
            elif placed.block.boxes:
                self._boxes(found, flat, placed, item, measured.of(place, own))
        return found

    def _boxes(self, found: PageRead, flat: Flat, placed: Placed, item: Item, measured: Measured) -> None:
        question, name = self.questions[item.question], item.question
        spots = [(box.row, box.column) for box in placed.block.boxes]
        states = dict(zip(spots, measured.states.tolist(), strict=True))
        full = [spot for spot, is_full in zip(spots, measured.is_full, strict=True) if is_full]
        read = _checked(read_marks(item, question, states, full), flat, placed, measured)
        found.seen[name] = read.seen
        if read.doubt:
            found.doubts[name] = Doubt(
                found.paper, found.numbers[name], read.doubt, read.seen, found.source, found.cut(name)
            )
        else:
            found.responses[name] = read.response

    def _written(self, found: PageRead, flat: Flat, placed: Placed) -> None:
        name, number, frame = placed.block.question, placed.block.number, placed.frames()[0]
        if not is_written(flat, frame):
            found.responses[name] = None
            return
        found.pictures[number] = png(flat.cut(frame.grown(1.0)))
        if self.questions[name].type == "essay":
            found.responses[name] = f"written by hand: {picture_name(found.paper, number)}"
        else:
            found.doubts[name] = Doubt(
                found.paper, str(number), HANDWRITING, "", found.source, found.pictures[number]
            )


def _checked(read: Read, flat: Flat, placed: Placed, measured: Measured) -> Read:
    """Return what was read; a number that is written and not marked is doubtful, never blank."""
    is_blank = read.response is None and not read.doubt
    offset = tuple(measured.offsets[0].tolist())
    if is_blank and any(is_written(flat, frame, offset) for frame in placed.frames()):
        return Read(None, NOT_MARKED)
    return read


def picture_name(paper: str, number: int) -> str:
    """Return the file name of a picture of handwriting."""
    return f"{paper}-{number}.png"


def png(pixels: np.ndarray) -> bytes:
    """Return grey pixels as a PNG file."""
    return cv2.imencode(".png", pixels)[1].tobytes() if pixels.size else b""


def _without_corners(picture: Picture) -> Refusal:
    text = code_in(picture.pixels)
    if not text:
        return NO_SHEET
    identity = identity_of(text)
    if identity is None:
        return foreign(text)
    return BOOKLET if identity.is_booklet else cut_off(identity)


def _refused(picture: Picture, refusal: Refusal) -> Problem:
    return Problem(picture.path, picture.number, "page", refusal.what, refusal.hint)
