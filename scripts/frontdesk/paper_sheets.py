"""One paper and its sheets, without a gradebook: a paper that was drawn, printed and typed in."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from frontdesk.collecting.cells import printed_response
from frontdesk.exchange.sheets import read_sheets
from frontdesk.grading import PaperQuestions, grade_paper
from frontdesk.model.attempt import Result, Sheet
from frontdesk.model.bank import Bank
from frontdesk.model.paper import Paper, paper_from_json
from frontdesk.model.questions import Question
from frontdesk.problems import Problem, each_once


def read_paper(path: Path) -> tuple[Paper | None, list[Problem]]:
    """Return the paper of a manifest's file, or None and the reason."""
    name = str(path)
    try:
        paper = paper_from_json(json.loads(path.read_text("utf-8")))
    except OSError as error:
        return None, [Problem(name, 1, "file", f"cannot be opened: {error.strerror}")]
    except (ValueError, RecursionError):
        return None, [Problem(name, 1, "file", "is not JSON", "was it cut off, or edited by hand?")]
    if paper is None:
        hint = "name the manifest that `draw` wrote, or an assignment's folder"
        return None, [Problem(name, 1, "file", "is not the manifest of a paper", hint)]
    return paper, []


def grade_paper_files(
    paper: Paper, banks: Mapping[str, Bank], files: list[Path]
) -> tuple[list[Result], list[Problem]]:
    """Return a result for each sheet in the order read, and every problem.

    In a spreadsheet a column headed by a number holds what is printed on the paper, any other column names.
    """
    questions = PaperQuestions(banks)
    by_id = {bank.full_id(q): q for bank in banks.values() for q in bank.questions}
    results: list[Result] = []
    problems: list[Problem] = []
    for file in files:
        sheets, more = read_sheets(file, "")
        problems += more
        for sheet in sheets:
            if sheet.quiz or sheet.paper not in ("", paper.id):
                told = sheet.quiz or f"the paper {sheet.paper}"
                what = f"is a sheet of {told}, not of the paper {paper.id}"
                problems.append(Problem(sheet.path, sheet.line, sheet.person, what))
                continue
            result, more = grade_paper(paper, questions, _by_names(paper, by_id, sheet))
            results.append(result)
            problems += more
    return results, each_once((problem, 1) for problem in dict.fromkeys(problems))


def _by_names(paper: Paper, questions: Mapping[str, Question], sheet: Sheet) -> Sheet:
    """Return a sheet whose printed numbers and letters are the ids and names they stand for."""
    answers = {}
    for column, cell in sheet.answers.items():
        number = int(column) if column.isascii() and column.isdigit() and len(column) < 4 else 0
        if sheet.paper == "" and 1 <= number <= len(paper.items):
            item = paper.items[number - 1]
            answers[item.question] = printed_response(item, questions.get(item.question), str(cell))
        elif column != "paper":
            answers[column] = cell
    return replace(sheet, answers=answers)
