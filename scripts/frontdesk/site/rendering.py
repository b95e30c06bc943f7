"""Pages as HTML without the site generator: the same macros, the same Markdown, for paper.

What stands on a page as a form or a script (quizzes, calculators) is left as a `Slot`: an element with a
name, which whoever sets the page fills.
"""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

import jinja2
import yaml
from markdown import Markdown

from frontdesk.library import Library
from frontdesk.model.bank import Bank
from frontdesk.model.numbers import with_thousands
from frontdesk.model.page import Page
from frontdesk.model.questions import Question
from frontdesk.pages import read_settings
from frontdesk.site.macros import Macros
from frontdesk.site.place import Place
from frontdesk.site.stash import stash

SLOT = "fd-slot"
# What MkDocs adds to those of mkdocs.yml, and ours.
_ALWAYS = ("toc", "tables", "fenced_code", "frontdesk.site.stash")
# The mark behind each heading is for the mouse.
_ON_PAPER = {"toc": {"permalink": False}}


class PaperMacros(Macros):
    """The macros of a page that is printed: forms and furniture become slots."""

    def show_lesson_head(self) -> str:
        """Show nothing: paper has furniture of its own."""
        return ""

    def show_lesson_end(self) -> str:
        """Leave room for the sources."""
        return _slot("sources")

    def show_calculator(self, formula: str, **given: object) -> str:
        """Leave room for a formula with its example."""
        self._among("formula", formula, self._library.formulas)
        return _slot("formula", formula=formula, **{f"given-{name}": value for name, value in given.items()})

    def show_rule(self, rule: str) -> str:
        """Leave room for a legal rule."""
        return _slot("rule", rule=self._among("rule", rule, self._library.rules))

    def show_finding(self, finding: str) -> str:
        """Leave room for a claim about people."""
        return _slot("finding", finding=self._among("finding", finding, self._library.findings))

    def _quiz(self, bank: Bank, questions: list[Question], *, kind: str) -> str:
        return _slot("quiz", kind=kind, bank=bank.name, questions=" ".join(q.id for q in questions))


class Rendering:
    """Renders the pages of a library, one after the other."""

    def __init__(self, library: Library, today: date, kind: type[Macros] = PaperMacros) -> None:
        """Read the Markdown settings of the site and prepare the macros; those of paper unless told."""
        self._place = Place("index", "index.html")
        macros = kind(library, lambda: self._place, today)
        self._jinja = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
        self._jinja.globals |= {n: getattr(macros, n) for n in dir(macros) if not n.startswith("_")}
        self._jinja.globals["estate"] = {
            name: with_thousands(value) for name, value in library.estate.items()
        }
        self._markdown = _markdown(read_settings(library.root).get("markdown_extensions"))

    def html(self, page: Page) -> str:
        """Return the body of a page as HTML; links to pages end in `.md` or `.html`, relative to it.

        Raises `ValueError` or `jinja2.TemplateError` where a macro cannot do what the page asks.
        """
        self._place = Place(page.name, f"{page.name}.html")
        self._markdown.reset()
        return self._markdown.convert(self._jinja.from_string(page.body).render())


def _markdown(told: Any) -> Markdown:
    """Return Markdown with the extensions of `mkdocs.yml`, whose values are all read as text."""
    names, settings = [], dict(_ON_PAPER)
    for item in told if isinstance(told, list) else []:
        pairs: Mapping[str, Any] = item if isinstance(item, Mapping) else {str(item): None}
        for name, given in pairs.items():
            names.append(name)
            settings[name] = _values(given) | _ON_PAPER.get(name, {})
    more = [name for name in _ALWAYS if name != "fenced_code" or "pymdownx.superfences" not in names]
    return Markdown(extensions=list(dict.fromkeys([*names, *more])), extension_configs=settings)


def _values(given: Any) -> dict[str, Any]:
    items = given.items() if isinstance(given, Mapping) else ()
    return {key: yaml.safe_load(value) if isinstance(value, str) else value for key, value in items}


def _slot(name: str, **told: object) -> str:
    attributes = "".join(f' data-{key}="{escape(str(value))}"' for key, value in told.items())
    return stash(f'<div class="{SLOT}" data-slot="{name}"{attributes}></div>')
