"""The loop behind a manager's answers, command by command, as a manager types them."""

import csv
import io
import json
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from conftest import ROOT
from desk import NOW, PEOPLE, assigned, packet, printed, questions, right_answers, saved
from frontdesk.assignments import read_assignment
from frontdesk.commands import app
from frontdesk.exchange.workbooks import read_rows
from gradebooks import new_database, postgres_server

__all__ = ["postgres_server"]  # fixtures

GIVEN = assigned()
CONTRACT = assigned(
    {
        "title": "Contract",
        "pass_mark": "75",
        "attempts": "1",
        "draw": [{"from": "law/service-contract", "count": "4", "type": "single-choice"}],
        "shuffle": ["questions", "options"],
    },
    name="contract",
)
ESSAY = "service-contract.nine-days-between"


def door(name: str) -> ModuleType:
    return import_module(f"frontdesk.commands.{name}")


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a morning before the last day, and the environment names no gradebook."""
    for name in ("collect", "grade_assigned", "mark"):
        monkeypatch.setattr(door(name), "now", lambda: NOW)
    for name in ("status", "grade_assigned", "certificate", "forget"):
        monkeypatch.setattr(door(name), "today", lambda: NOW.date())
    monkeypatch.delenv("FRONTDESK_GRADEBOOK", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return GIVEN.write(tmp_path / "desk")


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    return CONTRACT.write(tmp_path / "contract")


def run(*words: str | Path, root: Path = ROOT) -> Result:
    return CliRunner().invoke(app, ["--root", str(root), *map(str, words)])


def hand_in(folder: Path, given=GIVEN, people=("wang-li", "chen-jie"), wrong: int = 0, **changed) -> Path:
    sent = folder.parent / f"sent-{given.assignment.id}"
    sent.mkdir(exist_ok=True)
    for person in people:
        paper = given.paper(person)
        answers = right_answers(paper)
        choices = [name for name in answers if questions()[name].type == "single-choice"]
        answers |= dict.fromkeys(choices[:wrong]) | changed
        (sent / f"{person}.txt").write_text(saved(packet(given, paper, answers)), "utf-8")
    return sent


def fill(path: Path, *points: str, note: str = "") -> None:
    """Fill in a marking workbook, every row alike."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    header = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for number, value in enumerate(points, 1):
            row[header.index(f"points {number} 得分")].value = value
        row[header.index("note 备注")].value = note
    book.save(path)


def test_answers_are_collected_graded_marked_and_certified(folder: Path):
    sent = hand_in(folder)

    collected = run("collect", folder, sent)
    graded = run("grade", folder)
    fill(folder / "marking.xlsx", "2", "2", "2", "1", "0.5", note="good")
    marked = run("mark", folder, folder / "marking.xlsx")
    certified = run("certificate", folder)
    page = (folder / "certificates" / "wang-li.html").read_text("utf-8")
    code = page.partition("<code>")[2].partition("</code>")[0]
    verified = run("verify", code, "--assignment", folder)

    assert (collected.exit_code, collected.stdout) == (0, "2 new, 0 already here\n")
    assert graded.exit_code == marked.exit_code == certified.exit_code == verified.exit_code == 0
    assert "needs review" in graded.stdout
    marking = folder / "marking.xlsx"
    assert f"2 answers wait for a person: fill in {marking}, then frontdesk mark" in graded.stderr
    assert marked.stdout == "2 marked, 0 still wait\n"
    paper = GIVEN.paper("wang-li").id
    assert f"wang-li, paper {paper}: 100.0 needs review → 99.3 passed ({ESSAY}: needs-review" in marked.stderr
    assert verified.stdout == (
        "true: 王丽 (wang-li) passed 'Desk-Ready certificate' with 99.3 percent\n"
        "  on 2026-12-03, assignment desk-ready-2026-12-04\n"
    )


