"""`frontdesk export-person`: everything that is held on somebody, for that person."""

import json
from pathlib import Path
from typing import Annotated

import typer

from frontdesk.commands.records import Address, Folders, Who, books_of, end
from frontdesk.commands.results_out import put
from frontdesk.gradebook.holding import export_person as held_on
from frontdesk.problems import Problem


def export_person(
    person: Who,
    assignments: Folders = None,
    out: Annotated[Path | None, typer.Option(help="Write to this file instead of the screen.")] = None,
    gradebook: Address = None,
) -> None:
    """Write everything that is held on a person, for that person."""
    held: list[dict] = []
    for book, _ in books_of(assignments or [], gradebook):
        held += held_on(book, person)["assignments"]
    if not held:
        end([Problem(gradebook or "gradebook", 1, person, "is nobody on record here")])
    told = {"format": "frontdesk-person/1", "person": person, "assignments": held}
    put(json.dumps(told, ensure_ascii=False, indent=2) + "\n", out)
