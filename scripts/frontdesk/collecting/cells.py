"""What is typed into a cell for a printed question: letters as printed on that paper, back to names.

A letter that was not printed becomes a response that can be none: it must never hit another option's name.
"""

import re
import unicodedata
from typing import Any

from frontdesk.model.paper import Item
from frontdesk.model.questions import Matching, Question, Scenario, TrueFalse

_APART = re.compile(r"[\s,;、，；/>|·.]+")
_PAIR = re.compile(r"([0-9]{1,2})\s*[=:\-–—→]?\s*([A-Z])(?![A-Z])")
_PRINTED = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NONE = ("-", "–", "—", "_", "?")
_TRUE = ("TRUE", "T", "YES", "Y", "A", "1", "√", "✓", "✔", "对", "正确", "是", "真")
_FALSE = ("FALSE", "F", "NO", "N", "B", "0", "×", "✗", "✘", "X", "错", "错误", "否", "不对", "不正确", "假")


def printed_response(item: Item, question: Question | None, cell: str) -> Any:
    """Return the response that a cell under a printed number stands for; None where it is empty.

    Without its question (it left the bank) a cell is read by the order of names on the paper alone.
    """
    text = unicodedata.normalize("NFKC", cell).strip()
    if not text:
        return None
    if isinstance(question, TrueFalse):
        return _truth(text)
    if isinstance(question, Matching):
        return _pairs(item, question, text)
    if isinstance(question, Scenario):
        return _path(question, text)
    return _names(item, text) if item.order else cell


def not_printed(text: str) -> dict[str, str]:
    """Return a response that no question takes, and that shows what was typed."""
    return {"printed": text}


def _letters(text: str) -> list[str]:
    words = [word for word in _APART.split(text.upper()) if word]
    return list(words[0]) if len(words) == 1 else words


def _names(item: Item, text: str) -> Any:
    names = [_name(item, letter) for letter in _letters(text)]
    if None in names or not names:
        return not_printed(text)
    return names[0] if len(names) == 1 else names


def _name(item: Item, letter: str) -> str | None:
    return item.name_of(letter) if letter in _PRINTED else None


def _truth(text: str) -> Any:
    word = text.upper()
    return "true" if word in _TRUE else "false" if word in _FALSE else not_printed(text)


def _pairs(item: Item, question: Matching, text: str) -> Any:
    """Return pairs typed as `1=C 2=A`, or as letters in the order of the prompts, `-` for none."""
    prompts = question.names
    numbered = _PAIR.findall(text.upper())
    if numbered:
        if _APART.sub("", _PAIR.sub("", text.upper())):
            return not_printed(text)
        places = [int(number) for number, _ in numbered]
        letters = [letter for _, letter in numbered]
    else:
        letters = _letters(text)
        places = list(range(1, len(letters) + 1))
    if len(set(places)) < len(places) or not all(1 <= place <= len(prompts) for place in places):
        return not_printed(text)
    chosen = {
        prompts[place - 1]: _name(item, letter)
        for place, letter in zip(places, letters, strict=True)
        if letter not in _NONE
    }
    return not_printed(text) if None in chosen.values() or not chosen else chosen


def _path(question: Scenario, text: str) -> Any:
    """Return the path through a scenario: in each scene the letters count its choices."""
    scene, path = question.start, []
    for letter in _letters(text):
        choices = list(question.scenes[scene].choices) if scene else []
        place = ord(letter) - ord("A") if len(letter) == 1 else -1
        if not 0 <= place < len(choices):
            return not_printed(text)
        path.append(choices[place])
        scene = question.scenes[scene].choices[choices[place]].next
    return path or not_printed(text)
