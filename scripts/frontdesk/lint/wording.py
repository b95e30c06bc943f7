"""Wording that gives a question away or makes it say nothing."""

import re
from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.model.bank import Bank
from frontdesk.model.questions import MultipleResponse, Question, SingleChoice
from frontdesk.problems import Problem

_ABOVE = re.compile(r"\b(all|none|both|any) of (the|these) (above|options|answers)\b", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<!\*)\b(NOT|EXCEPT|NEVER)\b(?!\*)")


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield options such as 'all of the above', negatives that are not bold, and questions asked twice."""
    for bank in library.banks.values():
        asked: dict[str, Question] = {}
        for question in bank.questions:
            yield from _question(bank, question)
            same = asked.setdefault(" ".join(question.ask.lower().split()), question)
            if same is not question:
                yield Problem(
                    bank.source.path,
                    bank.line(question, "ask"),
                    bank.full_id(question),
                    f"asks the same as '{same.id}'",
                    "ask something else, or delete one of the two",
                )


def _question(bank: Bank, question: Question) -> Iterator[Problem]:
    where = bank.full_id(question)
    negative = _CAPITALS.search(question.ask)
    if negative:
        yield Problem(
            bank.source.path,
            bank.line(question, "ask"),
            where,
            f"ask: '{negative[0]}' is easily overlooked",
            f"write **{negative[0].lower()}**, or ask it the other way round",
        )
    if isinstance(question, SingleChoice | MultipleResponse):
        for name, option in question.options.items():
            if _ABOVE.search(option.text):
                yield Problem(
                    bank.source.path,
                    bank.line(question, "options", name, "text"),
                    where,
                    f"options.{name}: '{option.text}' lets people guess from half of the options",
                    "write a wrong option that somebody would really choose",
                )
