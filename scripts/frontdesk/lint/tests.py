"""The tests that questions carry: each response earns the share that its writer expects."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from frontdesk.drawing import draw_values, key_for
from frontdesk.library import Library
from frontdesk.model.bank import Bank
from frontdesk.model.expression import ExpressionError, exact_text
from frontdesk.model.questions import Question
from frontdesk.problems import Problem
from frontdesk.scoring import mark


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield tests of questions that fail; variants are tested with the empty seed."""
    for bank in library.banks.values():
        for question in bank.questions:
            if question.tests:
                yield from _run(bank, question)


def _run(bank: Bank, question: Question) -> Iterator[Problem]:
    try:
        key = key_for(question, draw_values(question, bank.full_id(question), ""))
    except ExpressionError:
        return  # told by variants
    for place, test in enumerate(question.tests):
        marked = mark(key, test.response)
        share = Fraction(marked.earned, marked.possible)
        if share != test.score:
            earned = f"earns {_score(share)}, not {_score(test.score)}"
            yield Problem(
                bank.source.path,
                bank.line(question, "tests", place),
                bank.full_id(question),
                f"tests: '{_told(test.response)}' is {marked.state} and {earned}",
                "mend the question or the test",
            )


def _told(response: Any) -> str:
    """Return a response as its writer typed it, but for the brackets."""
    if isinstance(response, dict):
        return ", ".join(f"{name}: {_told(value)}" for name, value in response.items())
    if isinstance(response, list):
        return ", ".join(_told(item) for item in response)
    return "" if response is None else str(response)


def _score(share: Fraction) -> str:
    return exact_text(share) if share.denominator in (1, 2, 4, 5, 10) else str(share)
