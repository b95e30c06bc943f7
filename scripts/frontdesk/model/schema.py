"""JSON Schemas of every file a writer types, made from the model so that they cannot differ from it."""

import json
from functools import reduce
from operator import or_
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter

from frontdesk.model.blueprint import Blueprint
from frontdesk.model.law import LocalRule, Rule, Statute
from frontdesk.model.page import LessonHead, PageHead, SituationHead
from frontdesk.model.questions import TYPES
from frontdesk.model.reference import Finding, Formula, Role, Table, Term

_AnyQuestion = Annotated[reduce(or_, TYPES.values()), Field(discriminator="type")]


class _Bank(BaseModel):
    """An item bank."""

    model_config = {"extra": "forbid"}

    questions: list[_AnyQuestion] = Field(min_length=1, description="The questions of the lesson.")


_FILES = {
    "bank": _Bank,
    "blueprint": Blueprint,
    "page": Annotated[LessonHead | SituationHead | PageHead, Field(discriminator="kind")],
    "statutes": dict[str, Statute],
    "rules": dict[str, Rule],
    "findings": dict[str, Finding],
    "cities": dict[str, LocalRule],
    "formulas": dict[str, Formula],
    "glossary": dict[str, Term],
    "roles": dict[str, Role],
    "table": Table,
}


def schemas() -> dict[str, str]:
    """Return the text of each schema by name."""
    return {name: _text(name, thing) for name, thing in _FILES.items()}


def _text(name: str, thing: object) -> str:
    schema = TypeAdapter(thing).json_schema(mode="validation")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Front Desk: {name}",
        **schema,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
