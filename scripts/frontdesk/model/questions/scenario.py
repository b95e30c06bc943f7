"""Branching scenarios: scenes, choices, consequences."""

from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from frontdesk.model.fields import Amount, Part, Slug, Text, refuse, refuse_word
from frontdesk.model.questions.base import Name, Question, check_texts, given_before

_LEAST_ENDINGS = 3
_MOST_SCENES = 99


class Move(Part):
    """One thing the player may do in a scene."""

    text: Text = Field(description="What the player does or says.")
    why: Text = Field(description="What it brings; shown when the scenario is over.")
    points: Amount = Field("0", description="What it earns; 0 unless told.", validate_default=True)
    next: Slug | None = Field(None, description="The scene it leads to; without one the scenario ends.")


class Scene(Part):
    """What happens, and what may be done; a scene without choices is an ending."""

    say: Text = Field(description="What happens, in Markdown.")
    choices: dict[Name, Move] = Field({}, description="What may be done, by name.")
    why: Text | None = Field(None, description="For an ending: what the way here shows.")

    @field_validator("choices")
    @classmethod
    def _choices(cls, choices: dict[str, Move]) -> dict[str, Move]:
        if choices:
            check_texts({name: move.text for name, move in choices.items()}, "choices")
        return choices

    @field_validator("why")
    @classmethod
    def _why_ends(cls, why: str | None, info: ValidationInfo) -> str | None:
        if why and given_before(info, "choices"):
            refuse("only an ending has a 'why' of its own", "put it behind the choices that lead on")
        return why


class Scenario(Question):
    """A story with decisions; the mark is the points gathered over those of the best path."""

    type: Literal["scenario"]
    start: Slug = Field(description="The name of the first scene.")
    scenes: dict[Name, Scene] = Field(description="The scenes by name.")
    why: Text | None = Field(None, description="Said at every ending.")

    @model_validator(mode="after")
    def _scenes_hang_together(self) -> Self:
        if len(self.scenes) > _MOST_SCENES:
            hint = f"at most {_MOST_SCENES}; make two scenarios of it"
            refuse(f"{len(self.scenes)} scenes are more than anybody plays", hint, at=("scenes",))
        for name, scene in self.scenes.items():
            _check_scene(name, scene, self.scenes)
        if self.start not in self.scenes:
            refuse_word(
                f"there is no scene '{self.start}' to start with", self.start, self.scenes, at=("start",)
            )
        _check_paths(self.start, self.scenes)
        return self

    def best(self) -> Fraction:
        """Return the points of the best path."""
        return best_points(self.start, self.scenes)

    def _key(self) -> dict:
        return {
            "start": self.start,
            "scenes": {
                name: {
                    choice: {"points": format(move.points, "f")} | ({"next": move.next} if move.next else {})
                    for choice, move in scene.choices.items()
                }
                for name, scene in self.scenes.items()
            },
        }


def best_points(start: str, scenes: dict[str, Scene]) -> Fraction:
    """Return the most points that a path from a scene on gathers."""
    known: dict[str, Fraction] = {}

    def best(name: str) -> Fraction:
        if name not in known:
            known[name] = max(
                (
                    Fraction(move.points) + (best(move.next) if move.next else 0)
                    for move in scenes[name].choices.values()
                ),
                default=Fraction(0),
            )
        return known[name]

    return best(start)


def _check_scene(name: str, scene: Scene, scenes: dict[str, Scene]) -> None:
    here = ("scenes", name)
    for choice, move in scene.choices.items():
        if move.next and move.next not in scenes:
            at = (*here, "choices", choice, "next")
            refuse_word(f"there is no scene '{move.next}'", move.next, scenes, at)
    if not scene.choices and not scene.why:
        refuse("the ending does not say what the way there shows", "give it a 'why'", at=here)


def _check_paths(start: str, scenes: dict[str, Scene]) -> None:
    seen: set[str] = set()
    _follow(start, scenes, (), seen)
    for name in scenes:
        if name not in seen:
            refuse("no path leads to this scene", "lead a choice there or delete it", at=("scenes", name))
    endings = sum(not scene.choices for scene in scenes.values()) + sum(
        move.next is None for scene in scenes.values() for move in scene.choices.values()
    )
    if endings < _LEAST_ENDINGS:
        count = "one ending" if endings == 1 else f"{endings} endings"
        refuse(f"the scenario has {count}", f"give it at least {_LEAST_ENDINGS}", at=("scenes",))
    if best_points(start, scenes) <= 0:
        refuse("no path gathers any points", "give points to the good choices", at=("scenes",))


def _follow(name: str, scenes: dict[str, Scene], path: tuple[str, ...], seen: set[str]) -> None:
    seen.add(name)
    for choice, move in scenes[name].choices.items():
        if move.next in (*path, name):
            at = ("scenes", name, "choices", choice, "next")
            refuse(f"leads back to the scene '{move.next}'", "every choice leads on, never back", at)
        if move.next and move.next not in seen:
            _follow(move.next, scenes, (*path, name), seen)
