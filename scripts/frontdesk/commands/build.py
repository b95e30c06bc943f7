"""`frontdesk build` and `frontdesk serve`: check the content, then hand over to the site generator."""

import os
import shutil
import subprocess
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from frontdesk.commands.content import content_root, tell, today
from frontdesk.lint import check_content
from frontdesk.site.minify import minify_assets


class Engine(StrEnum):
    """A site generator that reads our mkdocs.yml."""

    MKDOCS = "mkdocs"
    ZENSICAL = "zensical"


def build(
    context: typer.Context,
    offline: Annotated[
        bool, typer.Option("--offline", help="A folder that works from a memory stick.")
    ] = False,
    engine: Annotated[Engine, typer.Option(help="The site generator.")] = Engine.MKDOCS,
    out: Annotated[Path | None, typer.Option(help="The folder to write; site/ unless told.")] = None,
) -> None:
    """Check the content, then build the site."""
    root = content_root(context)
    problems = check_content(root, today())
    tell(problems)
    if any(not problem.warning for problem in problems):
        raise typer.Exit(1)
    words = (
        ["build", "--strict", "--clean"] if engine is Engine.ZENSICAL else ["build", "--strict", "--quiet"]
    )
    target = (out or root / "site").resolve()
    # Zensical writes only below the content root, so every site is made there and then moved.
    with tempfile.TemporaryDirectory(prefix=".site-", dir=root) as folder:
        made = Path(folder).resolve() / "site"
        settings = {
            "FRONTDESK_OFFLINE": str(offline).lower(),
            "FRONTDESK_SITE": made.relative_to(root.resolve()).as_posix(),
        }
        if _run(root, engine, words, settings):
            raise typer.Exit(1)
        minify_assets(made)
        _replace(made, target)
    print(target / "index.html")


def serve(
    context: typer.Context,
    engine: Annotated[Engine, typer.Option(help="The site generator.")] = Engine.MKDOCS,
) -> None:
    """Show the site while you write; it follows every change."""
    root = content_root(context)
    tell(check_content(root, today()))
    raise typer.Exit(_run(root, engine, ["serve"], {}))


def _replace(made: Path, target: Path) -> None:
    """Put a finished site where the old one stood; a folder that is no site is never deleted."""
    if target.exists() and any(target.iterdir()) and not (target / "404.html").is_file():
        raise typer.BadParameter(
            f"'{target}' holds something that is no site; choose another folder", param_hint="--out"
        )
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(made, target)


def _run(root: Path, engine: Engine, words: list[str], settings: dict[str, str]) -> int:
    environment = os.environ | settings | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return subprocess.run(
        [sys.executable, "-m", engine.value, *words], cwd=root, env=environment, check=False
    ).returncode
