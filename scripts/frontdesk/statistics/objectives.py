"""What a team can and cannot do, by objective, and what to teach again first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from frontdesk.statistics.intervals import wilson


@dataclass(frozen=True)
class ObjectiveShare:
    """How well people reached an objective.

    `share` is the mean of each person's share of its points, from 0 to 1, over the `n` people who were asked;
    `low` to `high` is its 95 % interval (Wilson), counting a person once however many questions there were.
    """

    objective: str
    critical: bool
    questions: int
    n: int
    share: float | None
    low: float | None
    high: float | None


def share_objectives(
    shares: np.ndarray,
    objectives: Sequence[str],
    points: Sequence[float] | None = None,
    critical: Sequence[bool] | None = None,
) -> tuple[list[ObjectiveShare], np.ndarray]:
    """Return each objective in the order it first stands, and a matrix of people × objectives.

    `objectives`, `points` and `critical` hold an entry for each column of `shares`.  The matrix holds each
    person's share of the points of the questions presented, NaN where there was none.  An objective is
    critical where one of its questions is.
    """
    names = list(dict.fromkeys(objectives))
    matrix = _by_person(shares, objectives, names, points)
    asked = ~np.isnan(matrix)
    n = asked.sum(axis=0)
    share = np.divide(np.nansum(matrix, axis=0), n, out=np.full(len(names), np.nan), where=n > 0)
    figures = np.array([share, *wilson(share, n)]).T
    must = (
        set() if critical is None else {name for name, one in zip(objectives, critical, strict=True) if one}
    )
    found = [
        ObjectiveShare(
            name,
            name in must,
            list(objectives).count(name),
            int(n[place]),
            *(None if np.isnan(figure) else float(figure) for figure in figures[place]),
        )
        for place, name in enumerate(names)
    ]
    return found, matrix


def _by_person(
    shares: np.ndarray, objectives: Sequence[str], names: Sequence[str], points: Sequence[float] | None
) -> np.ndarray:
    weights = np.zeros((len(objectives), len(names)))
    for column, objective in enumerate(objectives):
        weights[column, names.index(objective)] = 1 if points is None else points[column]
    known = ~np.isnan(shares)
    earned, possible = np.where(known, shares, 0) @ weights, known @ weights
    return np.divide(earned, possible, out=np.full(earned.shape, np.nan), where=possible > 0)


def to_teach_again(
    found: Sequence[ObjectiveShare], wanted: float = 0.8, most: int = 5
) -> list[ObjectiveShare]:
    """Return the objectives to teach again, the first one first.

    These are the ones whose share is below `wanted`.  Critical ones come first; within each group, those
    come first whose share is surely low: by the upper end of the interval, so that a low share of many
    people stands before the same share of few.  Equal ones stand by share, then by name.
    """
    low = [one for one in found if one.share is not None and one.high is not None and one.share < wanted]
    return sorted(low, key=lambda one: (not one.critical, one.high, one.share, one.objective))[:most]