def test_status_says_where_everybody_stands(folder: Path):
    run("collect", folder, hand_in(folder, people=("wang-li",)))
    run("grade", folder)

    table, told, rows = (run("status", folder, "--format", f).stdout for f in ("table", "json", "csv"))

    assert table == (
        "person    name             due         state         submitted         attempts  percent  "
        "late  over  twice  open\n"
        "wang-li   王丽             2026-12-04  needs review  2026-12-03 09:14         1    100.0  "
        "                      1\n"
        "chen-jie  Chen Jie         2026-12-04  missing\n"
        "liu-fang  刘芳             2026-12-09  missing\n"
        "zhao-min  Zhao <b>Min</b>  2026-12-04  missing\n"
        "1 needs review, 3 missing\n"
    )
    assert json.loads(told)[0] == {
        "person": "wang-li",
        "name": "王丽",
        "due": "2026-12-04",
        "state": "needs review",
        "submitted": "2026-12-03T09:14:31+08:00",
        "attempts": 1,
        "percent": "100.0",
        "late": False,
        "over": 0,
        "twice": 0,
        "open": 1,
    }
    assert [row["state"] for row in csv.DictReader(io.StringIO(rows))] == ["needs review", *["missing"] * 3]


def test_marking_workbook_names_nobody_and_starts_no_formula(folder: Path):
    run("collect", folder, hand_in(folder, **{ESSAY: "=1+1 <b>me, Wang Li</b>"}))
    run("grade", folder)

    book = openpyxl.load_workbook(folder / "marking.xlsx")
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(str(cell.value)[0] in "=+-@" for cell in cells)
    assert any(cell.value == "'=1+1 <b>me, Wang Li</b>" for cell in cells)
    assert not {"wang-li", "王丽", "Chen Jie"} & {cell.value for cell in cells}
    assert [cell.value for cell in book.active[1]][:7] == [
        "paper",
        "question",
        "asked",
        "answer",
        "compare with",
        "line 1",
        "points 1 得分",
    ]


@pytest.mark.parametrize(
    ("points", "what"),
    [
        (("3", "2", "2", "1", "1"), "'3' is no number of points for line 1"),
        (("-1", "2", "2", "1", "1"), "'-1' is no number of points for line 1"),
        (("two", "2", "2", "1", "1"), "'two' is no number of points for line 1"),
        (("2", "2"), "has no points for line 3"),
    ],
)
def test_marks_beyond_the_rubric_or_in_part_are_told_and_not_kept(folder: Path, points: tuple, what: str):
    run("collect", folder, hand_in(folder, people=("wang-li",)))
    run("grade", folder)
    fill(folder / "marking.xlsx", *points)

    done = run("mark", folder, folder / "marking.xlsx")

    assert (done.exit_code, done.stdout) == (1, "0 marked, 1 still wait\n")
    assert f"marking.xlsx:2: {GIVEN.paper('wang-li').id} {ESSAY}: {what}" in done.stderr


def test_marks_can_be_read_again_and_corrected_upwards(folder: Path):
    run("collect", folder, hand_in(folder, people=("wang-li",)))
    run("grade", folder)
    marking = folder / "marking.xlsx"
    percents = []
    for points in ("1", "2", "0"):
        fill(marking, points, "2", "2", "1", "1")
        done = run("mark", folder, marking)
        percents.append(json.loads(run("status", folder, "--format", "json").stdout)[0]["percent"])

    assert percents == ["98.6", "100.0", "100.0"]
    assert "keeps 100.0 passed, would be 97.2 passed" in done.stderr
    assert "--allow-lower takes the lower one" in done.stderr


def test_marks_that_were_not_read_are_never_overwritten(folder: Path):
    run("collect", folder, hand_in(folder, people=("wang-li",)))
    run("grade", folder)
    fill(folder / "marking.xlsx", "1", "1", "1", "1", "1")
    before = (folder / "marking.xlsx").read_bytes()
    run("collect", folder, hand_in(folder, people=("chen-jie",)))

    done = run("grade", folder)

    assert (folder / "marking.xlsx").read_bytes() == before
    assert "marking.xlsx holds marks that were not read: frontdesk mark" in done.stderr


