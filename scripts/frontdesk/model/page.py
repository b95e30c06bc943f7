"""Pages: what their front matter says, and what their body holds."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from frontdesk.model.citation import Citations
from frontdesk.model.fields import Day, Flag, Months, Part, Slug, Slugs, Text, Texts, Whole
from frontdesk.model.law import Evidence
from frontdesk.source import Source

# What each macro takes: nothing, or the name of a question, bank, citation, rule, term, table or formula.
# A `?` means that it may be left out; `*` that it may stand several times.
MACROS = {
    "show_lesson_head": "",
    "show_lesson_end": "",
    "show_try_first": "question*",
    "show_scenario": "question",
    "show_quiz": "bank?",
    "show_rule": "rule",
    "show_finding": "finding",
    "show_local": "topic",
    "show_table": "table",
    "show_statutes": "",
    "show_cities": "",
    "show_glossary": "",
    "show_coverage": "",
    "show_reviews": "",
    "show_lessons": "area?",
    "show_situations": "",
    "show_calculator": "formula",
    "cite": "citation",
    "term": "term",
    "computed": "formula",
}
LESSON_MACROS = {"show_lesson_head", "show_lesson_end", "show_try_first", "show_scenario"}

KINDS = ("lesson", "playbook", "situation", "reference", "guide")


class PageHead(Part):
    """Front matter of a reference page or a guide."""

    title: Text = Field(description="The title of the page.")
    title_zh: Text | None = Field(None, description="The title in Chinese.")
    kind: Literal["reference", "guide"] = Field(description="reference or guide.")
    owner: Slug | None = Field(None, description="The role that keeps it true.")
    reviewed: Day | None = Field(None, description="The day somebody read it all and found it true.")
    review_months: Months | None = Field(None, description="Months until it must be read again.")
    critical: Flag = Field(False, description="Past its review date the check fails.")
    description: Text | None = Field(None, description="One sentence for search engines.")
    hide: Texts = Field([], description="What Material leaves out: navigation, toc.")
    template: Text | None = Field(None, description="A template of the theme.")


class LessonHead(Part):
    """Front matter of a lesson or a playbook."""

    title: Text = Field(description="The title of the lesson.")
    title_zh: Text = Field(description="The title in Chinese.")
    kind: Literal["lesson", "playbook"] = Field(description="lesson, or playbook: how to do one duty.")
    audience: Slugs = Field(description="The roles it is for, of docs/data/roles.yml.")
    minutes: Whole = Field(description="How long a tired reader needs.")
    needs: Texts = Field(description="The lessons to read before, such as law/legal-map.")
    owner: Slug = Field(description="The role that keeps it true; never a person.")
    reviewed: Day = Field(description="The day somebody read it all and found it true.")
    review_months: Months = Field(description="Months until it must be read again.")
    evidence: Evidence = Field(
        description="How sure we are: verified, secondary, company-standard or check-locally."
    )
    critical: Flag = Field(
        False, description="Law, safety, money or privacy: past its review date the check fails."
    )
    objectives: dict[Slug, Text] = Field(
        description="What the reader can do afterwards: a slug and a sentence that begins with a verb.",
        min_length=1,
    )
    sources: Citations = Field(description="The statutes and articles the lesson rests on.")
    description: Text | None = Field(None, description="One sentence for search engines.")
    hide: Texts = Field([], description="What Material leaves out: navigation, toc.")


class Saying(Part):
    """What somebody at the counter says, in both languages."""

    en: Text = Field(description="In English, as people speak.")
    zh: Text = Field(description="In Chinese, as people speak.")


class SituationHead(LessonHead):
    """Front matter of a situation: one moment at the counter, played as a scenario."""

    kind: Literal["situation"] = Field(description="situation: one moment at the counter.")
    needs: Texts = Field([], description="The lessons to read before, such as law/legal-map.")
    says: list[Saying] = Field(
        description="What the person at the counter says; the finder looks there.", min_length=1
    )
    mood: Literal["calm", "uneasy", "annoyed", "angry", "shouting"] = Field(
        description="How heated it begins: calm, uneasy, annoyed, angry or shouting."
    )
    taught: Texts = Field(description="The lessons that teach it.", min_length=1)


HEADS = {"lesson": LessonHead, "playbook": LessonHead, "situation": SituationHead}


@dataclass(frozen=True)
class Heading:
    """A heading of a page: its level, text, anchor and line."""

    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Call:
    """A macro call in a page: its name, plain arguments and line; an argument that is computed is None."""

    name: str
    arguments: tuple[str | None, ...]
    named: dict[str, str | None]
    line: int


@dataclass(frozen=True)
class Page:
    """One page of the site; `name` is its path below docs/ without `.md`."""

    name: str
    head: PageHead | LessonHead | None
    source: Source
    body: str
    body_line: int
    headings: tuple[Heading, ...]
    calls: tuple[Call, ...]
    macros_read: bool = True

    @property
    def path(self) -> str:
        """Return the file's path below the content root."""
        return self.source.path

    @property
    def is_lesson(self) -> bool:
        """Return whether the page teaches, and so has objectives and a bank."""
        return isinstance(self.head, LessonHead)

    def calls_to(self, macro: str) -> list[Call]:
        """Return the page's calls of one macro."""
        return [call for call in self.calls if call.name == macro]

    @property
    def is_situation(self) -> bool:
        """Return whether the page is one moment at the counter, with one scenario for a bank."""
        return isinstance(self.head, SituationHead)
