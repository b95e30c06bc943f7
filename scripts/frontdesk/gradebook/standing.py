"""Where everybody stands: who has handed in, who is late, whose best attempt says what."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from frontdesk.gradebook.book import Gradebook
from frontdesk.gradebook.results import kept_results
from frontdesk.gradebook.submissions import Submission, counting_of_each, is_correction, submissions
from frontdesk.model.assignment import Assignment, Person
from frontdesk.model.attempt import Result


@dataclass(frozen=True)
class Standing:
    """One person of an assignment.

    `submission` and `result` are those of the best attempt, `over` its minutes above the limit; `attempts`
    counts papers handed in, `again` the hand-ins of a paper that came before, `open` the answers that wait
    for a person.
    """

    person: Person
    due: date
    attempts: int = 0
    again: int = 0
    late: bool = False
    over: int = 0
    open: int = 0
    submission: Submission | None = None
    result: Result | None = None
    is_overdue: bool = False

    @property
    def state(self) -> str:
        """Return missing, overdue, handed in (not graded yet), needs review, passed or not passed."""
        if self.submission is None:
            return "overdue" if self.is_overdue else "missing"
        if self.result is None:
            return "handed in"
        return {None: "needs review", True: "passed", False: "not passed"}[self.result.passed]


def standings(book: Gradebook, assignment: Assignment, today: date) -> list[Standing]:
    """Return where everybody stands, in the order of the roster."""
    with book.reading() as connection:
        handed_in = submissions(connection, assignment.id)
        results = {key: kept.result for key, kept in kept_results(connection, assignment.id).items()}
    counting = counting_of_each(handed_in)
    mine: dict[str, list[Submission]] = {}
    for submission in counting.values():
        mine.setdefault(submission.person, []).append(submission)
    again = Counter(
        one.person
        for one in handed_in
        if counting[one.paper].id != one.id and not is_correction(one, counting[one.paper])
    )
    return [
        _standing(assignment, person, mine.get(person.id, []), results, again[person.id], today)
        for person in assignment.people
    ]


def _standing(
    assignment: Assignment,
    person: Person,
    counting: Sequence[Submission],
    results: Mapping[int, Result],
    again: int,
    today: date,
) -> Standing:
    due = assignment.due_for(person)
    if not counting:
        return Standing(person, due, is_overdue=today > due)
    best = best_of(counting, results)
    waiting = sum(
        answer.mark.state == "needs-review"
        for submission in counting
        if submission.id in results
        for answer in results[submission.id].answers
    )
    over = best.minutes_over(assignment.minutes_for(person))
    result = results.get(best.id)
    return Standing(person, due, len(counting), again, best.late, over, waiting, best, result)


def best_of(counting: Sequence[Submission], results: Mapping[int, Result]) -> Submission:
    """Return the attempt that counts: a pass before none, then the higher percent, then the earlier one."""

    def worth(submission: Submission) -> tuple[bool, bool, Fraction, int]:
        result = results.get(submission.id)
        if result is None:
            return False, False, Fraction(0), -submission.id
        return result.passed is True, True, result.percent, -submission.id

    return max(counting, key=worth)
