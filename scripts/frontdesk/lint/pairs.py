"""Lesson and bank belong together, and every page has its place in the navigation."""

from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.problems import Problem, suggest


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
        elif not any(call.name == "show_quiz" for call in page.calls):
            yield Problem(
                page.path,
                page.body_line,
                "quiz",
                "the lesson never shows its quiz",
                "write {{ show_quiz() }} under '## Check yourself'",
            )
    for name, bank in library.banks.items():
        if (
            name not in library.lessons
            and not name.startswith("situations/")
            and not _is_unread(library, name)
        ):
            yield Problem(
                bank.source.path,
                1,
                "lesson",
                f"the bank has no lesson docs/{name}.md",
                suggest(name, library.lessons),
            )
    yield from _same_last_name(library)
    yield from _nav(library)


def _is_unread(library: Library, name: str) -> bool:
    # A lesson whose front matter has problems is there; its own problems are told.
    return name in library.pages and library.pages[name].head is None


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
    lines = (library.root / "mkdocs.yml").read_text("utf-8", "replace").split("\n")
    for name in library.nav:
        if name not in library.pages:
            line = next((n for n, text in enumerate(lines, 1) if f"{name}.md" in text), 1)
            yield Problem(
                "mkdocs.yml", line, "nav", f"there is no page docs/{name}.md", suggest(name, library.pages)
            )
    for name, page in library.pages.items():
        if name not in library.nav:
            yield Problem(
                page.path,
                1,
                "nav",
                "the page stands nowhere in the nav of mkdocs.yml",
                f"add a line for {name}.md",
            )
