"""What somebody may ask to see: everything that the book holds on one person."""

from typing import Any

from sqlalchemy import Connection, select

from frontdesk.gradebook.book import Gradebook
from frontdesk.gradebook.marks import Marks, marks
from frontdesk.gradebook.registry import held_assignments, knows
from frontdesk.gradebook.results import Graded, all_results
from frontdesk.gradebook.submissions import Submission, submissions
from frontdesk.gradebook.tables import PEOPLE
from frontdesk.model.assignment import Assignment


def export_person(book: Gradebook, person: str) -> dict[str, Any]:
    """Return everything that the book holds on one person, for that person to read."""
    with book.reading() as connection:
        held = [
            _held_in(connection, assignment, person)
            for assignment in held_assignments(connection)
            if knows(connection, assignment, person)
        ]
    return {"format": "frontdesk-person/1", "person": person, "assignments": held}


def _held_in(connection: Connection, assignment: Assignment, person: str) -> dict[str, Any]:
    named = assignment.person(person)
    name = select(PEOPLE.c.name).where(PEOPLE.c.assignment == assignment.id, PEOPLE.c.person == person)
    results = all_results(connection, assignment.id)
    given = marks(connection, assignment.id)
    return {
        "assignment": assignment.id,
        "title": assignment.title,
        "name": connection.scalar(name),
        "due": str(assignment.due_for(named)) if named else None,
        "extra_minutes": named.extra_minutes if named else 0,
        "papers": [paper.as_json() for paper in assignment.papers if paper.person == person],
        "submissions": [
            _submission(one, results.get(one.id, []), given)
            for one in submissions(connection, assignment.id)
            if one.person == person
        ],
    }


def _submission(one: Submission, results: list[Graded], given: Marks) -> dict[str, Any]:
    return {
        "paper": one.paper,
        "attempt": one.attempt,
        "came": one.came,
        "source": one.source,
        "inbox": one.file,
        "images": list(one.images),
        "started": one.started,
        "submitted": one.submitted,
        "arrived": one.arrived,
        "late": one.late,
        "answers": one.answers,
        "seconds": one.seconds,
        "marks": [
            {
                "question": mark.question,
                "points": str(mark.points),
                "possible": str(mark.possible),
                "lines": list(mark.lines),
                "note": mark.note,
                "role": mark.role,
            }
            for (submission, _), mark in given.items()
            if submission == one.id
        ],
        "results": [
            {"graded": kept.graded, "edition": kept.edition, **kept.result.as_json()} for kept in results
        ],
    }
