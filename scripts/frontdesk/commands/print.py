"""`frontdesk print`: papers, answer sheets and the key of an assignment as PDF."""

from pathlib import Path
from typing import Annotated

import typer

from frontdesk.assignments import HAND_OUT, read_assignment
from frontdesk.commands.content import content_root, tell, today
from frontdesk.commands.papers import checked_library
from frontdesk.commands.printing import check_print, check_questions, tell_undrawn, write_pdf
from frontdesk.model.assignment import Assignment
from frontdesk.print.exam.booklet import Copy
from frontdesk.print.exam.papers import copies_of, key_pdf, papers_pdf, sheets_pdf
from frontdesk.problems import suggest

KEY_FILE = "SECRET-key.pdf"


def print_papers(
    context: typer.Context,
    assignment: Annotated[Path, typer.Argument(help="The folder that assign wrote.")],
    large: Annotated[bool, typer.Option("--large", help="In 18 point, with larger boxes.")] = False,
    person: Annotated[
        list[str] | None, typer.Option(help="Only for this person of the roster; may be repeated.")
    ] = None,
    attempt: Annotated[int, typer.Option(min=1, help="Which attempt the papers are for.")] = 1,
    out: Annotated[Path | None, typer.Option(help="The folder to write; hand-out/print unless told.")] = None,
) -> None:
    """Print a question booklet and an answer sheet for each person, and the key."""
    root = content_root(context)
    check_print()
    found, problems = read_assignment(assignment)
    tell(problems)
    if found is None:
        raise typer.Exit(1)
    copies = _copies(found, attempt, person)
    banks = checked_library(root).banks
    check_questions(copies, banks, assignment)
    tell_undrawn(copies, banks, assignment)
    folder = out or assignment / HAND_OUT / "print"
    write_pdf(folder / "papers.pdf", papers_pdf(copies, banks, today(), is_large=large))
    write_pdf(folder / "answer-sheets.pdf", sheets_pdf(copies, banks, today(), is_large=large))
    write_pdf((out or assignment) / KEY_FILE, key_pdf(copies, banks, today()))


def _copies(assignment: Assignment, attempt: int, people: list[str] | None) -> list[Copy]:
    known = [person.id for person in assignment.people]
    for name in people or []:
        if name not in known:
            what = f"'{name}' is not on the roster; {suggest(name, known)}"
            raise typer.BadParameter(what, param_hint="--person")
    copies = copies_of(assignment, attempt, people)
    if not copies:
        what = f"there is no attempt {attempt}; the plan allows {assignment.attempts}"
        raise typer.BadParameter(what, param_hint="--attempt")
    return copies
