"""The inbox of an assignment: every file that brought an answer, under the name of its content."""

import re
from pathlib import Path

from frontdesk.gradebook.submissions import digest_of
from frontdesk.writing import write_bytes

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}")


def inbox_name(raw: bytes, name: str) -> str:
    """Return what a file is called in the inbox: its digest, and its ending where it is a plain one."""
    ending = Path(name.replace("\\", "/")).suffix.lower()
    return digest_of(raw) + (ending if _ENDING.fullmatch(ending) else "")


def keep_file(inbox: Path, raw: bytes, name: str) -> str:
    """Keep a file in the inbox, whole or not at all, and return its name there; once is enough."""
    held = inbox_name(raw, name)
    path = inbox / held
    if not path.exists() or path.stat().st_size != len(raw):
        write_bytes(path, raw)
    return held
