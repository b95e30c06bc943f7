"""Marked boxes into responses: names of the bank, never letters; what is doubtful is told and not guessed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk.model.paper import Item
from frontdesk.model.questions import Matching, Numeric, Question, Scenario
from frontdesk.print.exam.blocks import digit_places
from frontdesk.print.exam.letters import letter, letters_of, prompt_numbers, scene_letters
from frontdesk.scanning.boxes import DOUBTFUL, MARKED

Marks = Mapping[tuple[int, int], int]


@dataclass(frozen=True)
class Read:
    """One question as read: its response, None where nothing is marked; or why a person must look.

    `seen` is what the marks say, in printed letters, for the person who looks.
    """

    response: Any = None
    doubt: str = ""
    seen: str = ""


FAINT = "a mark is faint, or too small to be sure of"
TAKEN_BACK = "a box is filled completely: taken back?"
TWO = "two boxes are marked where one can be"


def read_marks(item: Item, question: Question, states: Marks, full: Sequence[tuple[int, int]]) -> Read:
    """Return the response that boxes hold: `states` by row and column, `full` those filled completely."""
    marked = sorted(spot for spot, state in states.items() if state == MARKED)
    found = _READERS[question.type](item, question, marked)
    if any(state == DOUBTFUL for state in states.values()):
        return Read(None, FAINT, found.seen)
    if any(spot in full for spot in marked):
        return Read(None, TAKEN_BACK, found.seen)
    return found


Spots = Sequence[tuple[int, int]]


def _one(item: Item, question: Question, marked: Spots) -> Read:
    letters = letters_of(item, question)
    chosen = [letter_at(letters, column) for _, column in marked]
    if len(chosen) > 1:
        return Read(None, TWO, " ".join(chosen))
    return Read(letters[chosen[0]], "", chosen[0]) if chosen else Read()


def _several(item: Item, question: Question, marked: Spots) -> Read:
    letters = letters_of(item, question)
    chosen = [letter_at(letters, column) for _, column in marked]
    names = {letters[name] for name in chosen}
    # In the order of the bank, so that paper and screen give the same sheet.
    return Read([n for n in question.names if n in names], "", " ".join(chosen)) if chosen else Read()


def letter_at(letters: Mapping[str, str], column: int) -> str:
    """Return the letter printed over a column."""
    return list(letters)[column]


def _rows(marked: Spots) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for row, column in marked:
        rows.setdefault(row, []).append(column)
    return rows


def _seen(rows: Mapping[int, Sequence[int]]) -> str:
    return " ".join("+".join(letter(column) for column in columns) for _, columns in sorted(rows.items()))


def _ordering(item: Item, question: Question, marked: Spots) -> Read:
    rows, letters = _rows(marked), letters_of(item, question)
    if any(len(columns) > 1 for columns in rows.values()):
        return Read(None, "two letters are marked for one place", _seen(rows))
    if sorted(rows) != list(range(len(rows))):
        return Read(None, "a place before others is left empty", _seen(rows))
    order = [letter_at(letters, rows[row][0]) for row in sorted(rows)]
    if len(set(order)) < len(order):
        return Read(None, "one letter is marked for two places", " ".join(order))
    return Read([letters[name] for name in order], "", " ".join(order)) if order else Read()


def _matching(item: Item, question: Matching, marked: Spots) -> Read:
    rows, letters = _rows(marked), letters_of(item, question)
    prompts = list(prompt_numbers(question).values())
    seen = " ".join(f"{row + 1}={'+'.join(map(letter, columns))}" for row, columns in sorted(rows.items()))
    if any(len(columns) > 1 for columns in rows.values()):
        return Read(None, "two letters are marked for one number", seen)
    pairs = {prompts[row]: letters[letter_at(letters, columns[0])] for row, columns in sorted(rows.items())}
    return Read(pairs, "", seen) if pairs else Read()


def _scenario(_item: Item, question: Scenario, marked: Spots) -> Read:
    rows = _rows(marked)
    if any(len(columns) > 1 for columns in rows.values()):
        return Read(None, "two letters are marked for one step", _seen(rows))
    if sorted(rows) != list(range(len(rows))):
        return Read(None, "a step before others is left empty", _seen(rows))
    path = path_of(question, [letter(rows[row][0]) for row in sorted(rows)])
    if path is None:
        return Read(None, "the path has a letter that its scene does not have", _seen(rows))
    return Read(path, "", _seen(rows)) if path else Read()


def path_of(question: Scenario, letters: Sequence[str]) -> list[str] | None:
    """Return the names of a path given in printed letters, or None where a scene has no such letter."""
    path, scene = [], question.start
    for step in letters:
        choices = scene_letters(question, scene)
        if step not in choices:
            return None
        path.append(choices[step])
        scene = question.scenes[scene].choices[choices[step]].next
    return path


def _numeric(item: Item, question: Numeric, marked: Spots) -> Read:
    before, after = digit_places(item, question)
    places: dict[int, list[str]] = {}
    for digit, column in marked:
        if column >= 0:
            places.setdefault(column, []).append(str(digit))
    sign = "-" if (0, -1) in marked else ""
    digits = ["+".join(places.get(column, ["_"])) for column in range(before + after)]
    whole, part = "".join(digits[:before]).lstrip("_"), "".join(digits[before:]).rstrip("_")
    seen = f"{sign}{whole}.{part}" if marked else ""
    if any(len(found) > 1 for found in places.values()):
        return Read(None, "two figures are marked in one place", seen)
    if not marked:
        return Read()
    if not whole + part or "_" in whole + part:
        return Read(None, "a place inside the number is left empty", seen)
    number = f"{sign}{whole or '0'}" + (f".{part}" if part else "")
    return Read(number, "", number)


def _by_hand(_item: Item, _question: Question, _marked: Spots) -> Read:
    return Read()


_READERS: dict[str, Callable[..., Read]] = {
    "single-choice": _one,
    "true-false": _one,
    "multiple-response": _several,
    "ordering": _ordering,
    "matching": _matching,
    "scenario": _scenario,
    "numeric": _numeric,
    "short-answer": _by_hand,
    "essay": _by_hand,
}
