"""Branching scenarios: scenes, choices, consequences."""

from fractions import Fraction
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from frontdesk.model.fields import Amount, Part, Slug, Text, refuse, refuse_word
from frontdesk.model.questions.base import Name, Question, check_texts, given_before


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

    @field_validator("scenes")
    @classmethod
    def _scenes_hang_together(cls, scenes: dict[str, Scene], info: ValidationInfo) -> dict[str, Scene]:
        start = given_before(info, "start")
        for name, scene in scenes.items():
            for choice, move in scene.choices.items():
                if move.next and move.next not in scenes:
                    refuse_word(
                        f"'{name}.{choice}' leads to '{move.next}', and there is no such scene",
                        move.next,
                        scenes,
                    )
            if not scene.choices and not scene.why:
                refuse(f"the ending '{name}' does not say what the way there shows", "give it a 'why'")
        if start is None:
            return scenes
        if start not in scenes:
            refuse_word(f"the start '{start}' is not one of the scenes", start, scenes)
        _check_paths(start, scenes)
        return scenes

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


def _check_paths(start: str, scenes: dict[str, Scene]) -> None:
    seen: set[str] = set()
    _follow(start, scenes, (), seen)
    for name in scenes:
        if name not in seen:
            refuse(f"no path leads to the scene '{name}'", "lead a choice there or delete it")
    endings = sum(not scene.choices for scene in scenes.values()) + sum(
        move.next is None for scene in scenes.values() for move in scene.choices.values()
    )
    if endings < 3:
        refuse(f"the scenario has {endings} endings", "give it at least three")
    if best_points(start, scenes) <= 0:
        refuse("no path gathers any points", "give points to the good choices")


def _follow(name: str, scenes: dict[str, Scene], path: tuple[str, ...], seen: set[str]) -> None:
    if name in path:
        refuse(f"the scene '{name}' leads back to itself", "every choice leads on, never back")
    if name in seen:
        return
    seen.add(name)
    for move in scenes[name].choices.values():
        if move.next:
            _follow(move.next, scenes, (*path, name), seen)
