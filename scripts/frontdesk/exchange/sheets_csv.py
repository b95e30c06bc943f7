"""Sheets in a spreadsheet saved as CSV: a row a person, a column a question."""

import csv
from io import StringIO

from frontdesk.model.attempt import Sheet
from frontdesk.problems import Problem, suggest

Row = tuple[int, list[str]]
OWN = ("person", "seed")


def read_sheets(text: str, path: str, quiz: str) -> tuple[list[Sheet], list[Problem]]:
    """Return a sheet for each row; a row that cannot be read is a problem, the others stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows, problems = _rows(text, path)
    if not rows:
        return [], problems or [Problem(path, 1, "file", "holds nothing")]
    (line, header), *rows = rows
    columns = [cell.strip() for cell in header]
    bad = header_problem(columns, path, line)
    if bad:
        return [], [*problems, bad]
    sheets = []
    for line, cells in rows:
        sheet = sheet_of(columns, cells, path, line, quiz)
        if isinstance(sheet, Problem):
            problems.append(sheet)
        else:
            sheets.append(sheet)
    if not rows:
        problems.append(without_rows(path, line))
    return sheets, problems


def without_rows(path: str, line: int) -> Problem:
    """Return the problem of a file that ends with its header."""
    return Problem(path, line, "file", "has a header and no rows")


def _rows(text: str, path: str) -> tuple[list[Row], list[Problem]]:
    """Return the rows that hold something, with their lines.

    Where a quote is left open the file is read again line by line, so that one row never swallows the others.
    """
    separator = separator_of(text)
    lines = text.split("\n")
    try:
        reader = csv.reader(StringIO(text), delimiter=separator, strict=True)
        rows, start = [], 1
        for row in reader:
            rows.append((start, row))
            start = reader.line_num + 1
        problems: list[Problem] = []
    except csv.Error:
        rows, problems = _rows_one_by_one(lines, separator, path)
    return [(n, row) for n, row in rows if not holds_nothing(n, row)], problems


def _rows_one_by_one(lines: list[str], separator: str, path: str) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems = []
    for number, line in enumerate(lines, 1):
        try:
            rows += [(number, row) for row in csv.reader([line], delimiter=separator, strict=True)]
        except csv.Error:
            problems.append(unreadable(path, number))
    return rows, problems


def unreadable(path: str, line: int) -> Problem:
    """Return the problem of a row whose cells cannot be told apart."""
    what = "cannot be read: a quote is open or a cell is too long"
    return Problem(path, line, f"row {line}", what, "close the quote; a quote inside a cell is written twice")


def separator_of(text: str) -> str:
    """Return what stands between the cells, by the first line that holds any."""
    first = next((line for line in text.split("\n") if line.strip() and not line.startswith("sep=")), "")
    return max(",;\t", key=first.count)


def holds_nothing(number: int, row: list[str]) -> bool:
    """Return whether a row is blank, or the first line in which a spreadsheet names its separator."""
    return not any(cell.strip() for cell in row) or (number == 1 and row[0].startswith("sep="))


def header_problem(columns: list[str], path: str, line: int) -> Problem | None:
    """Return why a header cannot be used, or None."""
    if "person" not in columns:
        near = suggest("person", [column for column in columns if column])
        return Problem(
            path,
            line,
            "header",
            "has no column 'person'",
            near or "the first line names the columns: person, then question ids",
        )
    twice = next((c for place, c in enumerate(columns) if c and c in columns[:place]), None)
    if twice:
        return Problem(path, line, "header", f"the column '{twice}' stands twice")
    return None


def sheet_of(columns: list[str], cells: list[str], path: str, line: int, quiz: str) -> Sheet | Problem:
    """Return the sheet that a row is, or why it is none."""
    where = f"row {line}"
    if len(cells) != len(columns):
        return Problem(
            path,
            line,
            where,
            f"has {len(cells)} cells and the header has {len(columns)}",
            "a comma inside an answer needs quotes around the cell",
        )
    row = {column: cell for column, cell in zip(columns, cells, strict=True) if column}
    person = row["person"].strip()
    if not person:
        return Problem(path, line, where, "does not say whose it is", "fill the column 'person'")
    answers = {column: cell for column, cell in row.items() if column not in OWN}
    return Sheet(person, answers, quiz=quiz, seed=row.get("seed", "").strip(), path=path, line=line)
