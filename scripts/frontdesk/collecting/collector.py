"""Collect: every file read, its answers put on record once, the file kept in the inbox.

A file is copied before its answers are recorded, and whatever a killed run left in the inbox is read again by
the next one: so nothing is lost at any moment, and nothing is there twice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from frontdesk.assignments import INBOX
from frontdesk.collecting.found import Found, found_files
from frontdesk.collecting.inbox import keep_file
from frontdesk.collecting.reading import Desk, read_found
from frontdesk.gradebook.book import Gradebook, unreachable
from frontdesk.gradebook.submissions import SIGNED, Arrival, Submission, record
from frontdesk.gradebook.tables import SUBMISSIONS
from frontdesk.problems import Problem

_AN_HOUR = 3600


@dataclass
class Collected:
    """What a run took in.

    `new` holds new answers, `twice` new ones for a paper that came before, `corrected` rows of a spreadsheet
    that count instead of an earlier row; `known` counts those that were here.
    """

    new: list[Submission] = field(default_factory=list)
    known: int = 0
    twice: list[Submission] = field(default_factory=list)
    corrected: list[Submission] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def added(self) -> list[Submission]:
        """Return all that is on record now and was not before."""
        return [*self.new, *self.twice, *self.corrected]

    @property
    def unsigned(self) -> list[Submission]:
        """Return what no page signed: typed into a spreadsheet, scanned, or written as a plain sheet."""
        return [one for one in self.added if one.came not in SIGNED]

    @property
    def late(self) -> list[Submission]:
        """Return what came in after its day."""
        return [one for one in self.added if one.late]


def collect(
    book: Gradebook,
    folder: Path,
    desk: Desk,
    paths: Iterable[Path],
    watch: Callable[[str], None] = lambda name: None,
) -> Collected:
    """Take in every answer below some paths and return what came of it.

    `watch` hears the name of each file when it is opened.  A file that brings nothing new is not kept again.
    """
    intake = _Intake(folder / INBOX, desk, *_on_record(book, desk))
    for found in found_files([*intake.left(), *paths]):
        if isinstance(found, Problem):
            intake.collected.problems.append(found)
            continue
        watch(found.name)
        intake.take(found)
    collected = intake.collected
    try:
        recorded = record(book, desk.roll.assignment, intake.arrivals, desk.now)
        intake.tidy(_on_record(book, desk)[0])
    except DBAPIError as error:
        collected.problems.append(unreachable(book.address, error))
        return collected
    collected.new, collected.twice, collected.corrected = recorded.new, recorded.twice, recorded.corrected
    collected.known += len(recorded.known)
    return collected


def _on_record(book: Gradebook, desk: Desk) -> tuple[set[str], set[str]]:
    """Return the files and the digests that are on record."""
    mine = SUBMISSIONS.c.assignment == desk.roll.assignment.id
    with book.reading() as connection:
        rows = connection.execute(select(SUBMISSIONS.c.file, SUBMISSIONS.c.digest).where(mine)).all()
    return {row.file for row in rows}, {row.digest for row in rows}


@dataclass
class _Intake:
    """One run: the inbox, what was on record before it, and what it has found so far."""

    inbox: Path
    desk: Desk
    files: set[str]
    digests: set[str]
    arrivals: list[Arrival] = field(default_factory=list)
    collected: Collected = field(default_factory=Collected)
    spent: set[str] = field(default_factory=set)

    def left(self) -> list[Path]:
        """Return what lies in the inbox and is not on record: left by a killed run, or put there by hand.

        In the order in which it was put there, so that a killed run ends as it would have.
        """
        if not self.inbox.is_dir():
            return []
        for path in self.inbox.glob(".*"):
            if path.stat().st_mtime < self.desk.now.timestamp() - _AN_HOUR:
                path.unlink(missing_ok=True)
        left = (path for path in self.inbox.iterdir() if path.name not in self.files)
        return sorted(left, key=lambda path: (path.stat().st_mtime_ns, path.name))

    def take(self, found: Found) -> None:
        """Read a file, and keep it where it brings an answer that is not on record."""
        arrivals, problems = read_found(found, self.desk)
        fresh = [arrival for arrival in arrivals if arrival.digest not in self.digests]
        self.collected.problems += problems
        self.collected.known += len(arrivals) - len(fresh)
        path = Path(found.name)
        if path.parent == self.inbox and arrivals and not problems:
            self.spent.add(path.name)
        if fresh:
            self._keep(found, fresh)

    def _keep(self, found: Found, fresh: list[Arrival]) -> None:
        """Keep the file of new answers; without its file none of them is taken."""
        try:
            held = keep_file(self.inbox, found.raw, found.name)
        except OSError as error:
            what = f"was not taken in: it cannot be copied into {self.inbox}: {error.strerror}"
            hint = "make room or choose a folder you may write to, and collect again"
            self.collected.problems.append(Problem(found.name, 1, "file", what, hint))
            return
        self.spent.add(held)
        self.arrivals += [replace(arrival, source=found.name, file=held) for arrival in fresh]

    def tidy(self, files: set[str]) -> None:
        """Remove from the inbox what this run read whole and no record names: its answers stand elsewhere."""
        for name in self.spent - files:
            (self.inbox / name).unlink(missing_ok=True)
