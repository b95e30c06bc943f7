"""The files of `docs/data` read into a library: things by their slugs, and the model estate."""

import re
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from frontdesk.library.contents import ALL, Library
from frontdesk.model.fields import SLUG
from frontdesk.model.law import LocalRule, Rule, Statute
from frontdesk.model.reading import read_part
from frontdesk.model.reference import Finding, Formula, Role, Table, Term
from frontdesk.problems import Problem
from frontdesk.source import Source, load_yaml, read_text

P = TypeVar("P", bound=BaseModel)


def read_data(library: Library) -> list[Problem]:
    """Read all of `docs/data` into the library; return what was wrong."""
    data = "docs/data"
    problems = read_map(library, Statute, "statutes", f"{data}/statutes.yml")
    for path in files_below(library.root, f"{data}/rules", ".yml"):
        problems += read_map(library, Rule, "rules", path)
    for path in files_below(library.root, f"{data}/findings", ".yml"):
        problems += read_map(library, Finding, "findings", path)
    problems += read_map(library, Formula, "formulas", f"{data}/formulas.yml")
    problems += read_map(library, Term, "glossary", f"{data}/glossary.yml")
    problems += read_map(library, Role, "roles", f"{data}/roles.yml")
    problems += read_map(library, LocalRule, "cities", f"{data}/cities.yml")
    for path in files_below(library.root, f"{data}/tables", ".yml"):
        table, more = read_one(library, Table, path)
        problems += more
        if table:
            library.tables[Path(path).stem] = table
        else:
            library.leave_out("tables", Path(path).stem)
    return problems + read_estate(library, f"{data}/estate.yml")


def _load(library: Library, path: str) -> tuple[Source | None, list[Problem]]:
    if not (library.root / path).exists():
        return None, []
    text, problems = read_text(library.root, path)
    if text is None:
        return None, problems
    source, problems = load_yaml(text, path)
    library.sources[path] = source
    return source, problems


def read_one(library: Library, cls: type[P], path: str) -> tuple[P | None, list[Problem]]:
    """Return the one thing a file holds, None where it has a problem."""
    source, problems = _load(library, path)
    if source is None or source.data is None:
        return None, problems or [Problem(path, 1, "file", "holds nothing", "fill it or delete it")]
    thing, more = read_part(cls, source)
    return thing, problems + more


def read_map(library: Library, cls: type[P], what: str, path: str) -> list[Problem]:
    """Read a file that holds things by their slugs into the library's field of that name."""
    data, source, problems = _keys(library, what, path, "slugs with something below each")
    for slug in data:
        problem = _name_fault(library, what, path, slug)
        if problem:
            problems.append(Problem(path, source.line((slug,)), slug or "file", *problem))
            continue
        thing, more = read_part(cls, source, (slug,), where=slug)
        problems += more
        if thing:
            getattr(library, what)[slug] = thing
        else:
            library.leave_out(what, slug)
    return problems


def _name_fault(library: Library, what: str, path: str, slug: str) -> tuple[str, str] | None:
    if not SLUG.fullmatch(slug):
        meant = re.sub("[^a-z0-9]+", "-", slug.lower()).strip("-")
        library.leave_out(what, meant)
        return f"'{slug}' is not a slug", f"write '{meant}'" if meant else "small letters, digits and hyphens"
    folder = f"{path.rpartition('/')[0]}/"
    for other, source in library.sources.items():
        if (
            other != path
            and other.startswith(folder)
            and slug in getattr(library, what)
            and slug in source.data
        ):
            return f"'{slug}' stands in {other} too", "rename one of the two, or delete it"
    return None


def read_estate(library: Library, path: str) -> list[Problem]:
    """Read the figures of the model estate into the library; return what was wrong."""
    data, source, problems = _keys(library, "estate", path, "names with one figure or text behind each")
    for name, value in data.items():
        if isinstance(value, str) and value.strip():
            library.estate[name] = value.strip()
            continue
        library.leave_out("estate", name)
        if (name,) not in source.refused:
            problems.append(
                Problem(path, source.line((name,)), name or "file", "should be one figure or one text")
            )
    return problems


def _keys(
    library: Library, what: str, path: str, wanted: str
) -> tuple[dict[str, Any], Source, list[Problem]]:
    """Return what a data file holds by name: nothing where it is missing, empty or cannot be read."""
    source, problems = _load(library, path)
    if source and isinstance(source.data, dict):
        return source.data, source, problems
    if source and source.data:
        problems.append(Problem(path, 1, "file", f"should be {wanted}"))
    if problems:
        library.leave_out(what, ALL)
    return {}, source or Source(path, None, {}), problems


def files_below(root: Path, folder: str, ending: str) -> list[str]:
    """Return the paths of the files with an ending below a folder, sorted; hidden ones are left out."""
    found = (path.relative_to(root) for path in (root / folder).rglob(f"*{ending}") if path.is_file())
    return sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))
