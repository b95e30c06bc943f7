"""A content root read whole: pages, banks, blueprints and data, or the problems they have."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel

from frontdesk.model.bank import Bank
from frontdesk.model.blueprint import Blueprint
from frontdesk.model.expression import Expression
from frontdesk.model.fields import SLUG
from frontdesk.model.law import Rule, Statute
from frontdesk.model.page import LessonHead, Page
from frontdesk.model.questions import TYPES, Question
from frontdesk.model.reading import read_part
from frontdesk.model.reference import Formula, Role, Table, Term
from frontdesk.pages import read_page
from frontdesk.problems import Problem, suggest
from frontdesk.source import Source, load_yaml, read_text

P = TypeVar("P", bound=BaseModel)


@dataclass
class Library:
    """Everything a content root holds; what could not be read is left out and told as a problem."""

    root: Path
    pages: dict[str, Page] = field(default_factory=dict)
    banks: dict[str, Bank] = field(default_factory=dict)
    blueprints: dict[str, Blueprint] = field(default_factory=dict)
    statutes: dict[str, Statute] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    formulas: dict[str, Formula] = field(default_factory=dict)
    glossary: dict[str, Term] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    estate: dict[str, str] = field(default_factory=dict)
    nav: list[str] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)

    @property
    def lessons(self) -> dict[str, Page]:
        """Return the pages that teach, by name."""
        return {name: page for name, page in self.pages.items() if isinstance(page.head, LessonHead)}

    @property
    def terms(self) -> dict[str, str]:
        """Return the glossary's slugs by English word."""
        return {term.en.lower(): slug for slug, term in self.glossary.items()}


def read_library(root: Path) -> tuple[Library, list[Problem]]:
    """Return everything below a content root and every problem met on the way."""
    library, problems = Library(root), []
    problems += _read_data(library)
    formulas = compiled(library.formulas)
    for path in _files(root, "docs", ".md"):
        page, more = read_page(root, path)
        problems += more
        if page:
            library.pages[page.name] = page
    for path in _files(root, "quizzes", ".yml"):
        name = path.removeprefix("quizzes/").removesuffix(".yml")
        if name.startswith("papers/"):
            blueprint, more = _read_one(library, Blueprint, path)
            library.blueprints |= {name.removeprefix("papers/"): blueprint} if blueprint else {}
        else:
            bank, more = read_bank(root, name, formulas)
            library.banks |= {name: bank} if bank else {}
        problems += more
    library.nav, more = _read_nav(root)
    return library, problems + more


def compiled(formulas: dict[str, Formula]) -> dict[str, Expression]:
    """Return the expressions of formulas by slug, as a bank's answers may name them."""
    return {slug: formula.expression for slug, formula in formulas.items()}


def read_formulas(root: Path) -> tuple[dict[str, Expression], list[Problem]]:
    """Return only the formulas of a content root: all that a single bank needs besides itself."""
    library = Library(root)
    problems = _read_map(library, Formula, "formulas", "docs/data/formulas.yml")
    return compiled(library.formulas), problems


def read_bank(root: Path, name: str, formulas: dict[str, Expression]) -> tuple[Bank | None, list[Problem]]:
    """Return one item bank, without the questions that have problems, and all those problems."""
    path = f"quizzes/{name}.yml"
    text, problems = read_text(root, path)
    if text is None:
        return None, problems
    source, problems = load_yaml(text, path)
    items = _questions(source, problems)
    if items is None:
        return None, problems
    questions: list[Question] = []
    places: dict[str, int] = {}
    for place, item in enumerate(items):
        question, more = _read_question(source, name, place, item, formulas)
        problems += more
        slug = item.get("id") if isinstance(item, dict) else None
        if isinstance(slug, str) and slug in places:
            where, line = f"{_lesson(name)}.{slug}", source.line(("questions", place, "id"))
            first = source.line(("questions", places[slug], "id"))
            problems.append(
                Problem(
                    path, line, where, f"the id '{slug}' stands twice", f"it stands first on line {first}"
                )
            )
            continue
        if isinstance(slug, str):
            places[slug] = place
        if question:
            questions.append(question)
    return Bank(name, tuple(questions), places, source), problems


def _questions(source: Source, problems: list[Problem]) -> list | None:
    """Return the items of a bank, or None; unknown keys at the top are problems."""
    data = source.data
    if data is None and problems:
        return None
    if not isinstance(data, dict) or "questions" not in data:
        problems.append(
            Problem(
                source.path,
                1,
                "questions",
                "'questions' is missing",
                "begin the bank with a line 'questions:'",
            )
        )
        return None
    for key in data:
        if key != "questions":
            problems.append(
                Problem(
                    source.path,
                    source.line((key,)),
                    key,
                    f"there is no key '{key}' here",
                    suggest(key, ["questions"]),
                )
            )
    items = data["questions"]
    if not isinstance(items, list) or not items:
        problems.append(
            Problem(
                source.path,
                source.line(("questions",)),
                "questions",
                "should be a list with at least one question",
                "begin each question with '- id: …'",
            )
        )
        return None
    return items


