"""The key of papers as Typst source: the answers of each paper, then every question with its explanations."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from frontdesk.drawing import key_for
from frontdesk.html.numbers import shown as with_values
from frontdesk.html.numbers import solution
from frontdesk.model.expression import decimal_text
from frontdesk.model.numbers import with_thousands
from frontdesk.model.paper import Item
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
from frontdesk.model.questions.scenario import Move, best_points
from frontdesk.print.exam.booklet import Copy
from frontdesk.print.exam.letters import letters_of, prompt_numbers, scene_letters
from frontdesk.print.exam.questions import ask_source
from frontdesk.print.exam.text import from_html, shown, typst
from frontdesk.print.text import literal

# So many answers of one paper stand in a row of the table.
_A_ROW = 5


def key_source(copies: Sequence[Copy], questions: Mapping[str, Question]) -> str:
    """Return the source of a key; letters in it are those of each paper, explained under the first's."""
    title = copies[0].paper.title if copies else ""
    tables = "".join(_answers(copy, questions) for copy in copies)
    first: dict[str, tuple[int, Item]] = {}
    for copy in copies:
        for number, item in enumerate(copy.paper.items, 1):
            first.setdefault(item.question, (number, item))
    explained = "".join(
        _explained(number, item, questions[item.question], is_single=len(copies) == 1)
        for number, item in _ordered(first, is_single=len(copies) == 1)
    )
    head = f"#key-head([{shown(title)}: key #zh[答案]])[{_CARE}]"
    return f"{head}\n== Answers #zh[答案]\n{tables}\n== Explanations #zh[解析]\n{explained}"


_CARE = (
    "#cue([Whoever has this file knows every answer. Keep it away from those who still write.], "
    "[本文件含全部答案，考前请勿外传。])\n"
)


def _ordered(first: Mapping[str, tuple[int, Item]], *, is_single: bool) -> list[tuple[int, Item]]:
    if is_single:
        return list(first.values())
    return [(number, item) for number, (_, (_, item)) in enumerate(sorted(first.items()), 1)]


def _answers(copy: Copy, questions: Mapping[str, Question]) -> str:
    cells = [
        f"told({number}, [{shown(answer_told(item, questions[item.question]))}])"
        for number, item in enumerate(copy.paper.items, 1)
    ]
    cells += ["[]"] * (-len(cells) % _A_ROW)
    return f"#key-row([{shown(copy.name)}], {literal(copy.paper.id)}, {', '.join(cells)})\n"


def answer_told(item: Item, question: Question) -> str:
    """Return the right answer of a question as it is marked on one paper: letters, figures or words."""
    return _TOLD[question.type](item, question)


def _option(item: Item, question: SingleChoice | TrueFalse) -> str:
    return _back(item, question)[key_for(question, item.values)["answer"]]


def _options(item: Item, question: MultipleResponse) -> str:
    return " ".join(a for a, name in letters_of(item, question).items() if name in question.answer)


def _order(item: Item, question: Ordering) -> str:
    return " ".join(_back(item, question)[name] for name in question.answer)


def _pairs(item: Item, question: Matching) -> str:
    letters = _back(item, question)
    pairs = {n: question.answer[name] for n, name in prompt_numbers(question).items()}
    return " ".join(f"{number}{letters[choice]}" for number, choice in pairs.items())


def _figure(item: Item, question: Numeric) -> str:
    unit = f" {question.unit}" if question.unit else ""
    return f"{with_thousands(key_for(question, item.values)['answer'])}{unit}"


def _words(_item: Item, question: ShortAnswer) -> str:
    return question.accept[0].replace("*", "…")


def _path(_item: Item, question: Scenario) -> str:
    return " ".join(best_path(question))


def _by_hand(_item: Item, _question: Essay) -> str:
    return "by hand"


def best_path(question: Scenario) -> list[str]:
    """Return the letters of a path that gathers the most points, the first such where several do."""
    path, scene = [], question.start
    while scene and question.scenes[scene].choices:
        letters = scene_letters(question, scene)
        moves = {place: question.scenes[scene].choices[name] for place, name in letters.items()}
        best = max(moves, key=lambda place, moves=moves: _worth(question, moves[place]))
        path.append(best)
        scene = moves[best].next
    return path


