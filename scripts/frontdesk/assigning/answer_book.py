"""The spreadsheet to fill in by hand: a row a paper, a column a question as it is printed."""

import csv
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from frontdesk.exchange.results import harmless
from frontdesk.model.assignment import Assignment

_HOW = (
    ("How to fill in this sheet", "填写说明"),
    ("One row for each paper; the numbers are those printed on it.", "每份试卷一行，题号以卷面为准。"),
    (
        "Choices: the printed letter, A; several letters together, A C.",
        "选择题：填卷面上的字母，如 A；多选填 A C。",
    ),
    ("True or false: true, false.", "判断题：填 true（对）或 false（错）。"),
    ("Steps in order: B A C. Pairs: 1=C 2=A.", "排序题：B A C。配对题：1=C 2=A。"),
    ("Numbers without their unit. Texts as they were written.", "计算题只填数字；文字题照抄。"),
    ("Leave a cell empty where nothing was answered.", "没有作答的留空。"),
)


def headings(assignment: Assignment) -> list[str]:
    """Return the columns: person, name, attempt, paper, then the numbers of the questions."""
    count = max(len(paper.items) for paper in assignment.papers)
    return ["person", "name", "attempt", "paper", *(str(number) for number in range(1, count + 1))]


def _rows(assignment: Assignment) -> list[list[str]]:
    return [
        [harmless(person.id), harmless(person.name), str(attempt), paper.id]
        for person in assignment.people
        for attempt, paper in enumerate(assignment.papers_of(person), 1)
    ]


def answers_csv(assignment: Assignment) -> str:
    """Return the sheet as CSV that Excel opens with its Chinese names whole."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([headings(assignment), *_rows(assignment)])
    return "\ufeff" + out.getvalue()


def answers_xlsx(assignment: Assignment) -> bytes:
    """Return the sheet as a workbook; ids and answers are texts, so that 007 stays 007."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Answers"
    sheet.append(headings(assignment))
    for row in _rows(assignment):
        sheet.append(row)
    _dress(sheet)
    told = book.create_sheet("How to 说明")
    for row in _HOW:
        told.append(row)
    told.column_dimensions["A"].width, told.column_dimensions["B"].width = 62, 46
    told["A1"].font = told["B1"].font = Font(bold=True)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _dress(sheet: Worksheet) -> None:
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.number_format = "@"
    for letter, width in (("A", 16), ("B", 16), ("C", 9), ("D", 12)):
        sheet.column_dimensions[letter].width = width
    for place in range(5, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 7
    sheet.freeze_panes = "E2"
