"""Sums over the slots of a sheet, exact: whole numbers of the smallest part that all marks are made of."""

from fractions import Fraction
from math import lcm

import numpy as np

from frontdesk.columns.slots import Slots
from frontdesk.exchange.results import csv_text
from frontdesk.model.attempt import Answer, Mark, Result

# A sum holds, from its lowest bit: parts earned, critical questions missed, answers that need review.
_EARNED, _COUNT = 40, 11
MOST_QUESTIONS = (1 << _COUNT) - 1
_MOST_WRITTEN = 100_000


class Totals:
    """The totals of sheets as they are written behind a person."""

    def __init__(self, slots: Slots) -> None:
        """Begin with the slots that are known."""
        self._slots = slots
        self.forget()

    def forget(self) -> None:
        """Begin anew, after the slots did."""
        # No response is never one that waits for a person, so these are the points of all that counts.
        self._points = [result.possible for result in self._slots.results]
        self._possible = sum(self._points, Fraction(0))
        self._parts = 1
        self._sums = self._lost = np.empty(0, np.int64)
        self._written: dict[tuple[int, int], bytes] = {}

    def of(self, slots: np.ndarray) -> list[bytes] | None:
        """Return the totals of sheets by their slots, or None where their parts are too many to count."""
        if not self._learn():
            return None
        sums = self._sums.take(slots, mode="clip").sum(axis=1)
        waits = (sums >> (_EARNED + _COUNT)).any()
        lost = self._lost.take(slots, mode="clip").sum(axis=1) if waits else np.zeros_like(sums)
        written = self._written
        if len(written) > _MOST_WRITTEN:
            written.clear()
        keys = zip(sums.tolist(), lost.tolist(), strict=True)
        return [written.get(key) or self._write(*key) for key in keys]

    def _learn(self) -> bool:
        """Take in the slots that are new; return whether all sums have their place in a number."""
        results = self._slots.results
        new = results[len(self._sums) :]
        parts = lcm(self._parts, *{r.earned.denominator for r in new}, *{r.possible.denominator for r in new})
        if parts * self._possible >= 1 << _EARNED:
            return False
        if parts != self._parts:
            self._parts, self._sums, self._lost = parts, self._sums[:0], self._lost[:0]
            self._written.clear()
            new = results
        numbers = self._slots.questions[len(results) - len(new) :]
        both = [
            (self._sum_of(result), int((self._points[number] - result.possible) * parts))
            for result, number in zip(new, numbers, strict=True)
        ]
        sums, lost = np.array(both, np.int64).reshape(-1, 2).T
        self._sums, self._lost = np.append(self._sums, sums), np.append(self._lost, lost)
        return True

    def _sum_of(self, result: Result) -> int:
        waiting = result.answers[0].mark.state == "needs-review"
        flags = (len(result.critical_missed) << _EARNED) + (waiting << (_EARNED + _COUNT))
        return int(result.earned * self._parts) + flags

    def _write(self, total: int, lost: int) -> bytes:
        """Return what `exchange` writes for a sheet with a total."""
        counts = total >> _EARNED
        missed, waiting = counts & MOST_QUESTIONS, counts >> _COUNT
        earned = Fraction(total & ((1 << _EARNED) - 1), self._parts)
        possible = self._possible - Fraction(lost, self._parts)
        marks = [
            Mark(earned, possible, "right"),
            *[Mark(Fraction(0), Fraction(0), "wrong")] * missed,
            *[Mark(Fraction(0), Fraction(0), "needs-review")] * waiting,
        ]
        answers = tuple(Answer("", None, mark, "", critical=True) for mark in marks)
        quiz = self._slots.quiz
        text = csv_text([Result("", quiz.bank.name, quiz.pass_mark, answers)], by_answer=False)
        written = self._written[total, lost] = text.encode()
        return written
