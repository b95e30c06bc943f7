"""Sheets as people hand them in: spreadsheets of every make, and JSON that was cut, edited or mixed."""

import json
from pathlib import Path
from typing import Any

import pytest

from grade_runner import SHEET, grade, persons, results, sheet, table

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
    done = grade(root, root / "deep.json", sheet(root, person="li"), "--format", form)
    assert done.exit_code in (0, 1), done.exception
    assert "li" in done.stdout
    assert bool(done.exit_code) == ("deep.json:" in done.stderr)


def test_a_number_of_a_million_digits_is_no_answer(root: Path) -> None:
    (root / "long.json").write_text(json.dumps(SHEET).replace('"1.5"', "9" * 1_000_000), "utf-8")
    (result,) = results(grade(root, root / "long.json", "--format", "json"))
    assert result["answers"][2]["state"] == "invalid"
