"""Blueprints: every line draws from a place that exists and holds enough questions."""

from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.model.bank import Bank
from frontdesk.model.blueprint import Blueprint, Draw
from frontdesk.model.questions import Question
from frontdesk.problems import Problem, suggest


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield lines that draw from nowhere, and lines that ask for more questions than there are."""
    for name, blueprint in library.blueprints.items():
        path = f"quizzes/papers/{name}.yml"
        for loc, what, hint in _faults(library, blueprint, today):
            where = ".".join(step for step in loc if isinstance(step, str))
            yield Problem(path, library.sources[path].line(loc), where, what, hint)


def _faults(
    library: Library, blueprint: Blueprint, today: date
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    pools: list[set[str]] = []
    for place, draw in enumerate(blueprint.draw):
        banks = _banks(library, draw.source)
        if not banks and not _may_hold(library, draw.source):
            what, hint = f"there is no area or bank '{draw.source}'", suggest(draw.source, _sources(library))
            yield ("draw", place, "from"), what, hint
        if not banks or not all(bank.is_whole for bank in banks) or _may_hold(library, draw.source):
            return  # what it holds is known when those problems are gone
        pools.append({bank.full_id(q) for bank in banks for q in bank.asked(today) if _fits(draw, q)})
        if len(pools[-1]) < draw.count:
            what = f"draws {draw.count}, and '{draw.source}' asks {len(pools[-1])} such questions"
            yield ("draw", place, "count"), what, "draw fewer, or write more"
            return
    wanted, held = sum(draw.count for draw in blueprint.draw), len(set().union(*pools))
    if held < wanted:
        what = f"the lines draw {wanted} together, and there are {held} different questions"
        yield ("draw",), what, "draw fewer, or from other places"


def _banks(library: Library, source: str) -> list[Bank]:
    return [bank for name, bank in library.banks.items() if _is_from(name, source)]


def _may_hold(library: Library, source: str) -> bool:
    """Return whether a bank that could not be read would be drawn from."""
    return any(_is_from(name, source) for name in library.unread.get("banks", ()))


def _is_from(name: str, source: str) -> bool:
    return name == source or name.startswith(f"{source}/")


def _sources(library: Library) -> list[str]:
    return sorted({part for name in library.banks for part in (name, name.partition("/")[0])})


def _fits(draw: Draw, question: Question) -> bool:
    levels = draw.level or [question.level]
    return question.level in levels and draw.critical in (None, question.critical)