def _read_question(
    source: Source, name: str, place: int, item: Any, formulas: dict[str, Expression]
) -> tuple[Question | None, list[Problem]]:
    loc = ("questions", place)
    slug = item.get("id") if isinstance(item, dict) else None
    where = (
        f"{_lesson(name)}.{slug}"
        if isinstance(slug, str) and slug
        else f"{_lesson(name)}: question {place + 1}"
    )
    if not isinstance(item, dict):
        return None, [
            Problem(
                source.path,
                source.line(loc),
                where,
                "should be keys with something below each",
                "begin it with '- id: …'",
            )
        ]
    kind = item.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        what = "'type' is missing" if kind is None else f"there is no question type '{kind}'"
        return None, [
            Problem(source.path, source.line((*loc, "type")), where, what, suggest(str(kind or ""), TYPES))
        ]
    return read_part(TYPES[kind], source, loc, where=where, context={"formulas": formulas})


def _lesson(name: str) -> str:
    return name.rpartition("/")[2]


def _read_data(library: Library) -> list[Problem]:
    data = "docs/data"
    problems = _read_map(library, Statute, "statutes", f"{data}/statutes.yml")
    for path in _files(library.root, f"{data}/rules", ".yml"):
        problems += _read_map(library, Rule, "rules", path)
    problems += _read_map(library, Formula, "formulas", f"{data}/formulas.yml")
    problems += _read_map(library, Term, "glossary", f"{data}/glossary.yml")
    problems += _read_map(library, Role, "roles", f"{data}/roles.yml")
    for path in _files(library.root, f"{data}/tables", ".yml"):
        table, more = _read_one(library, Table, path)
        problems += more
        if table:
            library.tables[Path(path).stem] = table
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
        return None, problems or [Problem(path, 1, "file", "holds nothing", "delete it or fill it")]
    thing, more = read_part(cls, source)
    return thing, problems + more


def _read_map(library: Library, cls: type[P], what: str, path: str) -> list[Problem]:
    """Read a file that maps slugs to things into the library's mapping of that name."""
    source, problems = _load(library, path)
    if source is None or source.data is None:
        return problems
    if not isinstance(source.data, dict):
        return [*problems, Problem(path, 1, "file", "should be slugs with something below each")]
    found = getattr(library, what)
    for slug in source.data:
        if not SLUG.fullmatch(slug):
            problems.append(
                Problem(
                    path,
                    source.line((slug,)),
                    slug,
                    f"'{slug}' is not a slug",
                    "small letters, digits and single hyphens",
                )
            )
            continue
        if slug in found:
            problems.append(
                Problem(path, source.line((slug,)), slug, f"'{slug}' stands in another file of {what} too")
            )
            continue
        thing, more = read_part(cls, source, (slug,), where=slug)
        problems += more
        if thing:
            found[slug] = thing
    return problems


def _read_estate(library: Library, path: str) -> list[Problem]:
    source, problems = _load(library, path)
    if source is None or source.data is None:
        return problems
    if not isinstance(source.data, dict):
        return [*problems, Problem(path, 1, "file", "should be names with one figure or text behind each")]
    for name, value in source.data.items():
        if isinstance(value, str) and value.strip():
            library.estate[name] = value.strip()
        else:
            problems.append(Problem(path, source.line((name,)), name, "should be one figure or one text"))
    return problems


def _files(root: Path, folder: str, ending: str) -> list[str]:
    """Return the paths of the files with an ending below a folder, sorted; hidden ones are left out."""
    found = (path.relative_to(root) for path in (root / folder).rglob(f"*{ending}") if path.is_file())
    return sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))


class _NavLoader(yaml.BaseLoader):
    """A loader that reads mkdocs.yml as text and passes over its tags."""


_NavLoader.add_multi_constructor("!", lambda loader, suffix, node: None)


def _read_nav(root: Path) -> tuple[list[str], list[Problem]]:
    """Return the pages that `mkdocs.yml` lists, in its order, by name."""
    text, problems = read_text(root, "mkdocs.yml")
    if text is None:
        return [], problems
    try:
        nav = (yaml.load(text, Loader=_NavLoader) or {}).get("nav") or []
    except (yaml.YAMLError, AttributeError):
        return [], [Problem("mkdocs.yml", 1, "file", "is not the YAML of a site")]
    return [path.removesuffix(".md") for path in _leaves(nav) if path.endswith(".md")], []


def _leaves(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    items = nav.values() if isinstance(nav, dict) else nav
    return [leaf for item in items for leaf in _leaves(item)] if items else []
