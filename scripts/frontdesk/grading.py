"""Grade a sheet: a pure function of the sheet, its bank or paper, and the day for questions that retire."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from frontdesk.drawing import draw_values, key_for
from frontdesk.model.attempt import Answer, Mark, Result, Sheet
from frontdesk.model.bank import Bank
from frontdesk.model.paper import Item, Paper
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


class PaperQuestions:
    """The questions of papers, found by full id: those retired or repaired since are still on the paper."""

    def __init__(self, banks: Mapping[str, Bank]) -> None:
        """Lay out the questions of some banks, by full id."""
        self._found = {bank.full_id(q): (bank, q) for bank in banks.values() for q in bank.questions}

    def missing(self, paper: Paper) -> list[Item]:
        """Return what stands on a paper and in no bank any more."""
        return [item for item in paper.items if item.question not in self._found]

    def answer(self, item: Item, response: Any) -> Answer:
        """Return one response to one question of a paper, marked."""
        bank, question = self._found[item.question]
        marked = _repaired(question, mark(key_for(question, item.values), response))
        return Answer(item.question, response, marked, f"{bank.name}#{question.objective}", question.critical)


def grade_paper(paper: Paper, questions: PaperQuestions, sheet: Sheet) -> tuple[Result, list[Problem]]:
    """Return the result of a paper's sheet, and a warning for each answer that belongs to no question.

    What is in no bank any more counts as voided, and is told.
    """
    gone = {item.question for item in questions.missing(paper)}
    responses, problems = _paper_responses(paper, sheet)
    answers = []
    for item in paper.items:
        response = responses.get(item.question)
        if item.question in gone:
            what = f"question '{item.question}' stands in no bank any more; it is not counted"
            hint = "put it back, with 'retired' or 'void'"
            problems.append(Problem(sheet.path, sheet.line, sheet.person, what, hint))
            answers.append(Answer(item.question, response, _VOIDED, f"{item.bank}#"))
        else:
            answers.append(questions.answer(item, response))
    return Result(sheet.person, "", paper.pass_mark, tuple(answers), paper=paper.id), problems


def _paper_responses(paper: Paper, sheet: Sheet) -> tuple[dict[str, Any], list[Problem]]:
    """Return the responses by full id; a question may be called by its full id or its own, if that is one."""
    slugs = Counter(item.slug for item in paper.items)
    names = {item.slug: item.question for item in paper.items if slugs[item.slug] == 1}
    names |= {item.question: item.question for item in paper.items}
    found: dict[str, Any] = {}
    problems = []
    for name, response in sheet.answers.items():
        full_id = names.get(name)
        if full_id is None:
            what = f"the paper {paper.id} has no question '{name}'; its answer is not counted"
            problems.append(
                Problem(sheet.path, sheet.line, sheet.person, what, suggest(name, names), warning=True)
            )
        else:
            found.setdefault(full_id, response)
    return found, problems


_VOIDED = Mark(Fraction(0), Fraction(0), "voided")


def _answer(quiz: Quiz, question: Question, response: Any, seed: str) -> Answer:
    marked = _repaired(question, mark(quiz.key(question, seed), response))
    objective = f"{quiz.bank.name}#{question.objective}"
    return Answer(quiz.bank.full_id(question), response, marked, objective, question.critical)


def _repaired(question: Question, marked: Mark) -> Mark:
    if question.void == "disregard":
        return _VOIDED
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
