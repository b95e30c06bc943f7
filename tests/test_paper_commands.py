"""From a roster to results on paper: assign, print, mark by hand, scan, decide, collect."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner, Result

from conftest import ROOT
from frontdesk.assignments import read_assignment
from frontdesk.commands import app
from frontdesk.grading import PaperQuestions, grade_paper
from frontdesk.model.attempt import Sheet
from frontdesk.papers import questions_of
from frontdesk.print.geometry import REGULAR
from paper_scans import Machine, filled_sheet, rendered, scanned, some_response
from scan_cases import GOOD

ROOTS = ROOT / "tests" / "cases" / "good"


def frontdesk(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["--root", str(ROOTS), *map(str, words)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An assignment of the good content root, printed."""
    home = tmp_path_factory.mktemp("paper")
    (home / "roster.csv").write_text("name,id\n王丽,wang-li\nChen Jie,chen-jie\nLiu Fang,liu-fang\n", "utf-8")
    made = frontdesk(
        "assign", "weekly", "--roster", home / "roster.csv", "--due", "2099-12-04", "--out", home / "exam"
    )
    assert made.exit_code == 0, made.output
    printed = frontdesk("print", home / "exam")
    assert (printed.exit_code, printed.stderr) == (0, "")
    return home / "exam"


def scans(folder: Path, out: Path, *people: int) -> dict[str, dict]:
    """Write filled sheets of some people, in the order told; return what they answered by paper."""
    assignment = read_assignment(folder)[0]
    questions, random = questions_of(GOOD), np.random.default_rng(1)
    blank = list(rendered((folder / "hand-out/print/answer-sheets.pdf").read_bytes()))
    answered = {}
    out.mkdir()
    for place, person in enumerate(people):
        paper = assignment.papers[person]
        given = {i.question: some_response(i, questions[i.question], random) for i in paper.items}
        page = [blank[2 * person]]
        sheet = filled_sheet(assignment, paper.id, page, questions, REGULAR, "cross", random, given)
        pixels = scanned(sheet.pages[0], Machine(turns=place), random)
        cv2.imwrite(str(out / f"scan-{place}.png"), pixels)
        answered[paper.id] = {name: given for name, given in sheet.responses.items() if given is not None}
    return answered


def test_a_character_that_no_font_draws_is_told_with_the_name_it_stands_in(tmp_path: Path):
    (tmp_path / "roster.csv").write_text("name,id\n王丽,wang-li\nChen 𓀀,chen\n", "utf-8")
    words = ["--roster", tmp_path / "roster.csv", "--due", "2099-12-04", "--out", tmp_path / "exam"]
    assert frontdesk("assign", "weekly", *words).exit_code == 0
    printed = frontdesk("print", tmp_path / "exam")

    assert (printed.exit_code, printed.stderr.splitlines()) == (
        0,
        [
            f"{tmp_path / 'exam'}:1: chen: warning: no font draws '𓀀' (U+13000); its number stands in print",
            "  hint: write it in other words, or by hand on the paper",
            "1 warning in 1 file",
        ],
    )
    assert (tmp_path / "exam/hand-out/print/papers.pdf").is_file()


def test_print_writes_papers_sheets_and_the_key(folder: Path, tmp_path: Path):
    done = frontdesk("print", folder, "--large", "--person", "chen-jie", "--out", tmp_path / "large")

    assert (done.exit_code, done.stdout.splitlines()) == (
        0,
        [str(tmp_path / "large" / name) for name in ("papers.pdf", "answer-sheets.pdf", "SECRET-key.pdf")],
    )
    assert sorted(path.name for path in (folder / "hand-out/print").iterdir()) == [
        "answer-sheets.pdf",
        "papers.pdf",
    ]
    assert (folder / "SECRET-key.pdf").is_file()


