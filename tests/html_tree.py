"""An HTML page as a tree, read by the standard library: enough to ask what stands where."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_EMPTY = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
# These end where the next of their kind begins.
_CLOSED_BY_NEXT = {"li", "p", "option", "tr", "td", "th", "dt", "dd"}


@dataclass
class Element:
    """One element: its tag, its attributes, and what it holds."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Element"]:
        """Go through all elements below this one, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    def has_class(self, name: str) -> bool:
        """Return whether the element is of a class."""
        return name in self.attributes.get("class", "").split()

    def with_class(self, name: str) -> list["Element"]:
        """Return all elements of a class below this one."""
        return [element for element in self if element.has_class(name)]

    def text(self, *, without: tuple[str, ...] = ()) -> str:
        """Return the text as it is read, runs of space made one; some tags left out."""
        return " ".join("".join(self._texts(without)).split())

    def _texts(self, without: tuple[str, ...]) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in without:
                yield from child._texts(without)


@dataclass
class Page:
    """A page of a built site."""

    path: Path
    root: Element
    comments: list[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Element("page")]
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if tag in _CLOSED_BY_NEXT and self.stack[-1].tag == tag:
            self.stack.pop()
        self.stack[-1].children.append(element)
        if tag not in _EMPTY:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.stack[1:]):
            while self.stack.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def read_page(path: Path) -> Page:
    """Read a page of a built site."""
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    return Page(path, reader.stack[0], reader.comments)
