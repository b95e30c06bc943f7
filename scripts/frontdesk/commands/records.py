"""What the commands about assignments share: a folder, its gradebook, the questions its papers ask."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.exc import DBAPIError

from frontdesk.assignments import GRADEBOOK, read_assignment
from frontdesk.commands.content import tell
from frontdesk.gradebook.book import Gradebook, open_gradebook, unreachable
from frontdesk.gradebook.registry import is_another, keep_assignment
from frontdesk.grading import PaperQuestions
from frontdesk.library import read_bank, read_shared
from frontdesk.model.assignment import Assignment
from frontdesk.model.bank import Bank
from frontdesk.model.paper import Paper
from frontdesk.model.questions import Question
from frontdesk.papers import edition_of
from frontdesk.problems import Problem

Folder = Annotated[Path, typer.Argument(help="The folder that `assign` wrote.")]
Folders = Annotated[list[Path] | None, typer.Argument(help="The folders of assignments.")]
Who = Annotated[str, typer.Argument(help="The id of a person.")]
Address = Annotated[
    str | None,
    typer.Option(
        "--gradebook",
        envvar="FRONTDESK_GRADEBOOK",
        help="A file, or postgresql://name@server/database; the folder's gradebook.sqlite unless told.",
    ),
]


def assignment_in(folder: Path) -> Assignment:
    """Return the assignment of a folder, or end the command."""
    if not folder.is_dir():
        what = f"'{folder}' is no folder; name the one that `assign` wrote"
        raise typer.BadParameter(what, param_hint="ASSIGNMENT")
    assignment, problems = read_assignment(folder)
    if assignment is None:
        stop(problems)
    return assignment


@contextmanager
def gradebook_of(address: str | None, folder: Path | None, *assignments: Assignment) -> Iterator[Gradebook]:
    """Open the gradebook of a folder, or the one at an address; a fault of it ends the command with 1.

    The assignments are on record from then on.
    """
    if address is None and folder is None:
        raise typer.BadParameter("name an assignment's folder, or a gradebook", param_hint="--gradebook")
    book, problems = open_gradebook(address or str(folder / GRADEBOOK))
    if book is None:
        stop(problems)
    try:
        for assignment in assignments:
            _keep(book, assignment)
        yield book
    except DBAPIError as error:
        stop([unreachable(book.address, error)])
    finally:
        book.close()


def _keep(book: Gradebook, assignment: Assignment) -> None:
    with book.writing() as connection:
        if not is_another(connection, assignment):
            keep_assignment(book, connection, assignment)
            return
    what = f"holds another assignment called '{assignment.id}', signed with another key"
    stop([Problem(book.address, 1, "gradebook", what, "use a gradebook of its own for this folder")])


def books_of(folders: list[Path], address: str | None) -> Iterator[tuple[Gradebook, list[Path]]]:
    """Yield each gradebook with the folders that it is the record of."""
    if address is not None or not folders:
        with gradebook_of(address, None, *map(assignment_in, folders)) as book:
            yield book, folders
        return
    for folder in folders:
        with gradebook_of(None, folder, assignment_in(folder)) as book:
            yield book, [folder]


@dataclass(frozen=True)
class Asked:
    """The questions that papers ask, as their banks stand today."""

    banks: dict[str, Bank]

    @property
    def questions(self) -> dict[str, Question]:
        """Return them by full id."""
        return {bank.full_id(q): q for bank in self.banks.values() for q in bank.questions}

    @property
    def on_papers(self) -> PaperQuestions:
        """Return them ready to grade papers."""
        return PaperQuestions(self.banks)

    @property
    def edition(self) -> str:
        """Return the name of the banks as they stand."""
        return edition_of(self.banks.values())


def asked_by(root: Path, papers: Iterable[Paper], *, is_whole: bool = True) -> Asked:
    """Return the questions of papers; with `is_whole` end with 1 where one of their banks has a problem.

    To grade, a question with a slip in its text must not look like one that was taken out.
    """
    shared, problems = read_shared(root)
    banks: dict[str, Bank] = {}
    for name in sorted({item.bank for paper in papers for item in paper.items}):
        bank, more = read_bank(root, name, shared)
        problems += more
        if bank:
            banks[name] = bank
    if problems and is_whole:
        stop(sorted(problems))
    return Asked(banks)


def stop(problems: list[Problem]) -> Any:
    """Tell problems and end the command with 1."""
    tell(problems)
    raise typer.Exit(1)


def end(problems: list[Problem]) -> None:
    """Tell problems, and end the command with 1 where one is more than a warning."""
    tell(problems)
    if any(not problem.warning for problem in problems):
        raise typer.Exit(1)
