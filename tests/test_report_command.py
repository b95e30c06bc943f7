"""`frontdesk report` as a manager types it."""

from importlib import import_module
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from conftest import ROOT
from desk import NOW, PEOPLE, assigned, packet, right_answers, saved
from frontdesk.commands import app

GIVEN = assigned()


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a morning before the last day, and the environment names no gradebook."""
    for name in ("collect", "grade_assigned"):
        monkeypatch.setattr(import_module(f"frontdesk.commands.{name}"), "now", lambda: NOW)
    for name in ("grade_assigned", "report", "forget"):
        monkeypatch.setattr(import_module(f"frontdesk.commands.{name}"), "today", lambda: NOW.date())
    monkeypatch.delenv("FRONTDESK_GRADEBOOK", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return GIVEN.write(tmp_path / "desk")


def run(*words: str | Path, root: Path = ROOT) -> Result:
    return CliRunner().invoke(app, ["--root", str(root), *map(str, words)])


def hand_in(folder: Path, *people: str) -> None:
    """Hand in everything right, collect it."""
    sent = folder.parent / "sent"
    sent.mkdir(exist_ok=True)
    for person in people:
        paper = GIVEN.paper(person)
        (sent / f"{person}.txt").write_text(saved(packet(GIVEN, paper, right_answers(paper))), "utf-8")
    assert run("collect", folder, sent).exit_code == 0


def test_report_is_a_page_and_a_workbook_in_the_folder(folder: Path):
    hand_in(folder, "wang-li", "chen-jie")
    assert run("grade", folder).exit_code == 0

    done = run("report", folder, "--site", "https://desk.example")

    page, workbook = folder / "report" / "report.html", folder / "report" / "report.xlsx"
    assert (done.exit_code, done.stdout) == (0, f"{page}\n{workbook}\n")
    html = page.read_text("utf-8")
    assert "Report of Friday 4 December 2026" in html
    assert '<a href="#people">mark 2 answers</a>' in html
    assert "王丽" in html
    assert "Zhao &lt;b&gt;Min&lt;/b&gt;" in html
    people = list(openpyxl.load_workbook(workbook)["People"].iter_rows(values_only=True))
    assert [row[2] for row in people[1:]] == ["needs review", "needs review", "missing", "missing"]
    assert people[1][15].isoformat() == "2026-12-03T09:14:31"
    seconds = [row[7] for row in openpyxl.load_workbook(workbook)["Answers"].iter_rows(values_only=True)]
    assert set(seconds[1:]) == {7}


def test_report_of_answers_that_are_not_graded_yet_says_so(folder: Path):
    hand_in(folder, "wang-li")

    assert run("report", folder).exit_code == 0

    html = (folder / "report" / "report.html").read_text("utf-8")
    assert "grade the 1 paper that came in since" in html
    assert "<strong>1</strong> not graded yet" in html


def test_report_of_results_that_a_mended_question_would_change_says_so(folder: Path, tmp_path: Path):
    hand_in(folder, "wang-li", "chen-jie")
    run("grade", folder)
    mended = tmp_path / "content"
    for part in ("docs", "quizzes"):
        copytree(ROOT / part, mended / part, ignore=ignore_patterns("assets"))
    copy(ROOT / "mkdocs.yml", mended)
    name = GIVEN.paper("wang-li").items[0].question.partition(".")
    bank = next(path for path in (mended / "quizzes").rglob(f"{name[0]}.yml"))
    text = bank.read_text("utf-8")
    bank.write_text(text.replace(f"- id: {name[2]}\n", f"- id: {name[2]}\n    void: disregard\n"), "utf-8")

    assert run("report", folder, root=mended).exit_code == 0

    html = (folder / "report" / "report.html").read_text("utf-8")
    assert "grade again for the 2 results that a mended question changes" in html


def test_report_without_names_names_nobody_and_has_a_file_of_its_own(folder: Path, tmp_path: Path):
    hand_in(folder, "wang-li", "chen-jie")
    run("grade", folder)

    done = run("report", folder, "--hide-names", "--out", tmp_path / "shown")

    files = sorted((tmp_path / "shown").iterdir())
    assert done.exit_code == 0
    assert [file.name for file in files] == ["report-without-names.html", "report-without-names.xlsx"]
    html = files[0].read_text("utf-8")
    ids = {paper.id for paper in GIVEN.assignment.papers}
    assert not [w for one in PEOPLE for w in (one.id, one.name, *ids) if w in html]
    assert "P-01" in html


def test_the_same_answers_give_the_same_files(folder: Path, tmp_path: Path):
    hand_in(folder, "wang-li")
    run("grade", folder)

    written = []
    for name in ("one", "two"):
        run("report", folder, "--out", tmp_path / name)
        written.append([file.read_bytes() for file in sorted((tmp_path / name).iterdir())])

    assert written[0] == written[1]


@pytest.mark.parametrize("site", ["javascript:alert(1)", "data:text/html,x", 'x" onclick="y', "a b"])
def test_site_that_is_no_address_is_refused(folder: Path, site: str):
    done = run("report", folder, "--site", site)

    assert done.exit_code == 2
    assert not (folder / "report").exists()


def test_folder_that_cannot_be_written_is_told_in_one_line(folder: Path):
    (folder / "report").write_text("a file", "utf-8")

    done = run("report", folder)

    assert done.exit_code == 2
    assert "cannot be written" in " ".join(done.output.split())


def test_folder_that_is_no_assignment_is_told(tmp_path: Path):
    assert run("report", tmp_path / "nowhere").exit_code == 2
    assert run("report", tmp_path).exit_code == 1


def test_forgetting_somebody_tells_of_the_report_that_names_them(folder: Path):
    hand_in(folder, "wang-li", "chen-jie")
    run("grade", folder)
    run("report", folder)

    done = run("forget", "zhao-min", folder)

    for name in ("report.html", "report.xlsx"):
        told = f"{folder / 'report' / name}:1: file: warning: names people who were forgotten, beside others"
        assert told in done.stderr
