"""The fields a reader answers with, one function a question type.

Written as text, not as a template: a site has thousands of options, and a tag that is missing is free.
Only a practice quiz marks what is right in its fields, and calls scenes by names that may say how they end.
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
class Words:
    """What stands beside the fields; `choose`, `up` and `down` are plain text, the others HTML."""

    answer: str = "Your answer"
    true: str = "True"
    false: str = "False"
    choose: str = "Choose …"
    up: str = "Move up"
    down: str = "Move down"
    scene: str = "Scene {}"
    ending: str = "Ending {}"
    go_to: str = "(go to {})"
    the_end: str = "(the end)"
    decide: str = "Do this"


ENGLISH = Words()


@dataclass(frozen=True)
class Form:
    """How the fields of one question stand on a page.

    `anchor` is the question's id on the page and makes those of its fields; `order` holds the names in the
    order shown, that of the bank where it is empty; a form that is not for practice gives nothing away.
    """

    anchor: str
    order: Sequence[str] = ()
    is_practice: bool = True
    words: Words = ENGLISH

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
            _choice("radio", form, "true", form.words.true, question.answer),
            _choice("radio", form, "false", form.words.false, not question.answer),
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
    return f'<p class="fd-write"><label for="in-{form.anchor}">{form.words.answer}</label> {field}</p>'


def _ordering(question: Ordering, form: Form) -> str:
    steps = (
        _step(form, name, question.steps[name], place)
        for place, name in enumerate(form.names(question.steps))
    )
    return f'<ol class="fd-steps">{"".join(steps)}</ol>'


def _step(form: Form, name: str, text: str, place: int) -> str:
    """Return one step; its printed letter goes with it wherever it is moved."""
    letter = "" if form.is_practice else f' data-letter="{chr(ord("A") + place)}"'
    up, down = (
        _arrow("up", "↑", f"{form.words.up}: {plain(text)}"),
        _arrow("down", "↓", f"{form.words.down}: {plain(text)}"),
    )
    return f'<li data-name="{name}"{letter}><span>{inline(text)}</span>{up}{down}</li>'


def _arrow(way: str, sign: str, text: str) -> str:
    label = escape(text)
    return f'<button type="button" class="fd-arrow" value="{way}" aria-label="{label}">{sign}</button>'


def _matching(question: Matching, form: Form) -> str:
    choices = {name: question.choices[name] for name in form.names(question.choices)}
    options = "".join(
        f'<option value="{name}">{escape(plain(text))}</option>' for name, text in choices.items()
    )
    pairs = "".join(
        f'<p class="fd-pair"><label for="in-{form.anchor}.{name}">{inline(text)}</label> '
        f'<select id="in-{form.anchor}.{name}" data-name="{name}" autocomplete="off">'
        f'<option value="">{escape(form.words.choose)}</option>{options}</select></p>'
        for name, text in question.prompts.items()
    )
    on_paper = "".join(f"<li>{inline(text)}</li>" for text in choices.values())
    return f'{pairs}<ol class="fd-on-paper" hidden>{on_paper}</ol>'


def _scenario(question: Scenario, form: Form) -> str:
    numbers = {name: number for number, name in enumerate(question.scenes, 1)}
    return "".join(_scene(question, form, name, numbers) for name in question.scenes)


def _scene(question: Scenario, form: Form, name: str, numbers: dict[str, int]) -> str:
    scene, called = question.scenes[name], name if form.is_practice else numbers[name]
    told = (form.words.scene if scene.choices else form.words.ending).format(numbers[name])
    moves = _moves if form.is_practice else _decisions
    return (
        f'<div class="fd-scene" data-scene="{called}" id="{form.anchor}.{called}" tabindex="-1">'
        f'<p class="fd-scene-name">{told}</p>{block(scene.say)}'
        f"{moves(form, scene.choices, numbers, numbers[name]) if scene.choices else ''}</div>"
    )


def _moves(form: Form, choices: dict[str, Move], numbers: dict[str, int], _here: int) -> str:
    """Return moves as links: without a script they lead to the scene, as in a book of branching tales."""

    def leads_to(move: Move) -> str:
        return f"{form.anchor}.{move.next}" if move.next else f"key.{form.anchor}"

    moves = (
        f'<li data-move="{name}"><a class="fd-move" href="#{leads_to(move)}">'
        f"{inline(move.text)}{_goto(form, move, numbers) if move.next else ''}</a></li>"
        for name, move in choices.items()
    )
    return f'<ul class="fd-moves">{"".join(moves)}</ul>'


def _decisions(form: Form, choices: dict[str, Move], numbers: dict[str, int], here: int) -> str:
    """Return moves to choose from and a button that makes the one chosen, which cannot be taken back."""
    moves = (
        f'<label class="fd-choice" data-move="{name}"><input type="radio" name="in-{form.anchor}.{here}" '
        f'value="{name}" data-next="{numbers[move.next] if move.next else ""}">{inline(move.text)}'
        f"{_goto(form, move, numbers)}</label>"
        for name, move in choices.items()
    )
    return f'{_choices(moves)}<button type="button" class="fd-decide">{form.words.decide}</button>'


def _goto(form: Form, move: Move, numbers: dict[str, int]) -> str:
    told = form.words.go_to.format(numbers[move.next]) if move.next else form.words.the_end
    return f' <span class="fd-goto">{told}</span>'


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
