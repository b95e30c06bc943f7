"""The fields a reader answers with, one function a question type.

Written as text, not as a template: a site has thousands of options, and a tag that is missing is free.
"""

from collections.abc import Callable
from html import escape

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
from frontdesk.model.questions.scenario import Move
from frontdesk.site.markup import block, inline, plain


def fields_html(question: Question, anchor: str) -> str:
    """Return the fields of a question; `anchor` is its id on the page and makes theirs."""
    return _FIELDS[question.type](question, anchor)


def _single_choice(question: SingleChoice, anchor: str) -> str:
    return _choices(
        (
            _choice("radio", anchor, name, inline(option.text), name == question.answer)
            for name, option in question.options.items()
        )
    )


def _multiple_response(question: MultipleResponse, anchor: str) -> str:
    return _choices(
        (
            _choice("checkbox", anchor, name, inline(option.text), name in question.answer)
            for name, option in question.options.items()
        )
    )


def _true_false(question: TrueFalse, anchor: str) -> str:
    return _choices(
        (
            _choice("radio", anchor, "true", "True", question.answer),
            _choice("radio", anchor, "false", "False", not question.answer),
        )
    )


def _choices(labels: object) -> str:
    return f'<div class="fd-choices">{"".join(labels)}</div>'


def _choice(kind: str, anchor: str, name: str, text: str, right: bool) -> str:
    told = " data-right" if right else ""
    field = f'<input type="{kind}" name="in-{anchor}" value="{name}">'
    return f'<label class="fd-choice"{told}>{field}{text}</label>'


def _numeric(question: Numeric, anchor: str) -> str:
    unit = f" <span>{escape(question.unit)}</span>" if question.unit else ""
    return _written(anchor, f'<input id="in-{anchor}" type="text" inputmode="decimal" {_AS_TYPED}>{unit}')


def _short_answer(_question: ShortAnswer, anchor: str) -> str:
    return _written(anchor, f'<input id="in-{anchor}" type="text" {_AS_TYPED}>')


def _essay(_question: Essay, anchor: str) -> str:
    return _written(anchor, f'<textarea id="in-{anchor}" rows="6"></textarea>')


_AS_TYPED = 'autocomplete="off" autocapitalize="off" spellcheck="false"'


def _written(anchor: str, field: str) -> str:
    return f'<p class="fd-write"><label for="in-{anchor}">Your answer</label> {field}</p>'


def _ordering(question: Ordering, _anchor: str) -> str:
    steps = (
        f'<li data-name="{name}"><span>{inline(text)}</span>'
        f"{_arrow('up', '↑', text)}{_arrow('down', '↓', text)}</li>"
        for name, text in question.steps.items()
    )
    return f'<ol class="fd-steps">{"".join(steps)}</ol>'


def _arrow(way: str, sign: str, text: str) -> str:
    label = escape(f"Move {way}: {plain(text)}")
    return f'<button type="button" class="fd-arrow" value="{way}" aria-label="{label}">{sign}</button>'


def _matching(question: Matching, anchor: str) -> str:
    options = "".join(
        f'<option value="{name}">{escape(plain(text))}</option>' for name, text in question.choices.items()
    )
    pairs = "".join(
        f'<p class="fd-pair"><label for="in-{anchor}.{name}">{inline(text)}</label> '
        f'<select id="in-{anchor}.{name}" data-name="{name}" autocomplete="off">'
        f'<option value="">Choose …</option>{options}</select></p>'
        for name, text in question.prompts.items()
    )
    on_paper = "".join(f"<li>{inline(text)}</li>" for text in question.choices.values())
    return f'{pairs}<ol class="fd-on-paper" hidden>{on_paper}</ol>'


def _scenario(question: Scenario, anchor: str) -> str:
    numbers = {name: number for number, name in enumerate(question.scenes, 1)}
    return "".join(_scene(question, anchor, name, numbers) for name in question.scenes)


def _scene(question: Scenario, anchor: str, name: str, numbers: dict[str, int]) -> str:
    scene = question.scenes[name]
    moves = "".join(_move(anchor, move, choice, numbers) for move, choice in scene.choices.items())
    return (
        f'<div class="fd-scene" data-scene="{name}" id="{anchor}.{name}" tabindex="-1">'
        f'<p class="fd-scene-name">{"Scene" if moves else "Ending"} {numbers[name]}</p>{block(scene.say)}'
        + (f'<ul class="fd-moves">{moves}</ul>' if moves else "")
        + "</div>"
    )


def _move(anchor: str, name: str, move: Move, numbers: dict[str, int]) -> str:
    """Return a move as a link: without a script it leads to the scene, as in a book of branching tales."""
    go_to = f' <span class="fd-goto">(go to {numbers[move.next]})</span>' if move.next else ""
    target = f"#{anchor}.{move.next or 'key'}"
    return f'<li data-move="{name}"><a class="fd-move" href="{target}">{inline(move.text)}{go_to}</a></li>'


_FIELDS: dict[str, Callable[..., str]] = {
    "single-choice": _single_choice,
    "multiple-response": _multiple_response,
    "true-false": _true_false,
    "numeric": _numeric,
    "short-answer": _short_answer,
    "ordering": _ordering,
    "matching": _matching,
    "scenario": _scenario,
    "essay": _essay,
}
