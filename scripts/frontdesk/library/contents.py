"""What a content root holds, by name, and what of it could not be read."""

from dataclasses import dataclass, field
from pathlib import Path

from frontdesk.model.bank import Bank
from frontdesk.model.blueprint import Blueprint
from frontdesk.model.law import LocalRule, Rule, Statute
from frontdesk.model.page import Page
from frontdesk.model.reference import Finding, Formula, Role, Table, Term
from frontdesk.source import Source

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
