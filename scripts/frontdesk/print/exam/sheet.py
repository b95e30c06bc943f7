"""Answer sheets as Typst source: each label, box and code at the place that `layout` gave it."""

from collections.abc import Iterable, Sequence

from frontdesk.print.exam.blocks import Label
from frontdesk.print.exam.codes import code_svg, marker_svg, page_code
from frontdesk.print.exam.layout import Placed, SheetPage
from frontdesk.print.exam.text import shown
from frontdesk.print.geometry import (
    CODE_AREA,
    INSET,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Area,
    Size,
)
from frontdesk.print.text import literal

_ALIGNED = {"left": "from-left", "center": "centred", "right": "from-right"}


def sheet_source(
    pages: Sequence[SheetPage], size: Size, assignment: str, paper: str, title: str, name: str
) -> str:
    """Return the source of one paper's answer sheet."""
    return "".join(_page(page, size, assignment, paper, title, name) for page in pages)


def blank_back(paper: str, count: int) -> str:
    """Return the source of the blank back of a sheet with an odd number of pages."""
    foot = _label(Label(f"{paper} · blank back 空白页", PAGE_WIDTH / 2, PAGE_HEIGHT - 12))
    return f"#sheet-page[#blank-back {foot}]\n" if count % 2 else ""


def _page(page: SheetPage, size: Size, assignment: str, paper: str, title: str, name: str) -> str:
    told = page_code(assignment, paper, str(page.number), page.check)
    kind = f"Answer sheet {page.number} of {page.count}　答题卡 第 {page.number} 页，共 {page.count} 页"
    parts = [
        *(_svg(area, marker_svg(number)) for number, area in size.markers().items()),
        _svg(CODE_AREA, code_svg(told)),
        f"#sheet-head({min(size.type_scale, 1.5)}, [{shown(title)}], [{shown(name)}], [{shown(kind)}], "
        f"{literal(paper)})",
        f"#sheet-legend({_mm(size.body - size.legend - 3)}, {size.legend}, {min(size.type_scale, 1.5)})",
        *_blocks(page.placed, size),
        # As a string: the typist would break so long a word, and it must be copied letter by letter.
        f"#centred({PAGE_WIDTH / 2:g}, {_FOOT:g}, 7, [#{literal(told)}])",
    ]
    return f"#sheet-page[{''.join(parts)}]\n"


_FOOT = PAGE_HEIGHT - INSET - 3


def _blocks(placed: Sequence[Placed], size: Size) -> Iterable[str]:
    boxes = ", ".join(f"({_mm(b.area.x)}, {_mm(b.area.y)})" for p in placed for b in p.boxes())
    if boxes:
        yield f"#drawn-boxes({_mm(size.box)}, {boxes})"
    yield _areas("drawn-frames", [frame for p in placed for frame in p.frames()])
    yield _areas("drawn-rules", [rule.moved(p.x, p.y) for p in placed for rule in p.block.rules])
    for p in placed:
        for label in p.block.labels:
            yield _label(label, p.x, p.y)


def _areas(call: str, areas: Sequence[Area]) -> str:
    told = ", ".join(f"({_mm(a.x)}, {_mm(a.y)}, {_mm(a.width)}, {_mm(a.height)})" for a in areas)
    return f"#{call}({told})" if told else ""


def _label(label: Label, x: float = 0, y: float = 0) -> str:
    weight = ", weight: 700" if label.is_bold else ""
    place = f"{_mm(label.x + x)}, {_mm(label.y + y)}, {label.points:g}"
    return f"#{_ALIGNED[label.align]}({place}, [{shown(label.text)}]{weight})"


def _svg(area: Area, svg: str) -> str:
    return f"#drawn-svg({_mm(area.x)}, {_mm(area.y)}, {_mm(area.width)}, {literal(svg)})"


def _mm(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
