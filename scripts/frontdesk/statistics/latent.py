"""Question models with a hidden ability: Rasch and two-parameter, by marginal maximum likelihood.

The chance of a right answer is 1 / (1 + exp(-(slope × ability + intercept))), the ability is normal with
mean 0 and deviation 1, and the difficulty, in such deviations, is -intercept / slope: the ability at which
the chance is one half.  Bock, R. D. and Aitkin, M. (1981), Psychometrika 46, 443–459; Thissen, D. (1982),
Psychometrika 47, 175–186, for one slope of all questions.
"""

from dataclasses import dataclass

import numpy as np

from frontdesk.statistics.expectation import Grid, Patterns, cross_product, expect, grid_of, patterns_of
from frontdesk.statistics.maximisation import FARTHEST, Slopes, maximise
from frontdesk.statistics.squarem import Step, climb

# Enough people for steady figures: a common choice for one parameter a question and for two.
ENOUGH_FOR_RASCH, ENOUGH_FOR_TWO_PARAMETER = 100, 500
# With 100 questions 31 nodes stand too far apart: slopes came out 0.06 too low in a trial of 50,000 people.
_NODES = 61
_NEAR = 1e-5  # the longest last step of any parameter
_MOST = 600  # steps


@dataclass(frozen=True)
class Latent:
    """A fitted model, an entry a question; NaN where all or none were right, which no model can place.

    `slope` tells how sharply a question parts people, `difficulty` where; `…_error` are standard errors,
    from the cross-products of the people's scores (Berndt and others 1974, Annals of Economic and Social
    Measurement 3, 653–665), NaN where the answers do not carry them.  `n` counts the people with any
    answer.
    """

    slope: np.ndarray
    difficulty: np.ndarray
    slope_error: np.ndarray
    difficulty_error: np.ndarray
    log_likelihood: float
    iterations: int
    converged: bool
    n: int


def fit_rasch(right: np.ndarray, *, slope: float | None = None, nodes: int = _NODES) -> Latent:
    """Fit one slope for all questions, or none where `slope` gives it.

    `right` holds people × questions: 1 for a right answer, 0 for any other, NaN where it was not presented.
    Raise ValueError for any other value.
    """
    return _fit(right, "common" if slope is None else "given", slope or 1.0, nodes)


def fit_two_parameter(right: np.ndarray, *, nodes: int = _NODES) -> Latent:
    """Fit a slope for each question; two parameters need three questions or more, and many people.

    `right` holds people × questions: 1 for a right answer, 0 for any other, NaN where it was not presented.
    Raise ValueError for any other value.
    """
    return _fit(right, "each", 1.0, nodes)


def _fit(right: np.ndarray, slopes: Slopes, start: float, nodes: int) -> Latent:
    if not ((right == 0) | (right == 1) | np.isnan(right)).all():
        raise ValueError("an answer is neither 1, 0 nor NaN")
    right = right[~np.isnan(right).all(axis=1)]
    counts, hits = (~np.isnan(right)).sum(axis=0), np.nansum(right, axis=0)
    placed = np.flatnonzero((hits > 0) & (hits < counts))
    if not len(placed):
        nothing = np.full(right.shape[1], np.nan)
        return Latent(nothing, nothing, nothing, nothing, 0.0, 0, False, len(right))
    patterns, grid = patterns_of(right[:, placed]), grid_of(nodes)
    ease = np.log(hits[placed] / (counts[placed] - hits[placed]))
    place = np.concatenate((np.full(len(placed), start), ease))
    found = climb(_step(patterns, grid, slopes), place, _NEAR, _MOST)
    slope, intercept = np.split(found.place, 2)
    if slope.sum() < 0:
        slope = -slope  # the same model, seen in a mirror
    errors = _errors(cross_product(patterns, slope, intercept, grid), slope, intercept, slopes)
    figures = np.full((4, right.shape[1]), np.nan)
    figures[:, placed] = [slope, -intercept / slope, *errors]
    likelihood = expect(patterns, slope, intercept, grid).log_likelihood
    return Latent(*figures, likelihood, found.steps, found.converged, len(right))


def _step(patterns: Patterns, grid: Grid, slopes: Slopes) -> Step:
    def step(place: np.ndarray) -> tuple[np.ndarray, float]:
        # A leap may end beyond what a machine can count.
        slope, intercept = np.split(np.clip(place, -FARTHEST, FARTHEST), 2)
        expected = expect(patterns, slope, intercept, grid)
        return np.concatenate(maximise(expected, slope, intercept, grid, slopes)), expected.log_likelihood

    return step


def _errors(
    information: np.ndarray, slope: np.ndarray, intercept: np.ndarray, slopes: Slopes
) -> tuple[np.ndarray, np.ndarray]:
    """Return the standard errors of slopes and difficulties; the latter by the delta method."""
    size = len(slope)
    # How the free parameters move all intercepts and slopes.
    free = {"each": np.eye(2 * size), "given": np.eye(2 * size, size)}.get(slopes, np.eye(2 * size, size + 1))
    if slopes == "common":
        free[size:, size] = 1
    try:
        spread = free @ np.linalg.inv(free.T @ information @ free) @ free.T
    except np.linalg.LinAlgError:
        spread = np.full_like(information, np.nan)
    by_intercept, by_slope = np.diag(spread)[:size], np.diag(spread)[size:]
    mixed = np.diag(spread[:size, size:])
    difficulty = -intercept / slope
    variances = (by_slope, (by_intercept + difficulty**2 * by_slope + 2 * difficulty * mixed) / slope**2)
    with np.errstate(invalid="ignore"):
        slope_error, difficulty_error = (np.sqrt(variance) for variance in variances)
    return slope_error, difficulty_error
