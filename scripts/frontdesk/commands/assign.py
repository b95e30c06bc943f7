"""`frontdesk assign`: a paper for each person of a roster, ready to hand out."""

import secrets as chance
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from frontdesk.assigning.folder import write_folder
from frontdesk.assigning.issue import Issue, issue
from frontdesk.assignments import HAND_OUT, SECRETS
from frontdesk.commands.content import content_root, tell, today
from frontdesk.commands.papers import checked_library, plan_named
from frontdesk.exchange.days import read_day
from frontdesk.exchange.rosters import read_roster
from frontdesk.model.assignment import Person


def assign(
    context: typer.Context,
    blueprint: Annotated[str, typer.Argument(help="A blueprint of quizzes/papers/, such as desk-ready.")],
    roster: Annotated[Path, typer.Option(help="Who takes it: .xlsx or .csv with a column 姓名 or name.")],
    due: Annotated[str, typer.Option(help="The last day: 2026-12-04, or friday.")],
    out: Annotated[Path | None, typer.Option(help="The folder to write; assignments/… unless told.")] = None,
) -> None:
    """Draw a paper for each person, and write pages, notice, spreadsheet and secrets."""
    root = content_root(context)
    last_day = _due(due)
    people, problems = read_roster(roster)
    tell(problems)
    if any(not problem.warning for problem in problems):
        raise typer.Exit(1)
    library = checked_library(root)
    name, plan = plan_named(library, blueprint)
    drawn = issue(Issue(name, plan, library.banks, today()), people, last_day, chance.token_hex(24))
    if drawn is None:
        raise typer.BadParameter(f"'{name}' finds too few questions; run frontdesk check")
    folder = _folder(root, out, name, last_day)
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        for _ in progress.track(write_folder(folder, *drawn, library.banks), len(drawn[0].papers)):
            pass
    _say(folder, people, len(drawn[0].papers))


def _due(text: str) -> date:
    day = read_day(text, today())
    if day is None:
        raise typer.BadParameter(f"'{text}' is not a day; write 2026-12-04, or friday", param_hint="--due")
    if day < today():
        raise typer.BadParameter(f"{day} is over; name a day to come", param_hint="--due")
    return day


def _folder(root: Path, out: Path | None, name: str, due: date) -> Path:
    """Return the folder to write: a new one, and none that is published or kept with the content."""
    folder = out or Path("assignments") / f"{name}-{due}"
    if folder.exists() and any(folder.iterdir()):
        what = f"'{folder}' holds something already; choose another folder, or delete it yourself"
        raise typer.BadParameter(what, param_hint="--out")
    content = [(root / part).resolve() for part in ("docs", "quizzes", "site")]
    if any(folder.resolve().is_relative_to(part) for part in content):
        what = f"'{folder}' belongs to the content; records of people never live there"
        raise typer.BadParameter(what, param_hint="--out")
    return folder


def _say(folder: Path, people: list[Person], papers: int) -> None:
    print(f"{len(people)} people, {papers} papers: {folder}")
    print(f"  hand out: {folder / HAND_OUT}")
    print(f"  keep to yourself: {folder / SECRETS}")
