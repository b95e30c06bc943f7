"""What wrong answers tempt, and whom: for every type of question the slip behind an answer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial
from itertools import pairwise

from markupsafe import Markup, escape

from frontdesk.drawing import as_numbers, key_for
from frontdesk.html.asking import settled
from frontdesk.html.markup import inline
from frontdesk.html.numbers import solution
from frontdesk.model.attempt import Answer
from frontdesk.model.expression import compile_expression, exact_text
from frontdesk.model.questions import (
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
from frontdesk.model.questions.scenario import Move, best_points
from frontdesk.reporting.class_record import PersonRecord, shown_values
from frontdesk.reporting.wording import cut
from frontdesk.responses import name_of, names_of, pairs_of, text_of, words_of
from frontdesk.scoring import mark

Values = Mapping[str, str]
_NOTHING = Markup()
_QUOTES = ('"', "“", "「")


@dataclass(frozen=True)
class Slip:
    """One thing done wrong in an answer, told as what a person did (`chose “…”`), and what it shows.

    `typed` says that it holds what a person typed.
    """

    did: Markup
    why: Markup = _NOTHING
    typed: bool = False


# Equal slips have equal keys; the words of one are made once, with the values the question is shown with.
Key = tuple[str, ...]
Slips = Iterator[tuple[Key, Callable[[Values], Slip]]]


@dataclass(frozen=True)
class Temptation:
    """A slip and who made it, in the order of the roster."""

    key: Key
    slip: Slip
    people: tuple[PersonRecord, ...]

    @property
    def count(self) -> int:
        """Return how many made it."""
        return len(self.people)


def temptations(full_id: str, question: Question, people: list[PersonRecord]) -> list[Temptation]:
    """Return the slips of a class in a question, the one that most people made first."""
    slips: dict[Key, Slip] = {}
    made: dict[Key, list[PersonRecord]] = {}
    drawn = shown_values(people, full_id)
    for one in people:
        answer = one.answer_to(full_id)
        if answer is None or answer.mark.state not in ("wrong", "partial"):
            continue
        for key, tell in _SLIPS.get(question.type, _none)(question, answer, one.values_of(full_id)):
            if key not in slips:
                slips[key] = tell(drawn)
            made.setdefault(key, []).append(one)
    found = [Temptation(key, slip, tuple(made[key])) for key, slip in slips.items()]
    return sorted(found, key=lambda one: (-one.count, one.key))


def _none(_question: Question, _answer: Answer, _values: Values) -> Slips:
    return iter(())


def _quoted(verb: str, text: str, why: str, _values: Values) -> Slip:
    return Slip(Markup("{} {}").format(verb, _in_quotes(text)), inline(why))


def _in_quotes(text: str) -> Markup:
    """Return a text in quotes, unless it is a spoken line that has its own."""
    return inline(text) if text[:1] in _QUOTES else Markup("“{}”").format(inline(text))


def _single_choice(question: SingleChoice, answer: Answer, _values: Values) -> Slips:
    name = name_of(answer.response, question.names)
    if name is not None and name != question.answer:
        option = question.options[name]
        yield (name,), partial(_quoted, "chose", option.text, option.why)


def _multiple_response(question: MultipleResponse, answer: Answer, _values: Values) -> Slips:
    ticked = set(names_of(answer.response, question.names) or [])
    for name, option in question.options.items():
        if (name in ticked) != (name in question.answer):
            verb = "ticked" if name in ticked else "left out"
            yield (verb, name), partial(_quoted, verb, option.text, option.why)


def _true_false(question: TrueFalse, _answer: Answer, _values: Values) -> Slips:
    yield ("said",), lambda _: Slip(Markup("said “{}”").format("False" if question.answer else "True"))


def _numeric(question: Numeric, answer: Answer, values: Values) -> Slips:
    if set(values) != set(question.given):
        return
    key, numbers = key_for(question, values), as_numbers(values)
    for place, text in enumerate(question.slips):
        wrong = key | {"answer": exact_text(_compiled(text, tuple(question.given)).value(numbers))}
        if mark(wrong, answer.response).state == "right":
            yield ("slip", text), partial(_slip, question, place)
            return
    if not question.given:
        yield from _typed(answer)


def _slip(question: Numeric, place: int, values: Values) -> Slip:
    return Slip(Markup("made the same slip"), Markup(settled(solution(question, values).slips[place].why)))


# A class makes the same slips hundreds of times.
_compiled = lru_cache(maxsize=4096)(compile_expression)


def _short_answer(_question: ShortAnswer, answer: Answer, _values: Values) -> Slips:
    yield from _typed(answer)


def _typed(answer: Answer) -> Slips:
    text = text_of(answer.response)
    if text:
        told = Markup("wrote “{}”").format(escape(cut(str(answer.response))))
        yield ("typed", text), lambda _: Slip(told, typed=True)


def _ordering(question: Ordering, answer: Answer, _values: Values) -> Slips:
    order = names_of(answer.response, question.names) or []
    for before, after in pairwise(question.answer):
        if before in order and after in order and order.index(before) > order.index(after):
            yield (
                (after, before),
                partial(_two, "put {} before {}", question.steps[after], question.steps[before]),
            )


def _two(did: str, one: str, other: str, _values: Values) -> Slip:
    return Slip(Markup(did).format(_in_quotes(one), _in_quotes(other)))


def _matching(question: Matching, answer: Answer, _values: Values) -> Slips:
    pairs = pairs_of(answer.response, question.names, list(question.choices)) or {}
    for prompt, choice in pairs.items():
        if question.answer[prompt] != choice:
            told = (question.prompts[prompt], question.choices[choice])
            yield (prompt, choice), partial(_two, "matched {} with {}", *told)


def _scenario(question: Scenario, answer: Answer, _values: Values) -> Slips:
    scene: str | None = question.start
    for name in words_of(answer.response) or []:
        choices = question.scenes[scene].choices if scene else {}
        move = choices.get(name)
        if move is None:
            return
        if _gain(question, move) < max(_gain(question, other) for other in choices.values()):
            yield (scene or "", name), partial(_quoted, "decided", move.text, move.why)
        scene = move.next


def _gain(question: Scenario, move: Move) -> Fraction:
    """Return the most that can be gathered from a move on."""
    return Fraction(move.points) + (best_points(move.next, question.scenes) if move.next else 0)


_SLIPS: dict[str, Callable[..., Slips]] = {
    "single-choice": _single_choice,
    "multiple-response": _multiple_response,
    "true-false": _true_false,
    "numeric": _numeric,
    "short-answer": _short_answer,
    "ordering": _ordering,
    "matching": _matching,
    "scenario": _scenario,
}
