"""Rows of a spreadsheet as answers: a row a person, a column a printed number or a question's id."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from frontdesk.collecting.cells import printed_response
from frontdesk.collecting.roll import Roll
from frontdesk.gradebook.submissions import SPREADSHEET, Arrival, digest_of
from frontdesk.model.paper import Paper
from frontdesk.model.questions import Question
from frontdesk.problems import Problem, suggest

COLUMNS = {
    "person": ("person", "person id", "id", "staff number", "工号", "员工号", "员工编号", "编号"),
    "name": ("name", "full name", "姓名", "名字", "员工姓名", "考生姓名"),
    "attempt": ("attempt", "第几次", "次数"),
    "paper": ("paper", "paper id", "paper no", "试卷", "试卷号", "试卷编号", "卷号"),
}
_BY_HEADING = {heading: column for column, headings in COLUMNS.items() for heading in headings}
_NUMBER = re.compile(r"(?:q|no|第)?[. ]?([0-9]{1,3})(?:\.0|[.、题])?", re.IGNORECASE)
_DEEPEST_HEADER = 20
_MOST_TOLD = 100


@dataclass
class Head:
    """The header of a sheet: where it stands, and what its columns are."""

    row: int
    who: dict[str, int]
    numbers: dict[int, int] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def head_of(rows: list[list[str]], roll: Roll) -> Head | None:
    """Return the header of an answer sheet, or None where no row is one."""
    asked = {
        name: item.question
        for paper in roll.assignment.papers
        for item in paper.items
        for name in (item.slug, item.question)
    }
    for place, row in enumerate(rows[:_DEEPEST_HEADER]):
        head = _head(place, row, asked)
        if head.who.keys() & {"person", "name", "paper"} and (head.numbers or head.ids):
            return head
    return None


def _head(place: int, row: list[str], asked: Mapping[str, str]) -> Head:
    head = Head(place, {})
    for column, cell in enumerate(row):
        heading = " ".join(unicodedata.normalize("NFKC", cell).lower().split())
        number = _NUMBER.fullmatch(heading)
        if heading in _BY_HEADING:
            head.who.setdefault(_BY_HEADING[heading], column)
        elif number:
            head.numbers[column] = int(number[1])
        elif heading in asked:
            head.ids[column] = heading
        elif heading:
            head.unknown.append(cell)
    return head


def arrivals_of(
    rows: list[list[str]], head: Head, roll: Roll, questions: Mapping[str, Question], now: datetime, path: str
) -> tuple[list[Arrival], list[Problem]]:
    """Return an arrival for each row that holds answers, and what is wrong with the others.

    A row without a single answer is one that waits to be filled, as `assign` wrote it.
    """
    arrivals: list[Arrival] = []
    problems = [
        Problem(path, head.row + 1, "header", f"column '{cell}' is no question and was not read", "", True)
        for cell in head.unknown
    ]
    untold = 0
    for line, row in enumerate(rows[head.row + 1 :], head.row + 2):
        found = _arrival(row, head, roll, questions, now)
        if isinstance(found, Arrival):
            arrivals.append(found)
        elif found and len(problems) < _MOST_TOLD:
            problems.append(Problem(path, line, f"row {line}", *found))
        elif found:
            untold += 1
    if untold:
        problems.append(Problem(path, 1, "file", f"has {untold:,} rows more that cannot be read"))
    return arrivals, problems


def _arrival(
    row: list[str], head: Head, roll: Roll, questions: Mapping[str, Question], now: datetime
) -> Arrival | tuple[str, str] | None:
    typed = {column: row[column] for column in (*head.numbers, *head.ids) if column < len(row)}
    if not any(cell.strip() for cell in typed.values()):
        return None
    who = {column: _plain(row[place]) for column, place in head.who.items() if place < len(row)}
    named = (who.get(column, "") for column in ("paper", "person", "name", "attempt"))
    paper, what, hint = roll.paper_for(*named)
    if paper is None:
        return what, hint
    answers = _answers(typed, head, paper, questions)
    if isinstance(answers, tuple):
        return answers
    told = json.dumps([paper.id, answers], sort_keys=True)
    return Arrival(
        paper=paper.id,
        person=paper.person,
        attempt=roll.attempts[paper.id],
        came=SPREADSHEET,
        digest=digest_of(SPREADSHEET, roll.assignment.id, told),
        answers=answers,
        late=roll.is_late(paper.person, now.date()),
    )


def _plain(cell: str) -> str:
    """Return a cell without the quote that kept it from being a formula."""
    return re.sub("^'(?=[=+@-])", "", cell.strip())


def _answers(
    typed: Mapping[int, str], head: Head, paper: Paper, questions: Mapping[str, Question]
) -> dict[str, Any] | tuple[str, str]:
    """Return the responses by full id, or what is wrong with a cell that belongs to no question."""
    by_name = {name: item for item in paper.items for name in (item.slug, item.question)}
    answers: dict[str, Any] = {item.question: None for item in paper.items}
    for column, cell in typed.items():
        if not cell.strip():
            continue
        if column in head.numbers:
            number = head.numbers[column]
            if not 1 <= number <= len(paper.items):
                return f"paper {paper.id} has no question {number}", f"it has {len(paper.items)}"
            item = paper.items[number - 1]
            if item.question not in questions:
                return f"'{item.question}' stands in no bank that can be read", "run frontdesk check"
            answers[item.question] = printed_response(item, questions[item.question], cell)
        else:
            item = by_name.get(head.ids[column])
            if item is None:
                return f"paper {paper.id} does not ask '{head.ids[column]}'", suggest(
                    head.ids[column], by_name
                )
            answers[item.question] = cell
    return answers
