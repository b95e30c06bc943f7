"""`frontdesk forget` and `forget-older`: what people may ask for, and what time asks for."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from frontdesk.commands.content import today
from frontdesk.commands.records import Address, Folders, Who, assignment_in, books_of, end
from frontdesk.forgetting import left_elsewhere, sweep
from frontdesk.gradebook.book import Gradebook
from frontdesk.gradebook.forgetting import Forgotten, forget_older_than
from frontdesk.gradebook.forgetting import forget as forget_person
from frontdesk.problems import Problem


def forget(person: Who, assignments: Folders = None, gradebook: Address = None) -> None:
    """Remove a person: name, answers, marks, results, files; say what went. There is no way back."""
    gone, problems = _forget(assignments or [], gradebook, lambda book: forget_person(book, person, today()))
    if not gone:
        problems.append(Problem(gradebook or "gradebook", 1, person, "is nobody on record here"))
    end(problems)


def forget_older(
    months: Annotated[int, typer.Argument(min=1, help="How many months records are kept.")],
    assignments: Folders = None,
    gradebook: Address = None,
) -> None:
    """Remove everybody whose last day and last hand-in lie further back than so many months."""
    _, problems = _forget(assignments or [], gradebook, lambda book: forget_older_than(book, months, today()))
    end(problems)


def _forget(
    folders: list[Path], address: str | None, remove: Callable[[Gradebook], list[Forgotten]]
) -> tuple[list[Forgotten], list[Problem]]:
    gone: list[Forgotten] = []
    problems: list[Problem] = []
    for book, mine in books_of(folders, address):
        removed = remove(book)
        gone += removed
        swept = {folder: sweep(folder, removed) for folder in mine}
        problems += [problem for one in swept.values() for problem in one.left]
        _say(removed, {str(folder): one.removed for folder, one in swept.items()})
        problems += left_elsewhere(book.address, removed, {assignment_in(folder).id for folder in mine})
    return gone, problems


def _say(removed: list[Forgotten], files: dict[str, list[str]]) -> None:
    for one in removed:
        counts = f"submissions {one.submissions}, papers {len(one.papers)}"
        print(f"{one.assignment}: forgot {one.person}: {counts}")
    for folder, names in files.items():
        for name in names:
            print(f"  {folder}: {name} {'written anew' if name == 'assignment.json' else 'deleted'}")
