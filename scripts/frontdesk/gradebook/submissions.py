"""What people handed in: added once, kept as it came, never changed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil
from typing import Any

from sqlalchemy import Connection, Row, select

from frontdesk.gradebook.book import Gradebook
from frontdesk.gradebook.registry import keep_assignment, storable
from frontdesk.gradebook.tables import SUBMISSIONS
from frontdesk.model.assignment import Assignment
from frontdesk.model.attempt import Sheet

SIGNED = ("sealed", "readable")
SPREADSHEET = "spreadsheet"
WAYS = (*SIGNED, "sheet", SPREADSHEET, "scan")


@dataclass(frozen=True)
class Arrival:
    """Answers to one paper as they came in.

    `answers` holds responses and `seconds` the time spent, both by full id; `came` is one of `WAYS`;
    `submitted` is the person's clock (empty where nothing tells it), `source` the file as it was called,
    `file` its name in the inbox, `images` those of a scan; `digest` makes a second copy known.
    """

    paper: str
    person: str
    attempt: int
    came: str
    digest: str
    answers: dict[str, Any]
    source: str = ""
    file: str = ""
    started: str = ""
    submitted: str = ""
    seconds: dict[str, Any] = field(default_factory=dict)
    images: tuple[str, ...] = ()
    late: bool = False


@dataclass(frozen=True)
class Submission(Arrival):
    """An arrival on record; `arrived` is our clock."""

    id: int = 0
    arrived: str = ""

    def minutes_over(self, limit: int | None) -> int:
        """Return by how many minutes, begun ones counted whole, the person's clock ran over a limit.

        0 within it, and where there is no limit or nobody knows both times, as on paper.
        """
        try:
            used = datetime.fromisoformat(self.submitted) - datetime.fromisoformat(self.started)
        except (TypeError, ValueError):
            return 0
        return max(0, ceil(used / timedelta(minutes=1)) - limit) if limit else 0

    def sheet(self) -> Sheet:
        """Return the sheet that grading reads."""
        return Sheet(self.person, self.answers, paper=self.paper, path=self.source)


@dataclass(frozen=True)
class Recorded:
    """What a record took in: the new ones, those it had, and new ones for a paper that came before.

    `corrected` are rows of a spreadsheet that take the place of an earlier row; `twice` change nothing.
    """

    new: list[Submission] = field(default_factory=list)
    known: list[Arrival] = field(default_factory=list)
    twice: list[Submission] = field(default_factory=list)
    corrected: list[Submission] = field(default_factory=list)


def digest_of(*parts: str | bytes) -> str:
    """Return the name that the same content always has."""
    return sha256(b"\0".join(p.encode() if isinstance(p, str) else p for p in parts)).hexdigest()


def record(book: Gradebook, assignment: Assignment, arrivals: Iterable[Arrival], now: datetime) -> Recorded:
    """Add arrivals in one piece: all of them or, where anything fails, none; what is there stays as it is.

    The first of two for one paper is the one that was handed in first; rows of a spreadsheet, which know no
    time, stay in the order given, so that the last of them counts.
    """
    recorded = Recorded()
    with book.writing() as connection:
        keep_assignment(book, connection, assignment)
        counting = counting_of_each(submissions(connection, assignment.id))
        for arrival in sorted(arrivals, key=lambda one: _turn(one, now)):
            added = _added(book, connection, assignment, arrival, now)
            if added is None:
                recorded.known.append(arrival)
                continue
            before = counting.setdefault(added.paper, added)
            if before is added:
                recorded.new.append(added)
            elif is_correction(added, before):
                recorded.corrected.append(added)
            else:
                recorded.twice.append(added)
    return recorded


def _turn(arrival: Arrival, now: datetime) -> tuple[str, str, str]:
    tie = "" if arrival.came == SPREADSHEET else arrival.digest
    return arrival.paper, arrival.submitted or str(now), tie


def _added(
    book: Gradebook, connection: Connection, assignment: Assignment, arrival: Arrival, now: datetime
) -> Submission | None:
    row = {
        "assignment": assignment.id,
        "paper": arrival.paper,
        "person": arrival.person,
        "attempt": arrival.attempt,
        "digest": arrival.digest,
        "raw": raw_json(arrival),
        "came": arrival.came,
        "source": storable(arrival.source),
        "file": arrival.file,
        "images": json.dumps(arrival.images),
        "submitted": storable(arrival.submitted)[:40],
        "arrived": now.isoformat(timespec="seconds"),
        "late": arrival.late,
    }
    statement = book.insert(SUBMISSIONS).values(row).on_conflict_do_nothing(index_elements=["digest"])
    found = connection.execute(statement.returning(*SUBMISSIONS.c)).one_or_none()
    return found and submission_of(found)


def raw_json(arrival: Arrival) -> str:
    """Return the answers in the one form that is kept: ASCII, so that no encoding can touch them."""
    held = {
        "answers": arrival.answers,
        "seconds": arrival.seconds,
        "started": arrival.started,
        "submitted": arrival.submitted,
    }
    return json.dumps(held, sort_keys=True)


def submissions(connection: Connection, assignment: str) -> list[Submission]:
    """Return what was handed in for an assignment, in the order it was recorded."""
    chosen = select(SUBMISSIONS).where(SUBMISSIONS.c.assignment == assignment).order_by(SUBMISSIONS.c.id)
    return [submission_of(row) for row in connection.execute(chosen)]


def submission_of(row: Row) -> Submission:
    """Return a row of the record as a submission."""
    raw = json.loads(row.raw)
    return Submission(
        id=row.id,
        paper=row.paper,
        person=row.person,
        attempt=row.attempt,
        came=row.came,
        digest=row.digest,
        answers=raw["answers"],
        seconds=raw["seconds"],
        started=raw["started"],
        submitted=raw["submitted"],
        source=row.source,
        file=row.file,
        images=tuple(json.loads(row.images)),
        late=row.late,
        arrived=row.arrived,
    )


def counting_of_each(found: Iterable[Submission]) -> dict[str, Submission]:
    """Return the submission that counts for each paper: the first one recorded.

    Where that is a row of the spreadsheet that a manager fills in, the last such row: it was corrected.
    """
    counting: dict[str, Submission] = {}
    for submission in found:
        before = counting.setdefault(submission.paper, submission)
        if is_correction(submission, before):
            counting[submission.paper] = submission
    return counting


def is_correction(one: Submission, other: Submission) -> bool:
    """Return whether two hand-ins of a paper are rows of a spreadsheet, of which the later one counts."""
    return one.came == other.came == SPREADSHEET
