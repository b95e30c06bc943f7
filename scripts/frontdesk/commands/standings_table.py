"""Where everybody stands, as a table, CSV or JSON."""

import json
from collections import Counter
from io import StringIO

from rich.console import Console
from rich.table import Table

from frontdesk.exchange.results import csv_lines
from frontdesk.gradebook.standing import Standing
from frontdesk.model.expression import decimal_text

_COLUMNS = (
    "person",
    "name",
    "due",
    "state",
    "submitted",
    "attempts",
    "percent",
    "late",
    "over",
    "twice",
    "open",
)
_COUNTS = ("attempts", "percent", "over", "twice", "open")


def _row(standing: Standing) -> dict[str, str | int | bool | None]:
    """Return a standing as plain data with stable keys."""
    submission, result = standing.submission, standing.result
    return {
        "person": standing.person.id,
        "name": standing.person.name,
        "due": str(standing.due),
        "state": standing.state,
        "submitted": (submission.submitted or submission.arrived) if submission else None,
        "attempts": standing.attempts,
        "percent": decimal_text(result.percent, fixed=1) if result else None,
        "late": standing.late,
        "over": standing.over,
        "twice": standing.again,
        "open": standing.open,
    }


def as_json(standings: list[Standing]) -> str:
    """Return a list with an entry a person."""
    return json.dumps([_row(one) for one in standings], ensure_ascii=False, indent=2) + "\n"


def as_csv(standings: list[Standing]) -> str:
    """Return a line a person; no cell is a formula."""
    return csv_lines([list(_COLUMNS), *(_cells(_row(one)) for one in standings)])


def _cells(row: dict[str, str | int | bool | None]) -> list[str]:
    told = row | {"late": "true" if row["late"] else "false"}
    return ["" if told[key] is None else str(told[key]) for key in _COLUMNS]


def as_table(standings: list[Standing]) -> str:
    """Return a line a person, and below it how many are where."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in _COLUMNS:
        table.add_column(heading, justify="right" if heading in _COUNTS else "left")
    for standing in standings:
        row = _row(standing) | {"late": "late" if standing.late else ""}
        row["submitted"] = str(row["submitted"] or "")[:16].replace("T", " ")
        table.add_row(*("" if row[key] in (None, 0) else str(row[key]) for key in _COLUMNS))
    out = StringIO()
    console = Console(file=out, width=160, highlight=False, markup=False, no_color=True)
    console.print(table)
    states = Counter(standing.state for standing in standings)
    console.print(", ".join(f"{count} {state}" for state, count in states.items()))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
