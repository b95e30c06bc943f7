"""Points that a person gave where no machine can: essays, and numbers that may have been meant otherwise."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Connection, select

from frontdesk.gradebook.book import Gradebook
from frontdesk.gradebook.registry import storable
from frontdesk.gradebook.tables import MARKS, SUBMISSIONS
from frontdesk.model.attempt import Answer, Mark, Result


@dataclass(frozen=True)
class GivenMark:
    """What a person gave for one answer: points of those possible, line by line of the rubric."""

    submission: int
    question: str
    points: Fraction
    possible: Fraction
    lines: tuple[str, ...] = ()
    note: str = ""
    role: str = ""

    def mark(self, possible: Fraction) -> Mark:
        """Return the mark it makes of an answer that is worth so much."""
        share = min(max(self.points / self.possible, Fraction(0)), Fraction(1))
        state = "right" if share == 1 else "partial" if share else "wrong"
        return Mark(share * possible, possible, state)


Marks = Mapping[tuple[int, str], GivenMark]


def keep_marks(book: Gradebook, given: Iterable[GivenMark], now: datetime) -> int:
    """Keep marks, each in place of an earlier one for the same answer; return how many."""
    rows = [
        {
            "submission": mark.submission,
            "question": mark.question,
            "points": str(mark.points),
            "possible": str(mark.possible),
            "lines": json.dumps(mark.lines),
            "note": storable(mark.note),
            "role": storable(mark.role),
            "marked": now.isoformat(timespec="seconds"),
        }
        for mark in given
    ]
    if rows:
        statement = book.insert(MARKS)
        changed = {
            c: statement.excluded[c] for c in ("points", "possible", "lines", "note", "role", "marked")
        }
        upsert = statement.on_conflict_do_update(index_elements=["submission", "question"], set_=changed)
        with book.writing() as connection:
            connection.execute(upsert, rows)
    return len(rows)


def marks(connection: Connection, assignment: str) -> dict[tuple[int, str], GivenMark]:
    """Return the marks given in an assignment, by submission and question."""
    mine = select(MARKS).join(SUBMISSIONS).where(SUBMISSIONS.c.assignment == assignment)
    return {(row.submission, row.question): _given(row) for row in connection.execute(mine)}


def _given(row: object) -> GivenMark:
    return GivenMark(
        row.submission,
        row.question,
        Fraction(row.points),
        Fraction(row.possible),
        tuple(json.loads(row.lines)),
        row.note,
        row.role,
    )


def with_marks(result: Result, submission: int, given: Marks) -> Result:
    """Return a result in which answers that needed review have the marks that a person gave."""
    answers = tuple(_reviewed(answer, given.get((submission, answer.question))) for answer in result.answers)
    return replace(result, answers=answers)


def _reviewed(answer: Answer, given: GivenMark | None) -> Answer:
    if given is None or answer.mark.state != "needs-review":
        return answer
    return replace(answer, mark=given.mark(answer.mark.possible))