def test_marks_on_paper_give_the_results_of_the_same_answers_as_data(folder: Path, tmp_path: Path):
    answered = scans(folder, tmp_path / "scans", 1, 0)

    done = frontdesk("scan", folder, tmp_path / "scans", "--out", tmp_path / "out")

    sheets = json.loads((tmp_path / "out/sheets.json").read_text("utf-8"))
    assignment = read_assignment(folder)[0]
    assert (done.exit_code, [sheet["person"] for sheet in sheets]) == (0, ["wang-li", "chen-jie"])
    assert {sheet["paper"]: sheet["answers"] for sheet in sheets} == answered
    assert done.stdout.splitlines()[3:] == [
        "liu-fang  Liu Fang                 0             not scanned",
        "2 pages read, 0 refused",
        f"2 of 2 sheets settled: {tmp_path / 'out/sheets.json'}",
    ]
    questions = PaperQuestions(GOOD)
    for sheet in sheets:
        paper = assignment.paper(sheet["paper"])
        typed = Sheet(sheet["person"], answered[paper.id], paper=paper.id)
        read = Sheet(sheet["person"], sheet["answers"], paper=paper.id)
        assert grade_paper(paper, questions, read) == grade_paper(paper, questions, typed)


def test_scanned_sheets_are_collected_like_any_others(folder: Path, tmp_path: Path):
    answered = scans(folder, tmp_path / "scans", 0)
    frontdesk("scan", folder, tmp_path / "scans", "--out", tmp_path / "out")

    done = frontdesk("collect", folder, tmp_path / "out/sheets.json")

    assert len(answered) == 1
    assert done.exit_code == 0, done.output
    assert "wang-li" in frontdesk("status", folder).stdout


def test_what_is_no_sheet_is_told_and_the_rest_is_written(folder: Path, tmp_path: Path):
    scans(folder, tmp_path / "scans", 2)
    (tmp_path / "scans/letter.txt").write_text("Dear Sir", "utf-8")

    done = frontdesk("scan", folder, tmp_path / "scans", "--out", tmp_path / "out")

    assert done.exit_code == 1
    assert "letter.txt:1: file: is neither PDF, PNG, JPEG nor TIFF" in done.stderr
    assert len(json.loads((tmp_path / "out/sheets.json").read_text("utf-8"))) == 1


def test_sheet_with_something_to_decide_waits(folder: Path, tmp_path: Path):
    (tmp_path / "scans").mkdir()
    page = next(rendered((folder / "hand-out/print/answer-sheets.pdf").read_bytes(), 150))
    cv2.imwrite(str(tmp_path / "scans/empty.png"), page)

    done = frontdesk("scan", folder, tmp_path / "scans", "--out", tmp_path / "out")

    assert done.exit_code == 1
    assert f"1 to decide: open {tmp_path / 'out/review.html'}" in done.stdout
    assert json.loads((tmp_path / "out/sheets.json").read_text("utf-8")) == []
    assert "nothing is marked on this sheet" in (tmp_path / "out/review.html").read_text("utf-8").lower()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--person", "nobody"), "'nobody' is not on the roster"),
        (("--attempt", "9"), "there is no attempt 9"),
    ],
)
def test_wrong_use_of_print_ends_with_two(folder: Path, words: tuple[str, ...], told: str):
    done = frontdesk("print", folder, *words)

    assert (done.exit_code, told in done.stderr) == (2, True)


@pytest.mark.parametrize("words", [("print", "none"), ("scan", "none", "x.png")])
def test_folder_that_is_no_assignment_is_told(words: tuple[str, ...]):
    done = frontdesk(*words)

    assert (done.exit_code, "cannot be opened" in done.stderr) == (1, True)


def test_decisions_that_cannot_be_read_stop_the_scan(folder: Path, tmp_path: Path):
    (tmp_path / "decisions.json").write_text("{", "utf-8")

    done = frontdesk("scan", folder, tmp_path, "--decisions", tmp_path / "decisions.json")

    assert (done.exit_code, "does not hold decisions" in done.stderr) == (1, True)


def test_one_paper_is_drawn_from_any_text(tmp_path: Path):
    first, second = (frontdesk("draw", "weekly", "--seed", "x", "--out", tmp_path / name) for name in "ab")

    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    drawn = ["SECRET-key.pdf", "paper.json", "paper.pdf"]
    assert (first.exit_code, second.exit_code) == (0, 0)
    # The page and what opens its answers have keys of their own each time.
    assert files == sorted([*drawn, "SECRET-keep-this.json", "assignment.json", "page.html"])
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in drawn)
    assert json.loads((tmp_path / "a/paper.json").read_text("utf-8"))["format"] == "frontdesk-paper/1"
