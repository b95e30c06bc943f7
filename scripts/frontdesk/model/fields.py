"""The kinds of value a writer may put behind a key, and how each is read from text."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from frontdesk.problems import suggest

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 24  # digits of a number
_LIFETIME = 1200
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def refuse(what: str, hint: str = "", at: Sequence[str | int] = ()) -> NoReturn:
    """Raise the error that the reader tells as a problem with these words.

    `at` leads from the value that is checked to the key at fault inside it.
    """
    raise PydanticCustomError("told", "{what}", {"what": what, "hint": hint, "at": tuple(at)})


def refuse_word(what: str, word: str, allowed: Any, at: Sequence[str | int] = ()) -> NoReturn:
    """Refuse a word that is not among those allowed, with a guess."""
    refuse(what, suggest(word, allowed), at)


def refuse_silently() -> NoReturn:
    """Refuse a value that rests on another one whose problem is told where it stands."""
    raise PydanticCustomError("silent", "silent")


class Part(BaseModel):
    """A thing read from a file: only the keys it names, never changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _text(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        refuse("stands empty", "write something here or delete the key")
    return value.strip() if isinstance(value, str) else value


def _scalar(value: Any, wanted: str) -> str:
    if not isinstance(value, str):
        refuse(
            f"should be {wanted}, and a {'list' if isinstance(value, list) else 'group of keys'} stands here"
        )
    return _text(value)


def _slug(value: Any) -> Any:
    text = _scalar(value, "a slug")
    if not SLUG.fullmatch(text):
        refuse(f"'{text}' is not a slug", "small letters, digits and single hyphens, such as 'notice-days'")
    return text


def _flag(value: Any) -> bool:
    text = _scalar(value, "true or false")
    if text not in ("true", "false"):
        refuse(f"'{text}' is neither true nor false", "write true or false")
    return text == "true"


def _day(value: Any) -> date:
    text = _scalar(value, "a date")
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        refuse(f"'{text}' is not a date", "write year-month-day, such as 2026-11-23")


def _whole(value: Any) -> int:
    text = _scalar(value, "a whole number")
    if not re.fullmatch(r"[0-9]{1,9}", text):
        refuse(f"'{text}' is not a whole number", "digits alone, such as 12")
    return int(text)


def _months(months: int) -> int:
    if not 1 <= months <= _LIFETIME:
        refuse(f"'{months}' is not a number of months", f"from 1 to {_LIFETIME}")
    return months


def _amount(value: Any) -> Decimal:
    text = _scalar(value, "a number")
    if not NUMBER.fullmatch(text) or len(text) > LONGEST:
        refuse(f"'{text}' is not a number", "digits and one decimal point, such as 12.50")
    return Decimal(text)


def _share(value: Any) -> Fraction:
    text = _scalar(value, "a share from 0 to 1")
    if not re.fullmatch(r"[01]|0\.[0-9]{1,6}|[0-9]{1,4}/[1-9][0-9]{0,3}", text) or Fraction(text) > 1:
        refuse(f"'{text}' is not a share from 0 to 1", "write 1, 0, 0.5 or 1/3")
    return Fraction(text)


def _list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _schema(**words: Any) -> WithJsonSchema:
    return WithJsonSchema(words)


_NUMBER_OR_TEXT = {"anyOf": [{"type": "number"}, {"type": "string"}]}

Text = Annotated[
    str, BeforeValidator(_text), _schema(anyOf=[{"type": "string", "minLength": 1}, {"type": "number"}])
]
Slug = Annotated[str, BeforeValidator(_slug), _schema(type="string", pattern=f"^{SLUG.pattern}$")]
Flag = Annotated[bool, BeforeValidator(_flag), _schema(type="boolean")]
Day = Annotated[date, BeforeValidator(_day), _schema(type="string", format="date")]
Whole = Annotated[int, BeforeValidator(_whole), _schema(type="integer", minimum=0)]
Months = Annotated[Whole, AfterValidator(_months)]
Amount = Annotated[Decimal, BeforeValidator(_amount), PlainSerializer(str), _schema(**_NUMBER_OR_TEXT)]
Share = Annotated[Fraction, BeforeValidator(_share), PlainSerializer(str), _schema(**_NUMBER_OR_TEXT)]
Texts = Annotated[list[Text], BeforeValidator(_list)]
Slugs = Annotated[list[Slug], BeforeValidator(_list)]
