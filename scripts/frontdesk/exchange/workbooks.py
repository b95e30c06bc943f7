"""Spreadsheets as rows of texts, whatever made them: .xlsx as Excel writes it, .csv in any encoding.

A workbook is a zip of XML from somebody else: how much it unpacks to is bounded, and entities are refused.
"""

import csv
import zipfile
import zlib
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import openpyxl

from frontdesk.exchange.decoding import decode
from frontdesk.problems import Problem

Rows = list[list[str]]
_MOST_UNPACKED = 64 * 2**20
_MOST_PARTS = 2_000
_MOST_ROWS = 100_000
_MOST_COLUMNS = 1_000
_SAVE_AGAIN = "open it in Excel and save it again as .xlsx or as CSV UTF-8"


def read_rows(raw: bytes, name: str) -> tuple[Rows, list[Problem]]:
    """Return the rows of a spreadsheet, its first sheet; a cell is a text without spaces at its ends.

    `name` is what the file is called; its ending says what it is.
    """
    if name.lower().endswith((".xlsx", ".xlsm")):
        return _xlsx_rows(raw, name)
    text = decode(raw)
    if text is None or "\0" in text:
        what = "is neither a workbook nor text in UTF-8, UTF-16 or GB18030"
        return [], [Problem(name, 1, "file", what, _SAVE_AGAIN)]
    return _csv_rows(text, name)


def _csv_rows(text: str, name: str) -> tuple[Rows, list[Problem]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = next((line for line in text.split("\n") if line.strip() and not line.startswith("sep=")), "")
    separator = max(",;\t", key=first.count)
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(StringIO(text), delimiter=separator)]
    except csv.Error:
        return [], [Problem(name, 1, "file", "cannot be read: a cell is too long", _SAVE_AGAIN)]
    return [row for row in rows if not (row and row[0].startswith("sep="))], []


def _xlsx_rows(raw: bytes, name: str) -> tuple[Rows, list[Problem]]:
    what = _fault(raw)
    if what:
        return [], [Problem(name, 1, "file", what, _SAVE_AGAIN)]
    try:
        book = openpyxl.load_workbook(BytesIO(raw), data_only=True, read_only=True)
        rows = _cells(book.worksheets[0]) if book.worksheets else []
        book.close()
    # openpyxl tells a broken workbook by whatever its XML stumbles over.
    except Exception:
        return [], [Problem(name, 1, "file", "is not a workbook that can be read", _SAVE_AGAIN)]
    return rows, []


def _cells(sheet: Any) -> Rows:
    sheet.reset_dimensions()  # a workbook may claim a million rows and hold ten
    rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
    return [[cell_text(value) for value in row] for row in rows]


def _fault(raw: bytes) -> str:
    """Return what is wrong with a workbook before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                return "unpacks to more than any roster or sheet holds"
            heads = [archive.open(part).read(4096) for part in parts if part.filename.endswith(".xml")]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return "is not a workbook that can be read"
    if any(b"<!DOCTYPE" in head or b"<!ENTITY" in head for head in heads):
        return "holds XML entities, which no workbook needs"
    return ""


def cell_text(value: Any) -> str:
    """Return a cell as people see it: whole numbers without a point, days as 2026-12-04."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return str(value.date()) if value.time() == datetime.min.time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return str(value)
    return str(value).strip()
