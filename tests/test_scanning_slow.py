"""Twenty thousand boxes, marked by four hands and seen by every machine: not one is misread in silence."""

from itertools import cycle

import numpy as np
import pytest

from frontdesk.papers import questions_of
from frontdesk.print.geometry import REGULAR
from frontdesk.scanning.pages import Picture
from frontdesk.scanning.sheets import Scan
from paper_scans import STYLES, Machine, assigned, blank_sheets, filled_sheet, scanned
from real_content import LIBRARY

REAL = LIBRARY.banks
# About 700 boxes a paper, of every type that has some.
DRAW = [
    {"from": "norms", "count": "5", "type": "numeric"},
    {"from": "law", "count": "4", "type": "matching"},
    {"from": "law", "count": "4", "type": "ordering"},
    {"from": "etiquette", "count": "3", "type": "scenario"},
    {"from": "law", "count": "6", "type": ["multiple-response", "true-false"]},
    {"from": "norms", "count": "6", "type": "single-choice"},
]
MACHINES = (
    Machine(dpi=100),
    Machine(dpi=150),
    Machine(dpi=300, blur=1.0),
    Machine(dpi=150, quality=50, shadow=0.4),
    Machine(dpi=150, blur=1.2, noise=14, specks=150, turns=2),
    Machine(dpi=200, tilt=0.04, shadow=0.5, quality=70, noise=6, turns=1),
    Machine(dpi=200, tilt=0.03, bend=1.5, shadow=0.3, noise=6),
)
BOXES = 20_000


@pytest.mark.slow
def test_twenty_thousand_boxes_hold_no_silent_error_and_few_are_doubtful():
    assignment = assigned(REAL, *DRAW, people=4)
    questions, blank = questions_of(REAL), blank_sheets(assignment, REAL)
    random = np.random.default_rng(2026)
    combinations = cycle((machine, style) for machine in MACHINES for style in STYLES)
    boxes, answers, doubtful, wrong = 0, 0, 0, []

    while boxes < BOXES:
        for paper in assignment.papers:
            machine, style = next(combinations)
            filled = filled_sheet(assignment, paper.id, blank[paper.id], questions, REGULAR, style, random)
            scan = Scan(assignment, REAL)
            for number, page in enumerate(filled.pages, 1):
                scan.add(Picture("scan.png", number, scanned(page, machine, random)))
            (sheet,) = scan.sheets()
            assert not scan.problems
            assert not sheet.missing
            boxes += scan.boxes
            answers += len(paper.items)
            doubtful += len(sheet.doubts)
            wrong += [
                (machine, style, name, filled.responses[name], response)
                for name, response in sheet.responses.items()
                if response != filled.responses[name]
            ]

    assert wrong == []
    assert doubtful < 0.01 * answers
