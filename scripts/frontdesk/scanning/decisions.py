"""What a person decided about doubtful marks: written by the review page, read back and checked."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontdesk.model.paper import Item
from frontdesk.model.questions import Matching, Question, Scenario
from frontdesk.print.exam.letters import letters_of, prompt_numbers
from frontdesk.problems import Problem
from frontdesk.responses import number_of, words_of
from frontdesk.scanning.reading import path_of
from frontdesk.tidy import unify

FORMAT = "frontdesk-decisions/1"
BLANK = "blank"
_MOST_BYTES = 20_000_000
_NONE = "'{}' is no answer to it"
_HINT = "save it anew from review.html"


@dataclass(frozen=True)
class Wrong:
    """Why a decision cannot be one, and what can."""

    what: str
    hint: str


Key = tuple[str, str]


def read_decisions(path: Path) -> tuple[dict[Key, str], list[Problem]]:
    """Return decisions by sheet and question; none and the reason where the file cannot be read."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return {}, [Problem(str(path), 1, "file", "is too large to hold decisions", _HINT)]
        data = json.loads(path.read_text("utf-8"))
        rows = data["decisions"] if data["format"] == FORMAT else None
        return {(row["sheet"], row["question"]): _text(row["decision"]) for row in rows}, []
    except OSError as error:
        return {}, [Problem(str(path), 1, "file", f"cannot be opened: {error.strerror}", _HINT)]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}, [Problem(str(path), 1, "file", "does not hold decisions, or was changed", _HINT)]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def response_of(item: Item, question: Question, decision: str) -> Any | Wrong:
    """Return the response that a decision in printed letters stands for, None for blank, or what is wrong."""
    if decision.strip().lower() in ("", BLANK):
        return None
    return _DECIDED[question.type](item, question, decision.strip())


def _letters(item: Item, question: Question, decision: str) -> list[str] | Wrong:
    """Return the names behind letters; each must be printed on this paper, and stand once."""
    known = letters_of(item, question)
    words = [word.upper() for word in words_of(decision) or []]
    if not words or any(word not in known for word in words) or len(set(words)) < len(words):
        return Wrong(
            f"'{decision}' is no answer to it", f"letters with spaces between them: {' '.join(known)}"
        )
    return [known[word] for word in words]


def _several(item: Item, question: Question, decision: str) -> list[str] | Wrong:
    names = _letters(item, question, decision)
    return names if isinstance(names, Wrong) else [name for name in question.names if name in names]


def _one(item: Item, question: Question, decision: str) -> str | Wrong:
    names = _letters(item, question, decision)
    if isinstance(names, Wrong) or len(names) == 1:
        return names if isinstance(names, Wrong) else names[0]
    return Wrong(f"'{decision}' names more than one", f"one of: {' '.join(letters_of(item, question))}")


def _matching(item: Item, question: Matching, decision: str) -> dict[str, str] | Wrong:
    prompts, choices = prompt_numbers(question), letters_of(item, question)
    pairs: dict[str, str] = {}
    for word in words_of(decision) or []:
        number, _, place = word.upper().partition("=")
        if number not in prompts or place not in choices or prompts[number] in pairs:
            return Wrong(
                f"'{decision}' is no answer to it", "pairs with spaces between them, such as 1=B 2=A"
            )
        pairs[prompts[number]] = choices[place]
    return pairs


def _scenario(_item: Item, question: Scenario, decision: str) -> list[str] | Wrong:
    path = path_of(question, [word.upper() for word in words_of(decision) or []])
    return path or Wrong(f"'{decision}' is no path through it", "the letters of the choices, such as A C B")


def _numeric(_item: Item, _question: Question, decision: str) -> str | Wrong:
    text = unify(decision)
    return (
        text if number_of(text) is not None else Wrong(f"'{decision}' is no number", "figures, such as 12.50")
    )


def _words(_item: Item, _question: Question, decision: str) -> str:
    return decision


_DECIDED: Mapping[str, Callable[..., Any]] = {
    "single-choice": _one,
    "true-false": _one,
    "multiple-response": _several,
    "ordering": _letters,
    "matching": _matching,
    "scenario": _scenario,
    "numeric": _numeric,
    "short-answer": _words,
    "essay": _words,
}
