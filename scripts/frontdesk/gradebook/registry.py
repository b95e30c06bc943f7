"""The assignments and people that a gradebook knows."""

import json

from sqlalchemy import Connection, select

from frontdesk.gradebook.book import Gradebook
from frontdesk.gradebook.tables import ASSIGNMENTS, PEOPLE, SUBMISSIONS
from frontdesk.model.assignment import Assignment, assignment_from_json


def storable(text: str) -> str:
    """Return a text that every database takes: without halves of characters and zero bytes."""
    return text.encode("utf-8", "replace").decode().replace("\0", "�")


def keep_assignment(book: Gradebook, connection: Connection, assignment: Assignment) -> None:
    """Keep an assignment and its people as they stand now; where nothing changed, nothing is written."""
    manifest = json.dumps(assignment.as_json())
    if manifest == connection.scalar(select(ASSIGNMENTS.c.manifest).where(ASSIGNMENTS.c.id == assignment.id)):
        return
    row = {
        "id": assignment.id,
        "title": storable(assignment.title),
        "due": str(assignment.due),
        "manifest": manifest,
    }
    statement = book.insert(ASSIGNMENTS).values(row)
    changed = {key: statement.excluded[key] for key in ("title", "due", "manifest")}
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changed))
    people = [
        {"assignment": assignment.id, "person": person.id, "name": storable(person.name)}
        for person in assignment.people
    ]
    if people:
        statement = book.insert(PEOPLE)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["assignment", "person"], set_={"name": statement.excluded.name}
            ),
            people,
        )


def held_assignments(connection: Connection) -> list[Assignment]:
    """Return the assignments on record, by id."""
    texts = connection.scalars(select(ASSIGNMENTS.c.manifest).order_by(ASSIGNMENTS.c.id)).all()
    return [found for text in texts if (found := assignment_from_json(json.loads(text)))]


def knows(connection: Connection, assignment: Assignment, person: str) -> bool:
    """Return whether anything of a person stands in an assignment."""
    rows = (
        select(table.c.person).where(table.c.assignment == assignment.id, table.c.person == person).limit(1)
        for table in (PEOPLE, SUBMISSIONS)
    )
    in_manifest = assignment.person(person) or any(paper.person == person for paper in assignment.papers)
    return bool(in_manifest) or any(connection.scalar(row) is not None for row in rows)


def is_another(connection: Connection, assignment: Assignment) -> bool:
    """Return whether the book holds an assignment of this id that somebody else gave out."""
    text = connection.scalar(select(ASSIGNMENTS.c.manifest).where(ASSIGNMENTS.c.id == assignment.id))
    held = assignment_from_json(json.loads(text)) if text else None
    return held is not None and held.signing_key != assignment.signing_key
