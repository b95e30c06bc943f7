"""Questions answered by ticking: single choice, multiple response, true or false."""

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from frontdesk.model.fields import Flag, Slug, Slugs, Text, refuse
from frontdesk.model.questions.base import Options, Question, check_among, check_options, given_before

Rule = Literal["net", "all-or-nothing", "per-option", "coverage"]


class SingleChoice(Question):
    """One option is right."""

    type: Literal["single-choice"]
    why: Text | None = Field(None, description="Said after any answer, on top of the option's own why.")
    options: Options = Field(description="The options by name (a, b, c …), each with text and why.")
    answer: Slug = Field(description="The name of the right option.")

    _options = field_validator("options")(check_options)

    @field_validator("answer")
    @classmethod
    def _answer_is_an_option(cls, answer: str, info: ValidationInfo) -> str:
        options = given_before(info, "options")
        return answer if options is None else check_among(answer, options, "options")

    @property
    def names(self) -> list[str]:
        """Return the options' names as written."""
        return list(self.options)

    def _key(self) -> dict:
        return {"options": self.names, "answer": self.answer}


class MultipleResponse(Question):
    """Several options may be right."""

    type: Literal["multiple-response"]
    why: Text | None = Field(None, description="Said after any answer, on top of each option's own why.")
    options: Options = Field(description="The options by name (a, b, c …), each with text and why.")
    answer: Slugs = Field(description="The names of all right options.")
    rule: Rule = Field("net", description="How part of the mark is earned; net unless told.")

    _options = field_validator("options")(check_options)

    @field_validator("answer")
    @classmethod
    def _answers_are_options(cls, answer: list[str], info: ValidationInfo) -> list[str]:
        options = given_before(info, "options")
        if not answer:
            refuse("no option is right, so nothing can be earned", "name at least one option")
        for place, name in enumerate(answer):
            if name in answer[:place]:
                refuse(f"'{name}' stands twice in the answer", "name each right option once", at=(place,))
            if options is not None:
                check_among(name, options, "options", at=(place,))
        return answer

    @property
    def names(self) -> list[str]:
        """Return the options' names as written."""
        return list(self.options)

    def _key(self) -> dict:
        return {"options": self.names, "answer": self.answer, "rule": self.rule}


class TrueFalse(Question):
    """A statement that holds or does not."""

    type: Literal["true-false"]
    answer: Flag = Field(description="true or false.")
    why: Text = Field(description="Why it is so; shown after either answer.")

    @property
    def names(self) -> list[str]:
        """Return the two names."""
        return ["true", "false"]

    def _key(self) -> dict:
        return {"answer": "true" if self.answer else "false"}
