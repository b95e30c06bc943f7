"""What the commands share: the content root, problems told, and how a wrong use ends."""

import sys
from datetime import date, datetime
from pathlib import Path

import typer

from frontdesk.problems import Problem, tell_count


def content_root(context: typer.Context) -> Path:
    """Return the content root, or end the command with 2 where it is none."""
    root: Path = context.obj
    missing = [name for name in ("mkdocs.yml", "docs", "quizzes") if not (root / name).exists()]
    if missing:
        raise typer.BadParameter(
            f"'{root}' is not a content root: it has no {', '.join(missing)}", param_hint="--root"
        )
    return root


def today() -> date:
    """Return the day where the reader is: at seven in the morning in China it is yesterday in Greenwich."""
    return now().date()


def now() -> datetime:
    """Return this moment with its offset from Greenwich."""
    return datetime.now().astimezone()


def tell(problems: list[Problem]) -> None:
    """Print problems and their count on standard error."""
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(tell_count(problems), file=sys.stderr)
