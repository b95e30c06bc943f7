"""What people earned on the other questions: the measure that a question and its options are held against."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

_ROWS = 4096  # people at once: what is made of them stays near the processor


@dataclass
class Rest:
    """Answers of some people: what each earned, and their mean share on the other questions presented.

    `known` is where both are, None where they are everywhere; elsewhere both hold 0.
    """

    people: slice
    share: np.ndarray
    rest: np.ndarray
    known: np.ndarray | None


def rests(shares: np.ndarray) -> Iterator[Rest]:
    """Yield all people, some at once."""
    for start in range(0, len(shares), _ROWS):
        people = slice(start, start + _ROWS)
        share = shares[people]
        known = ~np.isnan(share)
        if share.shape[1] > 1 and known.all():
            rest = (share.sum(axis=1, keepdims=True) - share) / (share.shape[1] - 1)
            yield Rest(people, share, rest, None)
            continue
        others = known.sum(axis=1, keepdims=True) - 1
        share = np.where(known, share, 0)
        rest = (share.sum(axis=1, keepdims=True) - share) / np.maximum(others, 1)
        known &= others > 0
        yield Rest(people, share * known, rest * known, known)


def means(shares: np.ndarray) -> np.ndarray:
    """Return each person's mean share on the questions presented; NaN where there was none."""
    known = ~np.isnan(shares)
    counts = known.sum(axis=1)
    sums = np.where(known, shares, 0).sum(axis=1) if not known.all() else shares.sum(axis=1)
    return np.divide(sums, counts, out=np.full(len(shares), np.nan), where=counts > 0)


def edges(ability: np.ndarray, part: float) -> tuple[np.ndarray, np.ndarray]:
    """Return how far each person belongs to the best and to the weakest part of all, from 0 to 1.

    People who are equal at the edge belong to it by the same share, so that no order of people matters.
    """
    return _best(ability, part), _best(-ability, part)


def _best(ability: np.ndarray, part: float) -> np.ndarray:
    known = np.sort(ability[~np.isnan(ability)])[::-1]
    if not len(known):
        return np.zeros(len(ability))
    size = max(part * len(known), 1)
    edge = known[int(np.ceil(size)) - 1]
    above, equal = ability > edge, ability == edge
    return above + equal * (size - above.sum()) / max(equal.sum(), 1)
