"""How dark each box of a page is, and which boxes count as marked: the threshold is learnt from the page."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from frontdesk.print.exam.layout import Placed, SheetPage
from frontdesk.scanning.register import SCALE, Flat

BLANK, MARKED, DOUBTFUL = 0, 1, 2
# How far a box may stand from its place on paper that is not flat, in millimetres.
_REACH = 2.0
_COARSE = 3
# What is measured is inside the printed line, whose blur must not count.
_INSIDE = 0.55
_RING = 0.30
_NEIGHBOURS = 25.0
_STRAYING = 0.0004


@dataclass(frozen=True)
class Measured:
    """The boxes of a page in its order: how dark, in which state, whether filled completely.

    `offsets` are the pixels by which each block stands off its place.  `is_lost` says that boxes are not
    where they were printed.
    """

    darkness: np.ndarray
    states: np.ndarray
    is_full: np.ndarray
    offsets: np.ndarray
    is_lost: bool = False

    def of(self, block: int, boxes: slice) -> "Measured":
        """Return what was measured of one block."""
        return Measured(
            self.darkness[boxes], self.states[boxes], self.is_full[boxes], self.offsets[block : block + 1]
        )


def measure(flat: Flat, page: SheetPage) -> Measured:
    """Return the boxes of a page, in the order of its blocks and of the boxes in them."""
    areas, owners = np.array(page.boxes).reshape(-1, 4), np.array(page.owners, int)
    if not len(areas):
        none = np.zeros(0)
        return Measured(none, none.astype(int), none.astype(bool), np.zeros((len(page.placed), 2), int))
    sums = cv2.integral(flat.darkness)
    offsets, rings = _aligned(sums, areas, owners, page.placed)
    darkness = _means(sums, _pixels(areas, -_INSIDE), offsets[owners])
    states, is_full = judge(darkness)
    return Measured(darkness, states, is_full, offsets, is_lost=bool((rings < _LEAST_RING).mean() > 0.04))


_LEAST_RING = 0.16


def _pixels(areas: np.ndarray, grown: float) -> np.ndarray:
    """Return left, top, right and bottom edges in pixels, the areas grown by some millimetres."""
    low = areas[:, :2] - grown
    high = areas[:, :2] + areas[:, 2:] + grown
    return np.rint(np.concatenate([low, high], axis=1) * SCALE).astype(int)


def _sums(sums: np.ndarray, edges: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """Return the darkness summed up inside edges, each moved by the pixels that `moves` holds for it."""
    flat, width = sums.ravel(), sums.shape[1]
    right, down = moves[..., 0], moves[..., 1]
    x0, x1 = (edges[:, n] + right for n in (0, 2))
    y0, y1 = ((edges[:, n] + down) * width for n in (1, 3))
    return flat[y1 + x1] - flat[y0 + x1] - flat[y1 + x0] + flat[y0 + x0]


def _means(sums: np.ndarray, edges: np.ndarray, moves: np.ndarray) -> np.ndarray:
    pixels = (edges[:, 2] - edges[:, 0]) * (edges[:, 3] - edges[:, 1])
    return _sums(sums, edges, moves) / (255.0 * pixels)


def _aligned(
    sums: np.ndarray, areas: np.ndarray, owners: np.ndarray, placed: Sequence[Placed]
) -> tuple[np.ndarray, np.ndarray]:
    """Return by how many pixels each block stands off, and how dark the line around each box is there.

    Paper bends, and feeds slip: each block is moved to where the printed lines of its boxes and of those
    around it are darkest; first in coarse steps, then in single pixels.
    """
    nearness = _nearness(placed) * np.bincount(owners, minlength=len(placed))
    nearness = nearness / np.maximum(nearness.sum(axis=1, keepdims=True), 1e-9)
    outer, inner = _pixels(areas, _RING), _pixels(areas, -_RING)
    coarse = np.zeros((len(placed), 2), int)
    for reach, step in ((round(_REACH * SCALE), _COARSE), (_COARSE - 1, 1)):
        steps = np.arange(-reach // step * step, reach + 1, step)
        moves = np.array([(x, y) for y in steps for x in steps])
        rings = _rings(sums, outer, inner, moves[:, None] + coarse[owners])
        scores = nearness @ _averages(rings, owners, len(placed))
        away = ((moves[:, None] + coarse) ** 2).sum(axis=2).T
        best = (scores - _STRAYING * away).argmax(axis=1)
        coarse = coarse + moves[best]
    return coarse, rings[best[owners], np.arange(len(areas))]


def _nearness(placed: Sequence[Placed]) -> np.ndarray:
    middles = np.array([[p.x + p.block.width / 2, p.y + p.block.height / 2] for p in placed])
    apart = np.linalg.norm(middles[:, None] - middles[None], axis=2)
    return np.exp(-((apart / _NEIGHBOURS) ** 2) / 2)


def _rings(sums: np.ndarray, outer: np.ndarray, inner: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """Return how dark the line around each box is, for each of many moves: a row a move, a column a box."""
    pixels = (outer[:, 2] - outer[:, 0]) * (outer[:, 3] - outer[:, 1])
    pixels = pixels - (inner[:, 2] - inner[:, 0]) * (inner[:, 3] - inner[:, 1])
    return (_sums(sums, outer, moves) - _sums(sums, inner, moves)) / (255.0 * pixels)


def _averages(rings: np.ndarray, owners: np.ndarray, blocks: int) -> np.ndarray:
    """Return the average ring of each block's boxes, a row a block, a column a move."""
    is_own = owners[None] == np.arange(blocks)[:, None]
    return (is_own / np.maximum(is_own.sum(axis=1, keepdims=True), 1)) @ rings.T


# How far above an empty box's darkness a box still counts as empty: half a square millimetre of ink, and
# more only where empty boxes differ among themselves, as on paper that is bent.
_SPECK, _SPECK_AT_MOST, _SPREADS = 0.045, 0.09, 5
_EMPTY_AT_MOST, _USUALLY_EMPTY = 0.08, 0.03
_LEAST_MARK = 0.12
_SHARE = 0.40
_FEW, _USUAL_MARK = 3, 0.35
_FULL, _FULL_ABOVE, _CROSSED = 0.85, 0.20, 0.70


def judge(darkness: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the state of each box and whether it is filled completely, for the boxes of one page.

    Empty boxes tell what empty is, marks what a mark is in this hand: a box is marked from `_SHARE` of the
    way between the two, blank below a speck, and doubtful between them.  Where the other marks are crosses
    or ticks, a box filled completely is one taken back.
    """
    lowest, empty, middle = np.quantile(darkness, (0.05, 0.2, 0.5)).tolist()
    # A page on which nearly every box is marked does not tell what empty is.
    if empty > _EMPTY_AT_MOST:
        lowest, empty, middle = _USUALLY_EMPTY, _USUALLY_EMPTY, _USUALLY_EMPTY
    low = empty + min(max(_SPECK, _SPREADS * min(middle - empty, empty - lowest)), _SPECK_AT_MOST)
    dark = darkness[darkness > empty + _LEAST_MARK]
    usual = float(np.median(dark)) if len(dark) else 1.0
    # One or two marks do not tell what is usual in this hand.
    mark = usual if len(dark) >= _FEW else _USUAL_MARK
    high = max(low + 0.03, empty + _SHARE * (mark - empty))
    states = np.where(darkness <= low, BLANK, np.where(darkness >= high, MARKED, DOUBTFUL))
    is_full = (darkness >= max(_FULL, usual + _FULL_ABOVE)) & (usual < _CROSSED)
    return states, is_full
