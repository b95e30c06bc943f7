"""Blueprints: what a paper is drawn from."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator

from frontdesk.model.fields import Flag, Part, Text, Whole, refuse
from frontdesk.model.questions.base import Level

QuestionType = Literal[
    "single-choice",
    "multiple-response",
    "true-false",
    "numeric",
    "short-answer",
    "ordering",
    "matching",
    "scenario",
    "essay",
]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Draw(Part):
    """One line of a blueprint."""

    source: Text = Field(
        alias="from", description="An area such as law, or a bank such as duties/goods-release."
    )
    count: Whole = Field(description="How many questions.")
    level: Annotated[list[Level], BeforeValidator(_as_list)] = Field(
        [], description="Only questions of these levels."
    )
    type: Annotated[list[QuestionType], BeforeValidator(_as_list)] = Field(
        [], description="Only questions of these types."
    )
    critical: Flag | None = Field(None, description="Only critical questions, or only others.")

    @field_validator("count")
    @classmethod
    def _count_draws(cls, count: int) -> int:
        if count < 1:
            refuse("draws no question", "write 1 or more")
        return count


class Blueprint(Part):
    """An assigned quiz before anything is drawn."""

    title: Text = Field(description="What stands on the paper.")
    pass_mark: Whole = Field(
        "80", description="The percent that passes; 80 unless told.", validate_default=True
    )
    minutes: Whole | None = Field(None, description="Time allowed.")
    attempts: Whole = Field("1", description="How often it may be taken.", validate_default=True)
    draw: list[Draw] = Field(description="What is drawn, line by line.", min_length=1)
    without: Annotated[list[QuestionType], BeforeValidator(_as_list)] = Field(
        [], description="Types of question that no line draws, such as essay."
    )
    shuffle: list[Literal["questions", "options"]] = Field([], description="What stands in a drawn order.")

    @field_validator("pass_mark")
    @classmethod
    def _pass_mark_is_a_percent(cls, mark: int) -> int:
        if mark > 100:
            refuse(f"'{mark}' is more than all", "a percent from 0 to 100")
        return mark
