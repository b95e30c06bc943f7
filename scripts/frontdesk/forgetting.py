"""Forget people in the folder of an assignment: manifest, inbox, pages, and what else is theirs alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from frontdesk.assignments import HAND_OUT, INBOX, MANIFEST, read_assignment, write_manifest
from frontdesk.exchange.workbooks import read_rows
from frontdesk.gradebook.forgetting import Forgotten, without_person
from frontdesk.problems import Problem

_LARGEST = 32 * 2**20
_OFFICE = (".xlsx", ".xlsm")
_READABLE = (".html", ".txt", ".csv", ".json", ".md", ".eml", "", *_OFFICE)


@dataclass
class Swept:
    """What went from a folder, and what still may hold something, each as a path in it."""

    removed: list[str] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)


def sweep(folder: Path, gone: Iterable[Forgotten]) -> Swept:
    """Remove from an assignment's folder what is of forgotten people.

    A file of the inbox that held answers of others too goes as well: their answers stay on record.  What is
    shared and was made by us (lists, marking) is told, for it names others who stay.
    """
    swept = Swept()
    assignment, problems = read_assignment(folder)
    if assignment is None:
        swept.left += problems
        return swept
    mine = [one for one in gone if one.assignment == assignment.id]
    for one in mine:
        for name in (*one.files, *one.images):
            _remove(folder, folder / INBOX / name, swept)
        assignment = without_person(assignment, one.person)
    if mine:
        write_manifest(folder, assignment)
        swept.removed.append(MANIFEST)
        words = {word for one in mine for word in one.papers}
        _sweep_made(folder, words, {paper.id for paper in assignment.papers}, swept)
    return swept


def _remove(folder: Path, path: Path, swept: Swept) -> None:
    try:
        path.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        what = f"cannot be deleted: {error.strerror}"
        swept.left.append(Problem(str(path), 1, "file", what, "delete it yourself"))
        return
    swept.removed.append(path.relative_to(folder).as_posix())


def _sweep_made(folder: Path, papers: set[str], others: set[str], swept: Swept) -> None:
    """Remove what names only forgotten papers; tell what names others too, or cannot be read."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink() or path == folder / MANIFEST:
            continue
        text = _text(path)
        if text is None:
            if HAND_OUT in path.relative_to(folder).parts:
                what = "may name people who were forgotten, and cannot be looked into"
                swept.left.append(Problem(str(path), 1, "file", what, "delete it", warning=True))
        elif any(paper in text for paper in papers):
            if any(paper in text for paper in others):
                what = "names people who were forgotten, beside others"
                swept.left.append(Problem(str(path), 1, "file", what, "delete it", warning=True))
            else:
                _remove(folder, path, swept)


def _text(path: Path) -> str | None:
    """Return what stands in a file, or None where it cannot be looked into."""
    if path.suffix.lower() not in _READABLE or path.stat().st_size > _LARGEST:
        return None
    raw = path.read_bytes()
    if path.suffix.lower() not in _OFFICE:
        return raw.decode("utf-8", "replace")
    rows, problems = read_rows(raw, path.name)
    return None if problems else "\n".join(cell for row in rows for cell in row)


def left_elsewhere(address: str, gone: Iterable[Forgotten], swept: set[str]) -> list[Problem]:
    """Return what still lies in folders that were not named, by the ids of those that were."""
    return [
        Problem(
            address,
            1,
            one.assignment,
            f"was forgotten on record; its folder was not named, and still holds {one.person}",
            f"frontdesk forget {one.person} FOLDER",
            warning=True,
        )
        for one in gone
        if one.assignment not in swept
    ]
