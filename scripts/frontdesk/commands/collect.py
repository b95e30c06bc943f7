"""`frontdesk collect`: answers in."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from frontdesk.assignments import read_secrets
from frontdesk.collecting import Collected
from frontdesk.collecting import collect as collect_files
from frontdesk.collecting.reading import Desk
from frontdesk.collecting.roll import Roll
from frontdesk.commands.content import content_root, now
from frontdesk.commands.records import Address, Folder, asked_by, assignment_in, end, gradebook_of, stop


def collect(
    context: typer.Context,
    assignment: Folder,
    sheets: Annotated[
        list[Path] | None, typer.Argument(help="Files, folders, archives, mails, spreadsheets.")
    ] = None,
    gradebook: Address = None,
) -> None:
    """Take answers in; doing it again does no harm. Exit 1 when something could not be taken in."""
    root = content_root(context)
    given = assignment_in(assignment)
    secrets, problems = read_secrets(assignment)
    if secrets is None:
        stop(problems)
    desk = Desk(Roll(given), secrets, asked_by(root, given.papers, is_whole=False).questions, now())
    with gradebook_of(gradebook, assignment, given) as book, Console(stderr=True).status("") as status:
        if not sys.stderr.isatty():
            status.stop()
        collected = collect_files(book, assignment, desk, sheets or [], status.update)
    _say(collected)
    end(collected.problems)


def _say(collected: Collected) -> None:
    print(f"{len(collected.added)} new, {collected.known} already here")
    if collected.unsigned:
        told = len(collected.unsigned)
        print(f"  taken at their word, for nothing signs a spreadsheet or a scan: {told} of them")
    for one in collected.late:
        when = one.submitted or one.arrived
        print(f"  late: {one.person}, paper {one.paper}, {when[:16].replace('T', ' ')}")
    for one in collected.corrected:
        print(
            f"  corrected: {one.person}, paper {one.paper}: the row in {one.source} counts now, both are kept"
        )
    for one in collected.twice:
        print(
            f"  twice: {one.person}, paper {one.paper} was handed in before; the first counts, both are kept"
        )
