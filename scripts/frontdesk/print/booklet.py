"""A finished book as a booklet: two pages side by side on a sheet, in the order that folding needs.

The sheets are grouped in sections, each folded by itself; sixteen sheets are as many as a stapler and a fold
can bear.
"""

from collections.abc import Iterator
from datetime import date

from frontdesk.print.typesetting import compile_pdf

_MOST_PAGES = 64
_SECTION = 32


def section_sizes(pages: int) -> list[int]:
    """Return the pages of each section, every one a multiple of four; a thin book is a single section."""
    if pages <= _MOST_PAGES:
        return [-(-pages // 4) * 4] if pages else []
    whole, rest = divmod(pages, _SECTION)
    return [_SECTION] * whole + ([-(-rest // 4) * 4] if rest else [])


def tell_sections(pages: int) -> str:
    """Return how the printed sheets are folded, as words after a count of pages."""
    sheets = [size // 4 for size in section_sizes(pages)]
    if len(sheets) == 1:
        return f" on {sheets[0]} sheets; print both sides, turn over the short edge, fold all together"
    return (
        f" on {sum(sheets)} sheets; print both sides, turn over the short edge, "
        f"fold {len(sheets)} sections of {sheets[0]} sheets, the last of {sheets[-1]}"
    )


def folded(pages: int) -> Iterator[tuple[int, int]]:
    """Yield the pages left and right on each side of paper; 0 is an empty page.

    Sides come in printing order, front and back of each sheet, for printing on both sides and turning over
    the short edge.
    """
    start = 0
    for size in section_sizes(pages):
        for sheet in range(size // 4):
            low, high = start + 2 * sheet, start + size - 2 * sheet
            for left, right in ((high, low + 1), (low + 2, high - 1)):
                yield (left if left <= pages else 0, right if right <= pages else 0)
        start += size


def booklet_pdf(pdf: bytes, pages: int, day: date) -> bytes:
    """Return a book of A5 pages imposed on A4; it is for the printer, so it has no tags and no links."""
    sides = ", ".join(f"({left}, {right})" for left, right in folded(pages))
    source = (
        '#set page(paper: "a4", flipped: true, margin: 0pt)\n'
        "#set document(date: none)\n"
        "#let half(number) = if number > 0 "
        '{ image("book.pdf", page: number, width: 148.5mm, height: 210mm) }\n'
        f"#for (left, right) in ({sides},) {{ grid(columns: (50%, 50%), half(left), half(right)); "
        "pagebreak(weak: true) }\n"
    )
    return compile_pdf(source, {"book.pdf": pdf}, day=day, is_tagged=False)
