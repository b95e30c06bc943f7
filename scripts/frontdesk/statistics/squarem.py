"""Steps that creep towards a top, taken in leaps where the way is straight."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Step = Callable[[np.ndarray], tuple[np.ndarray, float]]

_LONGEST = 256.0  # a leap, as a multiple of a step


@dataclass(frozen=True)
class Climb:
    """Where a climb ended: the place, the steps taken, and whether the last one was small enough."""

    place: np.ndarray
    steps: int
    converged: bool


def climb(step: Step, place: np.ndarray, near: float, most: int) -> Climb:
    """Climb until a step is shorter than `near` in every direction, or `most` steps are taken.

    `step` returns the next place and the height of the place it was given.  Two steps show the way; the
    leap follows it, and is undone where it leads down.  Varadhan, R. and Roland, C. (2008), Scandinavian
    Journal of Statistics 35, 335–353 (scheme S3).
    """
    taken = 0
    while taken < most:
        first, _ = step(place)
        second, height = step(first)
        taken += 2
        way, bend = first - place, second - 2 * first + place
        if np.abs(second - first).max() < near:
            return Climb(second, taken, True)
        length = min(np.linalg.norm(way) / max(np.linalg.norm(bend), 1e-300), _LONGEST)
        if length <= 1:
            place = second
            continue
        beyond = place + 2 * length * way + length**2 * bend
        landed, reached = step(beyond)
        taken += 1
        place = landed if np.isfinite(reached) and reached >= height else second
    return Climb(place, taken, False)
