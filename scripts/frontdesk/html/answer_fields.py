"""The fields a reader answers with, one function a question type.

Written as text, not as a template: a site has thousands of options, and a tag that is missing is free.
Only a practice quiz marks what is right in its fields.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from frontdesk.html.markup import block, inline, plain
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


@dataclass(frozen=True)
class Form:
    """How the fields of one question stand on a page.

    `anchor` is the question's id on the page and makes those of its fields; `order` holds the names in the
    order shown, that of the bank where it is empty; a form that is not for practice gives nothing away.
    """

    anchor: str
    order: Sequence[str] = ()
    is_practice: bool = True

    def names(self, written: Iterable[str]) -> list[str]:
        """Return the names in the order shown."""
        return list(self.order or written)


def fields_html(question: Question, form: Form) -> str:
    """Return the fields of a question."""
    return _FIELDS[question.type](question, form)


def _single_choice(question: SingleChoice, form: Form) -> str:
    return _choices(
        _choice("radio", form, name, inline(question.options[name].text), name == question.answer)
        for name in form.names(question.options)
    )


def _multiple_response(question: MultipleResponse, form: Form) -> str:
    return _choices(
        _choice("checkbox", form, name, inline(question.options[name].text), name in question.answer)
        for name in form.names(question.options)
    )


def _true_false(question: TrueFalse, form: Form) -> str:
    return _choices(
        (
            _choice("radio", form, "true", "True", question.answer),
            _choice("radio", form, "false", "False", not question.answer),
        )
    )


def _choices(labels: Iterable[str]) -> str:
    return f'<div class="fd-choices">{"".join(labels)}</div>'


def _choice(kind: str, form: Form, name: str, text: str, is_right: bool) -> str:
    told = " data-right" if is_right and form.is_practice else ""
    field = f'<input type="{kind}" name="in-{form.anchor}" value="{name}">'
    return f'<label class="fd-choice"{told}>{field}{text}</label>'


def _numeric(question: Numeric, form: Form) -> str:
    unit = f" <span>{escape(question.unit)}</span>" if question.unit else ""
    return _written(form, f'<input id="in-{form.anchor}" type="text" inputmode="decimal" {_AS_TYPED}>{unit}')


def _short_answer(_question: ShortAnswer, form: Form) -> str:
    return _written(form, f'<input id="in-{form.anchor}" type="text" {_AS_TYPED}>')


def _essay(_question: Essay, form: Form) -> str:
    return _written(form, f'<textarea id="in-{form.anchor}" rows="6"></textarea>')


_AS_TYPED = 'autocomplete="off" autocapitalize="off" spellcheck="false"'


def _written(form: Form, field: str) -> str:
    return f'<p class="fd-write"><label for="in-{form.anchor}">Your answer</label> {field}</p>'


def _ordering(question: Ordering, form: Form) -> str:
    steps = (
        f'<li data-name="{name}"><span>{inline(question.steps[name])}</span>'
        f"{_arrow('up', '↑', question.steps[name])}{_arrow('down', '↓', question.steps[name])}</li>"
        for name in form.names(question.steps)
    )
    return f'<ol class="fd-steps">{"".join(steps)}</ol>'


def _arrow(way: str, sign: str, text: str) -> str:
    label = escape(f"Move {way}: {plain(text)}")
    return f'<button type="button" class="fd-arrow" value="{way}" aria-label="{label}">{sign}</button>'


def _matching(question: Matching, form: Form) -> str:
    choices = {name: question.choices[name] for name in form.names(question.choices)}
    options = "".join(
        f'<option value="{name}">{escape(plain(text))}</option>' for name, text in choices.items()
    )
    pairs = "".join(
        f'<p class="fd-pair"><label for="in-{form.anchor}.{name}">{inline(text)}</label> '
        f'<select id="in-{form.anchor}.{name}" data-name="{name}" autocomplete="off">'
        f'<option value="">Choose …</option>{options}</select></p>'
        for name, text in question.prompts.items()
    )
    on_paper = "".join(f"<li>{inline(text)}</li>" for text in choices.values())
    return f'{pairs}<ol class="fd-on-paper" hidden>{on_paper}</ol>'


def _scenario(question: Scenario, form: Form) -> str:
    numbers = {name: number for number, name in enumerate(question.scenes, 1)}
    return "".join(_scene(question, form.anchor, name, numbers) for name in question.scenes)


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