def test_number_that_may_have_been_meant_otherwise_is_decided_by_yes_or_no(folder: Path):
    paper = GIVEN.paper("wang-li")
    name = next(i.question for i in paper.items if questions()[i.question].type == "numeric")
    meant = right_answers(paper)[name]
    answer = f"{float(meant):.2f}".replace(".", ",")
    run("collect", folder, hand_in(folder, people=("wang-li",), **{name: answer, ESSAY: None}))
    waits = run("grade", folder)
    book = openpyxl.load_workbook(folder / "marking.xlsx")
    row = [cell.value for cell in book.active[2]]
    book.active.cell(2, 6).value = "yes"
    book.save(folder / "marking.xlsx")

    marked = run("mark", folder, folder / "marking.xlsx", "--as", "trainer")

    assert "1 answer waits for a person" in waits.stderr
    assert row[1] == name
    assert row[3] == answer
    assert "{" not in row[2]
    assert marked.stdout == "1 marked, 0 still wait\n"
    assert "needs-review → right" in marked.stderr


def test_repair_is_told_by_person_and_question(contract: Path, tmp_path: Path):
    run("collect", contract, hand_in(contract, CONTRACT, ("wang-li",)))
    run("collect", contract, hand_in(contract, CONTRACT, ("chen-jie",), wrong=2))
    run("grade", contract)
    asked = CONTRACT.paper("chen-jie").items
    root = _content_with(tmp_path, {item.slug: "void: all-correct" for item in asked})

    done = run("grade", contract, "--format", "csv", root=root)

    assert done.exit_code == 0
    assert f"chen-jie, paper {CONTRACT.paper('chen-jie').id}: 50.0 not passed → 100.0 passed (" in done.stderr
    assert "service-contract." in done.stderr
    assert ": blank → right, 0 → 1" in done.stderr
    assert "wang-li" not in done.stderr
    assert [row["percent"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["100.0", "100.0"]


def test_lower_result_needs_a_word(contract: Path, tmp_path: Path):
    run("collect", contract, hand_in(contract, CONTRACT, ("wang-li",), wrong=1))
    run("grade", contract)
    right = [name for name, response in _handed_in(contract).items() if response]
    root = _content_with(tmp_path, {right[0].partition(".")[2]: "void: disregard"})

    held = run("grade", contract, "--format", "json", root=root)
    taken = run("grade", contract, "--format", "json", "--allow-lower", root=root)

    paper = CONTRACT.paper("wang-li").id
    why = f"({right[0]}: right → voided, 1 → 0)"
    line = f"wang-li, paper {paper}: keeps 75.0 passed, would be 66.7 not passed {why}"
    assert held.stderr == f"{line}\n1 keeps the higher result; --allow-lower takes the lower one\n"
    assert (json.loads(held.stdout)[0]["percent"], json.loads(taken.stdout)[0]["percent"]) == ("75.0", "66.7")
    assert "75.0 passed → 66.7 not passed" in taken.stderr


def _handed_in(folder: Path) -> dict:
    told = json.loads(run("export-person", "wang-li", folder).stdout)
    return told["assignments"][0]["submissions"][0]["answers"]


def _content_with(folder: Path, repairs: dict[str, str]) -> Path:
    """Return a content root with the bank of the service contract repaired."""
    root = folder / "content"
    (root / "docs").mkdir(parents=True)
    (root / "quizzes" / "law").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (root / "docs" / "data").symlink_to(ROOT / "docs" / "data")
    text = (ROOT / "quizzes" / "law" / "service-contract.yml").read_text("utf-8")
    for slug, line in repairs.items():
        text = text.replace(f"  - id: {slug}\n", f"  - id: {slug}\n    {line}\n")
    (root / "quizzes" / "law" / "service-contract.yml").write_text(text, "utf-8")
    return root


def test_nothing_is_graded_while_a_bank_has_a_problem(contract: Path, tmp_path: Path):
    run("collect", contract, hand_in(contract, CONTRACT))
    slug = CONTRACT.paper("wang-li").items[0].slug
    root = _content_with(tmp_path, {slug: "nonsense: 1"})

    done = run("grade", contract, root=root)

    assert (done.exit_code, done.stdout) == (1, "")
    assert "there is no key 'nonsense'" in done.stderr


@pytest.mark.parametrize("by_number", [True, False])
def test_paper_alone_grades_its_sheets(tmp_path: Path, by_number: bool):
    paper = CONTRACT.paper("wang-li")
    (tmp_path / "paper.json").write_text(json.dumps(paper.as_json()), "utf-8")
    right = right_answers(paper)
    if by_number:
        header = ["person", *(str(n) for n in range(1, 5))]
        cells = [printed(questions()[i.question], i, right[i.question]) for i in paper.items]
    else:
        header, cells = ["person", *(i.slug for i in paper.items)], [right[i.question] for i in paper.items]
    (tmp_path / "a.csv").write_text(f"{','.join(header)}\nwang-li,{','.join(cells)}\nx,A\n", "utf-8")
    sheet = {"format": "frontdesk-sheet/1", "paper": "ABCD-2345", "person": "x", "answers": {}}
    (tmp_path / "b.json").write_text(
        json.dumps([sheet, sheet | {"paper": paper.id, "answers": right}]), "utf-8"
    )

    done = run("grade", tmp_path / "paper.json", tmp_path / "a.csv", tmp_path / "b.json", "--format", "csv")

    assert done.exit_code == 1
    assert [row["percent"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["100.0", "100.0"]
    assert f"is a sheet of the paper ABCD-2345, not of the paper {paper.id}" in done.stderr
    assert "has 2 cells and the header has 5" in done.stderr


@pytest.mark.parametrize("text", ["", "[]", "{}", "x"])
def test_file_that_is_no_paper_is_told(tmp_path: Path, text: str):
    (tmp_path / "paper.json").write_text(text)

    done = run("grade", tmp_path / "paper.json", tmp_path / "paper.json")

    assert done.exit_code == 1
    assert "is not JSON" in done.stderr or "is not the manifest of a paper" in done.stderr


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("status", "nowhere"), "'nowhere' is no folder"),
        (("collect", "nowhere", "x"), "'nowhere' is no folder"),
        (("grade", "law/service-contract"), "name at least one sheet"),
        (("grade", "FOLDER", "x.txt"), "frontdesk collect"),
        (("grade", "paper.json"), "name the sheets of this paper"),
        (("forget", "wang-li"), "name an assignment's folder, or a gradebook"),
        (("forget-older", "0", "FOLDER"), "greater than or equal to 1"),
    ],
)
def test_wrong_use_ends_with_2(folder: Path, words: tuple[str, ...], what: str):
    done = run(*(str(folder) if word == "FOLDER" else word for word in words))

    assert done.exit_code == 2
    assert what in " ".join(done.stderr.replace("│", " ").split())


def test_gradebook_that_cannot_be_opened_ends_with_1(folder: Path):
    (folder / "gradebook.sqlite").write_text("no database " * 200)

    done = run("status", folder)

    assert (done.exit_code, done.stdout) == (1, "")
    assert "gradebook.sqlite:1: gradebook: cannot be used: file is not a database" in done.stderr


def test_damaged_folder_is_told(folder: Path):
    (folder / "SECRET-keep-this.json").unlink()
    collected = run("collect", folder)
    (folder / "assignment.json").write_text("{}")
    graded = run("grade", folder)

    assert (collected.exit_code, graded.exit_code) == (1, 1)
    assert "SECRET-keep-this.json:1: file: cannot be opened" in collected.stderr
    assert "assignment.json:1: file: is not the manifest of an assignment" in graded.stderr


def test_gradebook_on_a_server_by_option_or_environment(
    folder: Path, contract: Path, postgres_server: str, monkeypatch: pytest.MonkeyPatch
):
    address = new_database(postgres_server)
    run("collect", folder, hand_in(folder), "--gradebook", address)
    monkeypatch.setenv("FRONTDESK_GRADEBOOK", address)
    run("collect", contract, hand_in(contract, CONTRACT))

    told = json.loads(run("export-person", "wang-li").stdout)
    gone = run("forget", "wang-li", folder)

    assert [one["assignment"] for one in told["assignments"]] == [
        "contract-2026-12-04",
        "desk-ready-2026-12-04",
    ]
    assert gone.exit_code == 0
    assert "contract-2026-12-04: warning: was forgotten on record; its folder was not named" in gone.stderr
    assert not (folder / "gradebook.sqlite").exists()


def test_forgotten_person_is_gone_from_the_folder(folder: Path):
    pages = folder / "hand-out" / "pages"
    pages.mkdir(parents=True)
    for person in ("wang-li", "chen-jie"):
        (pages / f"{person}.html").write_text(f"<p>{GIVEN.paper(person).id}", "utf-8")
    papers = [GIVEN.paper(person).id for person in ("wang-li", "chen-jie")]
    (folder / "hand-out" / "answers.csv").write_text("\n".join(papers), "utf-8")
    (folder / "hand-out" / "print.pdf").write_bytes(b"%PDF")
    run("collect", folder, hand_in(folder))
    run("grade", folder)
    fill(folder / "marking.xlsx", "2", "2", "2", "1", "1")
    run("mark", folder, folder / "marking.xlsx")
    run("certificate", folder)

    done = run("forget", "wang-li", folder)

    assert done.exit_code == 0
    assert "desk-ready-2026-12-04: forgot wang-li: submissions 1, papers 2" in done.stdout
    assert "certificates/wang-li.html deleted" in done.stdout
    assert "hand-out/pages/wang-li.html deleted" in done.stdout
    assert "answers.csv:1: file: warning: names people who were forgotten, beside others" in done.stderr
    assert "print.pdf:1: file: warning: may name people who were forgotten" in done.stderr
    assert read_assignment(folder)[0].person("wang-li") is None
    named = [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in (b"wang-li", "王丽".encode()))
    ]
    assert named == []
    assert len(list((folder / "inbox").iterdir())) == 1
    again = run("forget", "wang-li", folder)
    assert (again.exit_code, "is nobody on record here" in again.stderr) == (1, True)


