"""Each response that was met, marked once by `grading`; whole columns are marked by looking it up.

A slot is a number that stands for one response to one question.
"""

import numpy as np

from frontdesk.columns.grid import LONG, Grid
from frontdesk.exchange.results import csv_text
from frontdesk.grading import Quiz
from frontdesk.model.attempt import Result
from frontdesk.model.questions import Numeric

COST = 1000  # bytes that a slot takes, about, besides its response


class Slots:
    """The responses met so far: the number of their question, their result, their line behind a person."""

    def __init__(self, quiz: Quiz, at: list[int | None], seed: int | None, *, by_answer: bool) -> None:
        """Take the columns of the questions, None for one that has none, and that of the seed."""
        self.quiz, self._at, self._seed, self._by_answer = quiz, at, seed, by_answer
        self._questions = list(quiz.questions.values())
        self._columns = _as_slice([place or 0 for place in at])
        self._absent = [number for number, place in enumerate(at) if place is None]
        varies = [isinstance(question, Numeric) and bool(question.given) for question in self._questions]
        self._drawn = [n for n in range(len(at)) if varies[n] and at[n] is not None and seed is not None]
        self._offsets = 256 * np.arange(len(at))
        self.forget()

    def forget(self) -> None:
        """Begin anew; the first slots are those of no response, in the order of the questions."""
        self.quiz.forget()
        self.bytes = 0  # that the slots take, about
        self.results: list[Result] = []
        self.lines: list[bytes] = []
        self.questions: list[int] = []
        self._known: list[dict[tuple[bytes, str], int]] = [{} for _ in self._at]
        self._letters = np.full(256 * len(self._at), -1, np.int32)
        self._letters[self._offsets] = [self._new(number, None) for number in range(len(self._at))]

    def of(self, grid: Grid) -> np.ndarray:
        """Return the slot of each response: a row a sheet, a column a question."""
        letters = grid.letters()[:, self._columns]
        letters[:, self._absent] = 0
        letters[:, self._drawn] = LONG
        places = letters + self._offsets
        slots = self._letters.take(places, mode="clip")
        unknown = np.unique(places[slots < 0]) if slots.min(initial=0) < 0 else places[:0, 0]
        for place in unknown.tolist():
            number, letter = divmod(place, 256)
            rows = np.flatnonzero(letters[:, number] == letter)
            if letter == LONG:
                slots[rows, number] = self._of_cells(grid, number, rows)
            else:
                self._letters[place] = slots[rows, number] = self._new(number, chr(letter))
        return slots

    def _of_cells(self, grid: Grid, number: int, rows: np.ndarray) -> list[int]:
        known = self._known[number]
        cells = grid.cells(self._at[number], rows)
        seeds = grid.cells(self._seed, rows) if number in self._drawn else [b""] * len(rows)
        slots = []
        for key in zip(cells, seeds, strict=True):
            slot = known.get(key)
            if slot is None:
                slot = known[key] = self._new(number, key[0].decode(), key[1].decode().strip())
            slots.append(slot)
        return slots

    def _new(self, number: int, response: str | None, seed: str = "") -> int:
        answer = self.quiz.answer(self._questions[number], response, seed)
        result = Result("", "", self.quiz.pass_mark, (answer,))
        self.results.append(result)
        self.questions.append(number)
        if self._by_answer:
            self.lines.append(csv_text([result], by_answer=True).encode())
        self.bytes += COST + len(response or "")
        return len(self.results) - 1


def _as_slice(places: list[int]) -> slice | list[int]:
    """Return places as a slice where they follow each other: numpy cuts it without copying."""
    follow = places == list(range(places[0], places[0] + len(places)))
    return slice(places[0], places[0] + len(places)) if follow else places
