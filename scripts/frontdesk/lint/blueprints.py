"""Blueprints: every line draws from a place that exists and always finds enough questions."""

from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.model.blueprint import Blueprint
from frontdesk.papers import pool, stands_in
from frontdesk.problems import Problem, suggest

Fault = tuple[tuple[str | int, ...], str, str]


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield lines that draw from nowhere, and lines that ask for more questions than there are."""
    for name, blueprint in library.blueprints.items():
        path = f"quizzes/papers/{name}.yml"
        for loc, what, hint in _faults(library, blueprint, today):
            where = ".".join(step for step in loc if isinstance(step, str))
            yield Problem(path, library.sources[path].line(loc), where, what, hint)


def _faults(library: Library, blueprint: Blueprint, today: date) -> Iterator[Fault]:
    pools: list[set[str]] = []
    for place, draw in enumerate(blueprint.draw):
        banks = {name: bank for name, bank in library.banks.items() if stands_in(name, draw.source)}
        # A bank that could not be read would be drawn from: what it holds is known when it can be.
        may_hold = any(stands_in(name, draw.source) for name in library.unread.get("banks", ()))
        if not banks and not may_hold:
            what, hint = f"there is no area or bank '{draw.source}'", suggest(draw.source, _sources(library))
            yield ("draw", place, "from"), what, hint
        if not banks or may_hold or not all(bank.is_whole for bank in banks.values()):
            return
        pools.append(set(pool(blueprint, draw, banks, today)))
        if len(pools[-1]) < draw.count:
            what = f"draws {draw.count}, and '{draw.source}' asks {len(pools[-1])} such questions"
            yield ("draw", place, "count"), what, "draw fewer, or write more"
            return
    yield from _shortages(blueprint, pools)


def _shortages(blueprint: Blueprint, pools: list[set[str]]) -> Iterator[Fault]:
    """Yield the lines that may find too few questions after those above took theirs."""
    for place, draw in enumerate(blueprint.draw):
        taken = sum(
            min(above.count, len(pools[place] & pools[number]))
            for number, above in enumerate(blueprint.draw[:place])
        )
        left = len(pools[place]) - taken
        if left < draw.count:
            what = f"draws {draw.count}, and the lines above may leave only {max(left, 0)} such questions"
            yield ("draw", place, "count"), what, "draw fewer, or write the line that has less choice first"


def _sources(library: Library) -> list[str]:
    return sorted({part for name in library.banks for part in (name, name.partition("/")[0])})
