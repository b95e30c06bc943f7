"""What every question has, whatever its type."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from frontdesk.model.citation import Citations
from frontdesk.model.fields import Amount, Day, Flag, Part, Share, Slug, Slugs, Text, refuse, refuse_word

Level = Literal["remember", "understand", "apply", "judge"]


SECRET_KEYS = frozenset({"answer", "accept", "tolerance", "why", "slips", "rubric", "model", "tests"})


def _not_secret(name: str) -> str:
    # A name like this would be stripped together with the secrets it is called after.
    if name in SECRET_KEYS or name == "points":
        refuse(f"'{name}' cannot be a name", "it is a key of the bank; choose another word")
    return name


Name = Annotated[Slug, AfterValidator(_not_secret)]


class ResponseTest(Part):
    """A response and the share of the points it must earn; `frontdesk check` runs it."""

    response: Any = Field(description="A response as a sheet would hold it.")
    score: Share = Field(description="The share of the points it earns: 0, 1, 0.5 or 1/3.")


class Question(Part):
    """The keys that all types share."""

    id: Slug = Field(
        description="A slug, for ever: records of answers carry it. Name the point, not a number."
    )
    objective: Slug = Field(description="The slug of one objective of the lesson.")
    type: str = Field(description="The question type.")
    level: Level = Field(description="remember, understand, apply or judge.")
    critical: Flag = Field(False, description="A critical question must be right to pass.")
    ask: Text = Field(description="The question, in Markdown; the last sentence asks.")
    hint: Text | None = Field(None, description="Shown when the reader asks for it, before answering.")
    see: Text | None = Field(None, description="The heading of the lesson to read again.")
    cite: Citations = Field((), description="The articles that decide it, such as [civil-code 944].")
    points: Amount = Field(
        "1", description="What the question is worth; 1 unless told.", validate_default=True
    )
    replaces: Slugs = Field([], description="Ids of older questions that this one stands for.")
    retired: Day | None = Field(None, description="From this day the question is no longer asked.")
    void: Literal["disregard", "all-correct"] | None = Field(
        None, description="A repair after an exam: leave it out of both sums, or give everyone full marks."
    )
    tests: list[ResponseTest] = Field([], description="Responses and the share each must earn.")

    @field_validator("points")
    @classmethod
    def _points_above_zero(cls, points: Any) -> Any:
        if points <= 0:
            refuse(f"'{points}' points cannot be earned", "write a number above 0")
        return points

    @property
    def possible(self) -> Fraction:
        """Return what a full mark earns."""
        return Fraction(self.points)

    def key(self) -> dict:
        """Return the scoring key: plain data that `scoring.mark` and `score.js` read alike."""
        return {"type": self.type, "points": format(self.points, "f"), **self._key()}

    def _key(self) -> dict:
        return {}

    @property
    def names(self) -> list[str]:
        """Return the names that a response may hold, in the order they are written."""
        return []


class Option(Part):
    """One option and what choosing it shows."""

    text: Text = Field(description="What the option says, in Markdown.")
    why: Text = Field(description="One or two sentences to the person who chose it.")


Options = dict[Name, Option]


def check_options(options: dict[str, Option]) -> dict[str, Option]:
    """Refuse fewer than two options and options that say the same."""
    check_texts({name: option.text for name, option in options.items()}, "options")
    return options


def check_texts(texts: dict[str, str], noun: str) -> None:
    """Refuse fewer than two texts, and two that say the same."""
    if len(texts) < 2:
        refuse("holds only one" if texts else "holds none", f"write at least two {noun}")
    first: dict[str, str] = {}
    for name, text in texts.items():
        same = first.setdefault(" ".join(text.lower().split()), name)
        if same != name:
            refuse(f"'{same}' and '{name}' say the same", "change one or delete it", at=(name,))


def check_among(word: str, allowed: Any, noun: str, at: Sequence[str | int] = ()) -> str:
    """Refuse a word of the key that is not a name of the question."""
    if word not in allowed:
        refuse_word(f"'{word}' is not one of the {noun}", word, allowed, at)
    return word


def given_before(info: ValidationInfo, key: str) -> Any:
    """Return an earlier key's value, or None where that key has problems of its own."""
    return info.data.get(key)
