"""`frontdesk grade`: sheets in, results out."""

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from frontdesk.columns import grade_csv
from frontdesk.commands.content import content_root, tell, today
from frontdesk.commands.grade_assigned import Wanted, grade_assigned, is_assigned
from frontdesk.commands.records import Address
from frontdesk.commands.results_table import as_table
from frontdesk.exchange.results import as_json, csv_header, csv_text
from frontdesk.exchange.sheets import read_sheets
from frontdesk.grading import Quiz, grade_sheet
from frontdesk.library import read_bank, read_shared
from frontdesk.model.attempt import Result
from frontdesk.problems import Problem, each_once, suggest
from frontdesk.writing import replacing


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
    if out:
        try:
            with replacing(out) as file:
                problems = _graded(ready, sheets, format, rows, file.write)
        except OSError as error:
            raise typer.BadParameter(
                f"'{out}' cannot be written: {error.strerror}", param_hint="--out"
            ) from None
    else:
        problems = _graded(ready, sheets, format, rows, lambda text: sys.stdout.write(text.decode()))
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


def _graded(
    quiz: Quiz, files: list[Path], format: Format, rows: bool, write: Callable[[bytes], object]
) -> list[Problem]:
    """Write the results of files of sheets; return the problems."""
    if format is Format.CSV:
        return _graded_as_csv(quiz, files, rows, write)
    graded = [_grade_file(quiz, file) for file in files]
    results = [result for found, _ in graded for result in found]
    write((as_json(results) if format is Format.JSON else as_table(results)).encode())
    return each_once((problem, 1) for _, problems in graded for problem in problems)


def _graded_as_csv(
    quiz: Quiz, files: list[Path], rows: bool, write: Callable[[bytes], object]
) -> list[Problem]:
    """Write the results of one file after the other, so that a file may be larger than the memory."""
    counted: list[tuple[Problem, int]] = []
    write(csv_header(by_answer=rows).encode())
    for file in files:
        found = grade_csv(quiz, file, write, by_answer=rows)
        if found is None:
            results, problems = _grade_file(quiz, file)
            write(csv_text(results, by_answer=rows).encode())
            found = [(problem, 1) for problem in problems]
        counted += found
    return each_once(counted)


def _grade_file(quiz: Quiz, file: Path) -> tuple[list[Result], list[Problem]]:
    results: list[Result] = []
    sheets, problems = read_sheets(file, quiz.bank.name)
    for sheet in sheets:
        if sheet.quiz != quiz.bank.name:
            told = sheet.quiz or f"the paper {sheet.paper}"
            what = f"is a sheet of {told}, not of {quiz.bank.name}"
            problems.append(Problem(sheet.path, sheet.line, sheet.person, what))
            continue
        result, more = grade_sheet(quiz, sheet)
        results.append(result)
        problems += more
    return results, problems
