"""Whatever people send, the collector stands: it takes answers as they were given, or says why not."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desk import assigned, packet, questions, right_answers, saved
from frontdesk.collecting.cells import printed_response
from frontdesk.collecting.found import Found, found_files, unpacked
from frontdesk.collecting.reading import read_found
from frontdesk.drawing import key_for
from frontdesk.exchange.marking import OpenAnswer, filled_rows, marking_xlsx
from frontdesk.exchange.workbooks import read_rows
from frontdesk.gradebook.marks import GivenMark
from frontdesk.gradebook.submissions import Arrival, Submission
from frontdesk.model.assignment import assignment_from_json
from frontdesk.problems import Problem
from frontdesk.reviewing import read_marking
from frontdesk.scoring import mark

GIVEN = assigned()
DESK = GIVEN.desk()
PAPER = GIVEN.paper("wang-li")
RIGHT = right_answers(PAPER)
SEALED = packet(GIVEN, PAPER, RIGHT)
READABLE = packet(GIVEN, PAPER, RIGHT, is_sealed=False)
BANK = questions()
ANYTHING = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

names = st.text(max_size=12).map(lambda text: text.replace("/", "")) | st.sampled_from(
    ["a.txt", "a.csv", "a.xlsx", "a.eml", "a.zip", "a.json", "a.html", "a.docx", "a", "a.TXT.1"]
)
damages = st.lists(
    st.tuples(st.integers(0, 10**6), st.sampled_from(["cut", "put", "turn", "drop"]), st.binary(max_size=6)),
    min_size=1,
    max_size=6,
)


def damaged(raw: bytes, changes: list[tuple[int, str, bytes]]) -> bytes:
    """Return bytes with some of them cut off, put in, turned or dropped."""
    for at, how, new in changes:
        place = at % (len(raw) + 1)
        match how:
            case "cut":
                raw = raw[:place] if at % 3 == 0 else raw
            case "put":
                raw = raw[:place] + new + raw[place:]
            case "turn":
                raw = raw[:place] + bytes(b ^ 0x11 for b in raw[place : place + 1]) + raw[place + 1 :]
            case "drop":
                raw = raw[:place] + raw[place + len(new) :]
    return raw


def read(name: str, raw: bytes) -> tuple[list[Arrival], list[Problem]]:
    """Return what a file brings, as the collector reads it."""
    arrivals: list[Arrival] = []
    problems: list[Problem] = []
    for found in unpacked(Found(name, raw)):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        more, troubles = read_found(found, DESK)
        arrivals += more
        problems += troubles
    return arrivals, problems


def workbook(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEADER = ["person", "paper", *map(str, range(1, 10))]
ROW = ["wang-li", PAPER.id, "A", "A C", "1=A", "true", "5", "x", "B A", "C", "A"]
TABLE = "\n".join([",".join(HEADER), ",".join(ROW)]).encode()
XLSX = workbook([HEADER, ROW])
ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w") as archive:
    archive.writestr("a.txt", SEALED)
MAIL = f"From: a\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{SEALED}\n".encode()


@ANYTHING
@given(names, st.binary(max_size=400))
@example("a.zip", b"PK\x03\x04")
@example("a", b"PK\x05\x06" + b"\0" * 18)
@example("a.eml", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n--x--")
@example("a.json", b'{"a":' * 2000)
@example("a.csv", b'person,1\n"' + b"x" * 200_000)
@example("a.html", b"<" * 5000)
def test_any_bytes_are_answers_or_a_problem(name: str, raw: bytes):
    arrivals, problems = read(name, raw)

    assert arrivals or problems
    assert not arrivals


@ANYTHING
@given(st.sampled_from([SEALED, READABLE, saved(SEALED), saved(READABLE)]), damages)
def test_damaged_packet_is_refused_or_says_what_it_said(text: str, changes: list):
    arrivals, _ = read("a.txt", damaged(text.encode(), changes))

    assert all(one.answers == RIGHT and one.person == "wang-li" for one in arrivals)


@ANYTHING
@given(st.sampled_from([("a.eml", MAIL), ("a.zip", ZIP.getvalue())]), damages)
def test_damaged_wrapping_never_changes_what_is_inside(wrapped: tuple[str, bytes], changes: list):
    name, raw = wrapped

    arrivals, _ = read(name, damaged(raw, changes))

    assert all(one.answers == RIGHT and one.person == "wang-li" for one in arrivals)


@ANYTHING
@given(st.sampled_from([("a.csv", TABLE), ("a.xlsx", XLSX)]), damages)
def test_damaged_spreadsheet_is_read_as_it_stands_or_told(table: tuple[str, bytes], changes: list):
    name, raw = table

    arrivals, problems = read(name, damaged(raw, changes))

    assert arrivals or problems or name == "a.csv"
    for one in arrivals:
        paper = GIVEN.assignment.paper(one.paper)
        assert paper.person == one.person
        assert list(one.answers) == [item.question for item in paper.items]


@ANYTHING
@given(st.lists(st.lists(st.text(max_size=12), max_size=12), max_size=6))
def test_any_row_below_a_header_is_an_answer_a_problem_or_empty(rows: list[list[str]]):
    out = "\n".join(
        [",".join(HEADER), *(",".join(f'"{c.replace(chr(34), "")}"' for c in row) for row in rows)]
    )

    arrivals, _ = read("a.csv", out.encode("utf-8", "replace"))

    assert all(one.person in DESK.roll.people for one in arrivals)


@ANYTHING
@given(st.sampled_from(PAPER.items), st.text(max_size=20))
@example(PAPER.items[0], "ŉ")
def test_any_cell_is_a_response_that_can_be_marked(item, cell: str):
    question = BANK[item.question]

    response = printed_response(item, question, cell)

    given_mark = mark(key_for(question, item.values), response)
    assert 0 <= given_mark.earned <= given_mark.possible


@ANYTHING
@given(st.sampled_from([i for i in PAPER.items if i.order]), st.lists(st.integers(0, 9), max_size=6))
def test_printed_letters_mean_the_names_in_their_places(item, places: list[int]):
    letters = ["ABCDEFGHIJ"[place] for place in places]

    response = printed_response(item, None, " ".join(letters))

    if not places:
        assert response is None
    elif max(places) >= len(item.order):
        assert response == {"printed": " ".join(letters)}
    else:
        meant = [item.order[place] for place in places]
        assert response == (meant[0] if len(meant) == 1 else meant)


@pytest.fixture(scope="module")
def marking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("marking") / "marking.xlsx"


def waiting() -> dict:
    """Return one essay and one number that wait."""
    lines = ((Decimal(2), "=first"), (Decimal(1), "second"))
    submission = Submission("ABCD-2345", "w", 1, "sealed", "d", {}, id=7)
    essay = OpenAnswer("ABCD-2345", "x.essay", "Why?", "=1+1", "Because", lines)
    number = OpenAnswer("ABCD-2345", "x.number", "How many?", "1,5", "1.5")
    return {(one.paper, one.question): (submission, one) for one in (essay, number)}


@ANYTHING
@given(
    cells=st.lists(
        st.text(max_size=6) | st.sampled_from(["0", "1", "2", "yes", "否", "1.5", "-1"]), min_size=4
    )
)
def test_any_marks_are_within_their_points_or_told(marking: Path, cells: list[str]):
    header = ["paper", "question", "right? yes or no 对吗", "points 1 得分", "points 2 得分", "note"]
    rows = [["ABCD-2345", name, *cells] for name in ("x.essay", "x.number", "x.other")]
    text = "\n".join("\t".join(c.replace('"', "").replace("\t", "") for c in row) for row in [header, *rows])
    path = marking.with_suffix(".csv")
    path.write_text(text, "utf-8", "replace")

    marked = read_marking(path, waiting(), "manager")

    for one in marked.given:
        assert isinstance(one, GivenMark)
        assert 0 <= one.points <= one.possible


@ANYTHING
@given(changes=damages)
def test_damaged_marking_workbook_is_read_or_told(marking: Path, changes: list):
    raw = marking_xlsx([answer for _, answer in waiting().values()])
    marking.write_bytes(damaged(raw, changes))

    assert read_marking(marking, waiting(), "manager").given == []


@ANYTHING
@given(st.text(max_size=40))
def test_any_text_is_a_cell_that_starts_no_formula(text: str):
    answer = OpenAnswer("ABCD-2345", "x.number", text, text, text)

    rows, problems = read_rows(marking_xlsx([answer]), "marking.xlsx")

    assert problems == []
    assert not any(cell[:1] in ("=", "@") for row in rows for cell in row)
    assert filled_rows(rows)[0].is_empty


def test_folder_that_holds_itself_ends(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").symlink_to(tmp_path)
    (tmp_path / "a" / "x.txt").write_text("x")

    assert len(list(found_files([tmp_path]))) == 1


def test_manifest_goes_to_text_and_back():
    assert assignment_from_json(GIVEN.assignment.as_json()) == GIVEN.assignment
