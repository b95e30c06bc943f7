"""Structured facts that pages, quizzes and calculators share: formulas, terms, findings, tables, roles."""

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, WithJsonSchema, field_validator

from frontdesk.model.citation import Citations
from frontdesk.model.expression import NAME, Expression, ExpressionError, compile_expression
from frontdesk.model.fields import Part, Slug, Text, Whole, refuse, refuse_silently, refuse_word

_MOST_PLACES = 6


class Quantity(Part):
    """A value that a formula needs."""

    unit: Text = Field(description="Its unit, such as m².")
    says: Text = Field(description="What it is, in a few words.")


class Formula(Part):
    """A calculation that lessons, questions and tables share."""

    says: Text = Field(description="What it gives, in one sentence.")
    given: dict[str, Quantity] = Field(description="What it needs, by name.")
    expression: Annotated[Expression, WithJsonSchema({"type": "string"})] = Field(
        description="The calculation over the given names."
    )
    unit: Text = Field(description="The unit of the result.")
    places: Whole = Field(description="Decimals shown.")
    cite: Citations = Field((), description="The articles it rests on.")

    @field_validator("given")
    @classmethod
    def _given_names(cls, given: dict[str, Quantity]) -> dict[str, Quantity]:
        for name in given:
            if not NAME.fullmatch(name):
                refuse(
                    f"'{name}' cannot be the name of a value",
                    "small letters, digits and _, beginning with a letter",
                    at=(name,),
                )
        return given

    @field_validator("places")
    @classmethod
    def _places_are_few(cls, places: int) -> int:
        if places > _MOST_PLACES:
            refuse(f"{places} decimals are more than anybody reads", f"from 0 to {_MOST_PLACES}")
        return places

    @field_validator("expression", mode="before")
    @classmethod
    def _expression_compiles(cls, text: Any, info: ValidationInfo) -> Any:
        if not isinstance(text, str):
            refuse("should be an expression", "such as area * rate * months")
        if "given" not in info.data:
            refuse_silently()
        try:
            return compile_expression(text.strip(), info.data["given"])
        except ExpressionError as error:
            refuse(error.what, error.hint)


Strength = Literal["strong", "mixed", "thin", "model", "practice"]


class Finding(Part):
    """One claim about people, and how strong its evidence is."""

    says: Text = Field(description="The claim in our words, no wider than its evidence.")
    strength: Strength = Field(
        description="strong: many studies agree; mixed: few, or they disagree; thin: hardly tested; "
        "model: a way to sort what one sees; practice: what practitioners report."
    )
    source: Text = Field(description="Who found it and when, or whose practice it is.")
    limits: Text | None = Field(None, description="Where it does not hold.")


class Term(Part):
    """One entry of the glossary."""

    en: Text = Field(description="The English word we use everywhere.")
    zh: Text = Field(description="The Chinese word.")
    pinyin: Text = Field(description="The Chinese word in pinyin with tone marks.")
    line: Text = Field(description="One line a clerk understands.")
    taught: Text | None = Field(None, description="The lesson that teaches it, such as duties/goods-release.")


class Table(Part):
    """A table that pages show."""

    title: Text = Field(description="The caption.")
    columns: dict[Slug, Text] = Field(description="The columns' headings by name, in order.")
    rows: list[dict[str, Text]] = Field(description="The rows: a value for each column.", min_length=1)
    note: Text | None = Field(None, description="A line under the table.")
    cite: Citations = Field((), description="The articles it rests on.")

    @field_validator("rows")
    @classmethod
    def _rows_fill_columns(cls, rows: list[dict[str, str]], info: ValidationInfo) -> list[dict[str, str]]:
        columns = info.data.get("columns") or {}
        for place, row in enumerate(rows):
            for name in row:
                if name not in columns and columns:
                    refuse_word(f"there is no column '{name}'", name, columns, at=(place, name))
            for name in columns:
                if name not in row:
                    refuse(f"the row has no value for '{name}'", f"write {name}: …", at=(place,))
        return rows


class Role(Part):
    """A role of readers, or of those who keep the content."""

    en: Text = Field(description="Its English name.")
    zh: Text = Field(description="Its Chinese name.")
    says: Text = Field(description="Who that is, in a few words.")
