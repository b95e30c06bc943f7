"""The workbook in which a person marks what no machine can: a row an answer, no name in it.

Every cell is a text that starts no formula; only points, yes or no, and a note are read back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from frontdesk.exchange.results import harmless

KNOWN = ("paper", "question", "asked", "answer", "compare with")
RIGHT = "right? yes or no 对吗"
NOTE = "note 备注"
_LONGEST = 32_000
_WIDTHS = {"paper": 12, "question": 24, "asked": 44, "answer": 60, "compare with": 44, RIGHT: 10, NOTE: 24}
_TO_FILL = PatternFill("solid", fgColor="FFF7D6")


@dataclass(frozen=True)
class OpenAnswer:
    """An answer that waits for a person.

    `lines` are those of a rubric, each with its points; without them the question is whether it is right.
    """

    paper: str
    question: str
    asked: str
    response: str
    compare: str
    lines: tuple[tuple[Decimal, str], ...] = ()


@dataclass(frozen=True)
class FilledRow:
    """What a person filled in: texts as typed, by the number of the rubric's line."""

    line: int
    paper: str
    question: str
    right: str
    points: dict[int, str]
    note: str

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was filled in."""
        return not self.right and not any(self.points.values())


def marking_xlsx(answers: Sequence[OpenAnswer]) -> bytes:
    """Return the workbook: by question, then by paper, so that one question is marked in one go."""
    rows = sorted(answers, key=lambda one: (one.question, one.paper))
    most = max((len(one.lines) for one in rows), default=0)
    headings = [*KNOWN, *([RIGHT] if any(not one.lines for one in rows) else [])]
    for number in range(1, most + 1):
        headings += [f"line {number}", f"points {number} 得分"]
    headings.append(NOTE)
    book = Workbook()
    sheet = book.active
    sheet.title = "Marking"
    for place, heading in enumerate(headings, 1):
        _put(sheet, 1, place, heading)
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(heading, 34)
    for number, answer in enumerate(rows, 2):
        _put_row(sheet, number, headings, answer)
    sheet.freeze_panes = "C2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _put_row(sheet: Worksheet, row: int, headings: list[str], answer: OpenAnswer) -> None:
    texts = (answer.paper, answer.question, answer.asked, answer.response, answer.compare)
    for place, text in enumerate(texts, 1):
        _put(sheet, row, place, text)
    if not answer.lines:
        _to_fill(sheet, row, headings.index(RIGHT) + 1, DataValidation("list", formula1='"yes,no"'))
    for number, (points, text) in enumerate(answer.lines, 1):
        place = headings.index(f"line {number}") + 1
        _put(sheet, row, place, f"0 to {points:f}: {text}")
        bounds = DataValidation("decimal", operator="between", formula1="0", formula2=f"{points:f}")
        _to_fill(sheet, row, place + 1, bounds)


def _to_fill(sheet: Worksheet, row: int, place: int, rule: DataValidation) -> None:
    cell = sheet.cell(row, place)
    cell.fill = _TO_FILL
    rule.allow_blank = True
    rule.add(cell.coordinate)
    sheet.add_data_validation(rule)


def _put(sheet: Worksheet, row: int, place: int, text: str) -> None:
    """Write a text, never a formula, a number or a day."""
    clean = ILLEGAL_CHARACTERS_RE.sub("�", text.encode("utf-8", "replace").decode())
    cut = clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}… (cut)"
    cell = sheet.cell(row, place)
    cell.value = harmless(cut)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def filled_rows(rows: list[list[str]]) -> list[FilledRow] | None:
    """Return what was filled in, or None where the rows are not those of a marking workbook."""
    header = [" ".join(cell.lower().split()) for cell in rows[0]] if rows else []
    places = {heading: place for place, heading in enumerate(header)}
    if not {"paper", "question"} <= places.keys():
        return None
    points = {
        int(found[1]): place
        for place, heading in enumerate(header)
        if (found := re.match(r"points ([0-9]{1,3})\b", heading))
    }
    right = next((place for place, heading in enumerate(header) if heading.startswith("right?")), None)
    note = next((place for place, heading in enumerate(header) if heading.startswith("note")), None)

    def cell(row: list[str], place: int | None) -> str:
        return row[place].strip() if place is not None and place < len(row) else ""

    return [
        FilledRow(
            line,
            cell(row, places["paper"]),
            cell(row, places["question"]),
            cell(row, right),
            {number: cell(row, place) for number, place in points.items()},
            cell(row, note),
        )
        for line, row in enumerate(rows[1:], 2)
        if any(text.strip() for text in row)
    ]
