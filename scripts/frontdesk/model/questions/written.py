"""Questions answered in words: short answers, and essays that a person marks."""

from fractions import Fraction
from typing import Literal

from pydantic import Field, field_validator

from frontdesk.model.fields import Amount, Part, Text, Texts, refuse
from frontdesk.model.questions.base import Question
from frontdesk.tidy import tidy


class ShortAnswer(Question):
    """A word or two, compared after both sides were tidied."""

    type: Literal["short-answer"]
    accept: Texts = Field(description="Every answer that is right; * stands for anything.")
    why: Text = Field(description="Why it is so; shown after any answer.")

    @field_validator("accept")
    @classmethod
    def _accept_means_something(cls, accept: list[str]) -> list[str]:
        if not accept:
            refuse("nothing is accepted, so nothing can be right", "list the right answers")
        seen: dict[str, str] = {}
        for place, text in enumerate(accept):
            tidied = tidy(text)
            if not tidied.replace("*", "").strip():
                refuse(
                    f"'{text}' accepts every answer", "write at least one letter beside the *", at=(place,)
                )
            if tidied in seen:
                told = f"'{seen[tidied]}' and '{text}' accept the same"
                refuse(told, "delete one of them", at=(place,))
            seen[tidied] = text
        return accept

    def _key(self) -> dict:
        return {"accept": self.accept}


class Criterion(Part):
    """One line of a rubric."""

    points: Amount = Field(description="What this line is worth.")
    text: Text = Field(description="What earns it.")


class Essay(Question):
    """A free text that a person marks against the rubric."""

    type: Literal["essay"]
    rubric: list[Criterion] = Field(description="What earns how many points.")
    model: Text = Field(description="An answer that earns full marks, to compare one's own with.")
    why: Text | None = Field(None, description="Said beside the model answer.")

    @field_validator("rubric")
    @classmethod
    def _rubric_adds_up(cls, rubric: list[Criterion]) -> list[Criterion]:
        if not sum(Fraction(line.points) for line in rubric) > 0:
            refuse("the rubric gives no points", "write at least one line with points and text")
        return rubric
