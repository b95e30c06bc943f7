"""`frontdesk check`: every problem in lessons, banks and data, in one run."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from frontdesk.commands.content import content_root, today
from frontdesk.commands.cues_table import cues_table
from frontdesk.library import read_library
from frontdesk.lint import check_content
from frontdesk.lint.cues import find_cues, single_choices
from frontdesk.problems import tell_count


class Format(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"


def check(
    context: typer.Context,
    format: Annotated[Format, typer.Option(help="text for people, json for programs.")] = Format.TEXT,
    cues: Annotated[
        bool, typer.Option("--cues", help="Report as well what a test-wise guesser would score.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Take warnings for problems.")] = False,
) -> None:
    """Tell every problem in lessons, banks and data; exit 1 if there is one."""
    problems = check_content(content_root(context), today())
    if format is Format.JSON:
        print(json.dumps([problem.as_json() for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(problem)
        print(tell_count(problems))
    if cues:
        print(cues_table(find_cues(single_choices(read_library(content_root(context))[0]))))
    if any(strict or not problem.warning for problem in problems):
        raise typer.Exit(1)
