"""`frontdesk grade`: sheets in, results out."""

import sys
from collections import Counter
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from frontdesk.commands.content import content_root, tell, today
from frontdesk.commands.grade_assigned import Wanted, grade_assigned, is_assigned
from frontdesk.commands.records import Address
from frontdesk.commands.results_table import as_table
from frontdesk.exchange import results as write
from frontdesk.exchange.sheets import read_sheets
from frontdesk.grading import Quiz, grade_sheet
from frontdesk.library import read_bank, read_shared
from frontdesk.model.attempt import Result
from frontdesk.problems import Problem, suggest
from frontdesk.writing import write_text


class Format(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def grade(
    context: typer.Context,
    quiz: Annotated[
        str, typer.Argument(help="A lesson's quiz, such as law/service-contract, a paper, or an assignment.")
    ],
    sheets: Annotated[list[Path] | None, typer.Argument(help="Sheets: .json or .csv files.")] = None,
    format: Annotated[Format, typer.Option(help="How results are written.")] = Format.TABLE,
    rows: Annotated[bool, typer.Option("--rows", help="With csv: a line an answer.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write to this file instead of the screen.")] = None,
    allow_lower: Annotated[
        bool, typer.Option("--allow-lower", help="An assignment: take results that are lower than before.")
    ] = False,
    gradebook: Address = None,
) -> None:
    """Mark sheets; exit 1 only when one could not be read."""
    if rows and format is not Format.CSV:
        raise typer.BadParameter("a line an answer is written only with --format csv", param_hint="--rows")
    root = content_root(context)
    if is_assigned(quiz):
        grade_assigned(root, quiz, sheets or [], gradebook, allow_lower, Wanted(format, rows, out))
        return
    if not sheets:
        raise typer.BadParameter("name at least one sheet", param_hint="SHEETS")
    ready = _quiz(root, quiz)
    results, problems = _grade_files(ready, sheets)
    text = _written(results, format, rows)
    if out:
        try:
            write_text(out, text)
        except OSError as error:
            raise typer.BadParameter(
                f"'{out}' cannot be written: {error.strerror}", param_hint="--out"
            ) from None
    else:
        sys.stdout.write(text)
    tell(problems)
    if any(not problem.warning for problem in problems):
        raise typer.Exit(1)


def _quiz(root: Path, name: str) -> Quiz:
    if not (root / f"quizzes/{name}.yml").is_file():
        known = sorted(
            p.relative_to(root / "quizzes").with_suffix("").as_posix()
            for p in (root / "quizzes").rglob("*.yml")
        )
        raise typer.BadParameter(f"there is no quiz '{name}'; {suggest(name, known)}", param_hint="QUIZ")
    shared, problems = read_shared(root)
    bank, more = read_bank(root, name, shared)
    problems += more
    if bank is None or problems:
        tell(sorted(problems))
        raise typer.Exit(1)
    return Quiz(bank, today())


def _grade_files(quiz: Quiz, files: list[Path]) -> tuple[list[Result], list[Problem]]:
    results: list[Result] = []
    problems: list[Problem] = []
    for file in files:
        sheets, more = read_sheets(file, quiz.bank.name)
        problems += more
        for sheet in sheets:
            if sheet.quiz != quiz.bank.name:
                told = sheet.quiz or f"the paper {sheet.paper}"
                problems.append(
                    Problem(
                        sheet.path, sheet.line, sheet.person, f"is a sheet of {told}, not of {quiz.bank.name}"
                    )
                )
                continue
            result, more = grade_sheet(quiz, sheet)
            results.append(result)
            problems += more
    return results, _each_once(problems)


def _each_once(problems: list[Problem]) -> list[Problem]:
    """Return the problems with a warning that many rows of a file share told once, and how often it holds."""
    rows = Counter((p.path, p.what) for p in problems if p.warning)
    told: list[Problem] = []
    for problem in problems:
        count = rows.pop((problem.path, problem.what), None) if problem.warning else 1
        if count and count > 1:
            told.append(replace(problem, where="sheets", what=f"{problem.what}, in {count} sheets"))
        elif count:
            told.append(problem)
    return told


def _written(results: list[Result], format: Format, rows: bool) -> str:
    if format is Format.JSON:
        return write.as_json(results)
    if format is Format.CSV:
        return write.as_csv_rows(results) if rows else write.as_csv(results)
    return as_table(results)
