"""What the tests of scanning share: an assignment with all nine types, its sheets filled, a batch read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from conftest import ROOT
from frontdesk.library import read_library
from frontdesk.model.assignment import Assignment
from frontdesk.model.bank import Bank
from frontdesk.papers import questions_of
from frontdesk.print.exam.layout import Placed, lay_out
from frontdesk.print.geometry import REGULAR
from frontdesk.scanning.pages import Picture
from frontdesk.scanning.sheets import Scan
from paper_scans import Filled, Machine, assigned, blank_sheets, filled_sheet, scanned

GOOD = read_library(ROOT / "tests" / "cases" / "good")[0].banks
QUESTIONS = questions_of(GOOD)
PLAIN = Machine(degrees=0.4)
# What the person of the first paper answers, by question; the written ones stand beside.
RESPONSES = {
    "keys.who-signs": "b",
    "keys.book-entries": ["a", "c"],
    "keys.key-as-pledge": "false",
    "keys.cost-of-keys": "67.50",
    "keys.steps-at-desk": ["b", "c", "a"],
    "keys.where-keys-hang": {"a": "x", "b": "z"},
    "keys.lost-key": ["a", "b"],
    "keys.second-key": None,
    "keys.letter-to-owner": None,
}


@dataclass(frozen=True)
class Case:
    """An assignment, and its empty sheets at 300 dpi by paper."""

    assignment: Assignment
    banks: Mapping[str, Bank]
    blank: Mapping[str, list[np.ndarray]]

    def filled(self, responses: Mapping[str, Any], person: int = 1, style: str = "cross") -> Filled:
        """Return one person's sheet, filled in."""
        paper = self.assignment.papers[person - 1].id
        random = np.random.default_rng(person)
        return filled_sheet(
            self.assignment,
            paper,
            self.blank[paper],
            questions_of(self.banks),
            REGULAR,
            style,
            random,
            responses,
        )

    def placed(self, question: str, person: int = 1) -> Placed:
        """Return where a question with boxes or a frame stands on the first page."""
        page = lay_out(self.assignment.papers[person - 1], questions_of(self.banks), REGULAR)[0]
        blocks = [
            p for p in page.placed if p.block.question == question and (p.block.boxes or p.block.frames)
        ]
        return blocks[0]


@cache
def nine_types() -> Case:
    """Return an assignment of two people with all nine types on one page."""
    assignment = assigned(GOOD, {"from": "law/keys", "count": "9"}, people=2)
    return Case(assignment, GOOD, blank_sheets(assignment, GOOD))


def letter_box(case: Case, question: str, letter: str) -> Any:
    """Return the area of a box in the first row of a question by its printed letter."""
    placed = case.placed(question)
    return next(box.area for box in placed.boxes() if (box.row, box.column) == (0, "ABCDEF".index(letter)))


def pictures(pages: Iterable[np.ndarray], machine: Machine = PLAIN, name: str = "scan.png") -> list[Picture]:
    """Return pages as a machine hands them over."""
    random = np.random.default_rng(5)
    return [Picture(name, n, scanned(page, machine, random)) for n, page in enumerate(pages, 1)]


def read(case: Case, found: Iterable[Picture], **more: Any) -> Scan:
    """Return a batch with pages read."""
    scan = Scan(case.assignment, case.banks, **more)
    for picture in found:
        scan.add(picture)
    return scan
