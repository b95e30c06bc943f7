"""Rosters: who takes a quiz, from a spreadsheet as offices really have them.

The row with a name in it is the header, wherever it stands; titles above it, empty rows and columns that are
not asked for (telephones, identity numbers) are left unread.
"""

import re
import unicodedata
from collections import Counter
from pathlib import Path

from frontdesk.exchange.days import read_day
from frontdesk.exchange.workbooks import Rows, read_rows
from frontdesk.model.assignment import Person
from frontdesk.problems import Problem

COLUMNS = {
    "name": ("name", "full name", "person", "姓名", "名字", "员工姓名", "人员", "考生姓名"),
    "id": (
        "id",
        "person id",
        "staff number",
        "staff id",
        "employee id",
        "工号",
        "员工号",
        "员工编号",
        "编号",
    ),
    "due": ("due", "due date", "截止", "截止日期", "截止日", "完成日期"),
    "extra": ("extra minutes", "extra time", "加时", "加时（分钟）", "延长时间", "额外时间", "额外分钟"),
}
_DEEPEST_HEADER = 20
_MOST_BYTES = 32 * 2**20
_NUMBER = re.compile(r"([0-9]{1,3})(?:\.0+)? ?(?:min|minutes|分钟|分)?")


def read_roster(path: Path) -> tuple[list[Person], list[Problem]]:
    """Return the people of a .xlsx or .csv file in its order, and every problem; warnings do not stop."""
    name = str(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            return [], [Problem(name, 1, "file", "is larger than any roster", "name the list of people")]
        raw = path.read_bytes()
    except OSError as error:
        return [], [Problem(name, 1, "file", f"cannot be opened: {error.strerror}")]
    rows, problems = read_rows(raw, name)
    if problems:
        return [], problems
    found = _header(rows)
    if found is None:
        what = "has no column for names"
        return [], [Problem(name, 1, "header", what, "head one column 姓名 or name; 工号 or id is welcome")]
    return _people(rows, *found, name)


def _header(rows: Rows) -> tuple[int, dict[str, int]] | None:
    """Return the place of the header row and its columns; the first of two equal headings counts."""
    for place, row in enumerate(rows[:_DEEPEST_HEADER]):
        columns: dict[str, int] = {}
        for number, cell in enumerate(row):
            column = _BY_HEADING.get(_heading(cell))
            if column:
                columns.setdefault(column, number)
        if "name" in columns:
            return place, columns
    return None


def _heading(cell: str) -> str:
    """Return a heading as it is compared: without spaces, stars and the colon behind it, in small letters."""
    return "".join(unicodedata.normalize("NFKC", cell).replace("*", "").lower().split()).rstrip(":")


_BY_HEADING = {_heading(heading): column for column, headings in COLUMNS.items() for heading in headings}


def _people(
    rows: Rows, header: int, columns: dict[str, int], path: str
) -> tuple[list[Person], list[Problem]]:
    people: list[Person] = []
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    names = Counter(_cell(row, columns, "name") for row in rows[header + 1 :])
    for line, row in enumerate(rows[header + 1 :], header + 2):
        name = _cell(row, columns, "name")
        if not name:
            continue
        person, more = _person(row, columns, name, path, line)
        if not _cell(row, columns, "id") and names[name] > 1:
            person, problem = _told_apart(person, lines, path, line)
            more.append(problem)
        problems += more
        if person.id in lines:
            what = f"the id '{person.id}' stands on line {lines[person.id]} too"
            problems.append(Problem(path, line, name, what, "each person needs an id of their own"))
            continue
        lines[person.id] = line
        people.append(person)
    if not people:
        problems.append(Problem(path, header + 1, "header", "has no names below it", "a row for each person"))
    return people, problems


def _person(
    row: list[str], columns: dict[str, int], name: str, path: str, line: int
) -> tuple[Person, list[Problem]]:
    problems = []
    due_text, extra_text = _cell(row, columns, "due"), _cell(row, columns, "extra")
    due, extra = read_day(due_text), _NUMBER.fullmatch(extra_text)
    if due_text and due is None:
        what = f"'{due_text}' is not a day"
        problems.append(Problem(path, line, name, what, "write it as 2026-12-04, or leave it empty"))
    if extra_text and not extra:
        what = f"'{extra_text}' is not a number of minutes"
        problems.append(Problem(path, line, name, what, "write 15, or leave it empty"))
    person_id = _cell(row, columns, "id") or _id_from(name)
    return Person(person_id, name, due, int(extra[1]) if extra else 0), problems


def _told_apart(person: Person, lines: dict[str, int], path: str, line: int) -> tuple[Person, Problem]:
    number = next(n for n in range(1, len(lines) + 2) if f"{person.id}-{n}" not in lines)
    new = Person(f"{person.id}-{number}", person.name, person.due, person.extra_minutes)
    what = f"two people have this name and no id; this one is called '{new.id}'"
    hint = "a column 工号 tells them apart for good"
    return new, Problem(path, line, person.name, what, hint, warning=True)


def _id_from(name: str) -> str:
    """Return an id from a name: small Latin letters with hyphens, Chinese characters as they are."""
    return "-".join(unicodedata.normalize("NFKC", name).lower().split())


def _cell(row: list[str], columns: dict[str, int], column: str) -> str:
    place = columns.get(column)
    text = row[place] if place is not None and place < len(row) else ""
    return " ".join(unicodedata.normalize("NFKC", text).split())
