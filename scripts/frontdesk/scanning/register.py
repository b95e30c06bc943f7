"""A page laid flat: its corner markers found, its picture turned and stretched to the geometry of print.

A flat page has `SCALE` pixels a millimetre, whatever came in: turned, tilted, photographed from the side.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from frontdesk.print.geometry import MARKER, PAGE_HEIGHT, PAGE_WIDTH, SIZES, Area, Size

SCALE = 5
_LEAST_MARKERS = 3
# What markers may stand off, in millimetres, before a page counts as folded or bent.
_MOST_OFF = 1.2
_BLANK_SPREAD = 6.0


@dataclass(frozen=True)
class Flat:
    """A page laid flat: its size of sheet, its grey pixels, and 0 for white to 1 for printed black."""

    size: Size
    pixels: np.ndarray
    darkness: np.ndarray

    def cut(self, area: Area) -> np.ndarray:
        """Return the grey pixels of an area of the page."""
        x, y = max(0, round(area.x * SCALE)), max(0, round(area.y * SCALE))
        return self.pixels[
            y : round((area.y + area.height) * SCALE), x : round((area.x + area.width) * SCALE)
        ]


def is_blank(pixels: np.ndarray) -> bool:
    """Return whether a picture shows nothing but paper."""
    small = cv2.resize(pixels, (120, 120), interpolation=cv2.INTER_AREA)
    return float(small.std()) < _BLANK_SPREAD


def lay_flat(pixels: np.ndarray) -> Flat | None:
    """Return the page of a picture laid flat, or None where not enough of its markers are to be seen."""
    found = _markers(pixels)
    for size in SIZES:
        corners = {number: found[number] for number in size.markers() if number in found}
        if len(corners) < _LEAST_MARKERS:
            continue
        matrix = _matrix(corners, size)
        if matrix is None:
            continue
        shape = (round(PAGE_WIDTH * SCALE), round(PAGE_HEIGHT * SCALE))
        flat = cv2.warpPerspective(pixels, matrix, shape, flags=cv2.INTER_LINEAR, borderValue=255)
        return Flat(size, flat, _darkness(flat, size))
    return None


_DICTIONARY = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
_KNOWN = {number for size in SIZES for number in size.markers()}
# Markers are looked for in a picture of this many pixels: still 30 a marker, and most noise is gone.
_SMALL = 880


def _detector(least: float, windows: tuple[int, int]) -> cv2.aruco.ArucoDetector:
    """Return a detector for squares of at least `least` of the picture's side around, at some thresholds."""
    settings = cv2.aruco.DetectorParameters()
    settings.minMarkerPerimeterRate = least
    settings.adaptiveThreshWinSizeMin, settings.adaptiveThreshWinSizeMax = windows
    return cv2.aruco.ArucoDetector(_DICTIONARY, settings)


# A box is 16 mm around and a marker 40, so the first look passes the boxes over; the second takes its time.
_QUICK, _THOROUGH = _detector(0.085, (13, 13)), _detector(0.04, (5, 35))


def _markers(pixels: np.ndarray) -> dict[int, np.ndarray]:
    """Return the four corners of each marker, by number, clockwise from its own upper left."""
    small, factor = _shrunk(pixels, max(1, round(max(pixels.shape) / _SMALL)))
    found = _detected(_QUICK, small)
    if not _has_four(found):
        found |= _detected(_THOROUGH, small)
    return {number: _sharpened(pixels, (corners + 0.5) * factor - 0.5) for number, corners in found.items()}


def _shrunk(pixels: np.ndarray, factor: int) -> tuple[np.ndarray, int]:
    """Return a picture made smaller by a whole number, which is several times faster than by any other."""
    height, width = (side // factor for side in pixels.shape)
    whole = pixels[: height * factor, : width * factor]
    return cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA), factor


def _has_four(found: dict[int, np.ndarray]) -> bool:
    return any(all(number in found for number in size.markers()) for size in SIZES)


def _detected(detector: cv2.aruco.ArucoDetector, pixels: np.ndarray) -> dict[int, np.ndarray]:
    corners, numbers, _ = detector.detectMarkers(pixels)
    if numbers is None:
        return {}
    pairs = zip(numbers.ravel().tolist(), corners, strict=True)
    return {number: corner.reshape(4, 2) for number, corner in pairs if number in _KNOWN}


def _sharpened(pixels: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """Return corners found in a small picture where they are in the large one."""
    side = float(np.linalg.norm(corners[0] - corners[1]))
    window = (max(2, round(side / 16)),) * 2
    rules = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.05)
    return cv2.cornerSubPix(
        pixels, corners.astype(np.float32).reshape(-1, 1, 2), window, (-1, -1), rules
    ).reshape(4, 2)


def _matrix(corners: dict[int, np.ndarray], size: Size) -> np.ndarray | None:
    """Return how the picture is to be stretched, or None where the markers do not lie as printed."""
    areas = size.markers()
    printed = np.concatenate([_square(areas[number]) for number in corners])
    seen = np.concatenate(list(corners.values()))
    matrix, _ = cv2.findHomography(seen, printed)
    if matrix is None:
        return None
    off = np.linalg.norm(cv2.perspectiveTransform(seen[None], matrix)[0] - printed, axis=1)
    return matrix if off.max() < _MOST_OFF * SCALE else None


def _square(area: Area) -> np.ndarray:
    x, y, side = area.x * SCALE, area.y * SCALE, MARKER * SCALE
    # Pixel centres stand half a pixel inside the edges of what they show.
    return np.array([[x, y], [x + side, y], [x + side, y + side], [x, y + side]], np.float32) - 0.5


def _darkness(flat: np.ndarray, size: Size) -> np.ndarray:
    """Return how dark each pixel is: shadows on the paper taken away, 1 as black as the markers."""
    small, _ = _shrunk(flat, SCALE)  # a pixel a millimetre
    paper = cv2.blur(cv2.dilate(small, np.ones((9, 9), np.uint8)), (9, 9))
    paper = cv2.resize(paper, flat.shape[::-1], interpolation=cv2.INTER_LINEAR)
    clean = cv2.divide(flat, paper, scale=255)
    # Edges of a marker are black whatever its number is.
    edges = [
        clean[
            round((a.y + 0.4) * SCALE) : round((a.y + 1.2) * SCALE),
            round((a.x + 2) * SCALE) : round((a.x + 8) * SCALE),
        ]
        for a in size.markers().values()
    ]
    black = float(np.median([np.median(edge) for edge in edges]))
    return cv2.convertScaleAbs(255 - clean, alpha=255 / max(255 - black, 60))
