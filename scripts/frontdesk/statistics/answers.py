"""Answers of many people to many questions, as arrays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from frontdesk.model.attempt import Answer, Result
from frontdesk.model.questions import MultipleResponse, Question, SingleChoice, TrueFalse
from frontdesk.responses import name_of, names_of

_UNMARKED = ("voided", "needs-review")


@dataclass(frozen=True)
class Answers:
    """What people earned: a row a person, a column a question.

    `shares` are of the points of a question, from 0 to 1; NaN where it was not presented or is not marked
    yet. `options` are the names a question offers, none where it offers none, and `keys` its right ones.
    `chosen` holds, where one option is chosen, its place in `options`, and -1 for none; `ticked` holds, by
    column, where several may be ticked, a row a person and a column an option. `blank` says where nothing
    was answered; `seconds` how long an answer took, NaN where nobody knows.
    """

    questions: Sequence[str]
    shares: np.ndarray
    options: Sequence[Sequence[str]] = ()
    keys: Sequence[Sequence[str]] = ()
    chosen: np.ndarray | None = None
    ticked: Mapping[int, np.ndarray] = field(default_factory=dict)
    blank: np.ndarray | None = None
    seconds: np.ndarray | None = None

    def __post_init__(self) -> None:
        """Refuse arrays of another shape; a wrong shape is a mistake in a program."""
        shape = (len(self.shares), len(self.questions))
        for name in ("shares", "chosen", "blank", "seconds"):
            array = getattr(self, name)
            if array is not None and array.shape != shape:
                raise ValueError(f"{name} has the shape {array.shape}, not {shape}")
        if self.options and not len(self.options) == len(self.keys) == len(self.questions):
            raise ValueError("options and keys should have an entry for each question")


def answers_of(results: Iterable[Result], questions: Mapping[str, Question]) -> Answers:
    """Return the answers of results as arrays; `questions` are those that count, by full id."""
    results, columns = list(results), {name: column for column, name in enumerate(questions)}
    shape = (len(results), len(columns))
    shares, blank = np.full(shape, np.nan), np.zeros(shape, bool)
    options = [_options(question) for question in questions.values()]
    keys = [_key(question) for question in questions.values()]
    several = [n for n, q in enumerate(questions.values()) if isinstance(q, MultipleResponse)]
    chosen = np.full(shape, -1, np.int16)
    ticked = {column: np.zeros((len(results), len(options[column])), bool) for column in several}
    for row, result in enumerate(results):
        for answer in result.answers:
            column = columns.get(answer.question)
            if column is None or answer.mark.state in _UNMARKED or not answer.mark.possible:
                continue
            shares[row, column] = answer.mark.earned / answer.mark.possible
            blank[row, column] = answer.mark.state == "blank"
            for place in _places(answer, options[column], several=column in ticked):
                if column in ticked:
                    ticked[column][row, place] = True
                else:
                    chosen[row, column] = place
    return Answers(list(columns), shares, options, keys, chosen, ticked, blank)


def _options(question: Question) -> list[str]:
    if isinstance(question, TrueFalse):
        return ["true", "false"]
    return list(question.options) if isinstance(question, SingleChoice | MultipleResponse) else []


def _key(question: Question) -> list[str]:
    key = question.key().get("answer", []) if _options(question) else []
    return [key] if isinstance(key, str) else list(key)


def _places(answer: Answer, options: list[str], *, several: bool) -> list[int]:
    if several:
        names = names_of(answer.response, options) or []
    else:
        names = [name for name in [name_of(answer.response, options)] if name is not None]
    return [options.index(name) for name in names]
