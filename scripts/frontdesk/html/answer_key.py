"""The key of a practice question and its explanations, one function a question type."""

from collections.abc import Callable, Iterable
from html import escape

from frontdesk.html.markup import block, inline
from frontdesk.html.numbers import solution
from frontdesk.model.questions import (
    Essay,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    Question,
    Scenario,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from frontdesk.model.questions.base import Option


def key_html(question: Question, values: dict[str, str]) -> str:
    """Return what is right, and why each choice is or is not; `values` are those of the variant shown."""
    if isinstance(question, Numeric):
        return _numeric(question, values)
    return _KEYS[question.type](question)


def slips_html(question: Question, values: dict[str, str]) -> str:
    """Return the wrong numbers that people compute and what each shows."""
    if not isinstance(question, Numeric) or not question.slips:
        return ""
    slips = (
        f"<li><strong>{slip.value}:</strong> {slip.why}</li>" for slip in solution(question, values).slips
    )
    return f'<ul class="fd-slips">{"".join(slips)}</ul>'


def _single_choice(question: SingleChoice) -> str:
    return _options(question.options, {question.answer})


def _multiple_response(question: MultipleResponse) -> str:
    return _options(question.options, set(question.answer))


def _options(options: dict[str, Option], right: set[str]) -> str:
    """Return why each option is right or not, under the letters that stand beside the options."""
    whys = (
        f'<li value="{place}" data-name="{name}">'
        f"{'<strong>Right.</strong> ' if name in right else ''}{inline(option.why)}</li>"
        for place, (name, option) in enumerate(options.items(), 1)
    )
    return f'<ol class="fd-whys" type="A">{"".join(whys)}</ol>'


def _true_false(question: TrueFalse) -> str:
    return _solution("True." if question.answer else "False.")


def _numeric(question: Numeric, values: dict[str, str]) -> str:
    unit = f" {escape(question.unit)}" if question.unit else ""
    return _solution(f"{solution(question, values).answer}{unit}")


def _short_answer(question: ShortAnswer) -> str:
    return _solution(escape(" · ".join(text.replace("*", "…") for text in question.accept)))


def _solution(text: str) -> str:
    return f'<p class="fd-solution"><strong>{text}</strong></p>'


def _ordering(question: Ordering) -> str:
    steps = (f"<li>{inline(question.steps[name])}</li>" for name in question.answer)
    return f'<ol class="fd-solution">{"".join(steps)}</ol>'


def _matching(question: Matching) -> str:
    pairs = (
        f"<li>{inline(question.prompts[name])} → <strong>{inline(question.choices[choice])}</strong></li>"
        for name, choice in question.answer.items()
    )
    return f'<ul class="fd-solution">{"".join(pairs)}</ul>'


def _essay(question: Essay) -> str:
    lines = "".join(f"<li>{inline(line.text)} ({line.points})</li>" for line in question.rubric)
    return (
        _solution("An answer that earns full marks")
        + block(question.model)
        + f"<p><strong>What earns points</strong></p><ul>{lines}</ul>"
    )


def _scenario(question: Scenario) -> str:
    moves = (
        f'<li data-name="{name}.{move}"><strong>{inline(choice.text)}</strong> {inline(choice.why)}</li>'
        for name, scene in question.scenes.items()
        for move, choice in scene.choices.items()
    )
    endings = (
        f'<li data-name="{name}">{inline(scene.why)}</li>'
        for name, scene in question.scenes.items()
        if scene.why
    )
    return _whys([*moves, *endings])


def _whys(items: Iterable[str]) -> str:
    return f'<ul class="fd-whys">{"".join(items)}</ul>'


_KEYS: dict[str, Callable[..., str]] = {
    "single-choice": _single_choice,
    "multiple-response": _multiple_response,
    "true-false": _true_false,
    "short-answer": _short_answer,
    "ordering": _ordering,
    "matching": _matching,
    "scenario": _scenario,
    "essay": _essay,
}
