"""Turn the text of a file into a thing of the model, or into every problem it has."""

from typing import Any, TypeVar, get_args

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
        return None, [_tell(cls, source, loc, where, error) for error in errors.errors(include_url=False)]


def _tell(cls: type[BaseModel], source: Source, loc: Loc, where: str, error: dict) -> Problem:
    path = tuple(step for step in error["loc"] if step != "[key]")
    line = source.line((*loc, *path))
    kind, key = error["type"], str(path[-1]) if path else ""
    if kind in ("missing", "extra_forbidden"):
        path = path[:-1]
    what, hint = _words(cls, kind, key, error)
    inside = ".".join(str(step) for step in path)
    if not where:
        return Problem(source.path, line, inside or key or "file", what, hint)
    return Problem(source.path, line, where, f"{inside}: {what}" if inside else what, hint)


def _words(cls: type[BaseModel], kind: str, key: str, error: dict) -> tuple[str, str]:
    context = error.get("ctx", {})
    if kind == "told":
        return context["what"], context["hint"]
    if kind == "missing":
        return f"'{key}' is missing", ""
    if kind == "extra_forbidden":
        return f"there is no key '{key}' here", suggest(key, _keys_at(cls, error["loc"][:-1]))
    if kind == "literal_error":
        allowed = [word.strip().strip("'") for word in context["expected"].replace(" or ", ", ").split(",")]
        return f"'{error['input']}' is not known here", suggest(str(error["input"]), allowed)
    if kind == "too_short":
        return f"holds {context['actual_length']}, and at least {context['min_length']} belong here", ""
    return f"should be {_WANTED.get(kind, 'something else')}, and {_name(error['input'])} stands here", ""


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


def _keys_at(cls: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys allowed at a place inside a class, by following its annotations."""
    found: Any = cls
    for step in loc:
        if isinstance(found, type) and issubclass(found, BaseModel):
            annotation = found.model_fields[step].annotation if step in found.model_fields else None
        else:
            annotation = found
        found = _model_in(annotation)
        if found is None:
            return []
    return [field.alias or name for name, field in found.model_fields.items()]


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
