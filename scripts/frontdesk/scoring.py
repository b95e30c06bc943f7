"""Mark one response.  Pure: no files, no clock, no floats.

The twin is `docs/assets/quiz/score.js`; both pass `tests/vectors/score/*.json`.  A key is the plain data of
`Question.key()`; a response is what a sheet holds: a text, a list of texts, or texts by name.
"""

import re
from fractions import Fraction
from itertools import pairwise
from typing import Any

from frontdesk.model.attempt import Mark
from frontdesk.tidy import tidy

_NUMBER = re.compile(r"([+-]?)([0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)?(\.[0-9]*)?")
_LONGEST_NUMBER = 40
# Letters under thousands of accents take a library minutes to bring into one form; no answer is that long.
_LONGEST_TEXT = 2000
# Anything but the characters that `unify` cuts away.
_SOMETHING = re.compile("[^ \t\n\r\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]")


def mark(key: dict, response: Any) -> Mark:
    """Return the mark of one response against a scoring key; nothing in a response raises an error."""
    possible = Fraction(key["points"])
    if is_blank(response):
        return Mark(Fraction(0), possible, "blank")
    share = MARKERS[key["type"]](key, response)
    if isinstance(share, str):
        return Mark(Fraction(0), possible, share)
    state = "right" if share == 1 else "partial" if share > 0 else "wrong"
    return Mark(share * possible, possible, state)


def is_blank(response: Any) -> bool:
    """Return whether nothing was answered: no text but spaces, an empty list, no value in a group."""
    waiting = [response]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            waiting.extend(item.values())
        elif item is not None and not (isinstance(item, str) and not _SOMETHING.search(item)):
            return False
    return True


# Each marker returns the share earned, from 0 to 1, or the state of a response that earns nothing.
Share = Fraction | str


def _single_choice(key: dict, response: Any) -> Share:
    name = _name(response, key["options"])
    return "invalid" if name is None else Fraction(name == key["answer"])


def _multiple_response(key: dict, response: Any) -> Share:
    ticked = _names(response, key["options"])
    if ticked is None:
        return "invalid"
    chosen, right = set(ticked), set(key["answer"])
    hits, slips = len(chosen & right), len(chosen - right)
    return RULES[key["rule"]](hits, slips, len(right), len(key["options"]))


def _true_false(key: dict, response: Any) -> Share:
    name = _name(response, ["true", "false"])
    return "invalid" if name is None else Fraction(name == key["answer"])


def _numeric(key: dict, response: Any) -> Share:
    text = _bare_number(response, key.get("unit", ""))
    if text is None:
        return "invalid"
    answer = Fraction(key["answer"])
    value = read_number(text)
    if value is not None and within(value, answer, key["tolerance"]):
        return Fraction(1)
    # A comma may have been meant as the decimal point: a person decides, nobody is wrong silently.
    comma = read_number(text.replace(",", ".")) if text.count(",") == 1 and "." not in text else None
    if comma is not None and within(comma, answer, key["tolerance"]):
        return "needs-review"
    return "invalid" if value is None and comma is None else Fraction(0)


def _short_answer(key: dict, response: Any) -> Share:
    given = _text(response)
    if given is None:
        return "invalid"
    return Fraction(any(_matches(tidy(accept), given) for accept in key["accept"]))


def _ordering(key: dict, response: Any) -> Share:
    order = _names(response, key["steps"])
    if order is None or len(set(order)) < len(order):
        return "invalid"
    pairs = set(pairwise(key["answer"]))
    kept = sum(pair in pairs for pair in pairwise(order))
    return Fraction(kept, len(pairs))


def _matching(key: dict, response: Any) -> Share:
    pairs = _pairs(response, key["prompts"], key["choices"])
    if pairs is None:
        return "invalid"
    right = sum(pairs.get(prompt) == choice for prompt, choice in key["answer"].items())
    return Fraction(right, len(key["answer"]))


def _scenario(key: dict, response: Any) -> Share:
    scenes, scene, gathered = key["scenes"], key["start"], Fraction(0)
    path = _words(response)
    if path is None:
        return "invalid"
    for step in path:
        choices = scenes[scene] if scene else {}
        name = _name(step, list(choices))
        if name is None:
            return "invalid"
        gathered += Fraction(choices[name]["points"])
        scene = choices[name].get("next")
    # Stopping before a costly scene may gather more than any whole path.
    return min(max(gathered / _best(scenes, key["start"], {}), Fraction(0)), Fraction(1))


def _essay(_key: dict, response: Any) -> Share:
    return "needs-review" if isinstance(response, str) else "invalid"


