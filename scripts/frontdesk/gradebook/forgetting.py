"""What must be forgotten: one person, or everybody whose time is over.

Forgetting leaves no name, answer, mark or result behind; the log that stays counts and names nobody.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from frontdesk.gradebook.book import Gradebook
from frontdesk.gradebook.registry import held_assignments, knows
from frontdesk.gradebook.submissions import Submission, submissions
from frontdesk.gradebook.tables import ASSIGNMENTS, FORGOTTEN, MARKS, PEOPLE, RESULTS, SUBMISSIONS
from frontdesk.model.assignment import Assignment, assignment_from_json


@dataclass(frozen=True)
class Forgotten:
    """What was removed of one person in one assignment; `files` and `images` are names in its inbox."""

    assignment: str
    person: str
    submissions: int
    papers: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    images: tuple[str, ...] = ()


def without_person(assignment: Assignment, person: str) -> Assignment:
    """Return an assignment that never had a person."""
    return replace(
        assignment,
        people=tuple(one for one in assignment.people if one.id != person),
        papers=tuple(paper for paper in assignment.papers if paper.person != person),
    )


def forget(book: Gradebook, person: str, today: date) -> list[Forgotten]:
    """Remove a person from every assignment of the book; return what went, one for each assignment."""
    with book.writing() as connection:
        gone = [
            _forget_in(connection, assignment, person, today)
            for assignment in held_assignments(connection)
            if knows(connection, assignment, person)
        ]
    book.clean()
    return gone


def forget_older_than(book: Gradebook, months: int, today: date) -> list[Forgotten]:
    """Remove everybody whose last day and last hand-in lie so many months back; return what went."""
    limit = months_before(today, months)
    with book.writing() as connection:
        gone = [
            _forget_in(connection, assignment, person, today)
            for assignment in held_assignments(connection)
            for person in _old(connection, assignment, limit)
        ]
    book.clean()
    return gone


def months_before(today: date, months: int) -> date:
    """Return the day so many months earlier, the last of its month where that is shorter."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return next(
        date(year, month + 1, day) for day in range(today.day, 0, -1) if _is_day(year, month + 1, day)
    )


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _old(connection: Connection, assignment: Assignment, limit: date) -> list[str]:
    last = {person.id: str(assignment.due_for(person)) for person in assignment.people}
    for submission in submissions(connection, assignment.id):
        day = max(last.get(submission.person, ""), submission.arrived[:10])
        last[submission.person] = day
    return sorted(person for person, day in last.items() if day < str(limit))


def _forget_in(connection: Connection, assignment: Assignment, person: str, today: date) -> Forgotten:
    mine = [one for one in submissions(connection, assignment.id) if one.person == person]
    ids = [one.id for one in mine]
    for table in (MARKS, RESULTS):
        connection.execute(delete(table).where(table.c.submission.in_(ids)))
    for table in (SUBMISSIONS, PEOPLE):
        connection.execute(delete(table).where(table.c.assignment == assignment.id, table.c.person == person))
    # Read again: of several people forgotten in one go each leaves the manifest that the last one left.
    text = connection.scalar(select(ASSIGNMENTS.c.manifest).where(ASSIGNMENTS.c.id == assignment.id))
    now = without_person(assignment_from_json(json.loads(text)) or assignment, person)
    manifest = json.dumps(now.as_json())
    connection.execute(update(ASSIGNMENTS).where(ASSIGNMENTS.c.id == assignment.id).values(manifest=manifest))
    connection.execute(
        insert(FORGOTTEN).values(assignment=assignment.id, day=str(today), submissions=len(mine))
    )
    papers = [paper.id for paper in assignment.papers if paper.person == person]
    return Forgotten(
        assignment.id, person, len(mine), _each(papers), _each(one.file for one in mine), _images(mine)
    )


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _images(mine: Iterable[Submission]) -> tuple[str, ...]:
    return _each(image for one in mine for image in one.images)
