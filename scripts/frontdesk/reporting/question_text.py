"""A question told: what it asks, what is right, how many had it right."""

import numpy as np
from markupsafe import Markup

from frontdesk.html.asking import settled, text_html
from frontdesk.html.markup import block, inline
from frontdesk.html.numbers import solution
from frontdesk.model.questions import (
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    Question,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from frontdesk.reporting.analysis import Analysis
from frontdesk.reporting.class_record import Asked, shown_values
from frontdesk.reporting.wording import between, counted, percent


def stem(analysis: Analysis, asked: Asked) -> Markup:
    """Return what a question asks; a variant with the values of the first person who was asked."""
    question, values = asked.question, shown_values(analysis.people, asked.id)
    if isinstance(question, Numeric) and set(values) != set(question.given):
        return block(question.ask)
    return Markup(settled(text_html(question, values, question.ask)))


def facility_text(analysis: Analysis, asked: Asked) -> str:
    """Return how many had a question right, and what that says of a bigger class."""
    item = analysis.items[asked.id]
    if not item.n or item.facility is None:
        return "No answer to it counts"
    return f"{right_of(analysis, asked)}; in a big class {between(item.low, item.high)}"


def right_of(analysis: Analysis, asked: Asked) -> str:
    """Return how many had a question right; where parts are earned, how many of the points."""
    item, shares = analysis.items[asked.id], shares_of(analysis, asked)
    if not len(shares):
        return "no answer counts"
    if np.isin(shares, (0, 1)).all():
        return f"{int(shares.sum())} of {item.n} right"
    return f"{percent(item.facility)} of the points in {counted(item.n, 'answer')}"


def shares_of(analysis: Analysis, asked: Asked) -> np.ndarray:
    """Return the shares earned by those whose answer counts."""
    column = analysis.answers.shares[:, list(analysis.asked).index(asked.id)]
    return column[~np.isnan(column)]


def right_text(question: Question) -> Markup:
    """Return the right answer where a line holds it, else nothing."""
    match question:
        case SingleChoice():
            return inline(question.options[question.answer].text)
        case MultipleResponse():
            return Markup("; ").join(inline(question.options[name].text) for name in question.answer)
        case TrueFalse():
            return Markup("True" if question.answer else "False")
        case ShortAnswer():
            return Markup(" · ").join(text.replace("*", "…") for text in question.accept)
        case Ordering():
            return Markup(" → ").join(inline(question.steps[name]) for name in question.answer)
        case Matching():
            pairs = question.answer.items()
            one = Markup("{} → {}")
            told = (one.format(inline(question.prompts[a]), inline(question.choices[b])) for a, b in pairs)
            return Markup("; ").join(told)
        case Numeric() if not question.given:
            return Markup("{} {}").format(solution(question, {}).answer, question.unit or "")
    return Markup()
