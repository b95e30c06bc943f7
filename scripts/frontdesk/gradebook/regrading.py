"""Grade what was handed in with the banks of today, and tell whom that changed.

A result is a pure function of manifest, answers, marks that people gave, and banks.  A repair never takes
away what somebody had: a lower result is told and not kept, unless that is asked for.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Connection, insert, select

from frontdesk.gradebook.book import Gradebook
from frontdesk.gradebook.marks import Marks, marks, with_marks
from frontdesk.gradebook.registry import keep_assignment
from frontdesk.gradebook.results import Graded, keep_result, kept_results
from frontdesk.gradebook.submissions import Submission, submissions
from frontdesk.gradebook.tables import ASSIGNMENTS, REPAIRS
from frontdesk.grading import PaperQuestions, grade_paper
from frontdesk.model.assignment import Assignment
from frontdesk.model.attempt import Answer, Result
from frontdesk.problems import Problem


@dataclass(frozen=True)
class Moved:
    """One question whose mark is another than before; states and points before and after."""

    question: str
    states: tuple[str, str]
    earned: tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Change:
    """One result that is another than the one on record; `is_held` where the record keeps the higher one."""

    submission: Submission
    before: Result
    after: Result
    moved: tuple[Moved, ...]
    is_held: bool


@dataclass(frozen=True)
class Regraded:
    """A whole assignment graded: results that stand, what changed, and answers without a question."""

    results: dict[int, Result]
    fresh: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def regrade(
    assignment: Assignment,
    handed_in: Iterable[Submission],
    questions: PaperQuestions,
    given: Marks,
    kept: Mapping[int, Graded],
    *,
    allow_lower: bool = False,
) -> Regraded:
    """Return what every submission earns today, beside what stands on record.

    What is on a paper and in no bank is a problem; submissions of such papers keep what they have.
    """
    results: dict[int, Result] = {}
    fresh: list[int] = []
    changes: list[Change] = []
    problems: dict[str, Problem] = {}
    for submission in handed_in:
        before = kept[submission.id].result if submission.id in kept else None
        after, more = _graded(assignment, submission, questions, given)
        problems |= more
        if after is None:
            results |= {submission.id: before} if before else {}
        elif before is None:
            fresh.append(submission.id)
            results[submission.id] = after
        elif is_same(before, after):
            results[submission.id] = before
        else:
            is_held = is_lower(before, after) and not allow_lower
            changes.append(Change(submission, before, after, _moved(before, after), is_held))
            results[submission.id] = before if is_held else after
    return Regraded(results, tuple(fresh), tuple(changes), [problems[key] for key in sorted(problems)])


def _graded(
    assignment: Assignment, submission: Submission, questions: PaperQuestions, given: Marks
) -> tuple[Result | None, dict[str, Problem]]:
    paper = assignment.paper(submission.paper)
    if paper is None:
        what = f"paper {submission.paper} stands in the manifest no more; its result stays as it was"
        return None, {submission.paper: Problem("assignment.json", 1, submission.paper, what)}
    gone = questions.missing(paper)
    if gone:
        hint = "put it back, with 'retired' or 'void'; papers that ask it keep the results they have"
        return None, {
            item.question: Problem(
                f"quizzes/{item.bank}.yml", 1, item.question, "stands in no bank any more", hint
            )
            for item in gone
        }
    result, _ = grade_paper(paper, questions, submission.sheet())
    return with_marks(result, submission.id, given), {}


def is_same(before: Result, after: Result) -> bool:
    """Return whether two results say the same about every question."""
    return (before.pass_mark, *map(_said, before.answers)) == (after.pass_mark, *map(_said, after.answers))


def _said(answer: Answer) -> tuple:
    return answer.question, answer.mark, answer.critical


def is_lower(before: Result, after: Result) -> bool:
    """Return whether a result takes away what somebody had: a pass, or a part of the percent.

    Points alone do not tell: a question that is disregarded leaves both sums.  A result that still waits for
    a person was no promise, so nothing is lower than it; and it never takes the place of a pass.
    """
    if before.passed is None:
        return False
    loses_pass = before.passed and not after.passed
    return loses_pass or after.passed is None or after.percent < before.percent


def _moved(before: Result, after: Result) -> tuple[Moved, ...]:
    old = {answer.question: answer for answer in before.answers}
    return tuple(
        Moved(
            new.question,
            (old[new.question].mark.state, new.mark.state),
            (old[new.question].mark.earned, new.mark.earned),
        )
        for new in after.answers
        if new.question in old and _said(old[new.question]) != _said(new)
    )


def grade_assignment(
    book: Gradebook,
    assignment: Assignment,
    questions: PaperQuestions,
    edition: str,
    now: datetime,
    *,
    allow_lower: bool = False,
) -> Regraded:
    """Grade everything on record of an assignment and keep what is new, in one piece."""
    with book.writing() as connection:
        keep_assignment(book, connection, assignment)
        # Two managers who grade at once take turns.
        connection.execute(
            select(ASSIGNMENTS.c.id).where(ASSIGNMENTS.c.id == assignment.id).with_for_update()
        )
        regraded = _regraded(connection, assignment, questions, allow_lower=allow_lower)
        taken = [change.submission.id for change in regraded.changes if not change.is_held]
        for submission in (*regraded.fresh, *taken):
            keep_result(connection, submission, regraded.results[submission], edition, now)
        _log(connection, assignment, regraded, edition, now)
    return regraded


def _regraded(
    connection: Connection, assignment: Assignment, questions: PaperQuestions, *, allow_lower: bool = False
) -> Regraded:
    return regrade(
        assignment,
        submissions(connection, assignment.id),
        questions,
        marks(connection, assignment.id),
        kept_results(connection, assignment.id),
        allow_lower=allow_lower,
    )


def outdated(book: Gradebook, assignment: Assignment, questions: PaperQuestions) -> int:
    """Return how many results on record would change if they were graded by these questions."""
    with book.reading() as connection:
        regraded = _regraded(connection, assignment, questions)
    return sum(not change.is_held for change in regraded.changes)


def _log(
    connection: Connection, assignment: Assignment, regraded: Regraded, edition: str, now: datetime
) -> None:
    """Log a repair: which questions, how many results; nobody's name."""
    taken = [change for change in regraded.changes if not change.is_held]
    if not taken:
        return
    questions = sorted({moved.question for change in taken for moved in change.moved})
    connection.execute(
        insert(REPAIRS).values(
            assignment=assignment.id,
            graded=now.isoformat(timespec="seconds"),
            edition=edition,
            questions=json.dumps(questions),
            changed=len(taken),
            held=len(regraded.changes) - len(taken),
        )
    )
