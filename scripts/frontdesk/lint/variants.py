"""Variants of numbers: every one can be computed, typed, and told from its slips."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import islice, product
from math import prod

from frontdesk.drawing import as_numbers, draw_values
from frontdesk.library import Library
from frontdesk.model.bank import Bank
from frontdesk.model.expression import ExpressionError, exact_text
from frontdesk.model.questions import Numeric
from frontdesk.model.questions.numeric import PLACEHOLDER
from frontdesk.problems import Problem, suggest
from frontdesk.scoring import within

_ALL = 600
_SAMPLE = 200
Fault = tuple[str, str, str]


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield numeric questions that cannot be computed, or that make no sense in some variant."""
    for bank in library.banks.values():
        for question in bank.questions:
            if isinstance(question, Numeric):
                for key, what, hint in _faults(bank, question):
                    yield Problem(
                        bank.source.path, bank.line(question, key), bank.full_id(question), what, hint
                    )


def _faults(bank: Bank, question: Numeric) -> Iterator[Fault]:
    placeholders = list(_placeholders(question))
    yield from placeholders
    if not placeholders:
        fault = next((f for values in _variants(bank, question) for f in _nonsense(question, values)), None)
        if fault:
            yield fault
        yield from _unshown(question)


def _variants(bank: Bank, question: Numeric) -> Iterator[dict[str, Fraction]]:
    """Return every variant, or where there are too many the corners and a sample of drawn ones."""
    given = question.given
    counts = [g.count() for g in given.values()]
    if prod(counts) <= _ALL:
        places = product(*(range(count) for count in counts))
    else:
        places = islice(product(*({0, count - 1} for count in counts)), _SAMPLE)
    for place in places:
        yield as_numbers({name: given[name].text(p) for name, p in zip(given, place, strict=True)})
    if prod(counts) > _ALL:
        for seed in range(_SAMPLE):
            yield as_numbers(draw_values(question, bank.full_id(question), str(seed)))


def _nonsense(question: Numeric, values: dict[str, Fraction]) -> Iterator[Fault]:
    told = (
        " with " + ", ".join(f"{name} {exact_text(value)}" for name, value in values.items())
        if values
        else ""
    )
    try:
        answer = question.answer.value(values)
    except ExpressionError as error:
        yield (
            "answer",
            f"'{question.answer.text}' {error.what}{told}",
            "change the expression or what is given",
        )
        return
    if answer < 0:
        yield "answer", f"the answer is below zero: {exact_text(answer)}{told}", "change what is given"
    if "/" in exact_text(answer) and question.tolerance == "0":
        yield (
            "answer",
            f"the answer {exact_text(answer)}{told} cannot be typed exactly",
            "round(…, 2), or give a tolerance",
        )
    for text in question.slips:
        try:
            slip = question.compiled(text).value(values)
        except ExpressionError as error:
            yield "slips", f"slips: '{text}' {error.what}{told}", "change the slip or what is given"
            continue
        if within(slip, answer, question.tolerance):
            yield (
                "slips",
                f"slips: '{text}' gives the right answer{told}",
                "a slip must come out wrong in every variant",
            )


def _placeholders(question: Numeric) -> Iterator[Fault]:
    texts = [("ask", question.ask), ("hint", question.hint or ""), ("why", question.why)]
    texts += [("slips", text) for text in question.slips.values()]
    for key, text in texts:
        for inside in PLACEHOLDER.findall(text) if question.given else ():
            names = [*question.given, "answer"] if key in ("why", "slips") else list(question.given)
            try:
                question.shown(inside, names)
            except ExpressionError as error:
                yield key, f"{key}: {{{inside}}}: {error.what}", error.hint or suggest(inside, names)


def _unshown(question: Numeric) -> Iterator[Fault]:
    shown = " ".join(PLACEHOLDER.findall(question.ask))
    for name in question.given:
        if name not in shown.split():
            yield (
                "ask",
                f"'{name}' is drawn, and the question never shows it",
                f"write {{{name}}} where the number belongs",
            )
