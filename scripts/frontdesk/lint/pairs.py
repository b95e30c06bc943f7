"""Lesson and bank belong together, and every page has its place in the navigation."""

from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.problems import Problem, suggest

# A situation is played; a lesson asks.
_SHOWS = {True: "show_scenario", False: "show_quiz"}
_NOT_SHOWN = {
    True: (
        "scenario",
        "the situation never shows its scenario",
        "write {{ show_scenario(\"…\") }} under '## Play it'",
    ),
    False: (
        "quiz",
        "the lesson never shows its quiz",
        "write {{ show_quiz() }} under '## Check yourself'",
    ),
}


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield lessons without a bank, banks without a lesson, and what the navigation misses."""
    for name, page in library.lessons.items():
        if not (library.root / f"quizzes/{name}.yml").exists():
            yield Problem(
                page.path,
                1,
                "bank",
                f"the lesson has no bank quizzes/{name}.yml",
                "write it, or make the page a guide",
            )
        elif page.macros_read and not page.calls_to(_SHOWS[page.is_situation]):
            yield Problem(page.path, page.body_line, *_NOT_SHOWN[page.is_situation])
    for name, bank in library.banks.items():
        if not _has_lesson(library, name):
            yield Problem(
                bank.source.path,
                1,
                "lesson",
                f"the bank has no lesson docs/{name}.md",
                suggest(name, library.lessons),
            )
    yield from _same_last_name(library)
    yield from _nav(library)


def _has_lesson(library: Library, name: str) -> bool:
    # A lesson whose front matter has problems is there; its own problems are told.
    page = library.pages.get(name)
    return page.is_lesson or page.head is None if page else library.has("pages", name)


def _same_last_name(library: Library) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, bank in library.banks.items():
        other = first.setdefault(bank.lesson, name)
        if other != name:
            yield Problem(
                bank.source.path,
                1,
                "file",
                f"'{other}' has the same last name",
                f"full ids such as {bank.lesson}.… must name one question; rename one of the two",
            )


def _nav(library: Library) -> Iterator[Problem]:
    for name, line in library.nav.items():
        if not library.has("pages", name):
            what = f"there is no page docs/{name}.md"
            yield Problem("mkdocs.yml", line, "nav", what, suggest(name, library.pages))
    for name, page in library.pages.items():
        if not library.has("nav", name):
            what = "the page stands nowhere in the nav of mkdocs.yml"
            yield Problem(page.path, 1, "nav", what, f"add a line for {name}.md")
