"""A million sheets at once get, byte for byte, the results and problems that each gets by itself."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from frontdesk.columns import grade_csv, grading
from frontdesk.exchange.results import csv_text
from frontdesk.exchange.sheets import read_sheets
from frontdesk.grading import Quiz, grade_sheet
from frontdesk.library import read_bank, read_shared
from frontdesk.model.bank import Bank
from frontdesk.model.questions import TYPES, Numeric
from frontdesk.problems import Problem, each_once
from grade_runner import BANK, grade, table

TODAY = date(2026, 11, 23)
NAMES = [
    p.relative_to(ROOT / "quizzes").with_suffix("").as_posix() for p in (ROOT / "quizzes").glob("*/*.yml")
]
SHARED, _ = read_shared(ROOT)
BANKS = {name: bank for name in sorted(NAMES) if (bank := read_bank(ROOT, name, SHARED)[0])}
ODD = [
    *("", "", " ", "a", "b", "c", "B ", "Ａ", "true", "false", "对", "a c", "ac", "a,c", "c a b", "a=x b=y"),
    *(
        "c,b,a",
        "60",
        "60 天",
        "1,5",
        "2,412.50",
        "12。5",
        "-1.5",
        "=1+1",
        "+a",
        "@x",
        "\ta",
        "abc",
        "é",
        "\u3000a",
    ),
    *(
        'say "no"',
        '"',
        "two\nlines",
        "two\r\nlines",
        "'",
        "\u2028",
        "\x1f",
        "x" * 2100,
        "*",
        "建筑面积 floor area",
    ),
]
PERSONS = [
    *(
        "wang-li",
        "王丽",
        " li ",
        "O'Neill",
        "=cmd",
        "-5",
        "-li",
        "@li",
        "",
        " ",
        "\u3000",
        "カナ",
        "zoë",
        "a\x85",
    ),
    *("li,na", 'the "boss"', "two\nlines", "person 7", "\ufeffli", "12", "+86"),
]
Told = tuple[bytes, list[Problem]]


def one_by_one(quiz: Quiz, path: Path, *, by_answer: bool) -> Told:
    sheets, problems = read_sheets(path, quiz.bank.name)
    graded = [grade_sheet(quiz, sheet) for sheet in sheets]
    text = csv_text([result for result, _ in graded], by_answer=by_answer)
    problems += [problem for _, more in graded for problem in more]
    return text.encode(), each_once((problem, 1) for problem in problems)


def in_columns(quiz: Quiz, path: Path, *, by_answer: bool, piece: int) -> Told | None:
    written: list[bytes] = []
    counted = grade_csv(quiz, path, written.append, by_answer=by_answer, piece=piece)
    return None if counted is None else (b"".join(written), each_once(counted))


def assert_same(bank: Bank, path: Path, *pieces: int, columns: bool | None = True) -> None:
    """Compare both ways; `columns` says whether the file should be understood, None that either will do."""
    for by_answer in (False, True):
        expected = one_by_one(Quiz(bank, TODAY), path, by_answer=by_answer)
        for piece in pieces:
            found = in_columns(Quiz(bank, TODAY), path, by_answer=by_answer, piece=piece)

            assert columns is None or columns is (found is not None)
            assert found is None or found == expected


def changed(bank: Bank, random: Random) -> Bank:
    """Return a bank in which some questions are critical, repaired, retired, or worth a third of a point."""

    def change(question):
        update = {
            "critical": random.random() < 0.2,
            "void": random.choice([None] * 8 + ["disregard", "all-correct"]),
            "retired": random.choice([None] * 9 + [date(2020, 1, 1)]),
            "points": random.choice([question.points] * 4 + [Decimal("0.3"), Decimal(7)]),
        }
        return question.model_copy(update=update)

    return replace(bank, questions=tuple(map(change, bank.questions)))


def responses(quiz: Quiz, random: Random) -> dict[str, list[str]]:
    """Return what people may answer to each question, the right answer often."""
    found = {}
    for question in quiz.bank.questions:
        key = quiz.key(question, "").get("answer", "")
        right = key if isinstance(key, str) else " ".join(key)
        if isinstance(key, dict):
            right = " ".join(f"{prompt}={choice}" for prompt, choice in key.items())
        found[question.id] = [right, right, right, *random.sample(ODD, 12)]
    return found


def header(bank: Bank, random: Random) -> list[str]:
    names = [question.id for question in bank.questions if random.random() < 0.9]
    names = [random.choice([name, name, f"{bank.lesson}.{name}"]) for name in names]
    names += random.choice([[], ["seed"], ["no-such-question"], ["", ""], [bank.questions[0].id + " "]])
    if random.random() < 0.5:
        random.shuffle(names)
    names.insert(random.choice([0, 0, 0, len(names) // 2]), "person")
    stripped = [name.strip() for name in names]
    return [name for place, name in enumerate(names) if not name or stripped.index(name.strip()) == place]


def sheets_text(bank: Bank, random: Random, rows: int) -> str:
    """Return a spreadsheet in which many rows are as they should be and some are anything."""
    columns, given = header(bank, random), responses(Quiz(bank, TODAY), random)
    separator, ending = random.choice(",,,;\t"), random.choice(["\n", "\n", "\r\n", "\r"])
    quoting = random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    out = StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=ending, quoting=quoting)
    out.write(random.choice(["", "", f"sep={separator}{ending}", ending]))
    writer.writerow(columns)
    for number in range(rows):
        row = [random.choice(given.get(name.rpartition(".")[2], ODD)) for name in columns]
        row[columns.index("person")] = random.choice([f"person-{number}"] * 9 + [random.choice(PERSONS)])
        if "seed" in columns:
            row[columns.index("seed")] = random.choice(["", "s1", " s1 ", "s2", "2026"])
        if random.random() < 0.05:
            row = random.choice([row[:-1], [*row, "a"], [""] * len(row), [], ["only"]])
        writer.writerow(row)
        if random.random() < 0.02:
            out.write(random.choice(["   ", "\t\t", "a,b", "", "sep=;"]) + ending)
    return out.getvalue() if random.random() < 0.7 else out.getvalue().rstrip("\r\n")


def test_the_real_banks_hold_every_type():
    assert {question.type for bank in BANKS.values() for question in bank.questions} == set(TYPES)
    assert any(isinstance(q, Numeric) and q.given for bank in BANKS.values() for q in bank.questions)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", BANKS)
def test_random_sheets_of_a_real_bank_get_the_same_bytes(name: str, seed: int, tmp_path: Path):
    random = Random(f"{name}/{seed}")
    bank = changed(BANKS[name], random) if seed else BANKS[name]
    text = sheets_text(bank, random, 30)
    encoding = random.choice(["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"])
    path = tmp_path / "sheets.csv"
    path.write_bytes(text.encode(encoding))

    # A change may retire the only question of a bank; then there are no columns to look at.
    columns = True if Quiz(bank, TODAY).questions else None
    assert_same(bank, path, random.choice([1, 50, 700, grading.PIECE]), columns=columns)


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    root = tmp_path_factory.mktemp("root")
    (root / "quizzes" / "law").mkdir(parents=True)
    (root / "quizzes" / "law" / "keys.yml").write_text(BANK, "utf-8")
    found, problems = read_bank(root, "law/keys", SHARED)
    assert not problems
    assert found
    return found


ROWS = """person,lift-card,papers,rate,closed,name
wang-li,a,a c,1.5,true,Wang
li,b,"a, c","1,5",false,
王丽, ,a,２,true,王

