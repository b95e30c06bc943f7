"""What people's answers say of their hidden ability: sums over a grid of abilities."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

_ROWS = 8192  # patterns at once: few enough for memory, many enough for matrices to pay
_LONGEST = 39  # questions whose pattern fits a whole number of 64 bits
_RARE = 1e-12  # a weight that changes no figure


@dataclass(frozen=True)
class Patterns:
    """Different rows of answers, and how many people gave each.

    `right` holds 1 for a right answer and 0 for any other; `presented` is None where all questions were.
    """

    right: np.ndarray
    presented: np.ndarray | None
    people: np.ndarray


@dataclass(frozen=True)
class Grid:
    """Abilities of a normal curve and the logarithm of their weights (Gauss–Hermite)."""

    ability: np.ndarray
    log_weight: np.ndarray


@dataclass(frozen=True)
class Expected:
    """Expected people and right answers, by question and ability, and how likely all answers are."""

    log_likelihood: float
    people: np.ndarray
    right: np.ndarray


def grid_of(nodes: int) -> Grid:
    """Return a grid of so many abilities, less those in the tails that weigh nothing."""
    places, weights = np.polynomial.hermite.hermgauss(nodes)
    weights = weights / weights.sum()
    kept = weights > _RARE
    return Grid(places[kept] * 2**0.5, np.log(weights[kept]))


def patterns_of(right: np.ndarray) -> Patterns:
    """Return the rows of people × questions (1, 0, NaN); equal ones once, where that saves half the work."""
    presented = ~np.isnan(right)
    people = np.ones(len(right))
    if right.shape[1] <= _LONGEST:
        codes = np.where(presented, right, 2).astype(np.int64) @ (3 ** np.arange(right.shape[1]))
        _, first, counts = np.unique(codes, return_index=True, return_counts=True)
        if 2 * len(first) <= len(right):
            right, presented, people = right[first], presented[first], counts.astype(float)
    everywhere = presented.all()
    answered = right if everywhere else np.where(presented, right, 0.0)
    answered = np.ascontiguousarray(answered, float)
    return Patterns(answered, None if everywhere else presented.astype(float), people)


def chances(slope: np.ndarray, intercept: np.ndarray, grid: Grid) -> np.ndarray:
    """Return the chance of a right answer: a row a question, a column an ability."""
    return np.exp(-np.logaddexp(0, -slope[:, None] * grid.ability - intercept[:, None]))


def expect(patterns: Patterns, slope: np.ndarray, intercept: np.ndarray, grid: Grid) -> Expected:
    """Return what is expected under these parameters (the first step of Bock and Aitkin)."""
    likelihood = 0.0
    people, right = np.zeros((2, len(slope), len(grid.ability)))
    for rows, posterior, likely in _posteriors(patterns, slope, intercept, grid):
        weight = patterns.people[rows]
        likelihood += float(weight @ likely)
        posterior *= weight[:, None]
        right += patterns.right[rows].T @ posterior
        presented = patterns.presented
        people += posterior.sum(axis=0) if presented is None else presented[rows].T @ posterior
    return Expected(likelihood, people, right)


def cross_product(patterns: Patterns, slope: np.ndarray, intercept: np.ndarray, grid: Grid) -> np.ndarray:
    """Return the information about all intercepts, then all slopes: the sum of people's scores' products.

    A person's score is how the logarithm of the likelihood of the answers changes with each parameter.
    """
    size = len(slope)
    chance = chances(slope, intercept, grid).T
    towards = chance * grid.ability[:, None]
    information = np.zeros((2 * size, 2 * size))
    for rows, posterior, _ in _posteriors(patterns, slope, intercept, grid):
        right = patterns.right[rows]
        ability = posterior @ grid.ability
        scores = np.hstack([right - posterior @ chance, right * ability[:, None] - posterior @ towards])
        if patterns.presented is not None:
            scores *= np.tile(patterns.presented[rows], 2)
        information += scores.T @ (scores * patterns.people[rows, None])
    return information


def _posteriors(
    patterns: Patterns, slope: np.ndarray, intercept: np.ndarray, grid: Grid
) -> Iterator[tuple[slice, np.ndarray, np.ndarray]]:
    """Yield some patterns, how likely each ability is for each of them, and the log-likelihood of each."""
    logit = slope[:, None] * grid.ability + intercept[:, None]
    wrong = -np.logaddexp(0, logit)
    for start in range(0, len(patterns.right), _ROWS):
        rows = slice(start, start + _ROWS)
        likely = patterns.right[rows] @ logit
        likely += grid.log_weight
        likely += wrong.sum(axis=0) if patterns.presented is None else patterns.presented[rows] @ wrong
        highest = likely.max(axis=1, keepdims=True)
        likely -= highest
        np.exp(likely, out=likely)
        total = likely.sum(axis=1, keepdims=True)
        likely /= total
        yield rows, likely, (highest + np.log(total))[:, 0]
