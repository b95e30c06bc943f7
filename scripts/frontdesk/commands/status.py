"""`frontdesk status`: who is missing, who is late, what waits for a person."""

import sys
from typing import Annotated

import typer

from frontdesk.commands import standings_table as write
from frontdesk.commands.content import today
from frontdesk.commands.grade import Format
from frontdesk.commands.records import Address, Folder, assignment_in, gradebook_of
from frontdesk.gradebook.standing import standings


def status(
    assignment: Folder,
    format: Annotated[Format, typer.Option(help="How it is written.")] = Format.TABLE,
    gradebook: Address = None,
) -> None:
    """Say where everybody stands."""
    given = assignment_in(assignment)
    with gradebook_of(gradebook, assignment, given) as book:
        found = standings(book, given, today())
    written = {Format.TABLE: write.as_table, Format.JSON: write.as_json, Format.CSV: write.as_csv}
    sys.stdout.write(written[format](found))