def test_old_records_go_when_their_months_are_over(folder: Path, monkeypatch: pytest.MonkeyPatch):
    run("collect", folder, hand_in(folder))
    early = run("forget-older", "12", folder)
    monkeypatch.setattr(door("forget"), "today", lambda: date(2027, 12, 10))
    late = run("forget-older", "12", folder)

    assert (early.stdout, early.exit_code, late.exit_code) == ("", 0, 0)
    assert late.stdout.count(": forgot ") == len(PEOPLE)
    assert list((folder / "inbox").iterdir()) == []


def test_person_is_given_everything_in_one_file(folder: Path, tmp_path: Path):
    run("collect", folder, hand_in(folder))

    done = run("export-person", "wang-li", folder, "--out", tmp_path / "wang-li.json")

    told = json.loads((tmp_path / "wang-li.json").read_text("utf-8"))
    assert done.exit_code == 0
    assert (told["format"], told["person"]) == ("frontdesk-person/1", "wang-li")
    assert len(told["assignments"][0]["submissions"]) == 1


def test_certificate_only_for_those_who_passed(contract: Path, tmp_path: Path):
    run("collect", contract, hand_in(contract, CONTRACT, ("zhao-min",)))
    run("collect", contract, hand_in(contract, CONTRACT, ("wang-li",), wrong=3))
    run("grade", contract)
    out = tmp_path / "out"

    done = run("certificate", contract, "--out", out)
    asked = run("certificate", contract, "--out", out, "--person", "wang-li", "--person", "zhao")

    assert ([path.name for path in out.iterdir()], done.exit_code) == (["zhao-min.html"], 0)
    assert (asked.exit_code, asked.stdout) == (1, "")
    assert "wang-li: has no certificate: not passed" in asked.stderr
    assert "zhao: is nobody of this assignment\n  hint: did you mean 'zhao-min'?" in asked.stderr
    page = (out / "zhao-min.html").read_text("utf-8")
    assert "Zhao &lt;b&gt;Min&lt;/b&gt;" in page
    assert "<b>Min" not in page
    assert '<svg viewBox="' in page
    assert "http" not in page


def test_marking_rows_are_read_from_csv_too(folder: Path):
    run("collect", folder, hand_in(folder, people=("wang-li",)))
    run("grade", folder)
    fill(folder / "marking.xlsx", "2", "2", "2", "1", "1")
    rows, _ = read_rows((folder / "marking.xlsx").read_bytes(), "marking.xlsx")
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    (folder / "marking.csv").write_text(text.getvalue(), "utf-8")

    assert run("mark", folder, folder / "marking.csv").stdout == "1 marked, 0 still wait\n"
