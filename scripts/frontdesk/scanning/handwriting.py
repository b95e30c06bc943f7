"""Whether something is written in a frame; what it says is for a person to read."""

import cv2
import numpy as np

from frontdesk.print.geometry import Area
from frontdesk.scanning.register import SCALE, Flat

# Inside the frame's own line; the ruled lines of an essay are too light to count.
_INSIDE = 0.9
_DARK = 90
# Square millimetres: dirt is smaller than the first, a letter larger than the second.
_SPECK, _LETTER = 0.25, 0.8


def is_written(flat: Flat, area: Area, offset: tuple[int, int] = (0, 0)) -> bool:
    """Return whether there is more ink in a frame than dirt leaves; `offset` is in pixels."""
    inner = area.grown(-_INSIDE).moved(offset[0] / SCALE, offset[1] / SCALE)
    x, y = round(inner.x * SCALE), round(inner.y * SCALE)
    part = flat.darkness[y : y + round(inner.height * SCALE), x : x + round(inner.width * SCALE)]
    dark = (part > _DARK).astype(np.uint8)
    if dark.sum() < _LETTER * SCALE**2:
        return False
    _, _, found, _ = cv2.connectedComponentsWithStats(dark)
    pieces = found[1:, cv2.CC_STAT_AREA]
    return bool(pieces[pieces >= _SPECK * SCALE**2].sum() >= _LETTER * SCALE**2)
