"""What is really in a PDF: bookmarks, texts with their places, fonts, tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument

MM = 72 / 25.4
_FONT = re.compile(rb"/Type\s*/FontDescriptor\s*/FontName\s*/([^\s/>]+)(.*?)>>", re.DOTALL)


@dataclass(frozen=True)
class Bookmark:
    """One entry of the outline: its title, its level from 0, its page from 1, how far up it stands."""

    title: str
    level: int
    page: int
    y: float


class Pdf:
    """A PDF opened to be looked at."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.document = PdfDocument(data)

    def __len__(self) -> int:
        return len(self.document)

    @property
    def bookmarks(self) -> list[Bookmark]:
        found = []
        for entry in self.document.get_toc():
            to = entry.get_dest()
            _, view = to.get_view()
            found.append(Bookmark(entry.get_title(), entry.level, to.get_index() + 1, view[1]))
        return found

    @property
    def is_tagged(self) -> bool:
        return bool(pdfium.FPDFCatalog_IsTagged(self.document.raw)) and b"pdfuaid" in self.data

    @property
    def fonts(self) -> dict[str, bool]:
        """Return each font by name, and whether it is embedded."""
        return {name.decode(): b"/FontFile" in rest for name, rest in _FONT.findall(self.data)}

    def size(self, page: int) -> tuple[float, float]:
        """Return width and height of a page in mm, rounded."""
        width, height = self.document[page - 1].get_size()
        return round(width / MM), round(height / MM)

    def text(self, page: int) -> str:
        return " ".join(self.document[page - 1].get_textpage().get_text_bounded().split())

    def boxes(self, page: int) -> Iterator[tuple[float, float, float, float]]:
        """Yield left, bottom, right and top of each run of text, in points from the lower left corner."""
        text = self.document[page - 1].get_textpage()
        yield from (text.get_rect(place) for place in range(text.count_rects()))
