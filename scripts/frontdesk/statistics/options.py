"""Who chose which option: how many, how well they did otherwise, and how many of the best and the weakest."""

from dataclasses import dataclass

import numpy as np

from frontdesk.statistics.answers import Answers
from frontdesk.statistics.rest import Rest, edges

_THIRD = 1 / 3
_FEWEST = 10  # people in either of two groups that are compared
# One-sided, below 0.01 even for two groups of ten: Student's t with 18 degrees of freedom is 2.55 there.
_SURE = 2.58
_NOTHING = 1e-12  # a variance of shares that is only the rounding of a machine
_KNOWN, _REST = 1, 2  # places in the sums of an option


@dataclass(frozen=True)
class OptionUse:
    """How an option was used by those to whom its question was presented.

    `share` is of them; `rest` is the mean share, from 0 to 1, that those who chose it earned on the other
    questions, and `discrimination` the correlation of choosing it with that share; both are None where there
    is none.  `upper` and `lower` are the shares that chose it among the best and the weakest third.
    """

    name: str
    right: bool
    count: int
    share: float
    rest: float | None
    discrimination: float | None
    upper: float
    lower: float


class OptionSums:
    """Sums over people for every option: how many chose it, and what they earned otherwise.

    The sums of a question stand together, those of people who chose none of its options first; so one count
    over all answers fills them.
    """

    def __init__(self, answers: Answers, ability: np.ndarray) -> None:
        """Begin with nobody."""
        self._answers = answers
        self._edges = edges(ability, _THIRD)
        widths = [len(options) + 1 for options in answers.options]
        self._first = np.concatenate(([0], np.cumsum(widths))).astype(int)
        # A row each: people, people whose rest is known, sum and squares of the rest, best and weakest third.
        self._sums = np.zeros((6, int(self._first[-1])))
        self._all = np.zeros((6, len(widths)))

    def add(self, part: Rest) -> None:
        """Count some people."""
        answers, people = self._answers, part.people
        if not answers.options:
            return
        presented = ~np.isnan(answers.shares[people])
        known = presented if part.known is None else part.known
        upper, lower = (edge[people, None] * presented for edge in self._edges)
        weights = [presented, known, part.rest, part.rest**2, upper, lower]
        self._all += [weight.sum(axis=0) for weight in weights]
        if answers.chosen is not None:
            entries = answers.chosen[people] + (self._first[:-1] + 1)
            if part.known is not None:
                entries = np.where(presented, entries, self._first[:-1])
            self._sums += [self._count(entries, weight.ravel()) for weight in weights]
        for column, ticks in answers.ticked.items():
            first = self._first[column] + 1
            ticked = (ticks[people] & presented[:, column, None]).astype(float)
            self._sums[:, first : first + ticks.shape[1]] += [w[:, column] @ ticked for w in weights]

    def of(self, column: int) -> tuple[OptionUse, ...]:
        """Return how the options of a question were used."""
        right = self._answers.keys[column]
        every = self._all[:, column]
        return tuple(
            _use(name, name in right, sums, every)
            for name, sums in zip(self._answers.options[column], self._of(column), strict=True)
        )

    def suspected_key(self, column: int) -> str | None:
        """Return the wrong option whose choosers did surely better otherwise than those it is held against.

        Those are the people who chose the key or, where several options are right, who left the option out.
        The test is Welch's (Biometrika 34, 1947, 28–35), one-sided at 2.58, with ten people or more each.
        """
        names, right = self._answers.options[column], self._answers.keys[column]
        sums = dict(zip(names, self._of(column), strict=True))
        suspects = {}
        for name in names:
            if name in right or not right:
                continue
            others = sums[right[0]] if len(right) == 1 else self._all[:, column] - sums[name]
            if _welch(sums[name], others) > _SURE:
                suspects[name] = sums[name][_REST] / sums[name][_KNOWN]
        return max(suspects, key=suspects.__getitem__, default=None)

    def _of(self, column: int) -> np.ndarray:
        first = self._first[column] + 1
        return self._sums[:, first : self._first[column + 1]].T

    def _count(self, entries: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        return np.bincount(entries.ravel(), weights, self._sums.shape[1])


def _use(name: str, right: bool, sums: np.ndarray, every: np.ndarray) -> OptionUse:
    people, known, rest, _, upper, lower = sums.tolist()
    everybody, all_known, all_rest, all_square, all_upper, all_lower = every.tolist()
    spread = all_known * all_square - all_rest**2
    chosen_by_some = known * (all_known - known)
    told_apart = chosen_by_some > 0 and spread > _NOTHING * all_known**2
    return OptionUse(
        name,
        right,
        int(people),
        people / everybody if everybody else 0.0,
        rest / known if known else None,
        (all_known * rest - known * all_rest) / (chosen_by_some * spread) ** 0.5 if told_apart else None,
        upper / all_upper if all_upper else 0.0,
        lower / all_lower if all_lower else 0.0,
    )


def _welch(these: np.ndarray, those: np.ndarray) -> float:
    """Return by how many standard errors these people's mean rest is above those'; 0 for few people."""
    means, errors = [], []
    for sums in (these, those):
        n, rest, square = sums[_KNOWN : _KNOWN + 3].tolist()
        if n < _FEWEST:
            return 0.0
        means.append(rest / n)
        errors.append(max(square - rest**2 / n, 0) / (n - 1) / n)
    return (means[0] - means[1]) / max(sum(errors), _NOTHING) ** 0.5
