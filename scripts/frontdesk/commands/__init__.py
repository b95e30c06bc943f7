"""The doors: each command reads its words, calls a room, prints, and exits with 0, 1 or 2.

A door is opened only when somebody asks for it: the rooms behind all of them take seconds to load.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from frontdesk import __version__

_SETTINGS: dict[str, Any] = {"pretty_exceptions_enable": False, "rich_markup_mode": None}

# What is typed, in the order of the help, and where its function stands.
_DOORS = {
    "check": "check.check",
    "build": "build.build",
    "serve": "build.serve",
    "schema": "schema.schema",
    "handbook": "handbook.handbook",
    "assign": "assign.assign",
    "draw": "draw.draw",
    "print": "print.print_papers",
    "scan": "scan.scan",
    "collect": "collect.collect",
    "status": "status.status",
    "grade": "grade.grade",
    "mark": "mark.mark",
    "report": "report.report",
    "certificate": "certificate.certificate",
    "verify": "certificate.verify",
    "forget": "forget.forget",
    "forget-older": "forget.forget_older",
    "export-person": "export_person.export_person",
}


@cache
def _door(name: str) -> Any:
    module, function = _DOORS[name].split(".")
    one = typer.Typer(add_completion=False, **_SETTINGS)
    one.command(name)(getattr(import_module(f"{__name__}.{module}"), function))
    return typer.main.get_command(one)


class _Doors(Mapping[str, Any]):
    """The commands by name, each made when it is first asked for."""

    def __getitem__(self, name: str) -> Any:
        return _door(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_DOORS)

    def __len__(self) -> int:
        return len(_DOORS)


class _House(TyperGroup):
    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings | {"commands": _Doors()})


app = typer.Typer(
    cls=_House,
    no_args_is_help=True,
    add_completion=True,
    help="Front Desk: check the content, build the site, grade answers.",
    **_SETTINGS,
)


def _tell_version(is_asked: bool) -> None:
    if is_asked:
        print(f"Front Desk {__version__}")
        raise typer.Exit


@app.callback()
def root_option(
    context: typer.Context,
    root: Annotated[
        Path, typer.Option("--root", help="The folder that holds mkdocs.yml, docs/ and quizzes/.")
    ] = Path(),
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    """Keep the content root for the command that follows."""
    context.obj = root
