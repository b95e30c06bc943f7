"""Cues: what a test-wise guesser would score without having read a line.

Each strategy looks only at the options of single-choice questions.  Where it cannot decide between options,
it scores their share; chance is what blind guessing scores on the same questions.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from frontdesk.library import Library
from frontdesk.model.questions import SingleChoice, TrueFalse

_HEDGES = re.compile(
    r"\b(may|might|can|could|usually|often|sometimes|unless|if|some|generally|normally|mostly|perhaps|about)\b",
    re.I,
)
_ABSOLUTES = re.compile(
    r"\b(always|never|all|none|only|must|every|nothing|nobody|no one|any|at once|immediately)\b", re.I
)


@dataclass(frozen=True)
class Cue:
    """One strategy on a set of questions: the shares right are from 0 to 1."""

    strategy: str
    questions: int
    right: Fraction
    chance: Fraction

    @property
    def gain(self) -> Fraction:
        """Return what the strategy wins over chance, as a share; below 0 it loses."""
        return self.right - self.chance


def _best(texts: list[str], worth: Callable[[str], int]) -> list[int]:
    worths = [worth(text) for text in texts]
    return [place for place, value in enumerate(worths) if value == max(worths)]


STRATEGIES: dict[str, Callable[[list[str]], list[int]]] = {
    "longest option": lambda texts: _best(texts, len),
    "shortest option": lambda texts: _best(texts, lambda text: -len(text)),
    "most hedged": lambda texts: _best(texts, lambda text: len(_HEDGES.findall(text))),
    "never absolutes": lambda texts: _best(texts, lambda text: -len(_ABSOLUTES.findall(text))),
    "first place": lambda texts: [0],
    "middle place": lambda texts: [(len(texts) - 1) // 2],
    "last place": lambda texts: [len(texts) - 1],
    "has a number": lambda texts: _best(texts, lambda text: bool(re.search(r"\d", text))),
}


def find_cues(questions: Iterable[SingleChoice]) -> list[Cue]:
    """Return what each strategy scores on some single-choice questions, the most rewarding first."""
    asked = list(questions)
    if not asked:
        return []
    chance = sum((Fraction(1, len(q.options)) for q in asked), Fraction(0)) / len(asked)
    cues = [Cue(name, len(asked), _score(asked, pick), chance) for name, pick in STRATEGIES.items()]
    return sorted(cues, key=lambda cue: -cue.gain)


def _score(asked: list[SingleChoice], pick: Callable[[list[str]], list[int]]) -> Fraction:
    total = Fraction(0)
    for question in asked:
        chosen = pick([option.text for option in question.options.values()])
        key = list(question.options).index(question.answer)
        total += Fraction(key in chosen, len(chosen))
    return total / len(asked)


def single_choices(library: Library) -> list[SingleChoice]:
    """Return all single-choice questions of a library."""
    return [q for bank in library.banks.values() for q in bank.questions if isinstance(q, SingleChoice)]


def true_share(library: Library) -> tuple[int, int]:
    """Return how many true-false questions are true, and how many there are."""
    asked = [q for bank in library.banks.values() for q in bank.questions if isinstance(q, TrueFalse)]
    return sum(q.answer for q in asked), len(asked)
