"""Results written where they are wanted: the screen or a file."""

import sys
from pathlib import Path

import typer

from frontdesk.commands.results_table import as_table
from frontdesk.exchange.results import as_json, csv_header, csv_text
from frontdesk.model.attempt import Result
from frontdesk.writing import write_text


def put_results(results: list[Result], format: str, rows: bool, out: Path | None) -> None:
    """Write results as table, json or csv."""
    if format == "json":
        text = as_json(results)
    elif format == "csv":
        text = csv_header(by_answer=rows) + csv_text(results, by_answer=rows)
    else:
        text = as_table(results)
    put(text, out)


def put(text: str, out: Path | None) -> None:
    """Write a text to the screen, or whole into a file."""
    if out is None:
        sys.stdout.write(text)
        return
    try:
        write_text(out, text)
    except OSError as error:
        what = f"'{out}' cannot be written: {error.strerror}"
        raise typer.BadParameter(what, param_hint="--out") from None
