"""What the commands about papers share: a library without problems, and a blueprint by its name."""

from pathlib import Path

import typer

from frontdesk.commands.content import tell
from frontdesk.library import Library, read_library
from frontdesk.model.blueprint import Blueprint
from frontdesk.problems import suggest


def checked_library(root: Path) -> Library:
    """Return the library of a content root; end with 1 where a bank or blueprint cannot be read."""
    library, problems = read_library(root)
    problems = [problem for problem in problems if problem.path.startswith("quizzes/")]
    if problems:
        tell(sorted(problems))
        raise typer.Exit(1)
    return library


def plan_named(library: Library, text: str) -> tuple[str, Blueprint]:
    """Return a blueprint by its name or by the path of its file."""
    name = text.removeprefix("quizzes/papers/").removesuffix(".yml")
    if name not in library.blueprints:
        hint = suggest(name, library.blueprints) or "write quizzes/papers/<name>.yml first"
        raise typer.BadParameter(f"there is no blueprint '{name}'; {hint}", param_hint="BLUEPRINT")
    return name, library.blueprints[name]
