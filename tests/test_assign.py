"""`frontdesk assign`: a page for each person, and nothing in it that only the manager may see."""

import csv
import json
import stat
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from conftest import ROOT
from frontdesk.assigning.folder import file_name, write_folder
from frontdesk.assigning.issue import Issue, issue
from frontdesk.assignments import SECRETS, read_assignment, read_secrets
from frontdesk.commands import app
from frontdesk.model.assignment import Assignment, Person
from frontdesk.model.blueprint import Blueprint
from frontdesk.papers import seed_for
from frontdesk.sealing import is_signed, sign
from real_content import LIBRARY

PLAN = Blueprint.model_validate(
    {
        "title": "Goods and keys 放行",
        "pass_mark": "70",
        "minutes": "20",
        "attempts": "2",
        "draw": [
            {"from": "duties/goods-release", "count": "4"},
            {"from": "law/service-contract", "count": "3"},
        ],
        "shuffle": ["questions", "options"],
    }
)
PEOPLE = [Person("1001", "王丽"), Person("li-na", "Li Na", date(2026, 12, 11), 15), Person("=7", "=cmd|'x'")]
DRAWN = issue(
    Issue("goods", PLAN, LIBRARY.banks, date(2026, 11, 25)), PEOPLE, date(2026, 12, 4), "secret seed"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("assign") / "goods"
    list(write_folder(out, *DRAWN, LIBRARY.banks))
    return out


def handed_out(folder: Path) -> list[Path]:
    return [path for path in sorted((folder / "hand-out").rglob("*")) if path.is_file()]


def test_each_person_has_a_page_for_each_attempt(folder: Path):
    pages = [path.relative_to(folder / "hand-out") for path in handed_out(folder) if path.suffix == ".html"]

    assert len(pages) == len(PEOPLE) * 2
    assert {page.parent.name for page in pages} == {"pages", "pages-attempt-2"}
    assert any(page.name.startswith("王丽 1001 ") for page in pages)


def test_manifest_and_secrets_come_back_as_they_were_written(folder: Path):
    assert read_assignment(folder) == (DRAWN[0], [])
    assert read_secrets(folder) == (DRAWN[1], [])
    assert stat.S_IMODE((folder / SECRETS).stat().st_mode) == 0o600
    assert "SECRET" in (folder / SECRETS).read_text("utf-8")


def test_nothing_that_is_handed_out_holds_a_secret_or_a_colleague(folder: Path):
    assignment, secrets = DRAWN
    private = [secrets.seed, secrets.sealing_key, secrets.signing_key]
    for path in handed_out(folder):
        if path.suffix != ".html":
            continue
        text = path.read_text("utf-8")
        (own,) = [paper for paper in assignment.papers if paper.id in path.name]
        others = [paper.id for paper in assignment.papers if paper.id != own.id]
        names = [person.name for person in PEOPLE if person.id != own.person and person.name.isalnum()]
        seeds = [paper.seed for paper in assignment.papers]
        assert not [word for word in (*private, *others, *names, *seeds) if word in text]


def test_everybody_is_told_in_both_languages_what_until_when_and_how(folder: Path):
    text = (folder / "hand-out" / "notice.txt").read_text("utf-8")

    for words in ("By Friday, 2026-12-04: 7 questions, 20 minutes", "70 % passes", "2 times"):
        assert words in text
    for words in ("2026 年 12 月 4 日（星期五）", "共 7 题", "70 分及格", "共有 2 次机会"):
        assert words in text


def test_spreadsheet_has_a_row_a_paper_and_no_formula(folder: Path):
    rows = list(csv.reader(StringIO((folder / "hand-out" / "answers.csv").read_text("utf-8-sig"))))
    book = load_workbook(BytesIO((folder / "hand-out" / "answers.xlsx").read_bytes()))
    sheet = [[cell or "" for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]

    assert rows[0] == ["person", "name", "attempt", "paper", *map(str, range(1, 8))]
    assert len(rows) == 1 + len(PEOPLE) * 2
    assert [row[:4] for row in sheet] == [row[:4] for row in rows]
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@")]


def test_papers_are_signed_for_their_person_and_nobody_elses(folder: Path):
    assignment, secrets = DRAWN
    own, other = assignment.papers[0], assignment.papers[2]
    signature = sign(secrets.signing_key, assignment.code_text(own))

    assert is_signed(assignment.signing_key, assignment.code_text(own), signature)
    assert not is_signed(assignment.signing_key, assignment.code_text(other), signature)
    assert len({assignment.code_text(paper) for paper in assignment.papers}) == len(assignment.papers)


def test_extra_time_and_an_own_day_stand_in_what_is_signed():
    assignment: Assignment = DRAWN[0]
    li_na = assignment.person("li-na")

    assert assignment.minutes_for(li_na) == 35
    assert str(assignment.due_for(li_na)) == "2026-12-11"
    assert "2026-12-11\n35" in assignment.code_text(assignment.papers_of(li_na)[1])


def test_same_secret_draws_the_same_papers_and_another_draws_others():
    again = issue(
        Issue("goods", PLAN, LIBRARY.banks, date(2026, 11, 25)), PEOPLE, date(2026, 12, 4), "secret seed"
    )
    other = issue(
        Issue("goods", PLAN, LIBRARY.banks, date(2026, 11, 25)), PEOPLE, date(2026, 12, 4), "another"
    )

    assert again[0].papers == DRAWN[0].papers
    assert {paper.id for paper in other[0].papers}.isdisjoint(paper.id for paper in DRAWN[0].papers)
    assert seed_for("secret seed", "1001", 1) != seed_for("secret seed", "1001", 2)


def test_file_name_is_one_that_every_system_takes():
    name = file_name(DRAWN[0], DRAWN[0].papers[4])

    assert not set(name) & set('\\/:*?"<>|')


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["--root", str(ROOT), "assign", *words])


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "名单.csv"
    path.write_bytes("工号,姓名\n1001,王丽\n1002,陈杰\n".encode("gb18030"))
    return path


def test_command_writes_the_folder_and_says_what_to_do_with_it(roster: Path, tmp_path: Path):
    out = tmp_path / "week"
    done = run("weekly-mixed", "--roster", str(roster), "--due", "friday", "--out", str(out))

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"2 people, 2 papers: {out}"
    assert "SECRET-keep-this.json" in done.stdout
    assert json.loads((out / "assignment.json").read_text("utf-8"))["format"] == "frontdesk-assignment/1"
    assert run("weekly-mixed", "--roster", str(roster), "--due", "friday", "--out", str(out)).exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("weekly-mixt",), "there is no blueprint 'weekly-mixt'; did you mean 'weekly-mixed'?"),
        (("weekly-mixed", "--due", "someday"), "'someday' is not a day; write 2026-12-04, or friday"),
        (("weekly-mixed", "--due", "2020-01-01"), "2020-01-01 is over; name a day to come"),
        (("weekly-mixed", "--out", str(ROOT / "docs" / "x")), "records of people never live there"),
    ],
)
def test_wrong_word_ends_with_2_and_a_sentence(roster: Path, words: tuple[str, ...], said: str):
    due = () if "--due" in words else ("--due", "friday")
    done = run(*words, "--roster", str(roster), *due)

    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_roster_with_a_problem_ends_with_1_and_writes_nothing(tmp_path: Path):
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\n7,Wang\n7,Li\n", "utf-8")
    done = run("weekly-mixed", "--roster", str(roster), "--due", "friday", "--out", str(tmp_path / "out"))

    assert done.exit_code == 1
    assert "the id '7' stands on line 2 too" in done.stderr
    assert not (tmp_path / "out").exists()
