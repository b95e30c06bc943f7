"""`frontdesk mark`: what a person marked, into the record."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from frontdesk.commands.changes_text import changes_text
from frontdesk.commands.content import content_root, now
from frontdesk.commands.records import Address, Folder, asked_by, assignment_in, end, gradebook_of
from frontdesk.gradebook.marks import keep_marks
from frontdesk.gradebook.regrading import grade_assignment
from frontdesk.reviewing import read_marking, waiting_in


def mark(
    context: typer.Context,
    assignment: Folder,
    marking: Annotated[Path, typer.Argument(help="The marking.xlsx that `grade` wrote, filled in.")],
    role: Annotated[str, typer.Option("--as", help="The role of whoever marked.")] = "manager",
    allow_lower: Annotated[
        bool, typer.Option("--allow-lower", help="Take results that are lower than before.")
    ] = False,
    gradebook: Address = None,
) -> None:
    """Read marks of essays and doubtful numbers, and grade again; exit 1 when a row is not right."""
    given = assignment_in(assignment)
    asked = asked_by(content_root(context), given.papers)
    with gradebook_of(gradebook, assignment, given) as book:
        marked = read_marking(marking, waiting_in(book, given, asked.banks, marked_too=True), role)
        kept = keep_marks(book, marked.given, now())
        regraded = grade_assignment(
            book, given, asked.on_papers, asked.edition, now(), allow_lower=allow_lower
        )
        left = len(waiting_in(book, given, asked.banks))
    print(f"{kept} marked, {left} still wait")
    sys.stderr.write(changes_text(regraded))
    end([*marked.problems, *regraded.problems])
