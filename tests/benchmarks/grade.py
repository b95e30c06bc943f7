"""How many sheets a second are marked, beside an obvious loop and a bare scan that do nothing else."""

import csv
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from operator import eq
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from frontdesk.commands import app

from .content import Lesson, lessons
from .measure import interleaved, run, say, table
from .sites import write_bank

QUIZ = "area/topic-1"
Key = dict[str, str]


def report(sheets: int = 100_000, questions: int = 50, rounds: int = 3) -> str:
    """Return sheets a second, to totals and to a row for each answer, once the answers are found equal."""
    say(f"grade: {sheets} sheets × {questions} questions")
    with TemporaryDirectory() as folder:
        return _report(Path(folder), sheets, questions, rounds)


def report_millions(sheets: int = 10_000_000, questions: int = 50) -> str:
    """Return what one run of very many sheets takes, and that its memory is that of a run of few."""
    rows = []
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write_root(root, lessons(1, questions)[0], 100_000)
        head, *some = (root / "sheets.csv").read_bytes().partition(b"\n")[::2]
        for times in (1, sheets // 100_000):
            say(f"grade: {times * 100_000} sheets in one run")
            with (root / "sheets.csv").open("wb") as file:
                file.write(head + b"\n")
                file.writelines(times * some)
            wall, peak = _peak(root)
            count = times * 100_000
            rows.append([f"{count:,} sheets", f"{wall:.2f}", f"{count / wall:,.0f}", f"{peak:,.0f}"])
    title = f"Grade in one run, whole process, × {questions} single-choice from CSV to totals"
    return table(title, ["what", "s", "sheets/s", "peak MB"], rows)


_PEAK = """
import resource, sys
from frontdesk.commands import app
app(sys.argv[1:], standalone_mode=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
"""


def _peak(root: Path) -> tuple[float, float]:
    start = time.perf_counter()
    asked = [sys.executable, "-c", _PEAK, *words(root, by_answer=False)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, float(done.stdout)


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
        **({} if by_answer else {"bare scan, writes nothing": partial(_timed, partial(scan, root, key))}),
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
        sheets = csv.reader(file)
        questions = next(sheets)[1:]
        answers = [key[question] for question in questions]
        _write_obvious(root / "obvious.csv", sheets, questions, answers, by_answer=by_answer)


def _write_obvious(
    path: Path, sheets: Iterable[list[str]], questions: list[str], answers: list[str], *, by_answer: bool
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        for person, *given in sheets:
            if by_answer:
                out.writerows(
                    (person, question, response, "1" if response == answer else "0")
                    for question, response, answer in zip(questions, given, answers, strict=True)
                )
            else:
                earned = sum(map(eq, given, answers))
                out.writerow((person, earned, len(answers)))


def scan(root: Path, key: Key) -> np.ndarray:
    """Return how many answers of each sheet are right, as fast as numpy can: the practical limit."""
    data = np.frombuffer((root / "sheets.csv").read_bytes(), np.uint8)
    ends = np.flatnonzero((data == ord(",")) | (data == ord("\n"))).reshape(-1, len(key) + 1)[1:]
    answers = np.frombuffer("".join(key.values()).encode(), np.uint8)
    return (data[ends[:, 1:] - 1] == answers).sum(axis=1)


def check_equal(root: Path, *, by_answer: bool) -> None:
    """Fail unless our file and the loop's say the same of every sheet."""
    columns = ("person", "question", "response", "earned") if by_answer else ("person", "earned", "possible")
    with (root / "ours.csv").open(encoding="utf-8", newline="") as file:
        ours = [[row[column].rpartition(".")[2] for column in columns] for row in csv.DictReader(file)]
    with (root / "obvious.csv").open(encoding="utf-8", newline="") as file:
        theirs = list(csv.reader(file))
    if ours != theirs:
        raise AssertionError("the obvious loop and frontdesk grade disagree")
