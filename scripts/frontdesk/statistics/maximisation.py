"""The parameters that fit expected answers best: Newton's steps for all questions at once."""

from typing import Literal

import numpy as np

from frontdesk.statistics.expectation import Expected, Grid, chances

Slopes = Literal["given", "common", "each"]
_STEPS = 8
_NEAR = 1e-7
_STEEPEST, FARTHEST = 20.0, 80.0  # beyond these a chance is 0 or 1 for everybody


def maximise(
    expected: Expected, slope: np.ndarray, intercept: np.ndarray, grid: Grid, slopes: Slopes
) -> tuple[np.ndarray, np.ndarray]:
    """Return better slopes and intercepts; `slopes` says which of them are free.

    The expected log-likelihood has one top; a step is cut to 1, so that none leaps across it.
    """
    for _ in range(_STEPS):
        chance = chances(slope, intercept, grid)
        residual = expected.right - expected.people * chance
        weight = expected.people * chance * (1 - chance)
        by_intercept, by_slope = residual.sum(axis=1), residual @ grid.ability
        first, mixed, second = (weight @ grid.ability**power for power in range(3))
        steps = _steps(slopes, by_intercept, by_slope, np.maximum(first, 1e-12), mixed, second)
        up, along = (np.clip(step, -1, 1) for step in steps)
        intercept = np.clip(intercept + up, -FARTHEST, FARTHEST)
        slope = np.clip(slope + along, -_STEEPEST, _STEEPEST)
        if max(np.abs(up).max(), np.abs(along).max()) < _NEAR:
            break
    return slope, intercept


def _steps(
    slopes: Slopes,
    by_intercept: np.ndarray,
    by_slope: np.ndarray,
    first: np.ndarray,
    mixed: np.ndarray,
    second: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Return Newton's steps for the intercepts and the slopes; a common slope has one step for all."""
    if slopes == "given":
        return by_intercept / first, np.zeros_like(first)
    gain, bend = by_slope - mixed * by_intercept / first, second - mixed**2 / first
    if slopes == "common":
        gain, bend = np.full_like(gain, gain.sum()), np.full_like(bend, bend.sum())
    along = gain / np.maximum(bend, 1e-12)
    return (by_intercept - mixed * along) / first, along
