"""Files that were handed in, wherever they lie: each with its bytes, within bounds, whatever it is called."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from frontdesk.collecting.archives import Archive, is_archive, members
from frontdesk.problems import Problem

MOST_BYTES = 32 * 2**20
MOST_FILES = 20_000
# What systems leave behind in folders; nobody handed it in.
_NOBODYS = ("thumbs.db", "desktop.ini")
_SHUT = {
    b"Rar!": "is a RAR archive",
    b"7z\xbc\xaf": "is a 7z archive",
    b"\x1f\x8b": "is a gzip archive",
}
_PICTURES = {b"\xff\xd8\xff": "picture", b"\x89PNG": "picture", b"%PDF": "PDF", b"GIF8": "picture"}


@dataclass(frozen=True)
class Found:
    """One file as it was found; `name` is how it is told: `answers.zip/wang-li.txt`."""

    name: str
    raw: bytes


def found_files(paths: Iterable[Path]) -> Iterator[Found | Problem]:
    """Yield every file below some paths, sorted, archives unpacked; what cannot be taken is a problem."""
    for count, path in enumerate(_laid_out(paths), 1):
        if count > MOST_FILES:
            what = f"more than {MOST_FILES:,} files were handed in; the rest was not read"
            yield Problem(str(path), 1, "files", what, "name fewer folders at once")
            return
        yield from _opened(path)


def _laid_out(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (one for one in _below(path) if not _is_nobodys(one.name))
        else:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and those below it, sorted; links to folders are not followed."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _below(entry)
        else:
            yield entry


def _is_nobodys(name: str) -> bool:
    return name.lower() in _NOBODYS or name.startswith((".", "~$"))


def _opened(path: Path) -> Iterator[Found | Problem]:
    name = str(path)
    try:
        # A pipe or a device never ends.
        if path.exists() and not path.is_file():
            yield Problem(name, 1, "file", "is no file that can be read")
            return
        size = path.stat().st_size
        if size > MOST_BYTES:
            yield too_large(name, size)
            return
        raw = path.read_bytes()
    except OSError as error:
        yield Problem(name, 1, "file", f"cannot be opened: {error.strerror or error}")
        return
    yield from unpacked(Found(name, raw))


def too_large(name: str, size: int) -> Problem:
    """Return the problem of a file that is larger than any answers."""
    what = f"is larger than any answers ({size / 2**20:,.0f} MB, at most {MOST_BYTES // 2**20})"
    return Problem(name, 1, "file", what, "name the file that holds the answers")


def unpacked(found: Found, depth: int = 0) -> Iterator[Found | Problem]:
    """Yield a file, or what it packs up; an archive inside an archive is opened, one deeper down is not."""
    shut = next((told for magic, told in _SHUT.items() if found.raw.startswith(magic)), None)
    kind = next((told for magic, told in _PICTURES.items() if found.raw.startswith(magic)), None)
    if shut:
        yield Problem(found.name, 1, "file", shut, "unpack it and name the folder, or pack it as .zip")
    elif kind:
        hint = "answers on paper are read by `frontdesk scan`; a picture of a code cannot be read here"
        yield Problem(found.name, 1, "file", f"is a {kind}, not answers as text", hint)
    elif not is_archive(found.raw):
        yield found
    elif depth > 1:
        yield Problem(found.name, 1, "file", "is packed into archives three deep", "unpack it first")
    else:
        yield from _members(found, depth)


def _members(found: Found, depth: int) -> Iterator[Found | Problem]:
    try:
        for member in members(Archive(found.name, found.raw, MOST_BYTES)):
            if isinstance(member, Problem):
                yield member
            elif not _is_nobodys(member[0].rpartition("/")[2]):
                yield from unpacked(Found(f"{found.name}/{member[0]}", member[1]), depth + 1)
    # The unpacker tells a broken archive by whatever it stumbles over.
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        what = f"cannot be unpacked: {error}"
        yield Problem(found.name, 1, "file", what, "was it cut off? ask for it again")
