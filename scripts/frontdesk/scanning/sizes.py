"""What the first and the last bytes of a picture tell: its kind, its pixels, and whether its end is there.

Nothing is decoded before it is known to fit.
"""

import struct
from collections.abc import Iterator

_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_SCAN = 0xDA
_MOST_FRAMES = 5000
_TIFF = {b"II*\0": "<", b"MM\0*": ">"}


def kind_of(data: bytes) -> str | None:
    """Return `pdf`, `png`, `jpeg` or `tiff` by how a file begins, or None where it is none of them."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    return "tiff" if data[:4] in _TIFF else None


def sizes_of(data: bytes, kind: str) -> list[tuple[int, int]]:
    """Return width and height of each picture in a file; empty where it does not say or is cut off."""
    try:
        return list(_SIZES[kind](data))
    except (struct.error, IndexError):
        return []


def is_whole(data: bytes, kind: str) -> bool:
    """Return whether a picture has its end: a decoder would fill what is missing with grey."""
    if kind == "png":
        return b"IEND" in data[-4096:]
    if kind == "jpeg":
        scan = next((at for marker, at in _segments(data) if marker == _JPEG_SCAN), len(data))
        return data.find(b"\xff\xd9", scan) > 0
    return True


def _png(data: bytes) -> Iterator[tuple[int, int]]:
    if data[12:16] == b"IHDR":
        yield struct.unpack_from(">II", data, 16)


def _jpeg(data: bytes) -> Iterator[tuple[int, int]]:
    for marker, at in _segments(data):
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            yield width, height
            return


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the segments of a JPEG up to its first scan: their markers and where they begin."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        yield marker, at
        if marker == _JPEG_SCAN:
            return
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]


def _tiff(data: bytes) -> Iterator[tuple[int, int]]:
    order = _TIFF[data[:4]]
    (at,) = struct.unpack_from(f"{order}I", data, 4)
    seen: set[int] = set()
    while at and at not in seen and len(seen) < _MOST_FRAMES:
        seen.add(at)
        (count,) = struct.unpack_from(f"{order}H", data, at)
        entries = {}
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, form = struct.unpack_from(f"{order}HH", data, entry)
            entries[tag] = struct.unpack_from(order + ("H" if form == 3 else "I"), data, entry + 8)[0]
        yield entries.get(256, 0), entries.get(257, 0)
        (at,) = struct.unpack_from(f"{order}I", data, at + 2 + 12 * count)


_SIZES = {"png": _png, "jpeg": _jpeg, "tiff": _tiff}
