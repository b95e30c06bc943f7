"""Roles and paths: readers and keepers are roles that exist, and so are the lessons one needs before."""

from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.problems import Problem, suggest


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield roles, needed lessons and terms' lessons that do not exist."""
    for name, page in library.lessons.items():
        line = page.source.line
        for place, role in enumerate(page.head.audience):
            if role not in library.roles:
                yield Problem(
                    page.path,
                    line(("audience", place)),
                    "audience",
                    f"there is no role '{role}'",
                    suggest(role, library.roles),
                )
        if page.head.owner not in library.roles:
            yield Problem(
                page.path,
                line(("owner",)),
                "owner",
                f"there is no role '{page.head.owner}'",
                suggest(page.head.owner, library.roles),
            )
        for place, other in enumerate(page.head.needs):
            if other == name:
                yield Problem(page.path, line(("needs", place)), "needs", "the lesson needs itself")
            elif other not in library.pages:
                yield Problem(
                    page.path,
                    line(("needs", place)),
                    "needs",
                    f"there is no lesson '{other}'",
                    suggest(other, library.lessons),
                )
        yield from _circle(library, name)
    path = "docs/data/glossary.yml"
    for slug, term in library.glossary.items():
        if term.taught and term.taught not in library.pages:
            yield Problem(
                path,
                library.sources[path].line((slug, "taught")),
                slug,
                f"there is no lesson '{term.taught}'",
                suggest(term.taught, library.lessons),
            )


def _circle(library: Library, start: str) -> Iterator[Problem]:
    page, ahead, seen = library.lessons[start], list(library.lessons[start].head.needs), set()
    while ahead:
        name = ahead.pop()
        if name == start and start not in page.head.needs:
            yield Problem(
                page.path,
                page.source.line(("needs",)),
                "needs",
                "the lessons need each other in a circle",
                "take one of them out",
            )
            return
        if name not in seen and name in library.lessons:
            seen.add(name)
            ahead += library.lessons[name].head.needs
