"""The key of a question on paper: what is right, and why each answer is or is not; one function a type."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from string import ascii_uppercase

from frontdesk.html import markup
from frontdesk.html.numbers import shown, solution
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
from frontdesk.model.questions.scenario import best_points
from frontdesk.print.questions import numbers_of
from frontdesk.print.text import literal
from frontdesk.print.writer import Writer


def answer_markup(
    writer: Writer, question: Question, name: str, number: str, values: Mapping[str, str], again: str
) -> str:
    """Return the answer of a question; `again` is where to read again, as markup."""
    told, reasons = (
        _numeric(writer, question, values)
        if isinstance(question, Numeric)
        else _KEYS[question.type](writer, question)
    )
    why = getattr(question, "why", None)
    if why:
        html = shown(question, values, why) if isinstance(question, Numeric) else markup.block(why)
        reasons = (
            [writer.block(html), *reasons]
            if isinstance(question, Numeric)
            else [*reasons, writer.block(html)]
        )
    body = "\n\n".join([*reasons, f"#faint[Read again: {again}]" if again else ""]).strip()
    return f"#answer([{number}], {literal(name)}, [{told}], [{body}])"


def _letter(place: int) -> str:
    return ascii_uppercase[place % 26]


def _why(mark: str, markup_of_why: str) -> str:
    return f"#why[{mark}][{markup_of_why}]"


def _inline(writer: Writer, text: str) -> str:
    return writer.inline(markup.inline(text))


def _options(writer: Writer, options: Mapping[str, Option], right: list[str]) -> tuple[str, list[str]]:
    letters = {name: _letter(place) for place, name in enumerate(options)}
    whys = [_why(letters[name], _inline(writer, option.why)) for name, option in options.items()]
    return ", ".join(letters[name] for name in options if name in right), whys


def _single_choice(writer: Writer, question: SingleChoice) -> tuple[str, list[str]]:
    return _options(writer, question.options, [question.answer])


def _multiple_response(writer: Writer, question: MultipleResponse) -> tuple[str, list[str]]:
    return _options(writer, question.options, question.answer)


def _true_false(_writer: Writer, question: TrueFalse) -> tuple[str, list[str]]:
    return "A, true" if question.answer else "B, false", []


def _short_answer(writer: Writer, question: ShortAnswer) -> tuple[str, list[str]]:
    return writer.text(" · ".join(text.replace("*", "…") for text in question.accept)), []


def _numeric(writer: Writer, question: Numeric, values: Mapping[str, str]) -> tuple[str, list[str]]:
    found = solution(question, dict(values))
    unit = f" {writer.text(question.unit)}" if question.unit else ""
    slips = [_why(writer.inline(slip.value), writer.inline(slip.why)) for slip in found.slips]
    return f"{writer.inline(found.answer)}{unit}", slips


def _ordering(writer: Writer, question: Ordering) -> tuple[str, list[str]]:
    places = {name: place for place, name in enumerate(question.answer, 1)}
    steps = ", ".join(f"[{_inline(writer, question.steps[name])}]" for name in question.answer)
    return f"In the boxes: {', '.join(str(places[name]) for name in question.steps)}", [f"#enum({steps})"]


def _matching(writer: Writer, question: Matching) -> tuple[str, list[str]]:
    letters = {name: _letter(place) for place, name in enumerate(question.choices)}
    pairs = [
        _why(
            letters[choice],
            f"{_inline(writer, question.prompts[name])}: {_inline(writer, question.choices[choice])}",
        )
        for name, choice in ((name, question.answer[name]) for name in question.prompts)
    ]
    return ", ".join(letters[question.answer[name]] for name in question.prompts), pairs


def _essay(writer: Writer, question: Essay) -> tuple[str, list[str]]:
    lines = ", ".join(
        f"[{_inline(writer, line.text)} ({writer.text(str(line.points))})]" for line in question.rubric
    )
    model = writer.block(markup.block(question.model))
    return "An answer that earns full marks", [model, f"#strong[What earns points]\n#list({lines})"]


def _scenario(writer: Writer, question: Scenario) -> tuple[str, list[str]]:
    numbers = numbers_of(question)
    reasons = []
    for name in numbers:
        scene = question.scenes[name]
        for place, move in enumerate(scene.choices.values()):
            reasons.append(_why(f"{numbers[name]}{_letter(place)}", _inline(writer, move.why)))
        if scene.why:
            reasons.append(_why(f"End {numbers[name]}", _inline(writer, scene.why)))
    return f"The best way: {' → '.join(_best_way(question, numbers))}", reasons


def _best_way(question: Scenario, numbers: Mapping[str, int]) -> list[str]:
    """Return the moves that gather the most points, such as `1A`, `3B`; of equal ones the first."""
    way, name = [], question.start
    while name and question.scenes[name].choices:
        moves = list(question.scenes[name].choices.values())
        worth = [
            Fraction(move.points) + (best_points(move.next, question.scenes) if move.next else 0)
            for move in moves
        ]
        place = worth.index(max(worth))
        way.append(f"{numbers[name]}{_letter(place)}")
        name = moves[place].next or ""
    return way


_KEYS: dict[str, Callable[..., tuple[str, list[str]]]] = {
    "single-choice": _single_choice,
    "multiple-response": _multiple_response,
    "true-false": _true_false,
    "short-answer": _short_answer,
    "ordering": _ordering,
    "matching": _matching,
    "scenario": _scenario,
    "essay": _essay,
}
