"""How many sheets a second are marked, beside an obvious loop that does nothing else."""

import csv
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from frontdesk.commands import app

from .content import Lesson, lessons
from .measure import interleaved, run, say, table
from .sites import write_bank

QUIZ = "area/topic-1"
Key = dict[str, str]


def report(sheets: int = 20_000, questions: int = 50, rounds: int = 3) -> str:
    """Return sheets a second, to totals and to a row for each answer, once the answers are found equal."""
    say(f"grade: {sheets} sheets × {questions} questions")
    with TemporaryDirectory() as folder:
        return _report(Path(folder), sheets, questions, rounds)


def _report(root: Path, sheets: int, questions: int, rounds: int) -> str:
    lesson = lessons(1, questions)[0]
    write_root(root, lesson, sheets)
    key = {question.slug: question.answer for question in lesson.questions}
    rows = []
    for what, by_answer in (("totals", False), ("--rows", True)):
        times = interleaved(_contenders(root, key, by_answer=by_answer), rounds)
        check_equal(root, by_answer=by_answer)
        rows += [
            [f"{what}, {name}", f"{median(found.wall):.2f}", f"{sheets / median(found.wall):,.0f}"]
            for name, found in times.items()
        ]
    title = f"Grade, {sheets:,} sheets × {questions} single-choice from CSV, {rounds} rounds"
    return table(title, ["what", "median s", "sheets/s"], rows)


def write_root(root: Path, lesson: Lesson, sheets: int) -> None:
    """Write a content root with one bank, and a spreadsheet of sheets in which some cells are blank."""
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: Benchmark\n", "utf-8")
    write_bank(root, lesson)
    random = Random(0)
    with (root / "sheets.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["person", *(question.slug for question in lesson.questions)])
        for number in range(sheets):
            given = random.choices(["a", "b", "c", "d", ""], k=len(lesson.questions))
            out.writerow([f"person-{number}", *given])


def _contenders(root: Path, key: Key, *, by_answer: bool) -> dict[str, Callable[[], tuple[float, float]]]:
    asked = words(root, by_answer=by_answer)
    return {
        "whole process": partial(run, [sys.executable, "-m", "frontdesk", *asked], root),
        "without start-up": partial(_timed, partial(grade_here, asked)),
        "obvious loop": partial(_timed, partial(obvious, root, key, by_answer=by_answer)),
    }


def words(root: Path, *, by_answer: bool) -> list[str]:
    """Return what would be typed behind `frontdesk`."""
    common = ["--root", root, "grade", QUIZ, root / "sheets.csv", "--out", root / "ours.csv"]
    return [*map(str, common), "--format", "csv", *(["--rows"] if by_answer else [])]


def grade_here(asked: list[str]) -> None:
    """Run the command in this process."""
    app(asked, standalone_mode=False)


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def obvious(root: Path, key: Key, *, by_answer: bool) -> None:
    """Mark single choices as anybody would who has an hour, and no other type to think of."""
    with (root / "sheets.csv").open(encoding="utf-8", newline="") as file:
        sheets = list(csv.DictReader(file))
    with (root / "obvious.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        for sheet in sheets:
            if by_answer:
                for question, answer in key.items():
                    given = sheet[question]
                    out.writerow([sheet["person"], question, given, "1" if given == answer else "0"])
            else:
                earned = sum(sheet[question] == answer for question, answer in key.items())
                out.writerow([sheet["person"], earned, len(key)])


def check_equal(root: Path, *, by_answer: bool) -> None:
    """Fail unless our file and the loop's say the same of every sheet."""
    columns = ("person", "question", "response", "earned") if by_answer else ("person", "earned", "possible")
    with (root / "ours.csv").open(encoding="utf-8", newline="") as file:
        ours = [[row[column].rpartition(".")[2] for column in columns] for row in csv.DictReader(file)]
    with (root / "obvious.csv").open(encoding="utf-8", newline="") as file:
        theirs = list(csv.reader(file))
    if ours != theirs:
        raise AssertionError("the obvious loop and frontdesk grade disagree")
