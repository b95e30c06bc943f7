"""The review page in a real browser: a person looks, picks and saves; the decisions settle the sheet."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page

from frontdesk.model.assignment import Person
from frontdesk.scanning.decisions import read_decisions
from frontdesk.scanning.review import review_html
from paper_scans import mark
from scan_cases import RESPONSES, Case, nine_types, pictures, read


@pytest.fixture(scope="module")
def doubtful() -> tuple[Case, list]:
    """A sheet with a doubt of each kind, of a person with a name that is HTML."""
    case = nine_types()
    blank = {"keys.who-signs": None, "keys.lost-key": None, "keys.second-key": "spare key"}
    (page,) = case.filled(RESPONSES | blank).pages
    for question in ("keys.who-signs", "keys.lost-key", "keys.book-entries"):
        for box in case.placed(question).boxes():
            if box.row == 0:
                mark(
                    page,
                    box.area,
                    "fill" if question == "keys.book-entries" else "cross",
                    np.random.default_rng(1),
                )
    people = (Person("p1", "<b>Li</b> & Co"), *case.assignment.people[1:])
    return replace(case, assignment=replace(case.assignment, people=people)), pictures([page])


def number(case: Case, question: str) -> str:
    ids = [item.question for item in case.assignment.papers[0].items]
    return str(ids.index(question) + 1)


def opened(case: Case, found: list, tmp_path: Path, open_page) -> Page:
    scan = read(case, found)
    path = tmp_path / "review.html"
    path.write_text(review_html(scan, scan.sheets()), "utf-8")
    page = open_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.browser
def test_person_decides_and_the_sheet_is_settled(doubtful, tmp_path: Path, open_page):
    case, found = doubtful
    page = opened(case, found, tmp_path, open_page)
    paper = case.assignment.papers[0].id
    assert page.locator("h2").inner_text() == f"<b>Li</b> & Co · {paper}"
    assert page.locator("#left").inner_text() == "4 left 待定"

    fields = {
        q: page.locator(f'fieldset[data-question="{number(case, f"keys.{q}")}"]')
        for q in ("who-signs", "lost-key", "second-key", "book-entries")
    }
    fields["who-signs"].get_by_label("B", exact=True).check()
    fields["lost-key"].get_by_role("textbox").fill("A A")
    fields["second-key"].get_by_role("textbox").fill("spare key")
    for letter in ("A", "C"):
        fields["book-entries"].get_by_label(letter, exact=True).check()
    assert page.locator("#left").inner_text() == "All decided 全部完成"
    with page.expect_download() as download:
        page.get_by_role("button", name="Save decisions").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)

    decisions, problems = read_decisions(path)
    (sheet,) = read(case, found, decisions=decisions).sheets()
    names = {item.question: item for item in case.assignment.papers[0].items}
    assert (path.name, problems, sheet.is_settled) == ("decisions.json", [], True)
    assert sheet.responses["keys.who-signs"] == names["keys.who-signs"].name_of("B")
    assert sheet.responses["keys.lost-key"] == ["a", "a"]
    assert sheet.responses["keys.second-key"] == "spare key"
    assert set(sheet.responses["keys.book-entries"]) == {names["keys.book-entries"].name_of(a) for a in "AC"}


@pytest.mark.browser
def test_blank_and_a_letter_exclude_each_other(doubtful, tmp_path: Path, open_page):
    case, found = doubtful
    page = opened(case, found, tmp_path, open_page)
    field = page.locator(f'fieldset[data-question="{number(case, "keys.book-entries")}"]')

    field.get_by_label("A", exact=True).check()
    field.get_by_label("left blank").check()
    assert not field.get_by_label("A", exact=True).is_checked()
    field.get_by_label("B", exact=True).check()
    assert not field.get_by_label("left blank").is_checked()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "does not hold decisions, or was changed"),
        ("[1]", "does not hold decisions, or was changed"),
        ('{"format": "other", "decisions": []}', "does not hold decisions, or was changed"),
        (
            '{"format": "frontdesk-decisions/1", "decisions": [{"sheet": "A", "question": "1"}]}',
            "does not hold decisions, or was changed",
        ),
    ],
)
def test_file_that_holds_no_decisions_is_told(tmp_path: Path, text: str, what: str):
    path = tmp_path / "decisions.json"
    path.write_text(text, "utf-8")

    assert [problem.what for problem in read_decisions(path)[1]] == [what]


def test_decisions_are_read_by_sheet_and_question(tmp_path: Path):
    rows = [{"sheet": "K7QF-2M9T", "question": "3", "decision": "B"}]
    path = tmp_path / "decisions.json"
    path.write_text(json.dumps({"format": "frontdesk-decisions/1", "decisions": rows}), "utf-8")

    assert read_decisions(path) == ({("K7QF-2M9T", "3"): "B"}, [])
    assert read_decisions(tmp_path / "none.json")[1][0].what == "cannot be opened: No such file or directory"
