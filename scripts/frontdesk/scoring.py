"""Mark one response.  Pure: no files, no clock, no floats.

The twin is `docs/assets/quiz/score.js`; both pass `tests/vectors/score/*.json`.  A key is the plain data of
`Question.key()`; a response is what a sheet holds: a text, a list of texts, or texts by name.
"""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from frontdesk.model.attempt import Mark
from frontdesk.responses import (
    is_blank,
    name_of,
    names_of,
    number_of,
    pairs_of,
    text_of,
    without_unit,
    words_of,
)
from frontdesk.tidy import tidy


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


# Each marker returns the share earned, from 0 to 1, or the state of a response that earns nothing.
Share = Fraction | str


def _single_choice(key: dict, response: Any) -> Share:
    name = name_of(response, key["options"])
    return "invalid" if name is None else Fraction(name == key["answer"])


def _multiple_response(key: dict, response: Any) -> Share:
    ticked = names_of(response, key["options"])
    if ticked is None:
        return "invalid"
    chosen, right = set(ticked), set(key["answer"])
    hits, slips = len(chosen & right), len(chosen - right)
    return RULES[key["rule"]](hits, slips, len(right), len(key["options"]))


def _true_false(key: dict, response: Any) -> Share:
    name = name_of(response, ["true", "false"])
    return "invalid" if name is None else Fraction(name == key["answer"])


def _numeric(key: dict, response: Any) -> Share:
    text = without_unit(response, key.get("units", []))
    if text is None:
        return "invalid"
    answer = Fraction(key["answer"])
    value = number_of(text)
    if value is not None and within(value, answer, key["tolerance"]):
        return Fraction(1)
    # A comma may have been meant as the decimal point: a person decides, nobody is wrong silently.
    comma = number_of(text.replace(",", ".")) if text.count(",") == 1 and "." not in text else None
    if comma is not None and within(comma, answer, key["tolerance"]):
        return "needs-review"
    return "invalid" if value is None and comma is None else Fraction(0)


def _short_answer(key: dict, response: Any) -> Share:
    given = text_of(response)
    if given is None:
        return "invalid"
    return Fraction(any(_matches(tidy(accept), given) for accept in key["accept"]))


def _ordering(key: dict, response: Any) -> Share:
    order = names_of(response, key["steps"])
    if order is None or len(set(order)) < len(order):
        return "invalid"
    pairs = set(pairwise(key["answer"]))
    kept = sum(pair in pairs for pair in pairwise(order))
    return Fraction(kept, len(pairs))


def _matching(key: dict, response: Any) -> Share:
    pairs = pairs_of(response, key["prompts"], key["choices"])
    if pairs is None:
        return "invalid"
    right = sum(pairs.get(prompt) == choice for prompt, choice in key["answer"].items())
    return Fraction(right, len(key["answer"]))


def _scenario(key: dict, response: Any) -> Share:
    scenes, scene, gathered = key["scenes"], key["start"], Fraction(0)
    path = words_of(response)
    if path is None:
        return "invalid"
    for step in path:
        choices = scenes[scene] if scene else {}
        name = name_of(step, list(choices))
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
