"""Stray files: what lies in a folder and is read by nobody."""

from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.problems import Problem

_DATA = {"statutes", "formulas", "glossary", "roles", "estate", "cities"}


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield files below quizzes/ and docs/data/ that no command reads."""
    for path in sorted((library.root / "quizzes").rglob("*")):
        name = path.relative_to(library.root).as_posix()
        if (
            path.is_file()
            and not path.name.startswith(".")
            and (path.suffix != ".yml" or name.count("/") != 2)
        ):
            yield Problem(name, 1, "file", "nobody reads this file", "banks are quizzes/<area>/<lesson>.yml")
    for path in sorted((library.root / "docs/data").rglob("*")):
        name = path.relative_to(library.root / "docs/data").as_posix()
        if path.is_file() and not path.name.startswith(".") and not _is_data(name):
            yield Problem(
                f"docs/data/{name}",
                1,
                "file",
                "nobody reads this file",
                "data are statutes, formulas, glossary, cities, roles, estate, "
                "rules/*.yml, findings/*.yml and tables/*.yml",
            )


def _is_data(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    stem = file.removesuffix(".yml")
    return file.endswith(".yml") and (
        folder in ("rules", "findings", "tables") or (not folder and stem in _DATA)
    )
