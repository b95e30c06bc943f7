"""Questions and objectives: each question tests one that exists, each objective is tested enough.

A situation is one scenario; a lesson asks more.
"""

from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.model.bank import Bank
from frontdesk.model.page import Page
from frontdesk.model.questions import Question
from frontdesk.problems import Problem, suggest

LEAST_QUESTIONS = 8
LEAST_PER_OBJECTIVE = 2


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield questions that test nothing known, and objectives that are hardly tested."""
    for name, page in library.lessons.items():
        bank = library.banks.get(name)
        if bank is None:
            continue
        yield from _questions(page, bank)
        # A bank whose questions have problems of their own would seem to cover too little.
        if bank.is_whole:
            asked = bank.asked(today)
            yield from _one_scenario(bank, asked) if page.is_situation else _amount(page, bank, asked)


def _questions(page: Page, bank: Bank) -> Iterator[Problem]:
    headings = [heading.text for heading in page.headings]
    for question in bank.questions:
        where = bank.full_id(question)
        if question.objective not in page.head.objectives:
            yield Problem(
                bank.source.path,
                bank.line(question, "objective"),
                where,
                f"objective '{question.objective}' is not one of the lesson's",
                suggest(question.objective, page.head.objectives),
            )
        if question.see and question.see not in headings:
            yield Problem(
                bank.source.path,
                bank.line(question, "see"),
                where,
                f"the lesson has no heading '{question.see}'",
                suggest(question.see, headings),
            )


def _one_scenario(bank: Bank, asked: list[Question]) -> Iterator[Problem]:
    if [question.type for question in asked] != ["scenario"]:
        told = ", ".join(question.type for question in asked) or "nothing"
        yield Problem(
            bank.source.path,
            bank.source.line(("questions",)),
            "questions",
            f"a situation asks one scenario, and this one asks: {told}",
            "keep one scenario; other questions belong to a lesson",
        )


def _amount(page: Page, bank: Bank, asked: list[Question]) -> Iterator[Problem]:
    if len(asked) < LEAST_QUESTIONS:
        yield Problem(
            bank.source.path,
            bank.source.line(("questions",)),
            "questions",
            f"the bank asks {len(asked)}, and a lesson needs at least {LEAST_QUESTIONS}",
            "write more; those that are retired do not count",
        )
    for objective in page.head.objectives:
        levels = [question.level for question in asked if question.objective == objective]
        line = page.source.line(("objectives", objective))
        if len(levels) < LEAST_PER_OBJECTIVE:
            yield Problem(
                page.path,
                line,
                f"objectives.{objective}",
                f"is tested by {len(levels)} of the bank's questions, and needs {LEAST_PER_OBJECTIVE}",
                "write another question for it, on another level",
            )
        elif len(set(levels)) < LEAST_PER_OBJECTIVE:
            yield Problem(
                page.path,
                line,
                f"objectives.{objective}",
                f"is tested only on the level '{levels[0]}'",
                "test it on a second level as well",
            )
