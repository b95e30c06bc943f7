"""`frontdesk grade` from end to end: results as programs and people read them."""

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from conftest import ROOT
from grade_runner import BANK, SHEET, grade, persons, results, sheet, table


def test_a_result_has_the_promised_shape(root: Path) -> None:
    done = grade(root, sheet(root), "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    (result,) = results(done)
    assert result == {
        "format": "frontdesk-result/1",
        "person": "wang-li",
        "quiz": "law/keys",
        "earned": "3.5",
        "possible": "4",
        "percent": "87.5",
        "passed": True,
        "critical_missed": [],
        "answers": [
            {"question": "keys.lift-card", "response": "a", "earned": "1", "possible": "1", "state": "right"},
            {
                "question": "keys.papers",
                "response": ["a"],
                "earned": "0.5",
                "possible": "1",
                "state": "partial",
            },
            {"question": "keys.rate", "response": "1.5", "earned": "1", "possible": "1", "state": "right"},
            {"question": "keys.closed", "response": "true", "earned": "1", "possible": "1", "state": "right"},
        ],
        "objectives": {
            "law/keys#arrears": {"earned": "1.5", "possible": "2"},
            "law/keys#bill": {"earned": "2", "possible": "2"},
        },
    }


def test_csv_and_rows_have_the_promised_columns(root: Path) -> None:
    assert grade(root, sheet(root), "--format", "csv").stdout == (
        "person,quiz,earned,possible,percent,passed\nwang-li,law/keys,3.5,4,87.5,true\n"
    )
    assert grade(root, sheet(root), "--format", "csv", "--rows").stdout == (
        "person,question,response,earned,possible,state\n"
        "wang-li,keys.lift-card,a,1,1,right\nwang-li,keys.papers,a,0.5,1,partial\n"
        "wang-li,keys.rate,1.5,1,1,right\nwang-li,keys.closed,true,1,1,right\n"
    )


def test_the_table_says_who_passed(root: Path) -> None:
    done = grade(root, sheet(root), sheet(root, name="b.json", person="li", answers={}))
    assert done.stdout.splitlines()[-1] == "1 of 2 passed"
    assert "lift-card" in done.stdout


def test_a_wrong_name_of_a_quiz_is_a_wrong_use(root: Path) -> None:
    done = grade(root, sheet(root), quiz="law/kyes")
    assert done.exit_code == 2
    assert "did you mean 'law/keys'?" in " ".join(done.stderr.replace("│", " ").split())


def test_only_the_bank_that_is_graded_must_be_in_order(root: Path) -> None:
    (root / "quizzes" / "law" / "broken.yml").write_text("questions: [", "utf-8")
    assert grade(root, sheet(root)).exit_code == 0
    done = grade(root, sheet(root), quiz="law/broken")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("quizzes/law/broken.yml:")


@pytest.mark.parametrize("person", ["=1+1", "+cmd", "-wang", "@SUM(A1)", "\t=1"])
def test_a_cell_never_starts_a_formula(root: Path, person: str) -> None:
    answers = {"lift-card": person, "rate": "-1.5"}
    done = grade(root, sheet(root, person=person, answers=answers), "--format", "csv", "--rows")
    rows = list(csv.DictReader(StringIO(done.stdout)))
    assert {cell[0] for row in rows for cell in (row["person"], row["response"]) if cell} <= {"'", "-"}
    assert rows[2]["response"] == "-1.5"


def test_results_are_written_whole_into_a_new_folder(root: Path) -> None:
    out = root / "new" / "folder" / "results.csv"
    done = grade(root, sheet(root), "--format", "csv", "--out", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert out.read_text("utf-8").endswith("wang-li,law/keys,3.5,4,87.5,true\n")
    assert list(out.parent.iterdir()) == [out]


def test_a_place_that_cannot_be_written_is_told_in_one_sentence(root: Path) -> None:
    for out in (root / "docs", root / "mkdocs.yml" / "results.csv"):
        done = grade(root, sheet(root), "--out", out)
        assert done.exit_code == 2
        assert "cannot be written" in " ".join(done.stderr.replace("│", " ").split())
        assert not list(root.glob(".docs*"))


@pytest.mark.parametrize(
    ("void", "state", "sums"),
    [("disregard", "voided", ("2.5", "3")), ("all-correct", "right", ("3.5", "4"))],
)
def test_a_voided_question_is_left_out_or_given_to_all(
    root: Path, void: str, state: str, sums: tuple[str, str]
) -> None:
    bank = root / "quizzes" / "law" / "keys.yml"
    bank.write_text(BANK.replace("critical: true,", f"critical: true, void: {void},"), "utf-8")
    answers = SHEET["answers"] | {"lift-card": "b"}
    (result,) = results(grade(root, sheet(root, answers=answers), "--format", "json"))
    assert (result["earned"], result["possible"]) == sums
    assert (result["answers"][0]["state"], result["critical_missed"]) == (state, [])


def test_a_critical_question_missed_is_not_passed_whatever_the_percent(root: Path) -> None:
    bank = root / "quizzes" / "law" / "keys.yml"
    bank.write_text(BANK.replace("critical: true,", "critical: true, points: 0.1,"), "utf-8")
    (result,) = results(
        grade(
            root,
            sheet(root, answers=SHEET["answers"] | {"lift-card": "b", "papers": "a c"}),
            "--format",
            "json",
        )
    )
    assert (result["percent"], result["passed"]) == ("96.8", False)
    assert result["critical_missed"] == ["keys.lift-card"]


def test_an_answer_to_a_question_that_is_no_longer_asked_is_told_and_not_counted(root: Path) -> None:
    answers = SHEET["answers"] | {"gone": "true", "old-closed": "true"}
    done = grade(root, sheet(root, answers=answers), "--format", "json")
    assert (done.exit_code, results(done)[0]["possible"]) == (0, "4")
    assert "'gone' is retired since 2020-01-01" in done.stderr
    assert "'old-closed' was replaced by 'closed'" in done.stderr


def test_while_an_answer_needs_review_nobody_has_passed_or_failed(root: Path) -> None:
    path = sheet(root, answers=SHEET["answers"] | {"rate": "1,5"})
    (result,) = results(grade(root, path, "--format", "json"))
    assert (result["passed"], result["possible"], result["answers"][2]["state"]) == (
        None,
        "3",
        "needs-review",
    )
    assert "wang-li,law/keys,2.5,3,83.3,\n" in grade(root, path, "--format", "csv").stdout
    assert "needs review" in grade(root, path).stdout


def test_the_command_works_from_a_shell_on_the_real_banks(root: Path) -> None:
    path = sheet(root, quiz="law/service-contract", answers={"notice-days": "60 天"})
    words = ["--root", str(ROOT), "grade", "law/service-contract", str(path), "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-m", "frontdesk", *words], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert {a["question"]: a["state"] for a in json.loads(done.stdout)[0]["answers"]}[
        "service-contract.notice-days"
    ] == "right"


def test_a_column_that_is_no_question_is_told_once_for_all_rows(root: Path) -> None:
    rows = "".join(f"p{number},a,Li\n" for number in range(30))
    done = grade(root, table(root, f"person,lift-card,name\n{rows}"), "--format", "csv")
    assert (done.exit_code, len(persons(done))) == (0, 30)
    assert "sheets: warning: law/keys has no question 'name'" in done.stderr
    assert done.stderr.endswith(
        "in 30 sheets\n  hint: use one of: lift-card, papers, rate, closed\n1 warning in 1 file\n"
    )


@pytest.mark.parametrize("form", ["table", "json"])
def test_rows_go_only_with_csv(root: Path, form: str) -> None:
    done = grade(root, sheet(root), "--rows", "--format", form)
    assert done.exit_code == 2
    assert "--format csv" in done.stderr
