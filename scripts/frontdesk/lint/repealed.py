"""Names of repealed statutes: in a lesson they stand only as history."""

import re
from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.lint.citations import HISTORY, section_of
from frontdesk.model.law import Statute
from frontdesk.problems import Problem


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield names of repealed statutes that stand in a lesson outside its history."""
    kept = [statute.en for statute in library.statutes.values() if statute.status == "in-force"]
    gone = [statute for statute in library.statutes.values() if statute.status == "repealed"]
    signs = [(statute, _sign(statute)) for statute in gone if _name(statute) not in kept]
    for page in library.lessons.values():
        for number, line in enumerate(page.body.split("\n"), page.body_line):
            for statute, sign in signs:
                found = [m[0] for m in sign.finditer(line) if not any(m[0] in name for name in kept)]
                if found and section_of(page, number) != HISTORY:
                    yield _tell(page.path, number, statute)


def _tell(path: str, line: int, statute: Statute) -> Problem:
    instead = " or ".join(statute.replaced_by) or "what replaced it"
    hint = f"name {instead}; a repealed text stands only under '## {HISTORY}'"
    return Problem(path, line, "law", f"'{_name(statute)}' was repealed on {statute.until}", hint)


def _name(statute: Statute) -> str:
    return re.sub(r"\s*\([^)]*\)$", "", statute.en)


def _sign(statute: Statute) -> re.Pattern[str]:
    """Return its name with the word before: Labour Contract Law is another law than the Contract Law."""
    return re.compile(rf"(?:\b[A-Z][a-z]+ )?\b{re.escape(_name(statute))}\b")
