"""HTML as typst source: every kind of element becomes one function of the template."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from posixpath import normpath

from frontdesk.print.html_tree import Element, parse_html
from frontdesk.print.surroundings import Surroundings
from frontdesk.print.tables import Cell, Table, fit_columns, table_markup
from frontdesk.print.text import Typist, literal

_INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "em", "i", "img", "kbd", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "time", "u", "input", "label", "wbr", "del", "ins"}
)
_BOXES = ("say", "never", "worked", "standard", "locally", "today")
_LONG_BOX = 1800
_WRAPPED = {
    "strong": "strong", "b": "strong", "em": "emph", "i": "emph", "cite": "emph", "small": "small",
    "sub": "sub", "sup": "super", "code": "code", "kbd": "code", "s": "strike", "del": "strike",
}  # fmt: skip


class Writer:
    """Writes the HTML of one page after another."""

    def __init__(self, surroundings: Surroundings, typist: Typist) -> None:
        """Keep what is asked about the document, and who writes its letters."""
        self._around, self._typist = surroundings, typist
        self._page, self._level = "", 1
        self._in_chinese = False
        self._widths = surroundings.widths

    @contextmanager
    def _within(self, widths: Mapping[str, float]) -> Iterator[None]:
        """Set tables for another width while a box or a job aid is written."""
        before, self._widths = self._widths, widths
        try:
            yield
        finally:
            self._widths = before

    def page(self, html: str, name: str) -> str:
        """Return the body of a page; `name` is its path below `docs/` without `.md`."""
        self._page, self._level = name, 1
        return self.blocks(parse_html(html).children)

    def block(self, html: str) -> str:
        """Return a piece of HTML as blocks."""
        return self.blocks(parse_html(html).children)

    def inline(self, html: str) -> str:
        """Return a piece of HTML that stands inside a sentence."""
        if "<" not in html and "&" not in html:
            return self._typist.text(html)
        return self._line(parse_html(html).children)

    def text(self, text: str) -> str:
        """Return plain text."""
        return self._typist.text(text)

    def blocks(self, children: Iterable[Element | str]) -> str:
        """Return blocks with empty lines between them; loose text between them becomes a paragraph."""
        parts: list[str] = []
        loose: list[Element | str] = []
        for child in children:
            if isinstance(child, str) or child.tag in _INLINE:
                loose.append(child)
                continue
            parts += [self._line(loose).strip(), self._block(child)]
            loose = []
        parts.append(self._line(loose).strip())
        return "\n\n".join(part for part in parts if part)

    def _block(self, element: Element) -> str:
        way: Callable[[Element], str] | None = getattr(self, f"_{element.tag}", None)
        return way(element) if way else self._told(element, self.blocks(element.children))

    def _told(self, element: Element, markup: str) -> str:
        """Return markup, told to be Chinese where the element is."""
        is_zh = element.attributes.get("lang", "").startswith("zh")
        return f"#zh[{markup}];" if is_zh and markup and not self._in_chinese else markup

    def _line(self, children: Iterable[Element | str]) -> str:
        """Return what stands inside a sentence."""
        return "".join(
            self._typist.text(child, in_chinese=self._in_chinese)
            if isinstance(child, str)
            else self._inline(child)
            for child in children
        )

    def _inline(self, element: Element) -> str:
        if element.attributes.get("hidden") is not None or element.has_class("fd-words"):
            return ""
        tag = element.tag
        if tag == "br":
            return "#linebreak();"
        if tag == "img":
            return self._img(element)
        if tag not in _INLINE:
            return self._block(element)
        is_zh = element.attributes.get("lang", "").startswith("zh") and not self._in_chinese
        body = self._in_zh(element) if is_zh else self._line(element.children)
        if tag == "a":
            return self._a(element, body)
        return f"#{_WRAPPED[tag]}[{body}];" if tag in _WRAPPED and body else body

    def _in_zh(self, element: Element) -> str:
        self._in_chinese = True
        try:
            body = self._line(element.children)
        finally:
            self._in_chinese = False
        return f"#zh[{body}];" if body else ""

    def _a(self, element: Element, body: str) -> str:
        target = element.attributes.get("href", "")
        if element.has_class("fd-cite"):
            return self._around.citation(target.rpartition("#")[2], element.text, body)
        if element.has_class("fd-term"):
            return self._around.term(target.rpartition("#")[2], body)
        return self._around.link(self._address(target), body) if target else body

    def _address(self, target: str) -> str:
        """Return where a link leads, as a page's name with its heading; what leaves the site stays."""
        path, hash_, anchor = target.partition("#")
        if ":" in path or path.startswith("/"):
            return target
        folder = self._page.rpartition("/")[0]
        name = normpath(f"{folder}/{path}".lstrip("/")) if path else self._page
        return name.removesuffix(".md").removesuffix(".html") + hash_ + anchor

    def _p(self, element: Element) -> str:
        if element.has_class("fd-note"):
            return f"#note[{self._line(element.children).strip()}]"
        is_zh = element.attributes.get("lang", "").startswith("zh") and not self._in_chinese
        return (self._in_zh(element) if is_zh else self._line(element.children)).strip()

    def _heading(self, element: Element) -> str:
        wanted = max(int(element.tag[1]), 2)
        self._level = min(wanted, self._level + 1)
        anchor = f"{self._page}#{element.attributes.get('id', '')}"
        return f"#section({self._level}, {literal(anchor)})[{self._line(element.children).strip()}]"

    _h1 = _h2 = _h3 = _h4 = _h5 = _h6 = _heading

    def _ul(self, element: Element) -> str:
        items = [item for item in element.elements if item.tag == "li"]
        ticks = items and all(item.text.startswith("☐") for item in items)
        return self._items("ticks" if ticks else "list", items, is_ticked=bool(ticks))

    def _ol(self, element: Element) -> str:
        start = element.attributes.get("start", "1")
        call = f"enum.with(start: {int(start)})" if start.isdigit() and start != "1" else "enum"
        return self._items(call, [item for item in element.elements if item.tag == "li"])

    def _items(self, call: str, items: list[Element], *, is_ticked: bool = False) -> str:
        with self._within(self._around.widths_in_box):
            bodies = [self._told(item, self.blocks(item.children)) for item in items]
        if is_ticked:
            bodies = [body.removeprefix("#tick-square();#h(0.2em);").lstrip() for body in bodies]
        inside = ", ".join(f"[{body}]" for body in bodies)
        return f"#({call})({inside})" if "." in call else f"#{call}({inside})"

    def _blockquote(self, element: Element) -> str:
        return f"#quotation[{self.blocks(element.children)}]"

    def _hr(self, _element: Element) -> str:
        return "#rule-line"

    def _pre(self, element: Element) -> str:
        return "#code-lines(" + ", ".join(literal(line) for line in _code(element).split("\n")) + ",)"

    def _dl(self, element: Element) -> str:
        parts = []
        for item in element.elements:
            body = self.blocks(item.children)
            parts.append(f"#strong[{body}]" if item.tag == "dt" else f"#pad(left: 1em)[{body}]")
        return "\n\n".join(parts)

    def _details(self, element: Element) -> str:
        title = next((self._line(e.children) for e in element.elements if e.tag == "summary"), "")
        rest = [child for child in element.children if isinstance(child, str) or child.tag != "summary"]
        return f"#upside-down[{title.strip()}][{self.blocks(rest)}]"

    def _script(self, _element: Element) -> str:
        return ""

    _style = _link = _script

    def _div(self, element: Element) -> str:
        if element.has_class("fd-slot"):
            return self._around.slot(element)
        if element.has_class("admonition"):
            return self._admonition(element)
        return self._told(element, self.blocks(element.children))

    def _admonition(self, element: Element) -> str:
        titles = [child for child in element.elements if child.has_class("admonition-title")]
        title = self._line(titles[0].children).strip() if titles else ""
        rest = [child for child in element.children if child not in titles]
        is_aid = element.has_class("aid")
        with self._within(self._around.widths_in_aid if is_aid else self._around.widths_in_box):
            body = self.blocks(rest)
        if is_aid:
            return self._around.aid(title, body)
        kind = next((kind for kind in _BOXES if element.has_class(kind)), "worked")
        return box_markup(kind, title, body)

    def _img(self, element: Element) -> str:
        source, alt = element.attributes.get("src", ""), element.attributes.get("alt", "")
        return self._around.picture(self._address(source), alt)

    def _table(self, element: Element) -> str:
        found = [[cell for cell in row.elements if cell.tag in ("td", "th")] for row in element.below("tr")]
        rows = [[self._cell(cell) for cell in row] for row in found if row]
        if not rows:
            return ""
        table = Table(rows, next((self._line(e.children) for e in element.below("caption")), ""))
        fit = fit_columns(table.texts, self._widths)
        if fit.is_too_wide:
            first, *_, last = table.texts[0]
            told = f"the table '{first}, …, {last}' has {len(table.texts[0])} columns, too many for paper"
            self._around.tell(told, "make two tables of it, or shorten its words", warning=True)
        return table_markup(table, fit)

    def _cell(self, element: Element) -> Cell:
        is_right = "right" in element.attributes.get("style", "") or element.has_class("fd-number")
        return Cell(element.text, self._told(element, self.blocks(element.children)), is_right)


def box_markup(kind: str, title: str, body: str) -> str:
    """Return a box; a long one may be torn over two pages."""
    told = ", is-long: true" * (len(body) > _LONG_BOX)
    return f'#box-of("{kind}", [{title}], [{body}]{told})'


def _code(element: Element) -> str:
    return "".join(_raw(element)).strip("\n")


def _raw(element: Element) -> Iterable[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _raw(child)
