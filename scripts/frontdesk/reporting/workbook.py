"""The report as a workbook: real numbers and days, frozen headings, filters, no cell that is a formula."""

import re
import zipfile
from datetime import date
from io import BytesIO
from itertools import islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from frontdesk.exchange.results import harmless
from frontdesk.reporting.analysis import Analysis
from frontdesk.reporting.people_tables import answers_table, objectives_table, people_table
from frontdesk.reporting.question_tables import options_table, questions_table
from frontdesk.reporting.table import PLAIN, Column, Table, Value

_TABLES = (people_table, objectives_table, questions_table, options_table, answers_table)
_LONGEST = 32_000  # letters in a cell; Excel holds 32,767
_MOST_ROWS = 1_048_575  # below the headings
_SENTENCES = 40  # a column this wide is read, not scanned
_TIME = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_BOLD, _WRAP = Font(bold=True), Alignment(wrap_text=True, vertical="top")
_OPENED = (1980, 1, 1, 0, 0, 0)  # the first day an archive can tell


def report_xlsx(analysis: Analysis) -> bytes:
    """Return the workbook; the same class gives the same bytes."""
    book = Workbook(write_only=True)
    book.properties.creator = "Front Desk"
    for table_of in _TABLES:
        table = table_of(analysis)
        _put(book.create_sheet(table.name), table)
    out = BytesIO()
    book.save(out)
    return _settled(out.getvalue(), analysis.record.day)


def _put(sheet: Worksheet, table: Table) -> None:
    rows = list(islice(table.rows, _MOST_ROWS))
    sheet.freeze_panes = f"{get_column_letter(table.fixed + 1)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(rows) + 1}"
    for place, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.append([_heading(sheet, column) for column in table.columns])
    for row in rows:
        cells = zip(table.columns, row, strict=True)
        sheet.append([_cell(sheet, column, value) for column, value in cells])


def _heading(sheet: Worksheet, column: Column) -> Any:
    cell = WriteOnlyCell(sheet, _text(column.name))
    cell.font, cell.alignment = _BOLD, _WRAP
    return cell


def _cell(sheet: Worksheet, column: Column, value: Value) -> Any:
    """Return what stands in a cell: the bare value where it needs no style, which is far quicker."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _wrapped(sheet, _text(value)) if column.width >= _SENTENCES else _text(value)
    if column.format == PLAIN:
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = column.format
    return cell


def _wrapped(sheet: Worksheet, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.alignment = _WRAP
    return cell


def _text(text: str) -> str:
    """Return a text that any spreadsheet takes as one: no formula, no control letter, not too long."""
    clean = ILLEGAL_CHARACTERS_RE.sub("�", text.encode("utf-8", "replace").decode())
    return harmless(clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}… (cut)")


def _settled(raw: bytes, day: date) -> bytes:
    """Return a workbook that tells no time but the report's day; openpyxl tells the moment it is saved."""
    told = rb"\g<1>" + f"{day}T00:00:00Z".encode()
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            part = _TIME.sub(told, part) if name == "docProps/core.xml" else part
            entry = zipfile.ZipInfo(name, _OPENED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, part)
    return out.getvalue()
