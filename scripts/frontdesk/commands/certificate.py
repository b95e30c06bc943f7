"""`frontdesk certificate` and `frontdesk verify`: pages for those who passed, and whether one is true."""

import re
from pathlib import Path
from typing import Annotated

import typer

from frontdesk.assignments import read_secrets
from frontdesk.certificates import certificate_html, certificate_of, code_of, verified
from frontdesk.commands.content import today
from frontdesk.commands.records import Address, Folder, assignment_in, end, gradebook_of, stop
from frontdesk.gradebook.standing import standings
from frontdesk.problems import Problem, suggest
from frontdesk.writing import write_text

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


def certificate(
    assignment: Folder,
    person: Annotated[list[str] | None, typer.Option(help="Only for this person; may be repeated.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder to write to; certificates/ unless told.")
    ] = None,
    gradebook: Address = None,
) -> None:
    """Write a page to print for everybody who passed."""
    given = assignment_in(assignment)
    secrets, problems = read_secrets(assignment)
    if secrets is None:
        stop(problems)
    with gradebook_of(gradebook, assignment, given) as book:
        found = standings(book, given, today())
    problems = _strangers(assignment, person or [], [one.person.id for one in found])
    if not any(standing.state == "passed" for standing in found):
        print("nobody has passed yet")
    for standing in found:
        if person and standing.person.id not in person:
            continue
        made = certificate_of(given, standing)
        if made:
            page = certificate_html(made, code_of(made, secrets), standing.submission.paper)
            print(_written(out or assignment / "certificates", standing.person.id, page))
        elif person:
            what = f"has no certificate: {standing.state}"
            problems.append(Problem(str(assignment), 1, standing.person.id, what))
    end(problems)


def _strangers(folder: Path, wanted: list[str], known: list[str]) -> list[Problem]:
    what = "is nobody of this assignment"
    return [Problem(str(folder), 1, one, what, suggest(one, known)) for one in wanted if one not in known]


def _written(folder: Path, person: str, page: str) -> Path:
    path = folder / f"{_UNSAFE.sub('-', person).strip('. ')[:80] or 'certificate'}.html"
    try:
        write_text(path, page)
    except OSError as error:
        what = f"'{path}' cannot be written: {error.strerror}"
        raise typer.BadParameter(what, param_hint="--out") from None
    return path


def verify(
    code: Annotated[str, typer.Argument(help="The code of a certificate: FDC1.…")],
    assignment: Annotated[Path, typer.Option(help="The folder of the assignment that gave it out.")],
) -> None:
    """Say what a certificate's code certifies; exit 1 when it was altered or is of another assignment."""
    found = verified(code, assignment_in(assignment))
    if found is None:
        what = "was altered, is not whole, or was signed by another assignment"
        stop([Problem(str(assignment), 1, "certificate", what, "copy all of it, from FDC1 to the end")])
    print(f"true: {found.name} ({found.person}) passed '{found.title}' with {found.percent} percent")
    print(f"  on {found.day}, assignment {found.assignment}")
