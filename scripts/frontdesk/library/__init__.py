"""A content root read whole: pages, banks, blueprints and data, or the problems they have."""

from pathlib import Path

from frontdesk.banks import Shared, read_bank
from frontdesk.library.contents import ALL, Library
from frontdesk.library.data import files_below, read_data, read_estate, read_map, read_one
from frontdesk.model.blueprint import Blueprint
from frontdesk.model.reference import Formula
from frontdesk.pages import read_nav, read_page
from frontdesk.problems import Problem

__all__ = ["Library", "read_bank", "read_library", "read_shared"]


def read_library(root: Path) -> tuple[Library, list[Problem]]:
    """Return everything below a content root and every problem met on the way."""
    library = Library(root)
    problems = read_data(library) + _read_pages(library) + _read_banks(library) + _read_papers(library)
    nav, more = read_nav(root)
    library.nav = nav or {}
    if nav is None:
        library.leave_out("nav", ALL)
    return library, problems + more


def _read_pages(library: Library) -> list[Problem]:
    problems: list[Problem] = []
    for path in files_below(library.root, "docs", ".md"):
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
    for path in files_below(library.root, "quizzes", ".yml"):
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
    for path in files_below(library.root, "quizzes/papers", ".yml"):
        blueprint, more = read_one(library, Blueprint, path)
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
    problems = read_map(library, Formula, "formulas", "docs/data/formulas.yml")
    problems += read_estate(library, "docs/data/estate.yml")
    return shared_of(library), problems
