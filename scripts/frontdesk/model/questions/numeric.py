"""Questions answered with a number, and the variants that `given` makes of them."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator, model_validator

from frontdesk.model.expression import (
    NAME,
    Expression,
    ExpressionError,
    compile_expression,
    decimal_text,
    exact_text,
)
from frontdesk.model.fields import (
    LONGEST,
    NUMBER,
    SLUG,
    Amount,
    Part,
    Text,
    refuse,
    refuse_silently,
    refuse_word,
)
from frontdesk.model.questions.base import Question, given_before
from frontdesk.units import spellings

PLACEHOLDER = re.compile(r"\{([^{}\n]+)\}")
_RESERVED = {"round", "min", "max", "ceil", "floor", "neg", "answer"}
_MOST_VALUES = 100_000


class Range(Part):
    """Values from `from` to `to`, both included, in steps."""

    start: Amount = Field(alias="from", description="The first value.")
    to: Amount = Field(description="The last value.")
    step: Amount = Field(description="The distance between two values.")

    @model_validator(mode="after")
    def _range_holds_values(self) -> Self:
        if self.step <= 0:
            refuse(f"a step of '{self.step}' never arrives", "write a number above 0", at=("step",))
        if self.to < self.start:
            refuse(f"'{self.to}' is below 'from: {self.start}'", "begin with the smaller one", at=("to",))
        if Fraction(self.to) - Fraction(self.start) > _MOST_VALUES * Fraction(self.step):
            refuse("the range holds too many values", f"at most {_MOST_VALUES:,}", at=("step",))
        return self

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


class FromEstate(Part):
    """A figure of the model estate: the same in every variant, and changed where the estate changes."""

    estate: Text = Field(description="The name of a figure of docs/data/estate.yml.")

    def values(self, estate: Mapping[str, str | None]) -> OneOf:
        """Return the figure as the only value there is."""
        figure = estate.get(self.estate, "")
        if figure is None:
            refuse_silently()
        if not figure:
            refuse_word(f"the model estate has no '{self.estate}'", self.estate, estate)
        if not NUMBER.fullmatch(figure):
            refuse(f"'{self.estate}' of the model estate is '{figure}', and no number", "name a figure")
        return OneOf.model_validate({"one of": [figure]})


def _given(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, dict) and "estate" in value:
        return FromEstate.model_validate(value).values((info.context or {}).get("estate", {}))
    if not isinstance(value, dict) or not value:
        hint = "{from: 60, to: 140, step: 0.5} or {one of: [1.80, 2.50]}"
        refuse("should be a range or a list of values", hint)
    # A misspelt `one of` is still one, or every key of a range would be told as missing.
    listed = any(get_close_matches(key, ["one of"], cutoff=0.6) for key in value)
    return (OneOf if listed else Range).model_validate(value)


Given = Annotated[Range | OneOf | FromEstate, BeforeValidator(_given)]
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
                    "begin with a small letter, then letters, digits and _; not 'answer' nor a function",
                    at=(name,),
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
        if not NUMBER.fullmatch(number) or number.startswith("-") or len(number) > LONGEST:
            refuse(
                f"'{tolerance}' is not a tolerance",
                "a number such as 0.01, or a part of the answer such as 2%",
            )
        return number + "%" * tolerance.endswith("%")

    @field_validator("slips")
    @classmethod
    def _slips_compile(cls, slips: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        for expression in slips:
            _compile(expression, info, at=(expression,), formulas=False)
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
        units = {"units": spellings(self.unit)} if self.unit else {}
        return {"tolerance": self.tolerance, **units}


def _compile(text: Any, info: ValidationInfo, at: tuple[str, ...] = (), formulas: bool = True) -> Any:
    """Return a compiled expression; one that rests on what has problems of its own is refused silently.

    Formulas come by name, None for one with a problem, and as None where their file cannot be read.
    """
    given, named = given_before(info, "given"), (info.context or {}).get("formulas", {}) if formulas else {}
    if not isinstance(text, str) or not text.strip():
        refuse("should be a number, an expression or the name of a formula", "such as area * rate", at)
    text = text.strip()
    is_name = SLUG.fullmatch(text) and not text.isdigit()
    if given is None or (is_name and (named is None or named.get(text, text) is None)):
        refuse_silently()
    known = {name: formula for name, formula in (named or {}).items() if formula}
    try:
        return compile_expression(text, given, known)
    except ExpressionError as error:
        refuse(error.what, error.hint, at)
