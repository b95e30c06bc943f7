"""Roles and paths: readers and keepers are roles that exist, and so are the lessons one needs before."""

from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.model.page import Page
from frontdesk.problems import Problem, suggest


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield roles, needed lessons and terms' lessons that do not exist."""
    for page in library.pages.values():
        yield from _roles(library, page)
    for name, page in library.lessons.items():
        yield from _needs(library, name, page)
    for page in library.situations.values():
        yield from _lessons(library, page, "taught")
    yield from _circles(library)
    path = "docs/data/glossary.yml"
    for slug, term in library.glossary.items():
        if term.taught and not library.has("pages", term.taught):
            yield Problem(
                path,
                library.sources[path].line((slug, "taught")),
                slug,
                f"there is no lesson '{term.taught}'",
                suggest(term.taught, library.lessons),
            )


def _roles(library: Library, page: Page) -> Iterator[Problem]:
    line, head = page.source.line, page.head
    named = [
        ("audience", role, line(("audience", place)))
        for place, role in enumerate(getattr(head, "audience", ()))
    ]
    if head and head.owner:
        named.append(("owner", head.owner, line(("owner",))))
    for key, role, number in named:
        if not library.has("roles", role):
            yield Problem(page.path, number, key, f"there is no role '{role}'", suggest(role, library.roles))


def _needs(library: Library, name: str, page: Page) -> Iterator[Problem]:
    for place, other in enumerate(page.head.needs):
        line = page.source.line(("needs", place))
        if other == name:
            yield Problem(page.path, line, "needs", "the lesson needs itself", "delete it from the list")
    yield from _lessons(library, page, "needs")


def _lessons(library: Library, page: Page, key: str) -> Iterator[Problem]:
    """Yield what a page names under a key and is no lesson."""
    for place, other in enumerate(getattr(page.head, key)):
        if not library.has("pages", other):
            line = page.source.line((key, place))
            yield Problem(
                page.path, line, key, f"there is no lesson '{other}'", suggest(other, library.lessons)
            )


def _circles(library: Library) -> Iterator[Problem]:
    """Yield one problem for each circle, at the first of its lessons."""
    told: set[str] = set()
    for name, page in library.lessons.items():
        circle = _circle(library, name)
        if len(circle) > 1 and not told & set(circle):
            told |= set(circle)
            what = "the lessons need each other in a circle: " + ", ".join([*circle, name])
            line = page.source.line(("needs", page.head.needs.index(circle[1])))
            yield Problem(page.path, line, "needs", what, "take one of them out")


def _circle(library: Library, start: str) -> list[str]:
    """Return the shortest way of needs from a lesson back to itself; empty where there is none."""
    ways, seen = [[start]], {start}
    for way in ways:
        for name in library.lessons[way[-1]].head.needs:
            if name == start and len(way) > 1:
                return way
            if name not in seen and name in library.lessons:
                seen.add(name)
                ways.append([*way, name])
    return []
