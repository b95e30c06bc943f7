"""The register of statutes and the rules we teach from them."""

from typing import Literal

from pydantic import Field

from frontdesk.model.citation import Citations
from frontdesk.model.fields import Day, Months, Part, Slug, Slugs, Text, Whole

Evidence = Literal["verified", "secondary", "company-standard", "check-locally"]


class Statute(Part):
    """One law, regulation or other text that lessons cite."""

    en: Text = Field(description="Its English name.")
    zh: Text = Field(description="Its Chinese name.")
    short: Text | None = Field(None, description="What citations call it, where the full name is long.")
    number: Text | None = Field(None, description="Its official number, such as 国务院令第379号.")
    kind: Literal[
        "law", "regulation", "department-rule", "judicial-interpretation", "policy", "local-standard"
    ] = Field(description="What sort of text it is; the order of the list is the order of authority.")
    status: Literal["in-force", "repealed"] = Field(
        description="in-force, or repealed (then until and replaced_by are told)."
    )
    since: Day | None = Field(None, description="In force since this day.")
    until: Day | None = Field(None, description="Repealed from this day on.")
    replaced_by: Slugs = Field([], description="Slugs of what took its place.")
    articles: Whole | None = Field(None, description="The number of its last article.")
    city: Text | None = Field(None, description="The city where it holds, for a local text.")
    evidence: Literal["verified", "secondary"] = Field(
        "verified", description="verified: the text was read; secondary: only a copy or a quotation."
    )
    checked: Day = Field(description="The day somebody last looked whether it is still in force.")
    note: Text | None = Field(None, description="What a trainer must know about it.")


class Rule(Part):
    """One legal rule in our words, with the article it stands on."""

    says: Text = Field(description="The rule, exact, with its exception, in our words.")
    cite: Citations = Field(description="The articles it stands on.")
    evidence: Literal["verified", "secondary"] = Field(
        description="verified: the article was read; secondary: only a copy or a quotation."
    )
    city: Text | None = Field(None, description="The city where it holds, for a local rule.")
    checked: Day = Field(description="The day the article was last read.")
    review_months: Months = Field(description="Months until it must be read again.")
    misconception: Text | None = Field(None, description="What trainees believe instead.")


class LocalRule(Part):
    """What one city asks: an example, since other cities differ."""

    city: Text = Field(description="The city where it holds.")
    zh: Text = Field(description="The city's Chinese name.")
    topic: Slug = Field(description="What it is about; the same slug for all cities.")
    says: Text = Field(description="The rule in our words, in one or two sentences.")
    source: Text = Field(description="The text and article it stands in.")
    evidence: Literal["verified", "secondary"] = Field(
        description="verified: the text was read; secondary: only a copy or a quotation."
    )
    read: Day = Field(description="The day it was read.")
