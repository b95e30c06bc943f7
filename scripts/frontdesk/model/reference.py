"""Structured facts that pages, quizzes and calculators share: formulas, terms, tables, roles."""

from typing import Annotated, Any

from pydantic import Field, ValidationInfo, WithJsonSchema, field_validator

from frontdesk.model.citation import Citations
from frontdesk.model.expression import NAME, Expression, ExpressionError, compile_expression
from frontdesk.model.fields import Part, Slug, Text, Whole, refuse, refuse_word


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
                )
        return given

    @field_validator("expression", mode="before")
    @classmethod
    def _expression_compiles(cls, text: Any, info: ValidationInfo) -> Any:
        if not isinstance(text, str):
            refuse("should be an expression", "such as area * rate * months")
        try:
            return compile_expression(text.strip(), info.data.get("given") or {})
        except ExpressionError as error:
            refuse(error.what, error.hint)


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
        for count, row in enumerate(rows, 1):
            for name in row:
                if name not in columns and columns:
                    refuse_word(
                        f"row {count} has a value for '{name}', and there is no such column", name, columns
                    )
            for name in columns:
                if name not in row:
                    refuse(f"row {count} has no value for '{name}'")
        return rows


class Role(Part):
    """A role of readers, or of those who keep the content."""

    en: Text = Field(description="Its English name.")
    zh: Text = Field(description="Its Chinese name.")
    says: Text = Field(description="Who that is, in a few words.")
