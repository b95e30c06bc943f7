"""`frontdesk forget`, `forget-older` and `export-person`: what people may ask for, and what time asks for."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from frontdesk.commands.content import today
from frontdesk.commands.records import Address, assignment_in, end, gradebook_of
from frontdesk.commands.results_out import put
from frontdesk.forgetting import sweep
from frontdesk.gradebook.book import Gradebook
from frontdesk.gradebook.forgetting import Forgotten, forget_older_than
from frontdesk.gradebook.forgetting import forget as forget_person
from frontdesk.gradebook.holding import export_person as held_on
from frontdesk.problems import Problem

Folders = Annotated[list[Path] | None, typer.Argument(help="The folders of assignments.")]
Who = Annotated[str, typer.Argument(help="The id of a person.")]


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


def export_person(
    person: Who,
    assignments: Folders = None,
    out: Annotated[Path | None, typer.Option(help="Write to this file instead of the screen.")] = None,
    gradebook: Address = None,
) -> None:
    """Write everything that is held on a person, for that person."""
    held: list[dict] = []
    for book, _ in _books(assignments or [], gradebook):
        held += held_on(book, person)["assignments"]
    if not held:
        end([Problem(gradebook or "gradebook", 1, person, "is nobody on record here")])
    told = {"format": "frontdesk-person/1", "person": person, "assignments": held}
    put(json.dumps(told, ensure_ascii=False, indent=2) + "\n", out)


def _forget(
    folders: list[Path], address: str | None, remove: Callable[[Gradebook], list[Forgotten]]
) -> tuple[list[Forgotten], list[Problem]]:
    gone: list[Forgotten] = []
    problems: list[Problem] = []
    for book, mine in _books(folders, address):
        removed = remove(book)
        gone += removed
        swept = {folder: sweep(folder, removed) for folder in mine}
        problems += [problem for one in swept.values() for problem in one.left]
        _say(removed, {str(folder): one.removed for folder, one in swept.items()})
        problems += _elsewhere(book, removed, {assignment_in(folder).id for folder in mine})
    return gone, problems


def _books(folders: list[Path], address: str | None) -> Iterator[tuple[Gradebook, list[Path]]]:
    """Yield each gradebook with the folders that it is the record of."""
    if address is not None or not folders:
        with gradebook_of(address, None, *map(assignment_in, folders)) as book:
            yield book, folders
        return
    for folder in folders:
        with gradebook_of(None, folder, assignment_in(folder)) as book:
            yield book, [folder]


def _say(removed: list[Forgotten], files: dict[str, list[str]]) -> None:
    for one in removed:
        print(
            f"{one.assignment}: forgot {one.person}, {one.submissions} submissions, {len(one.papers)} papers"
        )
    for folder, names in files.items():
        for name in names:
            print(f"  {folder}: {name} {'written anew' if name == 'assignment.json' else 'deleted'}")


def _elsewhere(book: Gradebook, removed: list[Forgotten], swept: set[str]) -> list[Problem]:
    """Return what still lies in folders that were not named."""
    return [
        Problem(
            book.address,
            1,
            one.assignment,
            f"was forgotten on record; its folder was not named, and still holds {one.person}",
            f"frontdesk forget {one.person} FOLDER",
            warning=True,
        )
        for one in removed
        if one.assignment not in swept
    ]
