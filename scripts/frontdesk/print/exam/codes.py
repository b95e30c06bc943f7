"""Codes that machines read: the corner markers and the square code of a page, as SVG."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from importlib import import_module

from frontdesk.print.geometry import marker_cells

PREFIX = "FD1"
BOOKLET = "Q"


def short_id(assignment: str) -> str:
    """Return six letters for an assignment's id, so that a page of another one is known by its code."""
    return sha256(assignment.encode()).hexdigest()[:6].upper()


def page_code(assignment: str, paper: str, page: str, check: str = "") -> str:
    """Return what the code of a page says: `FD1/<assignment>/<paper>/<page>`, and the check of its boxes.

    Capitals and figures only, so that the code stays coarse and is read from a bad scan.
    """
    return "/".join([PREFIX, short_id(assignment), paper, page, *([check] if check else [])])


def code_svg(text: str) -> str:
    """Return a text as a square code of level M, without a quiet zone."""
    matrix = import_module("segno").make(text, error="m", micro=False, boost_error=False).matrix
    return _svg(matrix)


@lru_cache
def marker_svg(number: int) -> str:
    """Return a corner marker."""
    return _svg(marker_cells(number))


def _svg(cells: Sequence[Sequence[object]]) -> str:
    """Return black cells as one path, a piece for each run in a row, so that no seams show between them."""
    pieces = []
    for y, row in enumerate(cells):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                pieces.append(f"M{start} {y}h{x - start}v1H{start}z")
            x += 1
    side = len(cells)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path d="{"".join(pieces)}"/></svg>'
    )
