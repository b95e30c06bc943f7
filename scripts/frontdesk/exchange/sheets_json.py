"""Sheets in JSON: one sheet or a list of them, `frontdesk-sheet/1`."""

import json
from typing import Any

from frontdesk.model.attempt import Sheet
from frontdesk.problems import Problem, suggest

FORMAT = "frontdesk-sheet/1"
# No response needs more than a group of lists; what goes deeper would exhaust the programs that read it.
_DEEPEST = 20
_KEYS = ("format", "quiz", "paper", "person", "seed", "answers")


class _Pairs(list):
    """A JSON object as read: its pairs in order, so that a key that stands twice is seen."""


def read_sheets(text: str, path: str) -> tuple[list[Sheet], list[Problem]]:
    """Return the sheets of a JSON text; each that cannot be read is a problem, the others stay."""
    try:
        data = json.loads(text, object_pairs_hook=_Pairs, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        return [], [
            Problem(
                path,
                error.lineno,
                "file",
                f"is not JSON: {error.msg}",
                "was the file cut off, or edited by hand?",
            )
        ]
    except RecursionError:
        return [], [Problem(path, 1, "file", "is nested too deeply to be a sheet")]
    many = isinstance(data, list) and not isinstance(data, _Pairs)
    sheets, problems = [], []
    for count, item in enumerate(data if many else [data], 1):
        sheet, problem = _sheet(item, path, f"sheet {count}" if many else "sheet")
        if problem:
            problems.append(problem)
        else:
            sheets.append(sheet)
    if many and not data:
        problems.append(Problem(path, 1, "file", "holds no sheet"))
    return sheets, problems


def _sheet(item: Any, path: str, where: str) -> tuple[Sheet | None, Problem | None]:
    def refuse(what: str, hint: str = "") -> tuple[None, Problem]:
        return None, Problem(path, 1, where, what, hint)

    if not isinstance(item, _Pairs):
        return refuse(
            "is not a sheet", f'a sheet is {{"format": "{FORMAT}", "person": …, "quiz": …, "answers": {{…}}}}'
        )
    if _is_deep(item):
        return refuse("is nested too deeply to be a sheet")
    twice = _twice(item)
    if twice:
        return refuse(f"the key '{twice}' stands twice")
    found = dict(item)
    if found.get("format") != FORMAT:
        return refuse(f"its format is '{_plain(found.get('format'))}'", f"'{FORMAT}' can be read")
    unknown = next((key for key in found if key not in _KEYS), None)
    if unknown is not None:
        return refuse(f"there is no key '{unknown}' in a sheet", suggest(unknown, _KEYS))
    for key in ("person", "quiz", "paper", "seed"):
        if not isinstance(found.get(key, ""), str):
            return refuse(f"'{key}' should be a text")
    if not found.get("person", "").strip():
        return refuse("does not say whose it is", '"person" should name somebody')
    if bool(found.get("quiz")) == bool(found.get("paper")):
        return refuse("should name either its quiz or its paper")
    answers = found.get("answers")
    if not isinstance(answers, _Pairs):
        return refuse("has no answers", '"answers" should hold a response for each question id')
    twice = _twice(answers)
    if twice:
        return refuse(f"question '{twice}' is answered twice")
    texts = {key: found.get(key, "") for key in ("person", "quiz", "paper", "seed")}
    texts["person"] = texts["person"].strip()
    return Sheet(answers={name: _plain(value) for name, value in answers}, path=path, **texts), None


def _twice(pairs: _Pairs) -> str | None:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            return key
        seen.add(key)
    return None


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        level = [inner for item in level for inner in _held(item)]
    return bool(level)


def _held(item: Any) -> list:
    if isinstance(item, _Pairs):
        return [value for _, value in item]
    return item if isinstance(item, list) else []


def _plain(value: Any) -> Any:
    """Return a response as texts, lists and groups; true and 60 become the texts people meant."""
    if isinstance(value, _Pairs):
        return {key: _plain(inner) for key, inner in value}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
