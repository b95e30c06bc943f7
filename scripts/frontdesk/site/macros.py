"""The macros that pages may call; MkDocs and Zensical both find them through `define_env`."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from frontdesk.library import Library, read_library
from frontdesk.model.bank import Bank
from frontdesk.model.citation import parse_citation
from frontdesk.model.numbers import with_thousands
from frontdesk.model.page import Page
from frontdesk.model.questions import Question
from frontdesk.site import calculator, findings, law, lesson, overview, reference, situations
from frontdesk.site.assets import Assets
from frontdesk.site.place import Place, place_of
from frontdesk.site.quiz import QuizWriter
from frontdesk.site.stash import stash


class MacroError(ValueError):
    """A macro that cannot do what the page asks; it fails the build."""


def define_env(env: Any) -> None:
    """Give the generator our macros and the model estate; called once a build, or once a page by Zensical."""
    library = library_at(Path(env.project_dir))
    env.variables["estate"] = {name: with_thousands(value) for name, value in library.estate.items()}
    today = datetime.now().astimezone().date()
    macros = Macros(library, lambda: place_of(env.page), today)
    for name in dir(macros):
        if not name.startswith("_"):
            env.macros[name] = getattr(macros, name)


def on_pre_page_macros(env: Any) -> None:
    """Let the search put what teaches before what lists: a page of reference holds every word there is."""
    if env.page.meta.get("kind") == "reference":
        env.page.meta["search"] = {"boost": 0.2}


def library_at(root: Path) -> Library:
    """Return the library of a content root, read again only when a file has changed."""
    files = [
        root / "mkdocs.yml",
        *(
            p
            for folder in ("docs", "quizzes")
            for p in (root / folder).rglob("*")
            if p.suffix in (".md", ".yml")
        ),
    ]
    return _library(root, hash(tuple((str(p), p.stat().st_mtime_ns) for p in sorted(files) if p.is_file())))


@lru_cache(maxsize=2)
def _library(root: Path, _state: int) -> Library:
    return read_library(root)[0]


class Macros:
    """Each public method is a macro; its docstring stands in the authoring guide."""

    def __init__(self, library: Library, place: Callable[[], Place], today: date) -> None:
        """Keep the library, a way to ask which page is being written, and the day."""
        self._library, self._place, self._today = library, place, today
        self._assets_of_page: Assets | None = None

    def show_lesson_head(self) -> str:
        """Show minutes, readers, objectives, review date and how sure we are."""
        return stash(lesson.head_html(self._library, self._page(), self._today))

    def show_lesson_end(self) -> str:
        """Show the sources of the lesson and what to read next."""
        return lesson.end_markdown(self._library, self._page(), self._place())

    def show_try_first(self, *questions: str) -> str:
        """Ask questions of the lesson's bank before it is read; nothing is scored or kept."""
        bank = self._bank(self._page().name)
        return self._quiz(bank, [self._question(bank, name) for name in questions], kind="try-first")

    def show_scenario(self, question: str) -> str:
        """Play a scenario of the lesson's bank."""
        bank = self._bank(self._page().name)
        return self._quiz(bank, [self._question(bank, question)], kind="scenario")

    def show_quiz(self, bank: str = "") -> str:
        """Show the questions of the lesson's bank, or of another, that stand nowhere else on the page."""
        found = self._bank(bank or self._page().name)
        page = self._library.pages.get(self._place().name)
        elsewhere = (
            {call.arguments[0] for call in page.calls if call.name == "show_scenario"} if page else set()
        )
        asked = [q for q in found.asked(self._today) if q.id not in elsewhere]
        return self._quiz(found, asked, kind="quiz")

    def show_rule(self, rule: str) -> str:
        """Show one legal rule with its article and how it was verified."""
        return stash(
            law.rule_html(self._library, self._place(), self._among("rule", rule, self._library.rules))
        )

    def show_finding(self, finding: str) -> str:
        """Show one claim about people, how strong its evidence is, and where it does not hold."""
        self._among("finding", finding, self._library.findings)
        return stash(findings.finding_html(self._library.findings[finding]))

    def show_local(self, topic: str) -> str:
        """Show what single cities ask on a topic of docs/data/cities.yml, each named."""
        return stash(law.local_html(self._library, self._among("topic", topic, self._library.topics)))

    def show_table(self, table: str) -> str:
        """Show a table of docs/data/tables/."""
        return stash(
            reference.table_html(
                self._library, self._place(), self._among("table", table, self._library.tables)
            )
        )

    def show_statutes(self) -> str:
        """Show the register of statutes; its tables, and those after it, can be sorted."""
        sort = stash(self._assets().tags("look/sort.css", "look/sort.js"))
        return f"{law.statutes_markdown(self._library)}\n\n{sort}"

    def show_cities(self) -> str:
        """Show all local rules, by topic and city."""
        return stash(overview.cities_html(self._library))

    def show_coverage(self) -> str:
        """Show how many questions test each objective on each level."""
        return stash(overview.coverage_html(self._library, self._place(), self._today))

    def show_reviews(self) -> str:
        """Show when each page was last read, and which are overdue."""
        return stash(overview.reviews_html(self._library, self._place(), self._today))

    def show_glossary(self) -> str:
        """Show the glossary."""
        return reference.glossary_markdown(self._library, self._place())

    def show_lessons(self, area: str = "") -> str:
        """Show the lessons of an area such as law, or all, in the order of the site."""
        folder = f"{self._among('area', area, self._library.areas)}/" if area else ""
        return stash(lesson.lessons_html(self._library, self._place(), folder))

    def show_situations(self) -> str:
        """Show the situations, and a field that finds them by what somebody says."""
        return stash(situations.finder_html(self._library, self._assets()))

    def show_calculator(self, formula: str, **given: object) -> str:
        """Show a form that computes a formula of docs/data/formulas.yml, filled with an example."""
        self._among("formula", formula, self._library.formulas)
        return stash(calculator.calculator_html(self._library, self._assets(), formula, given))

    def cite(self, citation: str) -> str:
        """Cite articles of a statute, inside a sentence."""
        found = parse_citation(citation)
        if found is None or found.statute not in self._library.statutes:
            raise MacroError(f"cite('{citation}'): not a citation of the register")
        return law.cite_markdown(self._library, self._place(), found)

    def term(self, name: str) -> str:
        """Show a glossary term with its Chinese, inside a sentence."""
        self._among("term", name.lower(), self._library.terms)
        return reference.term_markdown(self._library, self._place(), name)

    def computed(self, formula: str, **given: object) -> str:
        """Show what a formula of docs/data/formulas.yml gives, inside a sentence."""
        self._among("formula", formula, self._library.formulas)
        return reference.computed_text(self._library, formula, given)

    def _quiz(self, bank: Bank, questions: list[Question], *, kind: str) -> str:
        return stash(QuizWriter(self._library, self._assets()).quiz(bank, questions, kind=kind))

    def _assets(self) -> Assets:
        """Return what the page being written loads; a new page loads nothing yet."""
        place = self._place()
        if self._assets_of_page is None or self._assets_of_page.place != place:
            self._assets_of_page = Assets(self._library.root, place)
        return self._assets_of_page

    def _page(self) -> Page:
        name = self._place().name
        page = self._library.lessons.get(name)
        if page is None:
            raise MacroError(f"docs/{name}.md is no lesson without problems; run frontdesk check")
        return page

    def _bank(self, name: str) -> Bank:
        return self._library.banks[self._among("bank", name, self._library.banks)]

    def _question(self, bank: Bank, name: str) -> Question:
        found = {question.id: question for question in bank.questions}
        return found[self._among("question", name, found)]

    @staticmethod
    def _among(kind: str, name: str, known: Any) -> str:
        if name not in known:
            raise MacroError(f"there is no {kind} '{name}'; run frontdesk check")
        return name
