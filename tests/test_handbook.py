"""The printed book of the real lessons, looked at in its PDF: all there, nothing over the edge."""

from collections.abc import Iterator
from datetime import date

import pytest

from conftest import ROOT
from frontdesk.library import read_library
from frontdesk.print.edition import EVERYBODY, PAPERS, Edition, choose_pages
from frontdesk.print.handbook import write_handbook
from frontdesk.print.typesetting import count_pages, typeset
from frontdesk.problems import Problem
from pdf_reader import MM, Pdf

pytestmark = pytest.mark.site

DAY = date(2026, 11, 25)
LIBRARY = read_library(ROOT)[0]
LESSONS = [LIBRARY.lessons[name] for name in LIBRARY.nav if name in LIBRARY.lessons]
BACK = [
    "Job aids 岗位工具卡",
    "Answers and reasons",
    "Glossary",
    "Index of terms",
    "Index of terms by pinyin",
]
BACK += ["Index of articles", "When each lesson was read"]
_EDGE = 6 * MM


@pytest.fixture(scope="module")
def whole() -> Iterator[tuple[Pdf, list[Problem], list[str]]]:
    """The book of all lessons on A4, the problems met, and what typst warns of."""
    pages = choose_pages(LIBRARY, EVERYBODY, [])
    edition = Edition(LIBRARY, pages, EVERYBODY, PAPERS["a4"], "https://desk.example.com", DAY)
    book, problems = write_handbook(edition)
    assert book
    inputs = {"paper": "a4", "edition": book.number}
    pdf, warnings = typeset(book.source, book.files, day=DAY, inputs=inputs)
    found = Pdf(pdf)
    yield found, problems, warnings
    found.document.close()


@pytest.fixture
def book(whole: tuple[Pdf, list[Problem], list[str]]) -> Pdf:
    """The book of all lessons on A4."""
    return whole[0]


def test_no_lesson_has_a_problem_on_paper(whole: tuple[Pdf, list[Problem], list[str]]) -> None:
    _, problems, warnings = whole

    assert [str(problem) for problem in problems] == []
    assert warnings == []


def test_every_lesson_is_a_bookmark_in_the_order_of_the_site(book: Pdf) -> None:
    aids = next(mark.page for mark in book.bookmarks if mark.title == BACK[0])

    found = [mark.title for mark in book.bookmarks if mark.level == 1 and mark.page < aids]

    assert found == [page.head.title for page in LESSONS]


def test_every_part_and_the_back_of_the_book_are_bookmarks(book: Pdf) -> None:
    parts = [mark.title for mark in book.bookmarks if mark.level == 0]

    assert parts[:2] == ["How to read this book", "Contents"]
    assert parts[-len(BACK) :] == BACK
    assert "Law 法律" in parts
    assert "Situations 情景" in parts


def test_every_section_of_a_lesson_is_a_bookmark(book: Pdf) -> None:
    titles = [mark.title for mark in book.bookmarks if mark.level == 2]
    wanted = [heading.text for page in LESSONS for heading in page.headings if heading.level == 2]

    assert titles.count("Check yourself") == wanted.count("Check yourself")
    assert len(titles) >= len(wanted)


def test_all_fonts_are_ours_and_embedded_and_chinese_is_never_slanted(book: Pdf) -> None:
    families = {name.partition("+")[2] for name in book.fonts}

    assert all(book.fonts.values())
    assert families == {"SourceSans3-Roman", "SourceSans3-Italic", "NotoSansCJKsc-Thin"}


def test_the_book_is_tagged_for_screen_readers(book: Pdf) -> None:
    assert book.is_tagged


def test_nothing_stands_over_the_edge_of_its_page(book: Pdf) -> None:
    over = [
        (page, box)
        for page in range(1, len(book) + 1)
        for width, height in [book.document[page - 1].get_size()]
        for box in book.boxes(page)
        if box[0] < _EDGE or box[1] < _EDGE or box[2] > width - _EDGE or box[3] > height - _EDGE
    ]

    assert over == []


def test_no_heading_stands_alone_at_the_foot_of_a_page(book: Pdf) -> None:
    alone = []
    for mark in book.bookmarks:
        if mark.level >= 2:
            # Two lines of text must follow: the heading's own line is some 20 points high.
            below = [box for box in book.boxes(mark.page) if box[3] < mark.y - 24 and box[1] > 15 * MM]
            alone += [] if below or not _is_low(book, mark.page, mark.y) else [(mark.title, mark.page)]

    assert alone == []


def _is_low(book: Pdf, page: int, y: float) -> bool:
    """Return whether a place is so low on its page that a picture could not stand below it."""
    return y < book.document[page - 1].get_size()[1] / 3


def test_a_reference_names_the_page_it_leads_to(book: Pdf) -> None:
    pages = {mark.title: mark.page for mark in book.bookmarks}
    lesson, law = LESSONS[0], pages["Law 法律"]

    assert f"{lesson.head.title} {lesson.head.minutes} min {pages[lesson.head.title]}" in book.text(law)
    assert f"Answers and reasons: p. {pages['Answers and reasons']}." in book.text(pages[lesson.head.title])


def test_a_job_aid_begins_on_a_right_hand_page_of_its_own_with_its_form_line(book: Pdf) -> None:
    start = next(mark.page for mark in book.bookmarks if mark.title == BACK[0])
    end = next(mark.page for mark in book.bookmarks if mark.title == BACK[1])
    aids = [mark.page for mark in book.bookmarks if mark.level == 1 and start < mark.page < end]

    assert len(aids) >= len({page.name for page in LESSONS if not page.is_situation})
    assert all(page % 2 == 1 for page in aids)
    assert all("Form " in book.text(page) and "edition" in book.text(page) for page in aids)


def test_the_count_of_pages_is_read_from_the_file(book: Pdf) -> None:
    assert count_pages(book.data) == len(book)
