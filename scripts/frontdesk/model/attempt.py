"""One person's attempt: the sheet handed in and the result it earns."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from frontdesk.model.expression import decimal_text


@dataclass(frozen=True)
class Mark:
    """What a response earns of what is possible, in points, and its state.

    `state` is right, partial, wrong, blank, invalid, needs-review or voided.
    """

    earned: Fraction
    possible: Fraction
    state: str


@dataclass(frozen=True)
class Sheet:
    """What one person answered: responses by question id, as they were handed in."""

    person: str
    answers: dict[str, Any]
    quiz: str = ""
    paper: str = ""
    seed: str = ""
    path: str = ""
    line: int = 1


@dataclass(frozen=True)
class Answer:
    """One marked answer; `question` is the full id."""

    question: str
    response: Any
    mark: Mark
    objective: str
    critical: bool = False


@dataclass(frozen=True)
class Result:
    """A sheet with its marks."""

    person: str
    quiz: str
    pass_mark: int
    answers: tuple[Answer, ...] = field(default=())
    paper: str = ""

    @cached_property
    def counted(self) -> list[Answer]:
        """Return the answers that stand in both sums: neither voided nor waiting for a person."""
        return [a for a in self.answers if a.mark.state not in ("voided", "needs-review")]

    @cached_property
    def earned(self) -> Fraction:
        """Return the points earned by the answers that count."""
        return sum((a.mark.earned for a in self.counted), Fraction(0))

    @cached_property
    def possible(self) -> Fraction:
        """Return the points that the answers that count could have earned."""
        return sum((a.mark.possible for a in self.counted), Fraction(0))

    @cached_property
    def critical_missed(self) -> list[str]:
        """Return the critical questions that were not answered fully right."""
        return [a.question for a in self.counted if a.critical and a.mark.state != "right"]

    @cached_property
    def passed(self) -> bool | None:
        """Return whether the attempt passed, compared exactly; None while an answer needs review."""
        waiting = any(a.mark.state == "needs-review" for a in self.answers)
        if waiting or not self.possible:
            return None
        return 100 * self.earned >= self.pass_mark * self.possible and not self.critical_missed

    @cached_property
    def percent(self) -> Fraction:
        """Return earned of possible in percent; 0 where nothing counts."""
        return 100 * self.earned / self.possible if self.possible else Fraction(0)

    def objectives(self) -> dict[str, dict[str, str]]:
        """Return earned and possible by objective, in the order the objectives first stand."""
        sums: dict[str, list[Fraction]] = {}
        for answer in self.counted:
            both = sums.setdefault(answer.objective, [Fraction(0), Fraction(0)])
            both[0] += answer.mark.earned
            both[1] += answer.mark.possible
        return {
            name: {"earned": decimal_text(e), "possible": decimal_text(p)} for name, (e, p) in sums.items()
        }

    def as_json(self) -> dict:
        """Return the result as `frontdesk-result/1`."""
        home = {"paper": self.paper} if self.paper else {"quiz": self.quiz}
        return {
            "format": "frontdesk-result/1",
            "person": self.person,
            **home,
            "earned": decimal_text(self.earned),
            "possible": decimal_text(self.possible),
            "percent": decimal_text(self.percent, fixed=1),
            "passed": self.passed,
            "critical_missed": self.critical_missed,
            "answers": [_answer_json(answer) for answer in self.answers],
            "objectives": self.objectives(),
        }


def _answer_json(answer: Answer) -> dict:
    return {
        "question": answer.question,
        "response": answer.response,
        "earned": decimal_text(answer.mark.earned),
        "possible": decimal_text(answer.mark.possible),
        "state": answer.mark.state,
    }
