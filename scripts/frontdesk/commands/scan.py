"""`frontdesk scan`: paper sheets back into answers."""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from frontdesk.assignments import read_assignment
from frontdesk.commands.content import content_root, tell
from frontdesk.commands.papers import checked_library
from frontdesk.commands.scan_table import as_table
from frontdesk.problems import Problem
from frontdesk.scanning import ScanNotInstalledError, check_installed
from frontdesk.writing import write_bytes, write_text


def scan(
    context: typer.Context,
    assignment: Annotated[Path, typer.Argument(help="The folder that assign wrote.")],
    images: Annotated[list[Path], typer.Argument(help="Scans: .pdf, .png, .jpg, .tif, or folders of them.")],
    decisions: Annotated[
        Path | None, typer.Option(help="What was decided in review.html: decisions.json.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder to write; scans in the assignment unless told.")
    ] = None,
) -> None:
    """Read answer sheets from scans and photos; what is doubtful goes to review.html."""
    root = content_root(context)
    _check_scan()
    found, problems = read_assignment(assignment)
    decided, more = _decisions(decisions)
    tell(problems + more)
    if found is None or more:
        raise typer.Exit(1)
    folder = out or assignment / "scans"
    batch = _read(folder, images, found, checked_library(root).banks, decided)
    sheets = batch.sheets()
    settled = [sheet.as_json() for sheet in sheets if sheet.is_settled]
    _write(folder / "sheets.json", json.dumps(settled, ensure_ascii=False, indent=1) + "\n")
    _write(folder / "review.html", import_module("frontdesk.scanning.review").review_html(batch, sheets))
    sys.stdout.write(as_table(found, sheets, batch, folder))
    told = batch.problems + batch.blanks() + (batch.unused(str(decisions)) if decisions else [])
    tell(told)
    if any(not problem.warning for problem in told) or batch.unknown or len(settled) < len(sheets):
        raise typer.Exit(1)


def _check_scan() -> None:
    try:
        check_installed()
    except ScanNotInstalledError as error:
        raise typer.BadParameter(str(error)) from None


def _decisions(path: Path | None) -> tuple[dict, list[Problem]]:
    return import_module("frontdesk.scanning.decisions").read_decisions(path) if path else ({}, [])


def _read(folder: Path, images: list[Path], assignment: Any, banks: Any, decided: dict) -> Any:
    # OpenCV takes a while to load, so that only the command that needs it does.
    pages, sheets = (import_module(f"frontdesk.scanning.{name}") for name in ("pages", "sheets"))

    def keep(name: str, picture: bytes) -> None:
        write_bytes(folder / "images" / name, picture)

    batch = sheets.Scan(assignment, banks, keep, decided)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("pages", total=None)
        for page in pages.read_pictures(pages.files_of(images)):
            batch.add(page)
            progress.update(task, advance=1, description=f"{batch.read} pages read")
    return batch


def _write(path: Path, text: str) -> None:
    try:
        write_text(path, text)
    except OSError as error:
        what = f"'{path}' cannot be written: {error.strerror}"
        raise typer.BadParameter(what, param_hint="--out") from None
