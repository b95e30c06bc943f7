"""Item banks read: the questions of one file, or the problems they have."""

from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from frontdesk.model.bank import Bank
from frontdesk.model.expression import Expression
from frontdesk.model.questions import TYPES, Question
from frontdesk.model.reading import read_part
from frontdesk.problems import Problem, suggest
from frontdesk.source import Source, load_yaml, read_text


@dataclass(frozen=True)
class Shared:
    """What a bank needs besides itself: formulas and the figures of the model estate, by name.

    One with a problem is None; None in place of all formulas says that their file cannot be read.
    """

    formulas: dict[str, Expression | None] | None
    estate: dict[str, str | None]


def read_bank(root: Path, name: str, shared: Shared) -> tuple[Bank | None, list[Problem]]:
    """Return one item bank, without the questions that have problems, and all those problems."""
    text, problems = read_text(root, f"quizzes/{name}.yml")
    if text is None:
        return None, problems
    source, problems = load_yaml(text, f"quizzes/{name}.yml")
    problems = [_in_question(source, name, problem) for problem in problems]
    items = _items(source, problems)
    if items is None:
        return None, problems
    questions: list[Question] = []
    places: dict[str, int] = {}
    for place, item in enumerate(items):
        question, more = _read_question(source, name, place, item, shared)
        problems += more
        slug = item.get("id") if isinstance(item, dict) else None
        if isinstance(slug, str) and slug in places:
            problems.append(_tell_twice(source, name, slug, place, places[slug]))
            continue
        if isinstance(slug, str):
            places[slug] = place
        if question:
            questions.append(question)
    return Bank(name, tuple(questions), places, source), problems


def _tell_twice(source: Source, name: str, slug: str, place: int, first: int) -> Problem:
    line = source.line(("questions", place, "id"))
    hint = f"it stands first on line {source.line(('questions', first, 'id'))}"
    return Problem(source.path, line, f"{_lesson(name)}.{slug}", f"the id '{slug}' stands twice", hint)


def _items(source: Source, problems: list[Problem]) -> list | None:
    """Return the items of a bank, or None; unknown keys at the top are problems."""
    data, path = source.data, source.path
    if data is None and problems:
        return None
    if not isinstance(data, dict):
        problems.append(
            Problem(path, 1, "questions", "'questions' is missing", "begin the bank with a line 'questions:'")
        )
        return None
    for key in data:
        if key != "questions":
            what, hint = f"there is no key '{key}' here", suggest(key, ["questions"])
            problems.append(Problem(path, source.line((key,)), key, what, hint))
    items = data.get("questions")
    if isinstance(items, list) and items:
        return items
    if "questions" in data:
        what, hint = "should be a list with at least one question", "begin each question with '- id: …'"
        if ("questions",) not in source.refused:
            problems.append(Problem(path, source.line(("questions",)), "questions", what, hint))
    elif not any("did you mean" in problem.hint for problem in problems):
        problems.append(
            Problem(path, 1, "questions", "'questions' is missing", "begin the bank with a line 'questions:'")
        )
    return None


def _read_question(
    source: Source, name: str, place: int, item: Any, shared: Shared
) -> tuple[Question | None, list[Problem]]:
    loc = ("questions", place)
    where = _where(name, place, item)
    if loc in source.refused:
        return None, []
    if not isinstance(item, dict):
        what, hint = "should be keys with something below each", "begin it with '- id: …'"
        return None, [Problem(source.path, source.line(loc), where, what, hint)]
    kind = item.get("type")
    if isinstance(kind, str) and kind in TYPES:
        context = {"formulas": shared.formulas, "estate": shared.estate}
        return read_part(TYPES[kind], source, loc, where=where, context=context)
    line = source.line((*loc, "type"))
    return None, [] if (*loc, "type") in source.refused else [
        Problem(source.path, line, where, *_type_fault(item))
    ]


def _type_fault(item: dict) -> tuple[str, str]:
    kind = item.get("type")
    if "type" not in item:
        near = next((key for key in item if get_close_matches(key, ["type"], cutoff=0.7)), None)
        return (
            (f"there is no key '{near}' here", "did you mean 'type'?")
            if near
            else ("'type' is missing", suggest("", TYPES))
        )
    if not isinstance(kind, str):
        return "type: should be one word", suggest("", TYPES)
    return f"there is no question type '{kind}'", suggest(kind, TYPES)


def _where(name: str, place: int, item: Any) -> str:
    slug = item.get("id") if isinstance(item, dict) else None
    return (
        f"{_lesson(name)}.{slug}"
        if isinstance(slug, str) and slug
        else f"{_lesson(name)}: question {place + 1}"
    )


def _in_question(source: Source, name: str, problem: Problem) -> Problem:
    """Return a problem of the text told as one of the question it stands in."""
    first, _, inside = problem.where.partition(".")
    items = source.data.get(first) if isinstance(source.data, dict) else None
    if first != "questions" or not isinstance(items, list):
        return problem
    begun = [place for place in range(len(items)) if source.line((first, place)) <= problem.line]
    if not begun:
        return problem
    what = f"{inside}: {problem.what}" if inside else problem.what
    return replace(problem, where=_where(name, begun[-1], items[begun[-1]]), what=what)


def _lesson(name: str) -> str:
    return name.rpartition("/")[2]
