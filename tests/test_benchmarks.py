"""The benchmarks run and find what they measure; how fast is nobody's promise here."""

from pathlib import Path

import pytest

from benchmarks import build, grade, handbook, paper
from benchmarks import bytes as weight
from benchmarks.__main__ import main
from benchmarks.content import lessons
from benchmarks.measure import machine, ratio, table
from benchmarks.sites import FORMS, write_site
from conftest import ROOT
from frontdesk.library import read_library
from paper_scans import Machine, assigned


def test_content_is_the_same_in_every_run() -> None:
    assert lessons(2) == lessons(3)[:2]
    assert [500 < len(lesson.body.split()) < 700 for lesson in lessons(3)] == [True] * 3


@pytest.mark.site
@pytest.mark.parametrize("form", FORMS)
def test_each_form_builds_with_all_its_questions(form: str, tmp_path: Path) -> None:
    root = write_site(tmp_path / "site", form, 2)

    wall, cpu = build.build(root)

    html = (root / "site/area/topic-2/index.html").read_text("utf-8")
    assert wall > 0 < cpu
    assert ("Case 2-10: what comes first?" in html) is (form != "no questions")


def test_pages_are_weighed_by_what_they_load(tmp_path: Path) -> None:
    (tmp_path / "assets/quiz").mkdir(parents=True)
    (tmp_path / "area").mkdir()
    (tmp_path / "assets/quiz/quiz.js").write_text("x" * 100, "utf-8")
    (tmp_path / "assets/quiz/quiz.css").write_text("y" * 50, "utf-8")
    (tmp_path / "index.html").write_text("<p>Nothing</p>", "utf-8")
    (tmp_path / "area/one.html").write_text(
        '<link rel="stylesheet" href="../assets/quiz/quiz.css?v=1">'
        '<script defer src="../assets/quiz/quiz.js?v=1"></script>'
        '<script src="../assets/javascripts/bundle.js"></script>',
        "utf-8",
    )

    loads = weight.our_loads(tmp_path)

    assert loads["quiz with variants"] is None
    assert (loads["quiz"].raw, loads["quiz"].files) == (150, "quiz.css quiz.js")
    assert (loads["no quiz"].raw, loads["no quiz"].files) == (0, "")


@pytest.mark.parametrize("by_answer", [False, True])
def test_the_obvious_loop_and_our_marks_agree(by_answer: bool, tmp_path: Path) -> None:
    lesson = lessons(1, 5)[0]
    grade.write_root(tmp_path / "root", lesson, sheets=20)
    root, key = tmp_path / "root", {question.slug: question.answer for question in lesson.questions}

    grade.grade_here(grade.words(root, by_answer=by_answer))
    grade.obvious(root, key, by_answer=by_answer)

    grade.check_equal(root, by_answer=by_answer)


def test_the_bare_scan_counts_what_is_right(tmp_path: Path) -> None:
    lesson = lessons(1, 5)[0]
    grade.write_root(tmp_path / "root", lesson, sheets=20)
    root, key = tmp_path / "root", {question.slug: question.answer for question in lesson.questions}

    grade.obvious(root, key, by_answer=False)
    earned = [int(line.split(",")[1]) for line in (root / "obvious.csv").read_text("utf-8").splitlines()]

    assert grade.scan(root, key).tolist() == earned


def test_marks_that_differ_stop_the_benchmark(tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text("person,earned,possible\nwang-li,1,2\n", "utf-8")
    (tmp_path / "obvious.csv").write_text("wang-li,2,2\n", "utf-8")

    with pytest.raises(AssertionError, match="disagree"):
        grade.check_equal(tmp_path, by_answer=False)


def test_a_ratio_is_that_of_the_rounds_not_of_the_medians() -> None:
    assert ratio([1, 9, 4], [1, 3, 2]) == 2


def test_a_table_sets_figures_to_the_right_and_counts_chinese_as_two() -> None:
    assert table("Title", ["what", "s"], [["前台", 10], ["x", 2]]) == (
        "Title\nwhat   s\n--------\n前台  10\nx      2\n"
    )


def test_an_unknown_benchmark_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["buld"]) == 2
    assert (
        capsys.readouterr().err == "there is no benchmark 'buld'; "
        "use one of: build, bytes, grade, statistics, handbook, paper, millions\n"
    )
    assert "Python" in machine()


def test_the_others_print_the_same_lessons_without_scripts(tmp_path: Path) -> None:
    html = handbook.write_html(handbook.ROOT, tmp_path, ("duties/goods-release",)).read_text("utf-8")

    assert "Keep it back until he has signed a plan for the ten months." in html
    assert html.count("<h1>") == 1
    assert "<script" not in html


def test_papers_are_printed_and_read_back(tmp_path: Path) -> None:
    banks = read_library(ROOT)[0].banks
    assignment = assigned(banks, {"from": "law", "count": "5", "type": "single-choice"}, people=1)

    row = paper.printed(assignment, banks, rounds=1)
    files = paper.write_scans(tmp_path / "scans", assignment, banks, Machine())

    assert row[0] == "1 papers to PDF"
    assert paper.read(assignment, banks, files["png"]).read == len(files["jpg"]) == 1