MARKERS = {
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

# hits: right options ticked; slips: wrong options ticked; right: right options; options: all options.
RULES = {
    "net": lambda hits, slips, right, options: Fraction(max(hits - slips, 0), right),
    "all-or-nothing": lambda hits, slips, right, options: Fraction(hits == right and not slips),
    "per-option": lambda hits, slips, right, options: Fraction(options - slips - (right - hits), options),
    "coverage": lambda hits, slips, right, options: Fraction(hits * hits, right * (hits + slips)),
}


def read_number(text: str) -> Fraction | None:
    """Return the number a unified text is, thousands commas understood, or None."""
    found = _NUMBER.fullmatch(text)
    if not found or not (found[2] or (found[3] or ".") != "."):
        return None
    digits = (found[2] or "0").replace(",", "").replace(" ", "")
    return Fraction(f"{found[1]}{digits}{(found[3] or '').rstrip('.')}")


def _bare_number(response: Any, unit: str) -> str | None:
    """Return a response without the unit around its number, or None where no number can stand."""
    text = _text(response)
    if text is None:
        return None
    text = text.replace("。", ".")
    for sign in ("¥", "rmb"):
        if tidy(unit) in _ALIASES["yuan"] and text.startswith(sign):
            text = text.removeprefix(sign).strip(" ")
    for word in _unit_words(unit):
        if word and text.endswith(word):
            text = text.removesuffix(word).strip(" ")
            break
    return text if len(text) <= _LONGEST_NUMBER else None


# What people type for a unit, each group beginning with the word the banks use.
_ALIASES = {
    "yuan": ("yuan", "rmb", "cny", "元"),
    "days": ("calendar days", "days", "day", "日", "天"),
    "months": ("months", "month", "个月", "月"),
    "years": ("years", "year", "年"),
    "hours": ("hours", "hour", "小时"),
    "minutes": ("minutes", "minute", "min", "分钟"),
    "%": ("%", "percent", "per cent"),
    "m2": ("square metres", "square meters", "sq m", "m2", "平方米", "平米"),
    "people": ("people", "persons", "person", "人"),
    "homes": ("homes", "home", "户"),
}


def _unit_words(unit: str) -> list[str]:
    own = tidy(unit)
    group = next((words for words in _ALIASES.values() if own in words), ())
    return sorted({own, *group}, key=len, reverse=True)


def within(value: Fraction, answer: Fraction, tolerance: str) -> bool:
    """Return whether a value is near enough to the answer; the edges of the tolerance count."""
    part = tolerance.removesuffix("%")
    allowed = Fraction(part) if part == tolerance else abs(answer) * Fraction(part) / 100
    return abs(value - answer) <= allowed


def _matches(pattern: str, text: str) -> bool:
    """Return whether a text is a pattern in which * stands for anything."""
    first, *rest = pattern.split("*")
    if not rest:
        return text == pattern
    if not text.startswith(first) or not text[len(first) :].endswith(rest[-1]):
        return False
    text = text[len(first) : len(text) - len(rest[-1])]
    for part in rest[:-1]:
        place = text.find(part)
        if place < 0:
            return False
        text = text[place + len(part) :]
    return True


def _best(scenes: dict, scene: str | None, known: dict) -> Fraction:
    if scene is None:
        return Fraction(0)
    if scene not in known:
        moves = scenes[scene].values()
        ways = [Fraction(move["points"]) + _best(scenes, move.get("next"), known) for move in moves]
        known[scene] = max(ways, default=Fraction(0))
    return known[scene]


def _text(value: Any) -> str | None:
    """Return a text tidied, or None where it is none or longer than any answer; no value is an empty text."""
    if value is None:
        return ""
    return tidy(value) if isinstance(value, str) and len(value) <= _LONGEST_TEXT else None


def _words(response: Any) -> list[str] | None:
    """Return the names a response holds, or None where it holds none or something else.

    A response is a list of texts, or a text such as `a c` or `a, c`.
    """
    if isinstance(response, str):
        words = re.split("[ ,;、/>]+", _text(response) or "")
    elif isinstance(response, list):
        words = [_text(item) for item in response]
    else:
        return None
    return None if None in words else [word for word in words if word] or None


def _names(response: Any, allowed: list[str]) -> list[str] | None:
    """Return the names of a response that may hold several, or None where one is not allowed.

    `ac` is read as `a c`, as people write it, where that is no name itself and each letter is one.
    """
    words = _words(response)
    if words is None:
        return None
    if len(words) == 1 and words[0] not in allowed:
        words = list(words[0])
    return words if all(word in allowed for word in words) else None


def _name(response: Any, allowed: list[str]) -> str | None:
    words = _words(response)
    return words[0] if words is not None and len(words) == 1 and words[0] in allowed else None


def _pairs(response: Any, prompts: list[str], choices: list[str]) -> dict[str, str] | None:
    """Return the choice by prompt of a response: a group of texts, or a text such as `a=x b=y`.

    None where a prompt stands twice, or anything else is said than a choice for a prompt.
    """
    if isinstance(response, str):
        halves = [word.replace(":", "=").split("=") for word in _words(response) or [""]]
    elif isinstance(response, dict):
        halves = list(response.items())
    else:
        return None
    if any(len(half) != 2 for half in halves):
        return None
    answered = [(_text(prompt), _text(choice)) for prompt, choice in halves if _text(choice) != ""]
    known = all(prompt in prompts and choice in choices for prompt, choice in answered)
    once = len({prompt for prompt, _ in answered}) == len(answered)
    return dict(answered) if answered and known and once else None
