"""People by objectives: who reached what, in figures and signs that survive a photocopier."""

from dataclasses import dataclass

import numpy as np

from frontdesk.reporting.analysis import Analysis
from frontdesk.reporting.wording import percent
from frontdesk.statistics import ObjectiveShare

# A page holds no more columns, and no more rows help anybody.
MOST_COLUMNS, MOST_ROWS = 14, 60
_HALF = 0.5


@dataclass(frozen=True)
class Band:
    """How far an objective was reached: its class, its sign, its words."""

    name: str
    sign: str
    words: str


@dataclass(frozen=True)
class Cell:
    """One cell: a band, and a figure; a person who was not asked has neither."""

    band: Band
    figure: str


@dataclass(frozen=True)
class Column:
    """One objective: its number in the map, its words, its lesson, the share of everybody."""

    number: int
    text: str
    lesson: str
    critical: bool
    share: Cell


@dataclass(frozen=True)
class HeatMap:
    """The map, weakest objectives first and weakest people on top; `bands` in place of rows of a big class.

    `left_out` counts objectives that stand only in the workbook.  Where people had questions of their own,
    too few of them share an objective, and columns are lessons.
    """

    columns: list[Column]
    rows: list[tuple[str, list[Cell]]]
    bands: list[tuple[Band, list[int]]]
    left_out: int
    by_lesson: bool


def heat_map_of(analysis: Analysis) -> HeatMap:
    """Return the map of a class."""
    found, reached = analysis.objectives, analysis.reached
    by_lesson = bool(reached.size) and float(np.isnan(reached).mean()) > _HALF
    if by_lesson:
        found, reached = analysis.lessons()
    known = [place for place, one in enumerate(found) if one.share is not None]
    weakest = sorted(known, key=lambda place: found[place].share or 0.0)[:MOST_COLUMNS]
    wanted = analysis.record.wanted
    columns = [_column(analysis, found[place], number) for number, place in enumerate(weakest, 1)]
    matrix = reached[:, weakest]
    cells = [[_cell(share, wanted) for share in row] for row in matrix.tolist()]
    if len(analysis.people) > MOST_ROWS:
        return HeatMap(columns, [], _counted(cells, wanted), len(known) - len(weakest), by_lesson)
    order = sorted(range(len(cells)), key=lambda row: (_mean(matrix[row]), row))
    rows = [(analysis.names.of(analysis.people[row].id), cells[row]) for row in order]
    return HeatMap(columns, rows, [], len(known) - len(weakest), by_lesson)


def bands_of(wanted: float) -> list[Band]:
    """Return the three bands, in words for a legend."""
    return [
        Band("reached", "✓", f"{percent(wanted)} or more"),
        Band("partly", "◐", "half or more" if wanted > _HALF else "nearly"),
        Band("not", "✗", "less than half" if wanted > _HALF else "less"),
    ]


def _column(analysis: Analysis, one: ObjectiveShare, number: int) -> Column:
    return Column(
        number,
        analysis.objective_text(one.objective),
        analysis.lesson_title(one.objective),
        one.critical,
        _cell(one.share or 0.0, analysis.record.wanted),
    )


def _cell(share: float, wanted: float) -> Cell:
    if np.isnan(share):
        return Cell(Band("none", "", "not asked"), "")
    reached, partly, not_reached = bands_of(wanted)
    # A share that is 0.8 but for the machine's rounding is 80 percent.
    above = share >= wanted - 1e-9
    band = reached if above else partly if share >= min(_HALF, wanted) - 1e-9 else not_reached
    return Cell(band, percent(share).removesuffix("%").strip())


def _mean(row: np.ndarray) -> float:
    known = row[~np.isnan(row)]
    return float(known.mean()) if len(known) else 2.0


def _counted(cells: list[list[Cell]], wanted: float) -> list[tuple[Band, list[int]]]:
    """Return for each band how many people stand in it, by objective."""
    columns = list(zip(*cells, strict=True))
    return [
        (band, [sum(cell.band.name == band.name for cell in column) for column in columns])
        for band in [*bands_of(wanted), Band("none", "", "not asked")]
    ]
