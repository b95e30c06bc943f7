"""Pictures for print: drawings as they are, with our fonts, and QR codes."""

import re
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from frontdesk.print.fonts import latin, undrawable

_FAMILY = re.compile(r"font-family=(\"[^\"]*\"|'[^']*')")
_LATIN = "font-family=\"'Source Sans 3'\""
_CHINESE = "font-family=\"'Noto Sans CJK SC'\""
_TEXT = re.compile(r"<text\b.*?</text>", re.DOTALL)
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_ROOT = re.compile(r"<svg\b[^>]*>")
_WEIGHT = re.compile(r"font-weight=[\"'](\w+)[\"']")
_NAMED = {"normal": "400", "bold": "700"}
_MM = 25.4 / 96
_LARGEST = 2_000_000


@dataclass(frozen=True)
class Picture:
    """A drawing: its file in the book, its data, its size in mm, and the characters no font draws."""

    file: str
    data: bytes
    width: float
    height: float
    missing: tuple[str, ...]

    def fitted(self, most: float, most_high: float) -> float:
        """Return how wide it stands on paper, in mm: its own size, or what fits."""
        return min(self.width, most, most_high * self.width / self.height)


def read_picture(docs: Path, path: str) -> Picture | None:
    """Return a drawing below `docs/`.

    None where it is no SVG, is missing, leaves the folder, is too large or declares entities.
    """
    file = (docs / path).resolve()
    if file.suffix != ".svg" or not file.is_relative_to(docs.resolve()) or not file.is_file():
        return None
    if file.stat().st_size > _LARGEST:
        return None
    try:
        text = file.read_text("utf-8")
        size = None if "<!" in text.replace("<!--", "") else _size(ElementTree.fromstring(text))
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        return None
    if size is None:
        return None
    missing = tuple(undrawable(text))
    for letter in missing:
        text = text.replace(letter, "□")
    return Picture(path, _in_our_type(text).encode(), *size, missing)


def _size(root: ElementTree.Element) -> tuple[float, float] | None:
    """Return width and height in mm at 96 dots an inch, from the drawing's own words."""
    box = [float(part) for part in re.split(r"[ ,]+", root.get("viewBox", "").strip()) if part]
    if len(box) != 4 or min(box[2:]) <= 0:
        return None
    told = re.fullmatch(r"([\d.]+)(px)?", root.get("width", ""))
    scale = float(told[1]) / box[2] if told else 1.0
    return box[2] * scale * _MM, box[3] * scale * _MM


def _in_our_type(text: str) -> str:
    """Return a drawing in our fonts; they are variable, and a drawing must say the weight it wants."""
    weights = {name: _NAMED.get(name, name) for name in sorted(set(_WEIGHT.findall(text)))}
    rules = "".join(
        f'[font-weight="{name}"]{{font-variation-settings:"wght" {weight}}}'
        for name, weight in weights.items()
    )
    style = f'<style>svg{{font-variation-settings:"wght" 400}}{rules}</style>'
    text = _TEXT.sub(_in_one_font, _FAMILY.sub(lambda _: _LATIN, text))
    return _ROOT.sub(lambda found: found[0] + style, text, count=1)


def _in_one_font(found: re.Match[str]) -> str:
    """Return a text of a drawing in one font: where a second must help out, typst takes any there is.

    In the Chinese one curly quotation marks are as wide as a character, so straight ones stand for them.
    """
    text = found[0]
    if all(ord(letter) in latin() for letter in text):
        return text
    text = text.replace(_LATIN, _CHINESE)
    head, _, rest = text.partition(">")
    if _CHINESE not in head:
        head += f" {_CHINESE}"
    return f"{head}>{rest.translate(_STRAIGHT)}"


def qr_code(address: str) -> bytes:
    """Return the QR code of an address as SVG, read even with a seventh of it dirty."""
    held = BytesIO()
    import_module("segno").make_qr(address, error="m").save(held, kind="svg", border=0, xmldecl=False)
    return held.getvalue()
