"""What a scan found as a table for a person at a terminal."""

from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from frontdesk.model.assignment import Assignment, Person


def as_table(assignment: Assignment, sheets: list[Any], batch: Any, folder: Path) -> str:
    """Return a line for each person of the roster and each sheet, and below it what comes next."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("person", "name", "paper", "pages", "to decide", "sheet"):
        table.add_column(heading, justify="right" if heading in ("pages", "to decide") else "left")
    for person in assignment.people:
        own = [sheet for sheet in sheets if sheet.person == person.id]
        for row in [_row(person, sheet) for sheet in own] or [_missing(person)]:
            table.add_row(*row)
    out = StringIO()
    console = Console(file=out, width=140, highlight=False, markup=False, no_color=True)
    console.print(table)
    console.print(_told(sheets, batch, folder), soft_wrap=True)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _missing(person: Person) -> tuple[str, ...]:
    return person.id, person.name, "", "0", "", "not scanned"


def _row(person: Person, sheet: Any) -> tuple[str, ...]:
    marks = len(sheet.doubts) - len(sheet.missing)
    state = ", ".join(doubt.question for doubt in sheet.missing)
    state = f"{state} missing" if state else ("to decide" if marks else "whole")
    return person.id, person.name, sheet.paper, f"{sheet.pages}/{sheet.count}", str(marks or ""), state


def _told(sheets: list[Any], batch: Any, folder: Path) -> str:
    settled = sum(sheet.is_settled for sheet in sheets)
    left = sum(len(sheet.doubts) for sheet in sheets) + len(batch.unknown)
    lines = [
        f"{batch.read} pages read, {len(batch.problems)} refused",
        f"{settled} of {len(sheets)} sheets settled: {folder / 'sheets.json'}",
    ]
    if left:
        lines.append(f"{left} to decide: open {folder / 'review.html'}")
    return "\n".join(lines)
