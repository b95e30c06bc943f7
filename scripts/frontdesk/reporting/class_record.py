"""A class as the report takes it in: who was asked what, and what came back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from frontdesk.model.assignment import Assignment, Person
from frontdesk.model.attempt import Answer, Result
from frontdesk.model.bank import Bank
from frontdesk.model.paper import Paper
from frontdesk.model.questions import Question

STATES = ("missing", "overdue", "handed in", "needs review", "passed", "not passed")


@dataclass(frozen=True)
class PersonRecord:
    """One person of a class; `result`, `paper`, `seconds` and the times are those of the best attempt.

    `state` is one of `STATES` ("handed in" is not graded yet); `attempts` counts papers handed in, `again`
    hand-ins of a paper that came before, `over` minutes above the limit, `open` answers that wait for a
    person.  `submitted` is the person's clock, `arrived` ours, both ISO texts and empty where nobody knows.
    """

    person: Person
    due: date
    state: str = "missing"
    attempts: int = 0
    again: int = 0
    late: bool = False
    over: int = 0
    open: int = 0
    result: Result | None = None
    paper: Paper | None = None
    seconds: Mapping[str, Any] = field(default_factory=dict)
    submitted: str = ""
    arrived: str = ""

    @property
    def id(self) -> str:
        """Return the person's id."""
        return self.person.id

    @property
    def is_missing(self) -> bool:
        """Return whether nothing came in."""
        return self.state in ("missing", "overdue")

    @property
    def percent(self) -> Fraction | None:
        """Return the percent of what is marked, or None where nothing is."""
        return self.result.percent if self.result and self.result.possible else None

    @property
    def critical_missed(self) -> list[str]:
        """Return the full ids of the critical questions that were not fully right."""
        return self.result.critical_missed if self.result else []

    def answer_to(self, question: str) -> Answer | None:
        """Return the answer to a question, or None where it was not asked."""
        answers = self.result.answers if self.result else ()
        return next((answer for answer in answers if answer.question == question), None)

    def values_of(self, question: str) -> Mapping[str, str]:
        """Return the values of a question's variant on the person's paper."""
        items = self.paper.items if self.paper else ()
        return next((item.values for item in items if item.question == question), {})


@dataclass(frozen=True)
class Lesson:
    """What a lesson calls itself: its objectives in words by slug, its headings' anchors by text."""

    title: str
    objectives: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ClassRecord:
    """Everything a report says something about; `day` is the day it is made.

    `outdated` counts the results that another `grade` would change, because a bank was mended since.
    `banks` and `lessons` go by the name of the bank; a lesson that could not be read is left out.
    """

    assignment: Assignment
    people: tuple[PersonRecord, ...]
    banks: Mapping[str, Bank]
    lessons: Mapping[str, Lesson]
    day: date
    outdated: int = 0

    @property
    def graded(self) -> list[PersonRecord]:
        """Return those who have a result."""
        return [one for one in self.people if one.result]

    @property
    def wanted(self) -> float:
        """Return the share that passes, from 0 to 1."""
        return self.assignment.pass_mark / 100

    def attempts_left(self, one: PersonRecord) -> int:
        """Return how many papers a person has not handed in yet."""
        return max(self.assignment.attempts - one.attempts, 0)


@dataclass(frozen=True)
class Asked:
    """A question with the bank it stands in."""

    bank: Bank
    question: Question

    @property
    def id(self) -> str:
        """Return the full id."""
        return self.bank.full_id(self.question)

    @property
    def name(self) -> str:
        """Return the question's own id as words: `fridge-and-fees` is "Fridge and fees"."""
        words = self.question.id.replace("-", " ")
        return words[:1].upper() + words[1:]

    @property
    def path(self) -> str:
        """Return where it is mended."""
        return f"quizzes/{self.bank.name}.yml"

    @property
    def line(self) -> int:
        """Return the line it begins on."""
        return self.bank.line(self.question, "id")

    @property
    def objective(self) -> str:
        """Return its objective as answers name it."""
        return f"{self.bank.name}#{self.question.objective}"


def shown_values(people: list[PersonRecord], question: str) -> Mapping[str, str]:
    """Return the values that a question is shown with: those of the first person who was asked."""
    return next((values for one in people if (values := one.values_of(question))), {})


def asked_questions(record: ClassRecord) -> dict[str, Asked]:
    """Return the questions that were answered and stand in a bank, by full id, in the order of the banks."""
    presented = {answer.question for one in record.graded for answer in one.result.answers}
    found = (
        Asked(bank, question)
        for _, bank in sorted(record.banks.items())
        for question in sorted(bank.questions, key=lambda q, places=bank.places: places[q.id])
    )
    return {asked.id: asked for asked in found if asked.id in presented}
