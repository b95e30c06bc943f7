"""The doors: each command reads its words, calls a room, prints, and exits with 0, 1 or 2."""

from pathlib import Path
from typing import Annotated

import typer

from frontdesk.commands.build import build, serve
from frontdesk.commands.check import check
from frontdesk.commands.grade import grade
from frontdesk.commands.handbook import handbook
from frontdesk.commands.schema import schema

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


for command in (check, build, serve, grade, handbook, schema):
    app.command()(command)
