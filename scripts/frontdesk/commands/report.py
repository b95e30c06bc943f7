"""`frontdesk report`: what a class did, as a page to read and a workbook to count with."""

import re
from pathlib import Path
from typing import Annotated

import typer

from frontdesk.commands.content import content_root, today
from frontdesk.commands.records import Address, Folder, asked_by, assignment_in, gradebook_of
from frontdesk.gradebook.regrading import outdated
from frontdesk.gradebook.standing import standings
from frontdesk.pages import read_page
from frontdesk.reporting.analysis import analyse
from frontdesk.reporting.names import names_of_class
from frontdesk.reporting.page import report_html
from frontdesk.reporting.register import class_of
from frontdesk.reporting.workbook import report_xlsx
from frontdesk.writing import write_bytes

_SITE = re.compile(r"https?://[^\s\"'<>]+|(?![A-Za-z][A-Za-z0-9+.-]*:)[^\s\"'<>]+")


def report(
    context: typer.Context,
    assignment: Folder,
    out: Annotated[Path | None, typer.Option(help="The folder to write to; report/ unless told.")] = None,
    hide_names: Annotated[
        bool, typer.Option("--hide-names", help="Codes such as P-01 in place of names, to show others.")
    ] = False,
    site: Annotated[str, typer.Option(help="The address or folder of the site, for links to lessons.")] = "",
    gradebook: Address = None,
) -> None:
    """Write the manager's report: one page that works offline and prints, and one workbook."""
    if site and not _SITE.fullmatch(site):
        what = f"'{site}' is no address; write https://… or a folder such as ../site"
        raise typer.BadParameter(what, param_hint="--site")
    root, given = content_root(context), assignment_in(assignment)
    asked = asked_by(root, given.papers)
    pages = [read_page(root, f"docs/{name}.md")[0] for name in asked.banks]
    with gradebook_of(gradebook, assignment, given) as book:
        found = standings(book, given, today())
        waiting = outdated(book, given, asked.on_papers)
    record = class_of(given, found, asked.banks, [page for page in pages if page], today(), waiting)
    analysis = analyse(record, names_of_class(record, hide=hide_names))
    folder, name = out or assignment / "report", "report-without-names" if hide_names else "report"
    try:
        write_bytes(folder / f"{name}.html", report_html(analysis, site).encode("utf-8", "replace"))
        write_bytes(folder / f"{name}.xlsx", report_xlsx(analysis))
    except OSError as error:
        what = f"'{folder}' cannot be written: {error.strerror}"
        raise typer.BadParameter(what, param_hint="--out") from None
    print(folder / f"{name}.html", folder / f"{name}.xlsx", sep="\n")
