"""Zip archives from somebody else: what they unpack to is bounded, and their names write nothing."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from frontdesk.problems import Problem

MOST_MEMBERS = 5_000
MOST_UNPACKED = 256 * 2**20
# Text packs to a tenth, at best to a fiftieth; only a bomb packs to less.
MOST_RATIO = 200
_SMALL = 2**20


@dataclass(frozen=True)
class Archive:
    """An archive, and how large one member may be."""

    name: str
    raw: bytes
    most_bytes: int


def is_archive(raw: bytes) -> bool:
    """Return whether bytes are a zip archive of files; workbooks and documents are zip archives too."""
    if not raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    return office_kind(raw) is None


def office_kind(raw: bytes) -> str | None:
    """Return `workbook` or `document` where bytes are one of Office, else None."""
    if not raw.startswith(b"PK"):
        return None
    try:
        names = set(zipfile.ZipFile(BytesIO(raw)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return "workbook" if any(name.startswith("xl/") for name in names) else "document"


def members(archive: Archive) -> Iterator[tuple[str, bytes] | Problem]:
    """Yield the files of an archive with their names, or a problem for each that is too much."""
    with zipfile.ZipFile(BytesIO(archive.raw)) as opened:
        infos = [info for info in opened.infolist() if not info.is_dir()]
        if len(infos) > MOST_MEMBERS:
            what = f"holds {len(infos):,} files, at most {MOST_MEMBERS:,} are read"
            yield Problem(archive.name, 1, "file", what, "unpack it and name the folder")
            return
        if not infos:
            yield Problem(archive.name, 1, "file", "is an archive without a file in it")
        left = MOST_UNPACKED
        for info in infos:
            name = _name(info)
            if name.startswith("__MACOSX/"):
                continue
            raw = _read(opened, info, min(archive.most_bytes, left))
            if isinstance(raw, str):
                yield Problem(
                    f"{archive.name}/{name}", 1, "file", raw, "name the file that holds the answers"
                )
                continue
            left -= len(raw)
            yield name, raw


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name to be told, nothing more: Windows in China writes it in GBK."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/").lstrip("/")


def _read(opened: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes | str:
    """Return the bytes of a member, or why it is not read; what it claims to hold is not believed."""
    if info.flag_bits & 0x1:
        return "is locked with a password"
    if info.file_size > most:
        return "unpacks to more than any answers hold"
    if info.file_size > _SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        return "unpacks to more than any answers hold"
    try:
        with opened.open(info) as file:
            raw = file.read(most + 1)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        return "cannot be unpacked; was it cut off?"
    return "unpacks to more than any answers hold" if len(raw) > most else raw


def member(raw: bytes, name: str, most: int) -> bytes:
    """Return one member of an archive, or nothing where it is not there or too much."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as opened:
            found = _read(opened, opened.getinfo(name), most)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, KeyError):
        return b""
    return found if isinstance(found, bytes) else b""
