"""Answers that wait for a person: which they are, how they are marked blind, and what comes back checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from frontdesk.exchange.marking import FilledRow, OpenAnswer, filled_rows, marking_xlsx
from frontdesk.exchange.results import response_text
from frontdesk.exchange.workbooks import read_rows
from frontdesk.gradebook.book import Gradebook
from frontdesk.gradebook.marks import GivenMark, marks
from frontdesk.gradebook.regrading import regrade
from frontdesk.gradebook.submissions import Submission, counting_of_each, submissions
from frontdesk.grading import PaperQuestions
from frontdesk.html.markup import plain, without_tags
from frontdesk.html.numbers import shown, solution
from frontdesk.model.assignment import Assignment
from frontdesk.model.attempt import Result
from frontdesk.model.bank import Bank
from frontdesk.model.fields import NUMBER
from frontdesk.model.paper import Item
from frontdesk.model.questions import Essay, Numeric, Question
from frontdesk.problems import Problem
from frontdesk.writing import write_bytes

MARKING = "marking.xlsx"
_YES = ("yes", "y", "1", "true", "是", "对", "√")
_NO = ("no", "n", "0", "false", "否", "错", "不对", "×", "x")
_LONGEST = 12
_MOST_BYTES = 32 * 2**20

# What waits, by paper and question.
Open = dict[tuple[str, str], tuple[Submission, OpenAnswer]]


def open_answers(
    assignment: Assignment,
    handed_in: Iterable[Submission],
    results: Mapping[int, Result],
    questions: Mapping[str, Question],
) -> Open:
    """Return what waits for a person, by paper and question; of two hand-ins only the one that counts."""
    found: Open = {}
    for submission in counting_of_each(handed_in).values():
        paper = assignment.paper(submission.paper)
        result = results.get(submission.id)
        for item, answer in zip(paper.items, result.answers, strict=False) if paper and result else ():
            question = questions.get(item.question)
            if question and answer.mark.state == "needs-review" and answer.question == item.question:
                told = _told(submission.paper, item, question, answer.response)
                found[submission.paper, item.question] = submission, told
    return found


def waiting_in(
    book: Gradebook, assignment: Assignment, banks: Mapping[str, Bank], *, marked_too: bool = False
) -> Open:
    """Return what of an assignment waits for a person today, with `marked_too` also what was marked."""
    with book.reading() as connection:
        handed_in = submissions(connection, assignment.id)
        given = {} if marked_too else marks(connection, assignment.id)
    results = regrade(assignment, handed_in, PaperQuestions(banks), given, {}).results
    questions = {bank.full_id(q): q for bank in banks.values() for q in bank.questions}
    return open_answers(assignment, handed_in, results, questions)


def _told(paper: str, item: Item, question: Question, response: object) -> OpenAnswer:
    asked, compare = plain(question.ask), ""
    if isinstance(question, Numeric):
        asked = without_tags(shown(question, item.values, question.ask))
        compare = without_tags(solution(question, item.values).answer)
    if isinstance(question, Essay):
        lines = tuple((line.points, plain(line.text)) for line in question.rubric)
        return OpenAnswer(paper, item.question, asked, response_text(response), plain(question.model), lines)
    return OpenAnswer(paper, item.question, asked, response_text(response), compare)


def write_marking(folder: Path, waiting: Open) -> Path | None:
    """Write the workbook to mark in and return its path; None where marks in it wait to be read."""
    path = folder / MARKING
    if path.exists() and any(
        not row.is_empty and (row.paper, row.question) in waiting for row in _rows(path)[0] or []
    ):
        return None
    write_bytes(path, marking_xlsx([answer for _, answer in waiting.values()]))
    return path


@dataclass(frozen=True)
class Marked:
    """What came back: marks to keep, how many rows still wait, and what is wrong."""

    given: list[GivenMark]
    waiting: int
    problems: list[Problem]


def read_marking(path: Path, waiting: Open, role: str) -> Marked:
    """Return the marks of a workbook; a row that is filled in part, or beyond its points, is a problem."""
    rows, problems = _rows(path)
    given: list[GivenMark] = []
    seen: dict[tuple[str, str], int] = {}
    left = 0
    for row in rows or []:
        found = _mark(row, waiting, seen, role)
        if isinstance(found, GivenMark):
            given.append(found)
            seen[row.paper, row.question] = row.line
        elif found:
            problems.append(Problem(str(path), row.line, f"{row.paper} {row.question}".strip(), *found))
        else:
            left += 1
    return Marked(given, left, problems)


def _rows(path: Path) -> tuple[list[FilledRow] | None, list[Problem]]:
    name = str(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None, [Problem(name, 1, "file", "is larger than any marking", "name marking.xlsx")]
        raw = path.read_bytes()
    except OSError as error:
        return None, [Problem(name, 1, "file", f"cannot be opened: {error.strerror}")]
    rows, problems = read_rows(raw, name)
    if problems:
        return None, problems
    filled = filled_rows(rows)
    if filled is None:
        what = "has no columns 'paper' and 'question' in its first row"
        return None, [Problem(name, 1, "header", what, "fill in the marking.xlsx that `grade` wrote")]
    return filled, []


def _mark(
    row: FilledRow, waiting: Open, seen: Mapping[tuple[str, str], int], role: str
) -> GivenMark | tuple[str, str] | None:
    """Return the mark of a row, what is wrong with it, or None where it is still empty."""
    if row.is_empty:
        return None
    if (row.paper, row.question) not in waiting:
        return "is no answer that waits to be marked here", "paper and question stay as `grade` wrote them"
    if (row.paper, row.question) in seen:
        return f"is marked on line {seen[row.paper, row.question]} too", "keep one of the two rows"
    submission, answer = waiting[row.paper, row.question]
    if not answer.lines:
        return _decided(row, submission, role)
    return _summed(row, submission, answer, role)


def _decided(row: FilledRow, submission: Submission, role: str) -> GivenMark | tuple[str, str]:
    word = row.right.lower()
    if word not in _YES + _NO:
        return f"'{row.right or 'points'}' is neither yes nor no", "write yes or no under 'right?'"
    points = Fraction(word in _YES)
    return GivenMark(submission.id, row.question, points, Fraction(1), (), row.note, role)


def _summed(
    row: FilledRow, submission: Submission, answer: OpenAnswer, role: str
) -> GivenMark | tuple[str, str]:
    lines = [row.points.get(number, "").replace("，", ".") for number in range(1, len(answer.lines) + 1)]
    for number, (text, (most, _)) in enumerate(zip(lines, answer.lines, strict=True), 1):
        if not text:
            return f"has no points for line {number}", "fill in every line, 0 where nothing was earned"
        if len(text) > _LONGEST or not NUMBER.fullmatch(text) or not 0 <= Decimal(text) <= most:
            return f"'{text}' is no number of points for line {number}", f"write 0 to {most:f}"
    points = sum(map(Fraction, lines), Fraction(0))
    possible = sum((Fraction(most) for most, _ in answer.lines), Fraction(0))
    return GivenMark(submission.id, row.question, points, possible, tuple(lines), row.note, role)
