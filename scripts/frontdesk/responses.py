"""What a response holds, read as people type it: names, pairs, a number without its unit.

The twins are the functions of the same names in `docs/assets/quiz/score.js`.  None stands for a response that
cannot be one; nothing here raises an error.
"""

import re
from fractions import Fraction
from typing import Any

from frontdesk.tidy import tidy

_NUMBER = re.compile(r"([+-]?)([0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)?(\.[0-9]*)?")
_LONGEST_NUMBER = 40
# Letters under thousands of accents take a library minutes to bring into one form; no answer is that long.
_LONGEST_TEXT = 2000
# Anything but the characters that `unify` cuts away.
_SOMETHING = re.compile("[^ \t\n\r\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]")


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


def text_of(value: Any) -> str | None:
    """Return a text tidied, or None where it is none or longer than any answer; no value is an empty text."""
    if value is None:
        return ""
    return tidy(value) if isinstance(value, str) and len(value) <= _LONGEST_TEXT else None


def words_of(response: Any) -> list[str] | None:
    """Return the names a response holds, or None where it holds none or something else.

    A response is a list of texts, or a text such as `a c` or `a, c`.
    """
    if isinstance(response, str):
        words = re.split("[ ,;、/>]+", text_of(response) or "")
    elif isinstance(response, list):
        words = [text_of(item) for item in response]
    else:
        return None
    return None if None in words else [word for word in words if word] or None


def names_of(response: Any, allowed: list[str]) -> list[str] | None:
    """Return the names of a response that may hold several, or None where one is not allowed.

    `ac` is read as `a c`, as people write it, where that is no name itself and each letter is one.
    """
    words = words_of(response)
    if words is None:
        return None
    if len(words) == 1 and words[0] not in allowed:
        words = list(words[0])
    return words if all(word in allowed for word in words) else None


def name_of(response: Any, allowed: list[str]) -> str | None:
    """Return the one name that a response holds, or None where it holds another number or a stranger."""
    words = words_of(response)
    return words[0] if words is not None and len(words) == 1 and words[0] in allowed else None


def pairs_of(response: Any, prompts: list[str], choices: list[str]) -> dict[str, str] | None:
    """Return the choice by prompt of a response: a group of texts, or a text such as `a=x b=y`.

    None where a prompt stands twice, or anything else is said than a choice for a prompt.
    """
    if isinstance(response, str):
        halves = [word.replace(":", "=").split("=") for word in words_of(response) or [""]]
    elif isinstance(response, dict):
        halves = list(response.items())
    else:
        return None
    if any(len(half) != 2 for half in halves):
        return None
    answered = [(text_of(prompt), text_of(choice)) for prompt, choice in halves if text_of(choice) != ""]
    known = all(prompt in prompts and choice in choices for prompt, choice in answered)
    once = len({prompt for prompt, _ in answered}) == len(answered)
    return dict(answered) if answered and known and once else None


def number_of(text: str) -> Fraction | None:
    """Return the number a unified text is, thousands commas understood, or None."""
    found = _NUMBER.fullmatch(text)
    if not found or not (found[2] or (found[3] or ".") != "."):
        return None
    digits = (found[2] or "0").replace(",", "").replace(" ", "")
    return Fraction(f"{found[1]}{digits}{(found[3] or '').rstrip('.')}")


def without_unit(response: Any, units: list[str]) -> str | None:
    """Return a response without the unit before or after its number, or None where no number can stand.

    `units` are the ways to type the unit, the longest first.
    """
    text = text_of(response)
    if text is None:
        return None
    text = text.replace("。", ".")
    after = next((word for word in units if text.endswith(word)), "")
    text = text.removesuffix(after).strip(" ")
    before = next((word for word in units if text.startswith(word)), "")
    text = text.removeprefix(before).strip(" ")
    return text if len(text) <= _LONGEST_NUMBER else None
