"""Review dates: what was last read too long ago, and what soon will be."""

from collections.abc import Iterator
from datetime import date, timedelta

from frontdesk.library import Library
from frontdesk.model.dates import due_day
from frontdesk.problems import Problem

SOON = timedelta(days=30)


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield pages and rules past their review date: a problem where it is critical, else a warning."""
    for page in library.pages.values():
        head = page.head
        if head and head.reviewed and head.review_months:
            line = page.source.line(("reviewed",))
            yield from _tell(
                page.path, line, "reviewed", head.reviewed, head.review_months, head.critical, today
            )
    for path, source in library.sources.items():
        if path.startswith("docs/data/rules/") and isinstance(source.data, dict):
            for slug, rule in library.rules.items():
                if slug in source.data:
                    line = source.line((slug, "checked"))
                    yield from _tell(path, line, slug, rule.checked, rule.review_months, False, today)
    for slug, statute in library.statutes.items():
        if statute.checked > today:
            line = library.sources["docs/data/statutes.yml"].line((slug, "checked"))
            yield Problem("docs/data/statutes.yml", line, slug, *_future(statute.checked))


def _future(day: date) -> tuple[str, str]:
    return f"{day} is in the future", "write the day somebody read it"


def _tell(
    path: str, line: int, where: str, read: date, months: int, critical: bool, today: date
) -> Iterator[Problem]:
    if read > today:
        yield Problem(path, line, where, *_future(read))
        return
    due = due_day(read, months)
    if due < today:
        yield Problem(
            path,
            line,
            where,
            f"was due to be read again by {due}",
            "read it all, mend it, and set the date",
            warning=not critical,
        )
    elif due - today <= SOON:
        yield Problem(
            path,
            line,
            where,
            f"is due to be read again by {due}",
            "read it all, mend it, and set the date",
            warning=True,
        )
