"""The doors: each command reads its words, calls a room, prints, and exits with 0, 1 or 2."""

from pathlib import Path
from typing import Annotated

import typer

from frontdesk.commands.assign import assign
from frontdesk.commands.build import build, serve
from frontdesk.commands.certificate import certificate, verify
from frontdesk.commands.check import check
from frontdesk.commands.collect import collect
from frontdesk.commands.draw import draw
from frontdesk.commands.export_person import export_person
from frontdesk.commands.forget import forget, forget_older
from frontdesk.commands.grade import grade
from frontdesk.commands.handbook import handbook
from frontdesk.commands.mark import mark
from frontdesk.commands.print import print_papers
from frontdesk.commands.report import report
from frontdesk.commands.scan import scan
from frontdesk.commands.schema import schema
from frontdesk.commands.status import status

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Front Desk: check the content, build the site, grade answers.",
)


@app.callback()
def root_option(
    context: typer.Context,
    root: Annotated[
        Path, typer.Option("--root", help="The folder that holds mkdocs.yml, docs/ and quizzes/.")
    ] = Path(),
) -> None:
    """Keep the content root for the command that follows."""
    context.obj = root


for command in (check, build, serve, schema, handbook):
    app.command()(command)
for command in (assign, draw, scan, collect, status, grade, mark, report, certificate, verify):
    app.command()(command)
for command in (forget, forget_older, export_person):
    app.command()(command)
# A function called `print` would hide the one that prints.
app.command("print")(print_papers)
