"""What a page being written asks about the document around it."""

from collections.abc import Mapping
from typing import Protocol

from frontdesk.print.html_tree import Element


class Surroundings(Protocol):
    """What the writer asks about the document around it."""

    widths: Mapping[str, float]
    widths_in_box: Mapping[str, float]
    widths_in_aid: Mapping[str, float]

    def link(self, target: str, body: str) -> str:
        """Return markup for a link to a page of the content root, such as `law/x#know`, or elsewhere."""

    def citation(self, statute: str, text: str, body: str) -> str:
        """Return markup for a citation."""

    def term(self, slug: str, body: str) -> str:
        """Return markup for a word of the glossary."""

    def picture(self, path: str, alt: str) -> str:
        """Return markup for a picture below `docs/`."""

    def slot(self, element: Element) -> str:
        """Return markup for what a macro left room for."""

    def aid(self, title: str, body: str) -> str:
        """Return markup where a job aid stands."""

    def tell(self, what: str, hint: str = "", *, warning: bool = False) -> None:
        """Tell a problem of the page being written."""
