"""The HTML of our own renderer as a tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "col", "wbr", "source"})
# These end where the next of their kind begins.
_CLOSED_BY_NEXT = frozenset({"li", "p", "option", "tr", "td", "th", "dt", "dd"})


@dataclass
class Element:
    """One element: its tag, its attributes, and what it holds: elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def has_class(self, name: str) -> bool:
        """Return whether the element is of a class."""
        return name in self.attributes.get("class", "").split()

    @property
    def elements(self) -> list["Element"]:
        """Return the elements it holds, without the texts between them."""
        return [child for child in self.children if isinstance(child, Element)]

    def below(self, *tags: str) -> Iterator["Element"]:
        """Yield all elements of some tags below this one, in the order of the page."""
        for child in self.elements:
            if child.tag in tags:
                yield child
            yield from child.below(*tags)

    @property
    def text(self) -> str:
        """Return its text, runs of space made one."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()


def parse_html(html: str) -> Element:
    """Return the tree of a piece of HTML; a tag that is never closed ends where its parent ends."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.tree


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = Element("body")
        self._open = [self.tree]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CLOSED_BY_NEXT and self._open[-1].tag == tag:
            self._open.pop()
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
