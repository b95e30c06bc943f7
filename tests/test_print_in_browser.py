"""A page printed from the browser: a lesson, its quiz and its job aid, as Chromium sets them on A4."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pdf_reader import MM, Pdf

pytestmark = [pytest.mark.browser, pytest.mark.site]

NAMES = ["duties/goods-release", "law/service-contract", "situations/wet-ceiling-at-six"]
_MARGIN = {"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"}


@pytest.fixture
def printed(page: Page, offline_site: Path) -> Callable[[str], Pdf]:
    def on_paper(name: str) -> Pdf:
        page.goto((offline_site / f"{name}.html").as_uri())
        return Pdf(page.pdf(format="A4", margin=_MARGIN))

    return on_paper


def texts(book: Pdf) -> list[str]:
    return [book.text(number) for number in range(1, len(book) + 1)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_printed_stands_over_the_edge(printed: Callable[[str], Pdf], name: str) -> None:
    book = printed(name)

    over = [
        (number, box)
        for number in range(1, len(book) + 1)
        for box in book.boxes(number)
        if box[0] < 10 * MM or box[2] > 200 * MM
    ]

    assert over == []


@pytest.mark.parametrize("name", NAMES)
def test_what_only_a_screen_can_do_is_not_printed(printed: Callable[[str], Pdf], name: str) -> None:
    whole = " ".join(texts(printed(name)))

    for words in ("Start again", "Answer and explanation", "Your answers stay in this browser", "Choose …"):
        assert words not in whole


def test_a_job_aid_is_printed_on_a_new_page_together_with_its_heading(
    printed: Callable[[str], Pdf],
) -> None:
    pages = [text for text in texts(printed("duties/goods-release")) if "All three parts (" in text]

    assert pages
    assert pages[0].startswith("Job aid")


@pytest.mark.parametrize("name", NAMES)
def test_no_scene_is_cut_from_its_number(printed: Callable[[str], Pdf], name: str) -> None:
    ends = [text.rstrip("0123456789 ") for text in texts(printed(name))]

    assert [end for end in ends if end.endswith(("Scene", "Ending"))] == []


def test_a_question_is_printed_with_letters_to_tick(printed: Callable[[str], Pdf]) -> None:
    whole = " ".join(texts(printed("duties/goods-release")))

    assert "Keep it back until he has signed a plan for the ten months." in whole
    assert "critical" in whole
