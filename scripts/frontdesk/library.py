"""A content root read whole: pages, banks, blueprints and data, or the problems they have."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from frontdesk.banks import Shared, read_bank
from frontdesk.model.bank import Bank
from frontdesk.model.blueprint import Blueprint
from frontdesk.model.fields import SLUG
from frontdesk.model.law import LocalRule, Rule, Statute
from frontdesk.model.page import Page
from frontdesk.model.reading import read_part
from frontdesk.model.reference import Finding, Formula, Role, Table, Term
from frontdesk.pages import read_nav, read_page
from frontdesk.problems import Problem
from frontdesk.source import Source, load_yaml, read_text

P = TypeVar("P", bound=BaseModel)
ALL = "*"


@dataclass(eq=False)
class Library:
    """Everything a content root holds; what could not be read is left out and told as a problem.

    `nav` holds the pages of `mkdocs.yml` in its order, each with its line.  `unread` holds the names of what
    was left out, by the field it would stand in, or `ALL` where a whole file was.
    """

    root: Path
    pages: dict[str, Page] = field(default_factory=dict)
    banks: dict[str, Bank] = field(default_factory=dict)
    blueprints: dict[str, Blueprint] = field(default_factory=dict)
    statutes: dict[str, Statute] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    cities: dict[str, LocalRule] = field(default_factory=dict)
    formulas: dict[str, Formula] = field(default_factory=dict)
    glossary: dict[str, Term] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    estate: dict[str, str] = field(default_factory=dict)
    nav: dict[str, int] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    unread: dict[str, set[str]] = field(default_factory=dict)

    @property
    def lessons(self) -> dict[str, Page]:
        """Return the pages that teach, by name."""
        return {name: page for name, page in self.pages.items() if page.is_lesson}

    @property
    def situations(self) -> dict[str, Page]:
        """Return the situations at the counter by name, in the order of the site."""
        known = [name for name in (*self.nav, *self.pages) if name in self.pages]
        return {name: self.pages[name] for name in dict.fromkeys(known) if self.pages[name].is_situation}

    @property
    def taught(self) -> dict[str, Page]:
        """Return the lessons and playbooks by name, without the situations."""
        return {name: page for name, page in self.lessons.items() if not page.is_situation}

    def has(self, kind: str, name: str) -> bool:
        """Return whether a thing stands in the files, with problems or without: it is told only once."""
        unread = self.unread.get(kind, ())
        return name in getattr(self, kind) or name in unread or ALL in unread

    def leave_out(self, kind: str, name: str) -> None:
        """Note that a thing is there and could not be read."""
        self.unread.setdefault(kind, set()).add(name)

    @property
    def areas(self) -> list[str]:
        """Return the knowledge areas that have lessons, in the order of the site."""
        known = [name for name in (*self.nav, *self.taught) if name in self.taught]
        return list(dict.fromkeys(name.partition("/")[0] for name in known))

    @property
    def topics(self) -> list[str]:
        """Return what local rules are about, each once."""
        return list(dict.fromkeys(rule.topic for rule in self.cities.values()))

    @property
    def terms(self) -> dict[str, str]:
        """Return the glossary's slugs by English word."""
        return {term.en.lower(): slug for slug, term in self.glossary.items()}


def read_library(root: Path) -> tuple[Library, list[Problem]]:
    """Return everything below a content root and every problem met on the way."""
    library = Library(root)
    problems = _read_data(library) + _read_pages(library) + _read_banks(library) + _read_papers(library)
    nav, more = read_nav(root)
    library.nav = nav or {}
    if nav is None:
        library.leave_out("nav", ALL)
    return library, problems + more


def _read_pages(library: Library) -> list[Problem]:
    problems: list[Problem] = []
    for path in _files(library.root, "docs", ".md"):
        if path.startswith("docs/data/"):
            continue  # told as a stray file
        page, more = read_page(library.root, path)
        problems += more
        if page:
            library.pages[page.name] = page
        else:
            library.leave_out("pages", path.removeprefix("docs/").removesuffix(".md"))
    return problems


def _read_banks(library: Library) -> list[Problem]:
    problems: list[Problem] = []
    shared = shared_of(library)
    for path in _files(library.root, "quizzes", ".yml"):
        name = path.removeprefix("quizzes/").removesuffix(".yml")
        if name.count("/") != 1 or name.startswith("papers/"):
            continue
        bank, more = read_bank(library.root, name, shared)
        problems += more
        if bank:
            library.banks[name] = bank
        else:
            library.leave_out("banks", name)
    return problems


def _read_papers(library: Library) -> list[Problem]:
    problems: list[Problem] = []
    for path in _files(library.root, "quizzes/papers", ".yml"):
        blueprint, more = _read_one(library, Blueprint, path)
        problems += more
        if blueprint:
            library.blueprints[Path(path).stem] = blueprint
    return problems


def shared_of(library: Library) -> Shared:
    """Return what the banks of a library share."""
    unread = library.unread.get("formulas", set())
    formulas = {slug: formula.expression for slug, formula in library.formulas.items()}
    estate = dict.fromkeys(library.unread.get("estate", ())) | library.estate
    return Shared(None if ALL in unread else dict.fromkeys(unread) | formulas, estate)


def read_shared(root: Path) -> tuple[Shared, list[Problem]]:
    """Return only what a single bank needs besides itself."""
    library = Library(root)
    problems = _read_map(library, Formula, "formulas", "docs/data/formulas.yml")
    problems += _read_estate(library, "docs/data/estate.yml")
    return shared_of(library), problems


def _read_data(library: Library) -> list[Problem]:
    data = "docs/data"
    problems = _read_map(library, Statute, "statutes", f"{data}/statutes.yml")
    for path in _files(library.root, f"{data}/rules", ".yml"):
        problems += _read_map(library, Rule, "rules", path)
    for path in _files(library.root, f"{data}/findings", ".yml"):
        problems += _read_map(library, Finding, "findings", path)
    problems += _read_map(library, Formula, "formulas", f"{data}/formulas.yml")
    problems += _read_map(library, Term, "glossary", f"{data}/glossary.yml")
    problems += _read_map(library, Role, "roles", f"{data}/roles.yml")
    problems += _read_map(library, LocalRule, "cities", f"{data}/cities.yml")
    for path in _files(library.root, f"{data}/tables", ".yml"):
        table, more = _read_one(library, Table, path)
        problems += more
        if table:
            library.tables[Path(path).stem] = table
        else:
            library.leave_out("tables", Path(path).stem)
    return problems + _read_estate(library, f"{data}/estate.yml")


def _load(library: Library, path: str) -> tuple[Source | None, list[Problem]]:
    if not (library.root / path).exists():
        return None, []
    text, problems = read_text(library.root, path)
    if text is None:
        return None, problems
    source, problems = load_yaml(text, path)
    library.sources[path] = source
    return source, problems


def _read_one(library: Library, cls: type[P], path: str) -> tuple[P | None, list[Problem]]:
    source, problems = _load(library, path)
    if source is None or source.data is None:
        return None, problems or [Problem(path, 1, "file", "holds nothing", "fill it or delete it")]
    thing, more = read_part(cls, source)
    return thing, problems + more


def _read_map(library: Library, cls: type[P], what: str, path: str) -> list[Problem]:
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


def _read_estate(library: Library, path: str) -> list[Problem]:
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


def _files(root: Path, folder: str, ending: str) -> list[str]:
    """Return the paths of the files with an ending below a folder, sorted; hidden ones are left out."""
    found = (path.relative_to(root) for path in (root / folder).rglob(f"*{ending}") if path.is_file())
    return sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))
