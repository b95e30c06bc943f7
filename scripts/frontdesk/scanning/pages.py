"""Pages in: PDF, PNG, JPEG and TIFF as grey pictures, one at a time, none larger than the reader needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from frontdesk.problems import Problem
from frontdesk.scanning.sizes import is_whole, kind_of, sizes_of

# A3 at 600 dpi has 70 million; a decoded picture takes a byte for each.
MOST_PIXELS = 120_000_000
_MOST_BYTES = 400_000_000
# The longer side of a page as it is read: A4 at 150 dpi.  Below 1,600 thin strokes begin to fade.
_SIDE = 1754
_LEAST_SIDE = 1600
_REDUCED = {
    1: cv2.IMREAD_GRAYSCALE,
    2: cv2.IMREAD_REDUCED_GRAYSCALE_2,
    4: cv2.IMREAD_REDUCED_GRAYSCALE_4,
    8: cv2.IMREAD_REDUCED_GRAYSCALE_8,
}
_PASSWORD = 4
_AGAIN = "scan or send it again"


@dataclass(frozen=True)
class Picture:
    """One page as it came: the file, which page of it, and its grey pixels."""

    path: str
    number: int
    pixels: np.ndarray

    @property
    def told(self) -> str:
        """Return how the page is called when it is spoken of."""
        return f"{Path(self.path).name} page {self.number}"


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the files named, and those inside folders named, in the order of their names."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                file for file in path.iterdir() if file.is_file() and not file.name.startswith(".")
            )
        else:
            found.append(path)
    return found


def read_pictures(files: Iterable[Path]) -> Iterator[Picture | Problem]:
    """Yield each page of each file, or the reason why there is none; one page is in memory at a time."""
    for file in files:
        yield from _pictures(file)


def _pictures(file: Path) -> Iterator[Picture | Problem]:
    try:
        if file.stat().st_size > _MOST_BYTES:
            yield _refused(file, "is larger than 400 MB", "split it, or scan at 150 to 300 dpi")
            return
        data = file.read_bytes()
    except OSError as error:
        yield _refused(file, f"cannot be opened: {error.strerror}", "check its name and place")
        return
    kind = kind_of(data)
    if not data:
        yield _refused(file, "is empty", _AGAIN)
    elif kind is None:
        yield _refused(file, "is neither PDF, PNG, JPEG nor TIFF", "save the scan as one of them")
    elif kind == "pdf":
        yield from _from_pdf(file, data)
    else:
        yield from _from_picture(file, data, kind)


def _refused(file: Path, what: str, hint: str, number: int = 1) -> Problem:
    return Problem(str(file), number, "page" if number > 1 else "file", what, hint)


def _from_picture(file: Path, data: bytes, kind: str) -> Iterator[Picture | Problem]:
    sizes = sizes_of(data, kind)
    if not sizes or not is_whole(data, kind):
        yield _refused(file, "is cut off: the end of the picture is missing", _AGAIN)
        return
    for number, (width, height) in enumerate(sizes, 1):
        if width * height > MOST_PIXELS:
            yield _too_large(file, width, height, number)
            continue
        pixels = _decoded(data, kind, number, max(width, height))
        if pixels is None:
            yield _refused(file, "cannot be decoded: the picture is damaged", _AGAIN, number)
        else:
            yield Picture(str(file), number, _fitted(pixels))


def _too_large(file: Path, width: int, height: int, number: int) -> Problem:
    what = f"is {width:,} × {height:,} pixels; a page may have {MOST_PIXELS // 1_000_000} million"
    return _refused(file, what, "scan at 150 to 300 dpi", number)


def _decoded(data: bytes, kind: str, number: int, side: int) -> np.ndarray | None:
    factor = max(by for by in _REDUCED if by == 1 or side / by >= _LEAST_SIDE)
    buffer = np.frombuffer(data, np.uint8)
    # What the camera says about its rotation is of no use: the corners of the page say it better.
    flags = _REDUCED[factor] | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        if kind == "tiff":
            found, frames = cv2.imdecodemulti(buffer, cv2.IMREAD_GRAYSCALE, range=(number - 1, number))
            return frames[0] if found and len(frames) else None
        return cv2.imdecode(buffer, flags)
    except cv2.error:
        return None


def _fitted(pixels: np.ndarray) -> np.ndarray:
    """Return a picture no larger than the reader needs: fewer pixels, less noise, less time."""
    side = max(pixels.shape)
    if side <= 1.15 * _SIDE:
        return pixels
    scale = _SIDE / side
    return cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _from_pdf(file: Path, data: bytes) -> Iterator[Picture | Problem]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            yield _refused(file, "is locked with a password", "save it without one")
        else:
            yield _refused(file, "is no readable PDF: it is damaged or cut off", _AGAIN)
        return
    with document:
        if not len(document):
            yield _refused(file, "has no pages", _AGAIN)
        for number in range(1, len(document) + 1):
            yield _from_page(file, document, number)


def _from_page(file: Path, document: pypdfium2.PdfDocument, number: int) -> Picture | Problem:
    try:
        page = document[number - 1]
        try:
            for thing in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3):
                width, height = thing.get_px_size()
                if width * height > MOST_PIXELS:
                    return _too_large(file, width, height, number)
            scale = _SIDE / max(*page.get_size(), 1)
            bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
            pixels = bitmap.to_numpy()[..., 0] if bitmap.n_channels > 1 else bitmap.to_numpy()
            pixels = np.ascontiguousarray(pixels.reshape(pixels.shape[:2]))
            bitmap.close()
        finally:
            page.close()
    except (pypdfium2.PdfiumError, ValueError):
        return _refused(file, "cannot be drawn: the page is damaged", _AGAIN, number)
    return Picture(str(file), number, pixels)
