"""Questions answered with a number, and the variants that `given` makes of them."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator

from frontdesk.model.expression import (
    NAME,
    Expression,
    ExpressionError,
    compile_expression,
    decimal_text,
    exact_text,
)
from frontdesk.model.fields import NUMBER, Amount, Part, Text, refuse
from frontdesk.model.questions.base import Question, given_before

PLACEHOLDER = re.compile(r"\{([^{}\n]+)\}")
_RESERVED = {"round", "min", "max", "ceil", "floor", "neg", "answer"}
_MOST_VALUES = 100_000


class Range(Part):
    """Values from `from` to `to`, both included, in steps."""

    start: Amount = Field(alias="from", description="The first value.")
    to: Amount = Field(description="The last value.")
    step: Amount = Field(description="The distance between two values.")

    @field_validator("step")
    @classmethod
    def _range_holds_values(cls, step: Decimal, info: ValidationInfo) -> Decimal:
        start, to = given_before(info, "start"), given_before(info, "to")
        if step <= 0:
            refuse(f"a step of '{step}' never arrives", "write a number above 0")
        if start is not None and to is not None:
            if to < start:
                refuse(f"'to: {to}' is below 'from: {start}'")
            if (to - start) / step > _MOST_VALUES:
                refuse("the range holds too many values", f"at most {_MOST_VALUES}")
        return step

    def count(self) -> int:
        """Return how many values there are."""
        return int((self.to - self.start) / self.step) + 1

    def text(self, place: int) -> str:
        """Return the value at a place, with as many decimals as the writer used."""
        places = max(0, *(-int(n.as_tuple().exponent) for n in (self.start, self.to, self.step)))
        return decimal_text(Fraction(self.start) + place * Fraction(self.step), fixed=places)

    def as_key(self) -> dict:
        """Return the range as plain data for the browser."""
        return {
            name: format(value, "f")
            for name, value in (("from", self.start), ("to", self.to), ("step", self.step))
        }


class OneOf(Part):
    """One of the values listed."""

    values: list[Amount] = Field(alias="one of", description="The values.", min_length=1)

    def count(self) -> int:
        """Return how many values there are."""
        return len(self.values)

    def text(self, place: int) -> str:
        """Return the value at a place as it was written."""
        return format(self.values[place], "f")

    def as_key(self) -> dict:
        """Return the list as plain data for the browser."""
        return {"one of": [format(value, "f") for value in self.values]}


def _given(value: Any) -> Any:
    if isinstance(value, dict) and "one of" in value:
        return OneOf.model_validate(value)
    if not isinstance(value, dict):
        hint = "{from: 60, to: 140, step: 0.5} or {one of: [1.80, 2.50]}"
        refuse("should be a range or a list of values", hint)
    return Range.model_validate(value)


Given = Annotated[Range | OneOf, BeforeValidator(_given)]
_EXPRESSION = WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}]})


class Numeric(Question):
    """A number, drawn in variants where `given` is told."""

    type: Literal["numeric"]
    given: dict[str, Given] = Field({}, description="Values that are drawn for each paper, by name.")
    answer: Annotated[Expression, BeforeValidator(lambda value: value), _EXPRESSION] = Field(
        description="A number, an expression over the given names, or the name of a formula."
    )
    tolerance: Text = Field("0", description="How far off is still right: 0.01, or 2% of the answer.")
    unit: Text | None = Field(None, description="The unit; it may be typed after the number.")
    slips: dict[str, Text] = Field(
        {}, description="Wrong expressions that people compute, each with its explanation."
    )
    why: Text = Field(description="The working; {area} and {area * rate} show values, {answer} the answer.")

    @field_validator("given")
    @classmethod
    def _given_names(cls, given: dict[str, Any]) -> dict[str, Any]:
        for name in given:
            if not NAME.fullmatch(name) or name in _RESERVED:
                refuse(
                    f"'{name}' cannot be the name of a value",
                    "small letters, digits and _, beginning with a letter",
                )
        return given

    @field_validator("answer", mode="before")
    @classmethod
    def _answer_compiles(cls, answer: Any, info: ValidationInfo) -> Any:
        return _compile(answer, info)

    @field_validator("tolerance")
    @classmethod
    def _tolerance_is_one(cls, tolerance: str) -> str:
        number = tolerance.removesuffix("%").strip()
        if not NUMBER.fullmatch(number) or number.startswith("-"):
            refuse(
                f"'{tolerance}' is not a tolerance",
                "a number such as 0.01, or a part of the answer such as 2%",
            )
        return number + "%" * tolerance.endswith("%")

    @field_validator("slips")
    @classmethod
    def _slips_compile(cls, slips: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        for expression in slips:
            _compile(expression, info)
        return slips

    def compiled(self, text: str) -> Expression:
        """Return an expression over this question's given names."""
        return compile_expression(text, self.given)

    def shown(self, text: str, names: list[str]) -> Expression:
        """Return what stands between the braces of a placeholder, compiled over the names it may use."""
        return compile_expression(text.strip(), names)

    def key(self, values: dict[str, Fraction] | None = None) -> dict:
        """Return the scoring key of one variant; a question without `given` has only one."""
        return super().key() | {"answer": exact_text(self.answer.value(values or {}))}

    def _key(self) -> dict:
        key = {"tolerance": self.tolerance}
        return key | {"unit": self.unit} if self.unit else key


def _compile(text: Any, info: ValidationInfo) -> Any:
    given = given_before(info, "given")
    if not isinstance(text, str):
        refuse("should be a number or an expression")
    if given is None:
        return None
    try:
        return compile_expression(text.strip(), given, (info.context or {}).get("formulas"))
    except ExpressionError as error:
        refuse(error.what, error.hint)
