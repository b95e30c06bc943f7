"""Grade a sheet against a bank: a pure function of both, and of the day for questions that retire."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from frontdesk.drawing import draw_values, key_for
from frontdesk.model.attempt import Answer, Mark, Result, Sheet
from frontdesk.model.bank import Bank
from frontdesk.model.questions import Numeric, Question
from frontdesk.problems import Problem, suggest
from frontdesk.scoring import mark

PASS_MARK = 80


@dataclass
class Quiz:
    """The questions of a bank that are asked on a day, ready to grade many sheets."""

    bank: Bank
    today: date
    pass_mark: int = PASS_MARK
    _keys: dict[tuple[str, str], dict] = field(default_factory=dict, repr=False)
    _answers: dict[tuple[str, str, str], Answer] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Lay the questions out by id once."""
        self.questions = {question.id: question for question in self.bank.asked(self.today)}

    def answer(self, question: Question, response: Any, seed: str) -> Answer:
        """Return a response marked; a text that many people give is marked once."""
        if not isinstance(response, str):
            return _answer(self, question, response, seed)
        given = (question.id, self._drawn_by(question, seed), response)
        if given not in self._answers:
            self._answers[given] = _answer(self, question, response, seed)
        return self._answers[given]

    def key(self, question: Question, seed: str) -> dict:
        """Return the scoring key of a question in the variant that a seed draws."""
        drawn_by = self._drawn_by(question, seed)
        if (question.id, drawn_by) not in self._keys:
            values = draw_values(question, self.bank.full_id(question), seed)
            self._keys[question.id, drawn_by] = key_for(question, values)
        return self._keys[question.id, drawn_by]

    def forget(self) -> None:
        """Let go of the keys and marks met so far, so that memory does not grow with what was answered."""
        self._keys.clear()
        self._answers.clear()

    @staticmethod
    def _drawn_by(question: Question, seed: str) -> str:
        return seed if isinstance(question, Numeric) and question.given else ""


def grade_sheet(quiz: Quiz, sheet: Sheet) -> tuple[Result, list[Problem]]:
    """Return the result of a sheet, and a warning for each answer that belongs to no question."""
    responses, problems = responses_of(quiz, sheet)
    answers = tuple(
        quiz.answer(question, responses.get(question.id), sheet.seed) for question in quiz.questions.values()
    )
    return Result(sheet.person, quiz.bank.name, quiz.pass_mark, answers), problems


def _answer(quiz: Quiz, question: Question, response: Any, seed: str) -> Answer:
    marked = _repaired(question, mark(quiz.key(question, seed), response))
    objective = f"{quiz.bank.name}#{question.objective}"
    return Answer(quiz.bank.full_id(question), response, marked, objective, question.critical)


def _repaired(question: Question, marked: Mark) -> Mark:
    if question.void == "disregard":
        return Mark(Fraction(0), Fraction(0), "voided")
    if question.void == "all-correct":
        return Mark(marked.possible, marked.possible, "right")
    return marked


def responses_of(quiz: Quiz, sheet: Sheet) -> tuple[dict[str, Any], list[Problem]]:
    """Return the responses of a sheet by question id, and a warning for each that belongs to no question."""
    found: dict[str, Any] = {}
    problems = []
    for name, response in sheet.answers.items():
        slug = name.removeprefix(f"{quiz.bank.lesson}.")
        if slug not in quiz.questions:
            what, hint = _stranger(quiz, slug)
        elif slug in found:
            what, hint = f"'{slug}' is answered twice; the first answer counts", ""
        else:
            found[slug] = response
            continue
        problems.append(Problem(sheet.path, sheet.line, sheet.person, what, hint, warning=True))
    return found, problems


def _stranger(quiz: Quiz, slug: str) -> tuple[str, str]:
    for question in quiz.bank.questions:
        if question.id == slug:
            return f"question '{slug}' is retired since {question.retired}; its answer is not counted", ""
        if slug in question.replaces:
            return f"question '{slug}' was replaced by '{question.id}'; its answer is not counted", ""
    return f"{quiz.bank.name} has no question '{slug}'; its answer is not counted", suggest(
        slug, quiz.questions
    )
