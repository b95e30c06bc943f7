"""The values of variants inside texts: `{area}` as drawn, `{area * rate}` computed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup, escape

from frontdesk.drawing import as_numbers
from frontdesk.html import markup
from frontdesk.model.expression import Expression, decimal_text
from frontdesk.model.numbers import with_thousands
from frontdesk.model.questions import Numeric
from frontdesk.model.questions.numeric import PLACEHOLDER

_HELD = re.compile(r"\ue000(\d+)\ue001")


def shown(question: Numeric, values: Mapping[str, str], text: str) -> Markup:
    """Return a text of the question as HTML, each placeholder a span that the browser can fill anew."""
    if not question.given:
        return markup.block(text)
    held: list[Markup] = []

    def hold(found: re.Match[str]) -> str:
        held.append(_span(question, values, found[1]))
        return f"\ue000{len(held) - 1}\ue001"

    html = markup.block(PLACEHOLDER.sub(hold, text))
    return Markup(_HELD.sub(lambda found: held[int(found[1])], html))


def _span(question: Numeric, values: Mapping[str, str], inside: str) -> Markup:
    if inside.strip() in question.given:
        name = inside.strip()
        return Markup('<span data-value="{}">{}</span>').format(name, with_thousands(values[name]))
    expression = question.shown(inside, [*question.given, "answer"])
    if expression.text == "answer":
        return _figure(question.answer, values, {})
    return _figure(expression, values, {"answer": question.answer.value(as_numbers(values))})


def _figure(expression: Expression, values: Mapping[str, str], more: Mapping[str, Fraction]) -> Markup:
    places = expression.places
    figure = with_thousands(decimal_text(expression.value(as_numbers(values) | more), fixed=places))
    return Markup('<span data-value="{}" data-places="{}">{}</span>').format(
        expression.postfix, "" if places is None else places, escape(figure)
    )


@dataclass(frozen=True)
class Solution:
    """The answer of a numeric question and what its slips come to, as HTML that follows the variant."""

    answer: Markup
    slips: list["Slip"]


@dataclass(frozen=True)
class Slip:
    """A wrong value that people compute, and what it shows."""

    value: Markup
    why: Markup


def solution(question: Numeric, values: Mapping[str, str]) -> Solution:
    """Return the answer of a variant and its slips."""
    slips = [
        Slip(_figure(question.compiled(text), values, {}), markup.unwrapped(shown(question, values, why)))
        for text, why in question.slips.items()
    ]
    return Solution(_figure(question.answer, values, {}), slips)
