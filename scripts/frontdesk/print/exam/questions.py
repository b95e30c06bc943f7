"""Questions as they stand in a booklet, as Typst source: one function a question type, and no key."""

from collections.abc import Callable, Iterable

from frontdesk.html.numbers import shown as with_values
from frontdesk.model.expression import decimal_text
from frontdesk.model.paper import Item
from frontdesk.model.questions import (
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    Question,
    Scenario,
    SingleChoice,
)
from frontdesk.model.questions.scenario import Move
from frontdesk.print.exam.letters import letters_of, prompt_numbers, scene_letters
from frontdesk.print.exam.text import from_html, shown, typst

# Longer than this, a question may be longer than a page, and is measured.
_LONG = 1400


def question_source(number: int, item: Item, question: Question) -> str:
    """Return one question with its number, marks and what is chosen from."""
    body = _BODIES.get(question.type, _nothing)(item, question)
    ask = ask_source(item, question)
    points = decimal_text(question.possible)
    marks = f"{points} mark" if points == "1" else f"{points} marks"
    is_long = "true" if len(ask) + len(body) > _LONG else "false"
    return f"#question({number}, [{marks}], [{ask}], [{_cue(question)}{body}], is-long: {is_long})\n"


def ask_source(item: Item, question: Question) -> str:
    """Return what a question asks, in the variant that was drawn."""
    if isinstance(question, Numeric) and question.given:
        return from_html(with_values(question, item.values, question.ask))
    return typst(question.ask)


def lettered(texts: Iterable[tuple[str, str]]) -> str:
    """Return texts of a bank, each behind its letter."""
    pairs = ", ".join(f'("{name}", [{typst(text)}])' for name, text in texts)
    return f"#lettered({pairs},)"


def _cue(question: Question) -> str:
    english, chinese = _CUES[question.type]
    if isinstance(question, MultipleResponse) and question.rule == "net":
        english, chinese = (
            f"{english} A wrong mark takes away a right one.",
            f"{chinese}错选抵消一个正确选项。",
        )
    if isinstance(question, Numeric) and question.unit:
        english = f"{english} In {question.unit}."
    return f"#cue([{shown(english)}], [{shown(chinese)}])" if english else ""


_CUES = {
    "single-choice": ("", ""),
    "multiple-response": ("Mark all that are right.", "多选题。"),
    "true-false": ("Mark T for true, F for false.", "判断题：对选 T，错选 F。"),
    "numeric": ("Write the number and mark its figures.", "填写数字并逐位涂选。"),
    "short-answer": ("Write a word or two on the answer sheet.", "简答：写在答题卡上。"),
    "ordering": ("Mark one letter for each place, the first place first.", "排序：每个位置选一个字母。"),
    "matching": ("Mark one letter for each number.", "配对：为每个数字选一个字母。"),
    "scenario": (
        "Choose your way, scene by scene, and mark each letter you chose.",
        "情景题：逐步选择，依次涂选每一步的字母。",
    ),
    "essay": ("Write on the lines of the answer sheet.", "论述：写在答题卡的横线上。"),
}


def _nothing(_item: Item, _question: Question) -> str:
    return ""


def _choices(item: Item, question: SingleChoice | MultipleResponse) -> str:
    letters = letters_of(item, question)
    return lettered((name, question.options[option].text) for name, option in letters.items())


def _ordering(item: Item, question: Ordering) -> str:
    return lettered((name, question.steps[step]) for name, step in letters_of(item, question).items())


def _matching(item: Item, question: Matching) -> str:
    prompts = lettered((n, question.prompts[name]) for n, name in prompt_numbers(question).items())
    choices = lettered((a, question.choices[name]) for a, name in letters_of(item, question).items())
    return f"#side-by-side([{prompts}], [{choices}])"


def _scenario(_item: Item, question: Scenario) -> str:
    numbers = {name: number for number, name in enumerate(question.scenes, 1)}
    start = numbers[question.start]
    begin = "" if start == 1 else f"#cue([Begin at scene {start}.], [从场景 {start} 开始。])"
    return begin + "".join(_scene(question, name, numbers) for name in question.scenes)


def _scene(question: Scenario, name: str, numbers: dict[str, int]) -> str:
    scene = question.scenes[name]
    kind, chinese = ("Scene", "场景") if scene.choices else ("Ending", "结局")
    title = f"#both([{kind} {numbers[name]}], [{chinese}])"
    moves = "".join(
        f', ("{place}", [{typst(scene.choices[move].text)}{_goes_to(scene.choices[move], numbers)}])'
        for place, move in scene_letters(question, name).items()
    )
    return f"#scene([{title}], [{typst(scene.say)}]{moves})"


def _goes_to(move: Move, numbers: dict[str, int]) -> str:
    return f"#goes-to[{numbers[move.next]}]" if move.next else "#goes-to[end #zh[结束]]"


_BODIES: dict[str, Callable[..., str]] = {
    "single-choice": _choices,
    "multiple-response": _choices,
    "ordering": _ordering,
    "matching": _matching,
    "scenario": _scenario,
}
