"""`frontdesk handbook`: the lessons as a printed book."""

import sys
from contextlib import nullcontext
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from frontdesk.commands.content import content_root, tell, today
from frontdesk.commands.printing import check_print, write_pdf
from frontdesk.library import Library, read_library
from frontdesk.model.page import Page
from frontdesk.print.booklet import booklet_pdf, tell_sections
from frontdesk.print.edition import EVERYBODY, PAPERS, Edition, choose_pages, site_address
from frontdesk.print.handbook import Handbook, write_handbook
from frontdesk.print.typesetting import count_pages
from frontdesk.problems import suggest


class Size(StrEnum):
    """A size of paper."""

    A4 = "a4"
    A5 = "a5"


def handbook(
    context: typer.Context,
    audience: Annotated[
        str, typer.Option("--for", help="A role of docs/data/roles.yml, such as officer, or all.")
    ] = EVERYBODY,
    lessons: Annotated[
        list[str] | None, typer.Option(help="Only these, such as law/service-contract; may be repeated.")
    ] = None,
    size: Annotated[Size, typer.Option(help="The paper.")] = Size.A4,
    booklet: Annotated[
        bool, typer.Option("--booklet", help="Two A5 pages on each side of A4, in the order for folding.")
    ] = False,
    site: Annotated[
        str, typer.Option(help="The address its QR codes lead to; site_url of mkdocs.yml unless told.")
    ] = "",
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="The day on the cover; today unless told."),
    ] = None,
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("handbook.pdf"),
) -> None:
    """Print lessons, questions with their answers, job aids, glossary and indexes as one book."""
    root = content_root(context)
    check_print()
    library, problems = read_library(root)
    names = [name for told in lessons or [] for name in told.replace(",", " ").split()]
    edition = Edition(
        library,
        _chosen(library, audience, names),
        "" if names else audience,
        PAPERS[Size.A5 if booklet else size],
        site or site_address(library),
        day.date() if day else today(),
    )
    console = Console(stderr=True)
    with (
        console.status(f"setting {len(edition.pages)} lessons in type")
        if sys.stderr.isatty()
        else nullcontext()
    ):
        book, more = write_handbook(edition)
        pdf = book.pdf() if book else b""
    if book:
        _write(book, pdf, out, is_booklet=booklet)
    tell(sorted(problems + more))
    if not book or any(not problem.warning for problem in problems + more):
        raise typer.Exit(1)


def _chosen(library: Library, audience: str, names: list[str]) -> tuple[Page, ...]:
    """Return the lessons asked for, or end the command with 2 where a role or a lesson is none."""
    if audience != EVERYBODY and audience not in library.roles:
        told = f"there is no role '{audience}'; {suggest(audience, [EVERYBODY, *library.roles])}"
        raise typer.BadParameter(told, param_hint="--for")
    for name in names:
        if name not in library.lessons:
            told = f"there is no lesson '{name}'; {suggest(name, library.lessons)}"
            raise typer.BadParameter(told, param_hint="--lessons")
    pages = choose_pages(library, audience, names)
    if not pages:
        raise typer.BadParameter(f"no lesson is for '{audience}'", param_hint="--for")
    return pages


def _write(book: Handbook, pdf: bytes, out: Path, *, is_booklet: bool) -> None:
    """Write the book and say what it is."""
    pages = count_pages(pdf)
    write_pdf(out, booklet_pdf(pdf, pages, book.edition.day) if is_booklet else pdf)
    print(f"edition {book.number}, {pages} pages{tell_sections(pages) if is_booklet else ''}")
    if not book.edition.site:
        print("no QR codes: mkdocs.yml has no site_url, and no --site was given", file=sys.stderr)
