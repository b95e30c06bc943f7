"""`frontdesk grade` from end to end: files as people hand them in, results as programs read them."""

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from conftest import ROOT
from frontdesk.commands import app

BANK = """\
questions:
  - {id: lift-card, objective: arrears, level: apply, type: single-choice, critical: true, answer: a,
     ask: What comes first?, options: {a: {text: A reminder, why: Yes.}, b: {text: The lift card, why: No.}}}
  - {id: papers, objective: arrears, level: apply, type: multiple-response, ask: Which two?, answer: [a, c],
     options: {a: {text: One, why: Yes.}, b: {text: Two, why: No.}, c: {text: Three, why: Yes.}}}
  - {id: rate, objective: bill, level: apply, type: numeric, ask: What?, answer: "1.5", unit: yuan, why: So.}
  - {id: closed, objective: bill, level: apply, type: true-false, ask: Closed., answer: "true", why: It is.,
     replaces: [old-closed]}
  - {id: gone, objective: bill, level: apply, type: true-false, ask: Gone., answer: "true", why: It is.,
     retired: 2020-01-01}
"""
SHEET = {
    "format": "frontdesk-sheet/1",
    "quiz": "law/keys",
    "person": "wang-li",
    "answers": {"lift-card": "a", "papers": ["a"], "rate": "1.5", "closed": "true"},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Keys\n", "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "quizzes" / "law").mkdir(parents=True)
    (tmp_path / "quizzes" / "law" / "keys.yml").write_text(BANK, "utf-8")
    return tmp_path


def grade(root: Path, *words: str | Path, quiz: str = "law/keys") -> Result:
    return CliRunner().invoke(app, ["--root", str(root), "grade", quiz, *map(str, words)])


def sheet(root: Path, data: Any = None, name: str = "sheet.json", **changes: Any) -> Path:
    path = root / name
    path.write_text(json.dumps({**SHEET, **changes} if data is None else data, ensure_ascii=False), "utf-8")
    return path


def table(root: Path, text: str | bytes, name: str = "sheets.csv") -> Path:
    path = root / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def results(done: Result) -> list[dict]:
    return json.loads(done.stdout)


def persons(done: Result) -> list[str]:
    return [row["person"] for row in csv.DictReader(StringIO(done.stdout))]


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


ROWS = "person,lift-card,papers,rate,closed\n王丽,a,a c,1.5元,true\nli,b,c,2,false\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_spreadsheet_is_read_as_office_programs_write_it(
    root: Path, encoding: str, separator: str, ending: str
) -> None:
    raw = ROWS.replace(",", separator).replace("\n", ending).encode(encoding)
    done = grade(root, table(root, raw), "--format", "json")
    assert [(r["person"], r["earned"]) for r in results(done)] == [("王丽", "4"), ("li", "0.5")]
    assert (done.exit_code, done.stderr) == (0, "")


def test_an_unknown_column_is_a_warning_with_a_guess(root: Path) -> None:
    done = grade(root, table(root, "person,lift-crad\nli,a\n"), "--format", "csv")
    assert (done.exit_code, persons(done)) == (0, ["li"])
    assert (
        "sheets.csv:2: li: warning: law/keys has no question 'lift-crad'; its answer is not counted"
        in done.stderr
    )
    assert "hint: did you mean 'lift-card'?" in done.stderr


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("li,a,b,c", "row 3: has 4 cells and the header has 2"),
        ('li,"a', "row 3: cannot be read: a quote is open"),
        (" ,a", "row 3: does not say whose it is"),
    ],
)
def test_a_broken_row_is_told_and_the_others_are_written(root: Path, row: str, says: str) -> None:
    path = table(root, f"person,lift-card\nwang,a\n{row}\nzhao,b\n")
    done = grade(root, path, "--format", "csv")
    assert (done.exit_code, persons(done)) == (1, ["wang", "zhao"])
    assert f"sheets.csv:3: {says}" in done.stderr


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ({**SHEET, "format": "other/1"}, "its format is 'other/1'"),
        ({**SHEET, "answer": {}}, "there is no key 'answer' in a sheet"),
        ({**SHEET, "person": ""}, "does not say whose it is"),
        ({**SHEET, "answers": []}, "has no answers"),
        ({**SHEET, "quiz": "law/locks"}, "is a sheet of law/locks, not of law/keys"),
        ({**SHEET, "quiz": "", "paper": "p1"}, "is a sheet of the paper p1, not of law/keys"),
        (17, "is not a sheet"),
        ({**SHEET, "person": ["li"]}, "'person' should be a text"),
    ],
)
def test_one_bad_sheet_of_a_list_does_not_stop_the_others(root: Path, bad: Any, says: str) -> None:
    done = grade(root, sheet(root, [SHEET, bad, {**SHEET, "person": "li"}]), "--format", "csv")
    assert (done.exit_code, persons(done)) == (1, ["wang-li", "li"])
    assert says in done.stderr
    assert "Traceback" not in done.stderr


UNREADABLE = {
    "cut off": json.dumps(SHEET)[:60],
    "nothing": "",
    "a list of nothing": "[]",
    "nested too deeply": "[" * 100_000,
    "a group nested too deeply": '{"a":' * 100_000,
    "answers nested too deeply": json.dumps(SHEET).replace('"true"', "[" * 100_000 + "]" * 100_000),
    "a key twice": json.dumps(SHEET).replace("{", '{"person": "li", ', 1),
    "a question answered twice": json.dumps(SHEET).replace('"rate"', '"closed"'),
    "a null byte": "\0",
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_is_one_problem(root: Path, text: str) -> None:
    (root / "bad.json").write_text(text, "utf-8")
    done = grade(root, root / "bad.json", sheet(root), "--format", "csv")
    assert (done.exit_code, persons(done)) == (1, ["wang-li"])
    assert done.stderr.count("bad.json:") == 1
    assert len(done.stderr) < 500


@pytest.mark.parametrize("name", ["missing.json", "folder.json", "sheets.xlsx"])
def test_what_is_no_file_of_sheets_is_one_problem(root: Path, name: str) -> None:
    (root / "folder.json").mkdir()
    done = grade(root, root / name, sheet(root), "--format", "csv")
    assert (done.exit_code, persons(done)) == (1, ["wang-li"])
    assert done.stderr.count(f"{name}:1: file: ") == 1


def test_numbers_and_booleans_mean_what_they_say(root: Path) -> None:
    done = grade(root, sheet(root, answers={"rate": 1.5, "closed": True, "papers": None}), "--format", "json")
    assert [a["state"] for a in results(done)[0]["answers"]] == ["blank", "blank", "right", "right"]


@pytest.mark.parametrize("depth", [10, 300, 600, 950])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_response_that_nests_deeply_is_told_and_stops_nothing(root: Path, depth: int, form: str) -> None:
    deep = json.dumps(SHEET).replace('"true"', "[" * depth + '"true"' + "]" * depth)
    (root / "deep.json").write_text(deep, "utf-8")
    done = grade(root, root / "deep.json", sheet(root, person="li"), "--format", form, "--rows")
    assert done.exit_code in (0, 1), done.exception
    assert "li" in done.stdout
    assert bool(done.exit_code) == ("deep.json:" in done.stderr)


def test_a_number_of_a_million_digits_is_no_answer(root: Path) -> None:
    (root / "long.json").write_text(json.dumps(SHEET).replace('"1.5"', "9" * 1_000_000), "utf-8")
    (result,) = results(grade(root, root / "long.json", "--format", "json"))
    assert result["answers"][2]["state"] == "invalid"


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
