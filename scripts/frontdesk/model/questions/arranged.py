"""Questions answered by arranging: putting steps in order, matching prompts with choices."""

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from frontdesk.model.fields import Slug, Slugs, Text, refuse
from frontdesk.model.questions.base import Name, Question, check_among, check_texts, given_before


class Ordering(Question):
    """Steps to be put in order."""

    type: Literal["ordering"]
    steps: dict[Name, Text] = Field(
        description="The steps by name, in the order they are shown: not the right one."
    )
    answer: Slugs = Field(description="The names in the right order, each once.")
    why: Text = Field(description="Why this order; shown after any answer.")

    @field_validator("steps")
    @classmethod
    def _steps(cls, steps: dict[str, str]) -> dict[str, str]:
        check_texts(steps, "steps")
        return steps

    @field_validator("answer")
    @classmethod
    def _answer_orders_all_steps(cls, answer: list[str], info: ValidationInfo) -> list[str]:
        steps = given_before(info, "steps")
        if steps is None:
            return answer
        for place, name in enumerate(answer):
            check_among(name, steps, "steps", at=(place,))
        for name in steps:
            if answer.count(name) != 1:
                times = "is not in the answer" if name not in answer else "stands twice in the answer"
                refuse(f"step '{name}' {times}", "the answer names each step once")
        if answer == list(steps):
            refuse(
                "the steps are written in the right order, so the page gives the answer away",
                "write them in another order; the names stay",
            )
        return answer

    @property
    def names(self) -> list[str]:
        """Return the steps' names as written."""
        return list(self.steps)

    def _key(self) -> dict:
        return {"steps": self.names, "answer": self.answer}


class Matching(Question):
    """Prompts to be matched with choices."""

    type: Literal["matching"]
    prompts: dict[Name, Text] = Field(description="What stands on the left, by name.")
    choices: dict[Name, Text] = Field(
        description="What may be matched, by name; one or two more than prompts is good."
    )
    answer: dict[Name, Slug] = Field(description="For each prompt the name of its choice.")
    why: Text = Field(description="Why they belong together; shown after any answer.")

    @field_validator("prompts", "choices")
    @classmethod
    def _texts(cls, texts: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        check_texts(texts, info.field_name or "texts")
        return texts

    @field_validator("answer")
    @classmethod
    def _answer_matches_all_prompts(cls, answer: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        prompts, choices = given_before(info, "prompts"), given_before(info, "choices")
        for prompt, choice in answer.items():
            if prompts is not None:
                check_among(prompt, prompts, "prompts", at=(prompt,))
            if choices is not None:
                check_among(choice, choices, "choices", at=(prompt,))
        for prompt in prompts or {}:
            if prompt not in answer:
                refuse(f"prompt '{prompt}' is not matched in the answer", "the answer names each prompt once")
        return answer

    @property
    def names(self) -> list[str]:
        """Return the prompts' names as written."""
        return list(self.prompts)

    def _key(self) -> dict:
        return {"prompts": self.names, "choices": list(self.choices), "answer": self.answer}
