"""Questions as they stand on paper: fields to tick and lines to write on, one function a question type."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from frontdesk.html import markup
from frontdesk.html.numbers import shown
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
from frontdesk.print.text import literal
from frontdesk.print.writer import Writer

# What is longer than this stands over both columns and may be torn over two pages; the rest stays together.
_LONG = 1400


@dataclass(frozen=True)
class Asked:
    """A question as markup; a long one takes the whole width."""

    markup: str
    is_long: bool


def question_markup(
    writer: Writer, question: Question, name: str, number: str, values: Mapping[str, str]
) -> Asked:
    """Return a question with its fields; `name` is its label, `values` are those of the variant shown."""
    html = (
        shown(question, values, question.ask) if isinstance(question, Numeric) else markup.block(question.ask)
    )
    ask, fields = writer.block(html), _FIELDS[question.type](writer, question)
    is_long = len(ask) + len(fields) > _LONG or isinstance(question, Scenario | Essay | Matching)
    told = ", is-critical: true" * question.critical + ", is-long: true" * is_long
    return Asked(f"#question({literal(name)}, [{number}], [{ask}], [{fields}]{told})", is_long)


def in_columns(asked: Sequence[Asked]) -> str:
    """Return questions two by two; a long one stands between the pairs."""
    parts: list[str] = []
    for is_long, group in groupby(asked, key=lambda question: question.is_long):
        found = [question.markup for question in group]
        parts += found if is_long else [f"#two-up({', '.join(f'[{markup}]' for markup in found)})"]
    return "\n\n".join(parts)


def _single_choice(writer: Writer, question: SingleChoice) -> str:
    return _options(
        "ring", [writer.inline(markup.inline(option.text)) for option in question.options.values()]
    )


def _multiple_response(writer: Writer, question: MultipleResponse) -> str:
    texts = [writer.inline(markup.inline(option.text)) for option in question.options.values()]
    return f"#faint[Tick all that are right.]\n{_options('square', texts)}"


def _true_false(_writer: Writer, _question: TrueFalse) -> str:
    return _options("ring", ["True", "False"])


def _options(kind: str, texts: list[str]) -> str:
    return f'#options("{kind}", {", ".join(f"[{text}]" for text in texts)})'


def _numeric(writer: Writer, question: Numeric) -> str:
    return f"#written[{writer.text(question.unit or '')}]"


def _short_answer(_writer: Writer, _question: ShortAnswer) -> str:
    return "#written[]"


def _essay(_writer: Writer, _question: Essay) -> str:
    return "#essay-lines"


def _ordering(writer: Writer, question: Ordering) -> str:
    return f"#order-steps({', '.join(f'[{_inline(writer, text)}]' for text in question.steps.values())})"


def _matching(writer: Writer, question: Matching) -> str:
    prompts, choices = (
        ", ".join(f"[{_inline(writer, text)}]" for text in texts.values()) + ","
        for texts in (question.prompts, question.choices)
    )
    return f"#match-pairs(({prompts}), ({choices}))"


def _scenario(writer: Writer, question: Scenario) -> str:
    numbers = numbers_of(question)
    scenes = []
    for name, scene in question.scenes.items():
        moves = "".join(
            f"([{_inline(writer, move.text)}], {numbers[move.next] if move.next else 0}), "
            for move in scene.choices.values()
        )
        is_ending = str(not scene.choices).lower()
        body = writer.block(markup.block(scene.say))
        scenes.append(f"#scene({numbers[name]}, {is_ending}, [{body}], ({moves}))")
    told = "#faint[Begin at 1. Choose, and go on where the choice leads.]"
    return f"{told}\n#two-up({', '.join(f'[{scene}]' for scene in scenes)})"


def numbers_of(scenario: Scenario) -> dict[str, int]:
    """Return the numbers of the scenes, counted as they are written; the first one starts."""
    return {name: number for number, name in enumerate(_start_first(scenario), 1)}


def _start_first(scenario: Scenario) -> list[str]:
    return [scenario.start, *(name for name in scenario.scenes if name != scenario.start)]


def _inline(writer: Writer, text: str) -> str:
    return writer.inline(markup.inline(text))


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
