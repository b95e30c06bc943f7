"""Texts of banks as Typst: the few elements that `html.markup` makes, and nothing that a writer typed."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from frontdesk.html.markup import block
from frontdesk.print.html_tree import Element, parse_html
from frontdesk.print.tables import fit_columns
from frontdesk.print.text import Typist, literal

_INLINE = {"em": "#emph", "strong": "#strong", "sub": "#sub", "sup": "#super"}
_INLINE_TAGS = frozenset({*_INLINE, "a", "br", "code", "img", "span"})
# About how many em a table may take beside a question's number and marks.
_TABLE_WIDTH = {"text": 40.0}
_TYPIST = Typist()


def shown(text: str) -> str:
    """Return a plain text as Typst content."""
    return _TYPIST.text(text)


@lru_cache(maxsize=65536)
def typst(text: str) -> str:
    """Return a Markdown text of a bank as Typst content, without the brackets around it."""
    return from_html(block(text))


@lru_cache(maxsize=65536)
def from_html(html: str) -> str:
    """Return HTML that `html.markup` made as Typst content; elements it never makes keep their text."""
    return _blocks(parse_html(str(html)).children).strip()


def _blocks(children: Iterable[Element | str]) -> str:
    parts: list[str] = []
    is_open = False  # whether the last part is a line of text, which more text continues
    for child in children:
        is_inline = isinstance(child, str) or child.tag in _INLINE_TAGS
        if isinstance(child, str) and not child.strip() and not is_open:
            continue
        told = _line([child]) if is_inline else _block(child)
        parts.append(told if is_inline and is_open else f"\n\n{told}")
        is_open = is_inline
    return "".join(parts)


def _block(element: Element) -> str:
    return _BLOCKS[element.tag](element) if element.tag in _BLOCKS else _blocks(element.children)


def _line(children: Iterable[Element | str]) -> str:
    return "".join(shown(child) if isinstance(child, str) else _inline(child) for child in children)


def _inline(element: Element) -> str:
    if element.tag == "br":
        return "#linebreak();"
    if element.tag == "img":
        return shown(element.attributes.get("alt", ""))
    if element.tag == "code":
        return f"#raw({literal(element.text)});"
    body = _line(element.children)
    return f"{_INLINE[element.tag]}[{body}];" if element.tag in _INLINE and body else body


def _heading(element: Element) -> str:
    return f"#strong[{_line(element.children)}]"


def _items(element: Element) -> str:
    return "".join(f"[{_blocks(item.children).strip()}]" for item in element.elements)


def _numbered(element: Element) -> str:
    start = element.attributes.get("start", "")
    return f"#enum({f'start: {int(start)}' if start.isdecimal() else ''}){_items(element)}"


def _code_block(element: Element) -> str:
    return f"#raw({literal(element.text)}, block: true)"


def _table(element: Element) -> str:
    rows = [[cell for cell in row.elements if cell.tag in ("td", "th")] for row in element.below("tr")]
    count = max((len(row) for row in rows), default=0)
    rows = [row + [Element("td")] * (count - len(row)) for row in rows]
    fit = fit_columns([[cell.text for cell in row] for row in rows], _TABLE_WIDTH)
    told = [", ".join(f"[{_blocks(cell.children).strip()}]" for cell in row) for row in rows]
    columns = ", ".join(f"{share:.2f}fr" for share in fit.shares)
    head = f"table.header({told[0]}), " if rows and rows[0][0].tag == "th" else ""
    body = ", ".join(told[1:] if head else told)
    return f"#table(columns: ({columns},), {head}{body})"


_BLOCKS: dict[str, Callable[[Element], str]] = {
    **{f"h{level}": _heading for level in range(1, 7)},
    "ul": lambda element: f"#list(){_items(element)}",
    "ol": _numbered,
    "pre": _code_block,
    "hr": lambda _: "",
    "blockquote": lambda element: f"#quote(block: true)[{_blocks(element.children).strip()}]",
    "table": _table,
}
