"""The question types: one name in the model, both scorers, the page and the vectors."""

from typing import Any

from frontdesk.model.questions.arranged import Matching, Ordering
from frontdesk.model.questions.base import SECRET_KEYS, Question
from frontdesk.model.questions.choice import MultipleResponse, SingleChoice, TrueFalse
from frontdesk.model.questions.numeric import Numeric
from frontdesk.model.questions.scenario import Scenario
from frontdesk.model.questions.written import Essay, ShortAnswer

TYPES: dict[str, type[Question]] = {
    "single-choice": SingleChoice,
    "multiple-response": MultipleResponse,
    "true-false": TrueFalse,
    "numeric": Numeric,
    "short-answer": ShortAnswer,
    "ordering": Ordering,
    "matching": Matching,
    "scenario": Scenario,
    "essay": Essay,
}


def strip_secrets(data: Any, *, in_scene: bool = False) -> Any:
    """Return a question's data without any key that a person under test may not see.

    The secret keys are `SECRET_KEYS` wherever they stand, and `points` inside scenes.
    """
    if isinstance(data, list):
        return [strip_secrets(item, in_scene=in_scene) for item in data]
    if not isinstance(data, dict):
        return data
    secret = SECRET_KEYS | ({"points"} if in_scene else set())
    return {
        key: strip_secrets(value, in_scene=in_scene or key == "scenes")
        for key, value in data.items()
        if key not in secret
    }


__all__ = [
    "TYPES",
    "Essay",
    "Matching",
    "MultipleResponse",
    "Numeric",
    "Ordering",
    "Question",
    "Scenario",
    "ShortAnswer",
    "SingleChoice",
    "TrueFalse",
    "strip_secrets",
]
