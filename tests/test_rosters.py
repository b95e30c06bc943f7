"""Rosters as offices have them: Chinese headings, old encodings, merged titles, two people of one name."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from frontdesk.exchange.days import read_day
from frontdesk.exchange.rosters import read_roster
from frontdesk.exchange.workbooks import read_rows
from frontdesk.model.assignment import Person


@pytest.fixture
def roster(tmp_path: Path) -> Callable[..., Path]:
    def written(content: str | bytes | Workbook, name: str = "") -> Path:
        if isinstance(content, Workbook):
            path = tmp_path / (name or "roster.xlsx")
            content.save(path)
            return path
        path = tmp_path / (name or "roster.csv")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def people(path: Path) -> list[Person]:
    found, problems = read_roster(path)
    assert problems == []
    return found


def told(path: Path) -> list[str]:
    return [f"{p.line}: {p.where}: {'warning: ' * p.warning}{p.what}" for p in read_roster(path)[1]]


def workbook(*rows: list[Any]) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def test_simple_list_of_names_is_enough(roster):
    assert people(roster("姓名\n王丽\n陈杰\n")) == [Person("王丽", "王丽"), Person("陈杰", "陈杰")]
    assert people(roster("name\nWang Li\n")) == [Person("wang-li", "Wang Li")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_encoding_and_separator_of_an_office_is_read(roster, encoding: str, separator: str):
    text = (
        separator.join(["工号", "姓名", "手机"]) + "\r\n" + separator.join(["007", "王丽", "138…"]) + "\r\n"
    )
    assert people(roster(text.encode(encoding))) == [Person("007", "王丽")]


def test_workbook_with_a_merged_title_and_empty_rows(roster):
    book = workbook(
        ["湖畔花园客服部 2026年11月名单"],
        [],
        ["序号", " 工 号 ", "姓名*", "部门", "截止日期", "加时（分钟）"],
        [1, 1001.0, "王丽", "客服", None, None],
        [None] * 6,
        [2, "0002", " 陈 杰 ", "客服", datetime(2026, 12, 11), 15],  # noqa: DTZ001 - Excel knows no zones
        [3, 1003, "李娜", "客服", "2026年12月9日", "20分钟"],
    )
    book.active.merge_cells("A1:F1")
    book.active["B3"] = "工号"
    assert people(roster(book)) == [
        Person("1001", "王丽"),
        Person("0002", "陈 杰", date(2026, 12, 11), 15),
        Person("1003", "李娜", date(2026, 12, 9), 20),
    ]


def test_department_merged_over_many_rows_does_not_swallow_people(roster):
    book = workbook(["部门", "姓名"], ["客服", "王丽"], [None, "陈杰"], [None, "李娜"])
    book.active.merge_cells("A2:A4")
    assert [person.name for person in people(roster(book))] == ["王丽", "陈杰", "李娜"]


def test_people_of_one_name_are_told_apart_and_said_to_be(roster):
    path = roster("姓名\n王伟\n陈杰\n王伟\n")
    assert [person.id for person in read_roster(path)[0]] == ["王伟-1", "陈杰", "王伟-2"]
    assert told(path) == [
        "2: 王伟: warning: two people have this name and no id; this one is called '王伟-1'",
        "4: 王伟: warning: two people have this name and no id; this one is called '王伟-2'",
    ]


def test_id_that_stands_twice_is_a_problem(roster):
    assert told(roster("id,name\n7,Wang Li\n7,Chen Jie\n")) == [
        "3: Chen Jie: the id '7' stands on line 2 too"
    ]


def test_day_and_minutes_that_cannot_be_read_are_told(roster):
    path = roster("姓名,截止,加时\n王丽,下周五吧,\n陈杰,2026-13-40,二十\n")
    assert told(path) == [
        "2: 王丽: '下周五吧' is not a day",
        "3: 陈杰: '2026-13-40' is not a day",
        "3: 陈杰: '二十' is not a number of minutes",
    ]


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        ("", "roster.csv", "1: header: has no column for names"),
        ("电话,地址\n1,2\n", "roster.csv", "1: header: has no column for names"),
        ("姓名\n\n\n", "roster.csv", "1: header: has no names below it"),
        (b"\xff\xfe\x00", "roster.csv", "is neither a workbook nor text"),
        (b"PK\x03\x04 cut off", "roster.xlsx", "is not a workbook that can be read"),
        ("just text", "roster.xlsx", "is not a workbook that can be read"),
    ],
)
def test_file_that_is_no_roster_is_told_in_a_sentence(roster, content, name: str, what: str):
    (line,) = told(roster(content, name))
    assert what in line


def test_file_that_is_not_there_is_told():
    assert read_roster(Path("nowhere.xlsx"))[1][0].what == "cannot be opened: No such file or directory"


def bomb(entry: bytes, count: int = 1) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", entry)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (bomb(b"0" * (65 * 2**20)), "unpacks to more than any roster or sheet holds"),
        (bomb(b"", 2001), "unpacks to more than any roster or sheet holds"),
        (bomb(b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "holds XML entities"),
        (bomb(b"<x/>"), "is not a workbook that can be read"),
    ],
)
def test_workbook_that_would_harm_is_refused_unread(raw: bytes, what: str):
    rows, problems = read_rows(raw, "roster.xlsx")
    assert rows == []
    assert what in problems[0].what


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx"]))
def test_no_bytes_break_the_reader(raw: bytes, name: str):
    rows, problems = read_rows(raw, name)
    assert rows == [] or not problems


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 4000), st.integers(0, 255))
def test_no_changed_byte_of_a_real_workbook_breaks_the_reader(place: int, byte: int):
    out = BytesIO()
    workbook(["姓名", "工号"], ["王丽", "7"]).save(out)
    raw = bytearray(out.getvalue())
    raw[place % len(raw)] = byte
    rows, problems = read_rows(bytes(raw), "roster.xlsx")
    assert bool(rows) != bool(problems)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("2026/12/4", date(2026, 12, 4)),
        ("2026年12月4日", date(2026, 12, 4)),
        ("2026-12-04 18:00", date(2026, 12, 4)),
        ("friday", date(2026, 11, 27)),
        ("周五", date(2026, 11, 27)),
        ("wednesday", date(2026, 11, 25)),
        ("2026-02-30", None),
        ("12-04", None),
        ("soon", None),
    ],
)
def test_day_is_read_as_people_type_it(text: str, day: date | None):
    assert read_day(text, today=date(2026, 11, 25)) == day
