"""Turn the text of a file into a thing of the model, or into every problem it has."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from frontdesk.problems import Problem, suggest
from frontdesk.source import Loc, Source

P = TypeVar("P", bound=BaseModel)


def read_part(
    cls: type[P], source: Source, loc: Loc = (), *, where: str = "", context: dict | None = None
) -> tuple[P | None, list[Problem]]:
    """Return the thing that stands at `loc` of a source, or None, and all its problems.

    `where` is the name the problems carry; without one each carries the key it is about.
    """
    data = source.data
    for step in loc:
        data = data[step]
    try:
        return cls.model_validate(data, context=context), []
    except ValidationError as errors:
        return None, list(_told(cls, source, loc, where, errors.errors(include_url=False)))


def _told(
    cls: type[BaseModel], source: Source, loc: Loc, where: str, errors: list[dict]
) -> Iterator[Problem]:
    """Yield the problems that pydantic's errors are, each mistake once."""
    misspelt = {
        (_place(error)[:-1], key)
        for error in errors
        if error["type"] == "extra_forbidden" and (key := _meant(cls, error))
    }
    for error in errors:
        place = _place(error)
        missing = error["type"] == "missing" and (place[:-1], str(place[-1])) in misspelt
        # What could not be read in the file was told there.
        unread = any(refused[: len(loc + place)] == loc + place for refused in source.refused)
        if error["type"] != "silent" and not missing and not unread:
            yield _tell(cls, source, loc, where, error)


def _place(error: dict) -> Loc:
    steps = tuple(step for step in error["loc"] if step != "[key]")
    return steps + tuple(error.get("ctx", {}).get("at", ()))


def _tell(cls: type[BaseModel], source: Source, loc: Loc, where: str, error: dict) -> Problem:
    path = _place(error)
    line = source.line((*loc, *path))
    kind, key = error["type"], str(path[-1]) if path else ""
    if kind in ("missing", "extra_forbidden"):
        path = path[:-1]
    what, hint = _words(cls, kind, key, error)
    # A place in a list says nothing to a reader; the line does.
    inside = ".".join(step for step in path if isinstance(step, str))
    if not where:
        return Problem(source.path, line, inside or key or "file", what, hint)
    # "answer 'd' is not one of the options" reads as one sentence; everything else needs its colon.
    joint = " " if what.startswith("'") and kind in ("told", "literal_error") else ": "
    return Problem(source.path, line, where, f"{inside}{joint}{what}" if inside else what, hint)


def _words(cls: type[BaseModel], kind: str, key: str, error: dict) -> tuple[str, str]:
    context, value = error.get("ctx", {}), error["input"]
    if kind == "told":
        return context["what"], context["hint"]
    if kind == "missing":
        return f"'{key}' is missing", ""
    if kind == "extra_forbidden" and value == "" and " " in key:
        return f"there is no key '{key}' here", "put a text that holds a comma in quotes"
    if kind == "extra_forbidden":
        allowed = _keys_at(cls, error["loc"][:-1])
        if key in allowed:
            return f"'{key}' does not go with the other keys here", "keep one or the other"
        return f"there is no key '{key}' here", suggest(key, allowed)
    if kind == "literal_error":
        allowed = [word.strip().strip("'") for word in context["expected"].replace(" or ", ", ").split(",")]
        if not isinstance(value, str):
            return f"should be one word, and {_name(value)} stands here", suggest("", allowed)
        return (f"'{value}' is not known here" if value else "stands empty"), suggest(value, allowed)
    if kind == "too_short":
        return "stands empty", "write at least one"
    return f"should be {_WANTED.get(kind, 'something else')}, and {_name(value)} stands here", ""


_WANTED = {
    "string_type": "a text",
    "dict_type": "keys with something below each",
    "model_type": "keys with something below each",
    "list_type": "a list",
}


def _name(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a group of keys"
    return f"the text '{value[:40]}'" if value else "nothing"


def _meant(cls: type[BaseModel], error: dict) -> str | None:
    """Return the key that a misspelt one was probably meant to be."""
    near = get_close_matches(_place(error)[-1].lower(), _keys_at(cls, error["loc"][:-1]), n=1, cutoff=0.6)
    return near[0] if near else None


def _keys_at(cls: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys allowed at a place inside a class, by following its annotations."""
    found: list[Any] = [cls]
    for step in loc:
        found = [inner for annotation in found for inner in _inside(annotation, step)]
    models = [model for annotation in found for model in _models(annotation)]
    return [field.alias or name for model in models for name, field in model.model_fields.items()]


def _inside(annotation: Any, step: str | int) -> list[Any]:
    """Return the annotations of what stands under a key, or at a place of a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        return [field.annotation for name, field in fields if step in (name, field.alias)]
    inner = get_args(annotation)
    if get_origin(annotation) in (dict, list):
        return [inner[-1]]
    return [found for part in inner for found in _inside(part, step)]


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (dict, list):
        return []
    return [found for part in get_args(annotation) for found in _models(part)]