def _worth(question: Scenario, move: Move) -> Fraction:
    return Fraction(move.points) + (best_points(move.next, question.scenes) if move.next else 0)


_TOLD: dict[str, Callable[..., str]] = {
    "single-choice": _option,
    "true-false": _option,
    "multiple-response": _options,
    "ordering": _order,
    "matching": _pairs,
    "numeric": _figure,
    "short-answer": _words,
    "scenario": _path,
    "essay": _by_hand,
}


def _back(item: Item, question: Question) -> dict[str, str]:
    return {name: place for place, name in letters_of(item, question).items()}


def _explained(number: int, item: Item, question: Question, *, is_single: bool) -> str:
    shown_as = item if is_single else Item(item.question, item.bank, (), item.values)
    why = getattr(question, "why", None)
    note = f"#explained[{typst(why)}]" if why and not isinstance(question, Numeric) else ""
    body = _EXPLAINED.get(question.type, _told_only)(shown_as, question) + note
    points = decimal_text(question.possible)
    marks = f"{points} mark" if points == "1" else f"{points} marks"
    return (
        f"#question({number}, [{marks}], [{ask_source(item, question)}], "
        f"[#asked-as({literal(item.question)}){body}], is-long: true)\n"
    )


def _told_only(item: Item, question: Question) -> str:
    return f"#solution[{shown(answer_told(item, question))}]"


def _true_false(_item: Item, question: TrueFalse) -> str:
    return "#solution[True #zh[对]]" if question.answer else "#solution[False #zh[错]]"


def _whys(item: Item, question: SingleChoice | MultipleResponse) -> str:
    right = [question.answer] if isinstance(question.answer, str) else question.answer
    rows = "".join(
        f'why("{place}", {"true" if name in right else "false"}, [{typst(question.options[name].text)}], '
        f"[{typst(question.options[name].why)}]), "
        for place, name in letters_of(item, question).items()
    )
    return f"#whys({rows})"


def _numeric(item: Item, question: Numeric) -> str:
    found = solution(question, item.values)
    unit = f" {shown(question.unit)}" if question.unit else ""
    slips = "".join(f"[#strong[{from_html(s.value)}:] {from_html(s.why)}]" for s in found.slips)
    listed = f"#explained(list{slips})" if slips else ""
    return f"#solution[{from_html(found.answer)}{unit}]{_reason(item, question)}{listed}"


def _reason(item: Item, question: Numeric) -> str:
    return f"#explained[{from_html(with_values(question, item.values, question.why))}]"


def _short_answer(_item: Item, question: ShortAnswer) -> str:
    return f"#solution[{shown(' · '.join(text.replace('*', '…') for text in question.accept))}]"


def _ordering(_item: Item, question: Ordering) -> str:
    return f"#explained(enum{''.join(f'[{typst(question.steps[name])}]' for name in question.answer)})"


def _matching(_item: Item, question: Matching) -> str:
    pairs = "".join(
        f"[{typst(question.prompts[name])} → #strong[{typst(question.choices[choice])}]]"
        for name, choice in question.answer.items()
    )
    return f"#explained(list{pairs})"


def _essay(_item: Item, question: Essay) -> str:
    lines = "".join(f"[{typst(line.text)} ({shown(str(line.points))})]" for line in question.rubric)
    return f"#explained[{typst(question.model)}]#explained(list{lines})"


def _scenario(item: Item, question: Scenario) -> str:
    numbers = {name: number for number, name in enumerate(question.scenes, 1)}
    moves = "".join(
        _move(numbers[scene], place, question.scenes[scene].choices[name])
        for scene in question.scenes
        for place, name in scene_letters(question, scene).items()
    )
    return f"#solution[{shown(answer_told(item, question))}]#explained(list{moves})"


def _move(scene: int, place: str, move: Move) -> str:
    return f"[Scene {scene}, {place} ({shown(decimal_text(Fraction(move.points)))}): {typst(move.why)}]"


_EXPLAINED: dict[str, Callable[..., str]] = {
    "single-choice": _whys,
    "multiple-response": _whys,
    "true-false": _true_false,
    "numeric": _numeric,
    "short-answer": _short_answer,
    "ordering": _ordering,
    "matching": _matching,
    "essay": _essay,
    "scenario": _scenario,
}