"zhao",a,"a
c",1.5,true,"Zhao ""Z"" Li"
,a,,,,
qian,a
=sun,,,,,
"""
SHAPES = {
    "plain": ROWS.replace('"', "").replace("\n\n", "\n"),
    "quoted": ROWS,
    "every cell quoted": 'person,closed\n"a","true"\n"b",""\n"c, d","false"\n"e","true"\n',
    "an open quote": ROWS + 'zhou,"a,b,c,d,e\nwu,b,c,2,false,\n',
    "an open quote that the next row closes": 'person,closed\nli,"true\nwang,"true"\nzhao,false\n',
    "a quote within a cell": 'person,closed\nli"na,true\nwa"ng",false\n',
    "doubled quotes beside separators": 'person,closed,rate\n"a,"",b",true,1\n"c","",""\n"""",true,""""\n',
    "quotes that wrap across cells": 'person,closed\n"a,b","true"\n"a","b,c"\n',
    "carriage returns": ROWS.replace("\n", "\r\n"),
    "lone carriage returns": ROWS.replace("\n", "\r"),
    "no end of line": ROWS.rstrip("\n"),
    "a separator line": "sep=,\n" + ROWS,
    "blank lines first": "\n \n,,,\n" + ROWS,
    "a header over two lines": 'person,"closed\n",rate\nli,true,1\nwang,false,1.5\n',
    "a header alone": "person,closed\n",
    "a header and blank rows": "person,closed\n\n,\n  ,\n",
    "nobody": "person,closed\n,true\n  ,true\n\u3000,false\n",
    "no column of the quiz": "person,name\nli,Li\nwang,Wang\n",
    "a column twice in two forms": "person,closed,keys.closed\nli,true,false\n",
    "a retired and a replaced question": "person,gone,old-closed\nli,true,true\nwang,,\n",
    "one row with a warning": "person,name\nli,Li\n",
    "a mark of order within": "person,closed\n\ufeffli,true\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_of_spreadsheet_is_read_the_same(shape: str, encoding: str, bank: Bank, tmp_path: Path):
    path = table(tmp_path, SHAPES[shape].encode(encoding))

    assert_same(bank, path, 1, 13, grading.PIECE)


REFUSED = {
    "nothing": b"",
    "blank lines": b"\n\n  \n",
    "no person": b"name,closed\nli,true\n",
    "a column twice": b"person,closed,closed\nli,true,true\n",
    "a null byte": b"person,closed\nli,\0\n",
    "no text": b"person,closed\nli,\xff\xff\n",
    "half a letter": b"person,closed\nli," + "王".encode("gb18030")[:1],
    "an open quote in the header": b'person,"closed\nli,true\n',
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_a_file_with_another_problem_is_left_to_the_other_way(content: bytes, bank: Bank, tmp_path: Path):
    assert_same(bank, table(tmp_path, content), 1, grading.PIECE, columns=False)


@pytest.mark.parametrize("name", ["missing.csv", "folder.csv", "sheets.json"])
def test_what_is_no_csv_is_left_to_the_other_way(name: str, bank: Bank, tmp_path: Path):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "sheets.json").write_text("[]", "utf-8")

    assert_same(bank, tmp_path / name, grading.PIECE, columns=False)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_block_may_end_anywhere(ending: str, bank: Bank, tmp_path: Path):
    content = ROWS.replace("\n", ending).encode()
    path = table(tmp_path, content)

    assert_same(bank, path, *range(1, len(content) + 2))


_LETTERS = st.text(
    st.sampled_from([*'abc true1.5,,,;"" \n\n\r\t=+-@é王', "\u3000", "\x85", "\x1c"]), max_size=60
)


@given(body=_LETTERS, tail=st.binary(max_size=3), piece=st.integers(1, 40))
@example(body='li,"a', tail=b'"', piece=1)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
def test_whatever_is_typed_behind_a_header_is_read_the_same(
    body: str, tail: bytes, piece: int, bank: Bank, tmp_path: Path
):
    path = table(tmp_path, f"person,lift-card,rate\n{body}".encode() + tail)

    assert_same(bank, path, piece, columns=None)


@given(
    cells=st.lists(
        st.tuples(st.sampled_from(PERSONS), st.sampled_from(ODD), st.text(max_size=8)), max_size=12
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
def test_whatever_is_answered_is_marked_the_same(cells: list[tuple[str, ...]], bank: Bank, tmp_path: Path):
    out = StringIO()
    csv.writer(out).writerows([("person", "papers", "rate"), *cells])
    path = table(tmp_path, out.getvalue().encode("utf-8", "replace"))

    assert_same(bank, path, 30, columns=None)


def test_a_cell_longer_than_any_spreadsheet_has_is_told(bank: Bank, tmp_path: Path):
    long = "x" * (csv.field_size_limit() + 1)
    path = table(tmp_path, f"person,lift-card,rate\nli,{long},1\nwang,a,1.5\n")

    assert_same(bank, path, 1000, grading.PIECE)


@pytest.mark.parametrize("points", ["0.000000000001", "1000000000000"])
def test_points_too_fine_or_too_many_for_whole_numbers_are_still_exact(
    points: str, bank: Bank, tmp_path: Path
):
    first, *others = bank.questions
    fine = replace(bank, questions=(first.model_copy(update={"points": Decimal(points)}), *others))

    assert_same(fine, table(tmp_path, ROWS), 40, grading.PIECE)


def test_responses_are_forgotten_before_they_fill_the_memory(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(grading, "_MOST", 20_000)
    rows = "".join(f"person-{number},a,a c,{number},word {number % 7}\n" for number in range(400))

    assert_same(bank, table(tmp_path, f"person,lift-card,papers,rate,closed\n{rows}"), 1000)


_PEAK = """
import resource, sys
from frontdesk.commands import app
app(sys.argv[1:], standalone_mode=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(root: Path, sheets: int) -> int:
    """Return the most memory that grading this many sheets took, in kilobytes."""
    row = b"person-%07d,a,a c,1.5,true,Wang Li of the desk of the seventh house on the lake\n"
    with (root / "sheets.csv").open("wb") as file:
        file.write(b"person,lift-card,papers,rate,closed,name\n")
        file.writelines(row % number for number in range(sheets))
    words = ["--root", root, "grade", "law/keys", root / "sheets.csv", "--format", "csv", "--rows", "--out"]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            _PEAK,
            *map(str, words),
            os.devnull if os.name == "nt" else str(root / "out.csv"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def test_memory_does_not_grow_with_the_file(root: Path):
    small, large = peak(root, 30_000), peak(root, 300_000)

    assert (root / "sheets.csv").stat().st_size > 20_000_000
    assert large < small + 8_000


@pytest.mark.parametrize("rows", [[], ["--rows"]])
def test_the_command_writes_files_in_order_whatever_they_are(root: Path, rows: list[str], tmp_path: Path):
    first = table(root, "person,lift-card,name\nli,a,Li\nwang,b,Wang\n", "a.csv")
    second = root / "b.json"
    second.write_text(
        '{"format": "frontdesk-sheet/1", "quiz": "law/keys", "person": "zhao", "answers": {}}', "utf-8"
    )
    out = root / "out.csv"

    done = grade(root, first, second, first, "--format", "csv", *rows)
    grade(root, first, second, first, "--format", "csv", *rows, "--out", out)

    assert out.read_text("utf-8") == done.stdout
    assert list(persons_in(done.stdout)) == ["li", "wang", "zhao", "li", "wang"]
    assert "law/keys has no question 'name'; its answer is not counted, in 4 sheets" in done.stderr
    assert done.exit_code == 0


def persons_in(text: str) -> Iterator[str]:
    last = None
    for row in csv.DictReader(StringIO(text)):
        if row["person"] != last:
            last = row["person"]
            yield last
