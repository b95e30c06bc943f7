"""How wide the columns of a table are, and what is done with one that is too wide for its page.

Widths are estimates in em of the table's own type: a Latin letter takes about half an em, a Chinese
character a whole one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_GAP = 1.1
# A column that is empty but for its head is there to be written in.
_EMPTY_COLUMN = 7.0
# A word longer than this is broken by the typist, so no column need be wider for it.
_LONGEST_WORD = 12.5
_MOST_LINES = 8
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
# What stands on one line whatever happens: a Latin word, or a Chinese character with the mark behind it.
_WORD = re.compile(rf"[^\s{_HAN}-]+-?|[{_HAN}]{{1,2}}")
_SCALES = (0.88, 0.8)


@dataclass(frozen=True)
class Cell:
    """One cell: its plain text, its markup, and whether it stands on the right as a figure."""

    text: str
    markup: str
    is_right: bool = False


@dataclass(frozen=True)
class Table:
    """The rows of a table, the first its head; a row may be shorter than the others."""

    rows: Sequence[Sequence[Cell]]
    caption: str = ""

    @property
    def texts(self) -> list[list[str]]:
        """Return the texts of the cells, each row filled up to the longest."""
        return [[cell.text for cell in row] for row in self.filled]

    @property
    def filled(self) -> list[list[Cell]]:
        """Return the rows, each filled up to the longest."""
        count = max(map(len, self.rows), default=0)
        return [[*row, *[Cell("", "")] * (count - len(row))] for row in self.rows]


@dataclass(frozen=True)
class Fit:
    """How a table is set: the size of its type in em of the text around it, its place, its columns' shares.

    `place` is `text` (as wide as the text), `wide` (into the margin as well) or `turned` (a page turned
    round).
    """

    scale: float
    place: str
    shares: tuple[float, ...]
    is_too_wide: bool = False


def fit_columns(rows: Sequence[Sequence[str]], widths: Mapping[str, float]) -> Fit:
    """Return how a table of texts fits; `widths` are those of the places there are, in em of the text around.

    The nearest place and the largest type win in which no word is cut and no cell becomes a tower.  Where
    none does, the last place is taken with words broken.
    """
    least, wanted = _least(rows), _wanted(rows)
    last = list(widths)[-1]
    for place, width in widths.items():
        for scale in _SCALES:
            room = width / scale
            shares = _shares(least, wanted, room)
            if sum(least) <= room and (place == last or _lines(wanted, shares) <= _MOST_LINES):
                return Fit(scale, place, shares)
    return Fit(_SCALES[-1], last, tuple(least), is_too_wide=True)


def table_markup(table: Table, fit: Fit) -> str:
    """Return a table as markup; one with empty last cells is a form and has rows high enough to write in."""
    head, *rows = table.filled
    shares = ", ".join(f"{share:.2f}fr" for share in fit.shares)
    sides = ", ".join(
        '"right"' if _is_right(column) else '"left"' for column in zip(*table.filled, strict=True)
    )
    is_form = any(not row[-1].text for row in rows)
    told = [f"size: {fit.scale}em", f'place: "{fit.place}"', f"caption: [{table.caption}]"]
    told += ["is-form: true"] * is_form + ["is-broken: true"] * fit.is_too_wide
    cells = "".join(f"[{cell.markup}], " for row in rows for cell in row)
    heads = "".join(f"[{cell.markup}], " for cell in head)
    return f"#grid-table(({shares},), ({sides},), {', '.join(told)}, ({heads}), ({cells}))"


def _is_right(column: Sequence[Cell]) -> bool:
    return any(cell.is_right for cell in column)


def _lines(wanted: Sequence[float], shares: Sequence[float]) -> float:
    """Return about how many lines the tallest cell has."""
    return max((want - _GAP) / max(share - _GAP, 0.5) for want, share in zip(wanted, shares, strict=True))


def _shares(least: Sequence[float], wanted: Sequence[float], room: float) -> tuple[float, ...]:
    """Return the columns' widths: what each must have, and of the rest a part by how much it holds."""
    spare = max(room - sum(least), 0.0)
    more = [max(want - need, 0.0) ** 0.75 for want, need in zip(wanted, least, strict=True)]
    total = sum(more)
    if sum(wanted) <= room or not total:
        return tuple(want + (room - sum(wanted)) / len(least) for want in wanted)
    return tuple(need + spare * part / total for need, part in zip(least, more, strict=True))


def _least(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return what each column needs so that its longest word stands on a line."""
    return [
        max(_EMPTY_COLUMN * (not any(column[1:])), *(_longest_word(text) for text in column)) + _GAP
        for column in zip(*rows, strict=True)
    ]


def _wanted(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return how wide each column would be if its longest text stood on one line."""
    return [
        max(_EMPTY_COLUMN * (not any(column[1:])), *(width_of(text) for text in column)) + _GAP
        for column in zip(*rows, strict=True)
    ]


def _longest_word(text: str) -> float:
    return max((min(width_of(word), _LONGEST_WORD) for word in _WORD.findall(text)), default=0.0)


def width_of(text: str) -> float:
    """Return about how wide a text is, in em."""
    chinese = len(re.findall(f"[{_HAN}]", text))
    return chinese + 0.52 * (len(text) - chinese)
