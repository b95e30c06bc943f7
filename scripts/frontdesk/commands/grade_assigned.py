"""`frontdesk grade` of an assignment's folder, and of one paper."""

import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from frontdesk.assignments import MANIFEST
from frontdesk.commands.changes_text import changes_text
from frontdesk.commands.content import now, today
from frontdesk.commands.records import asked_by, assignment_in, end, gradebook_of, stop
from frontdesk.commands.results_out import put_results
from frontdesk.gradebook.regrading import grade_assignment
from frontdesk.gradebook.standing import standings
from frontdesk.paper_sheets import grade_paper_files, read_paper
from frontdesk.reviewing import MARKING, waiting_in, write_marking


@dataclass(frozen=True)
class Wanted:
    """How results are written: format, a line an answer or not, to which file."""

    format: str
    rows: bool
    out: Path | None


def is_assigned(quiz: str) -> bool:
    """Return whether what is to be graded is a paper or an assignment, and not a lesson's quiz."""
    return quiz.endswith(".json") or (Path(quiz) / MANIFEST).exists()


def grade_assigned(
    root: Path, quiz: str, sheets: list[Path], gradebook: str | None, allow_lower: bool, wanted: Wanted
) -> None:
    """Grade a paper's sheets, or what was collected for an assignment."""
    if quiz.endswith(".json"):
        _grade_paper(root, Path(quiz), sheets, wanted)
        return
    if sheets:
        what = f"an assignment's sheets are taken in first: frontdesk collect {quiz} SHEETS"
        raise typer.BadParameter(what, param_hint="SHEETS")
    _grade_folder(root, Path(quiz), gradebook, allow_lower, wanted)


def _grade_paper(root: Path, path: Path, sheets: list[Path], wanted: Wanted) -> None:
    if not sheets:
        raise typer.BadParameter("name the sheets of this paper", param_hint="SHEETS")
    paper, problems = read_paper(path)
    if paper is None:
        stop(problems)
    results, problems = grade_paper_files(paper, asked_by(root, [paper]).banks, sheets)
    put_results(results, wanted.format, wanted.rows, wanted.out)
    end(problems)


def _grade_folder(root: Path, folder: Path, gradebook: str | None, allow_lower: bool, wanted: Wanted) -> None:
    assignment = assignment_in(folder)
    asked = asked_by(root, assignment.papers)
    with gradebook_of(gradebook, folder, assignment) as book:
        regraded = grade_assignment(
            book, assignment, asked.on_papers, asked.edition, now(), allow_lower=allow_lower
        )
        waiting = waiting_in(book, assignment, asked.banks)
        results = [one.result for one in standings(book, assignment, today()) if one.result]
    put_results(results, wanted.format, wanted.rows, wanted.out)
    sys.stderr.write(changes_text(regraded))
    if waiting:
        try:
            path = write_marking(folder, waiting)
        except OSError as error:
            raise typer.BadParameter(f"'{folder / MARKING}' cannot be written: {error.strerror}") from None
        print(_next(folder, len(waiting), path), file=sys.stderr)
    end(regraded.problems)


def _next(folder: Path, count: int, path: Path | None) -> str:
    marking = folder / MARKING
    answers = "1 answer waits" if count == 1 else f"{count} answers wait"
    read = f"frontdesk mark {folder} {marking}"
    if path is None:
        return f"{answers} for a person; {marking} holds marks that were not read: {read}"
    return f"{answers} for a person: fill in {marking}, then {read}"
