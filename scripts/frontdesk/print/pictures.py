"""Pictures for print: drawings as they are, with our fonts, and QR codes."""

import re
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path

_FAMILY = re.compile(rb"font-family=(\"[^\"]*\"|'[^']*')")
_OURS = b"font-family=\"'Source Sans 3', 'Noto Sans CJK SC'\""
_SIZE = re.compile(rb"viewBox=[\"']\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)")
_WIDTH = re.compile(rb"<svg[^>]*?\swidth=[\"']([\d.]+)(?:px)?[\"']")
_MM = 25.4 / 96
_LARGEST = 2_000_000


@dataclass(frozen=True)
class Picture:
    """A drawing: its file in the book, its data, and its size in the drawing's own units."""

    file: str
    data: bytes
    width: float
    height: float

    def width_mm(self, most: float, most_high: float) -> float:
        """Return how wide it stands on paper: its own size at 96 dots an inch, or what fits."""
        own = self.width * _MM
        return min(own, most, most_high * self.width / self.height)


def read_picture(docs: Path, path: str) -> Picture | None:
    """Return a drawing below `docs/`; None where it is no SVG, is missing, leaves the folder or is too large."""
    file = (docs / path).resolve()
    if file.suffix != ".svg" or not file.is_relative_to(docs.resolve()) or not file.is_file():
        return None
    if file.stat().st_size > _LARGEST:
        return None
    data = file.read_bytes()
    size = _SIZE.search(data)
    if not size:
        return None
    width, height = float(size[1]), float(size[2])
    told = _WIDTH.search(data)
    scale = float(told[1]) / width if told and width else 1.0
    if not width or not height:
        return None
    return Picture(path, _FAMILY.sub(_OURS, data), width * scale, height * scale)


def qr_code(address: str) -> bytes:
    """Return the QR code of an address as SVG, read even with a seventh of it dirty."""
    held = BytesIO()
    import_module("segno").make_qr(address, error="m").save(held, kind="svg", border=0, xmldecl=False)
    return held.getvalue()
