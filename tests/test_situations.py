"""Situations: found by what somebody says, playable by keyboard, each ending explained."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from frontdesk.model.questions import Scenario
from real_content import LIBRARY
from test_pages_in_browser import violations

SCENARIOS = {
    bank.full_id(question): question
    for bank in LIBRARY.banks.values()
    for question in bank.questions
    if isinstance(question, Scenario)
}


@pytest.fixture
def finder(page: Page, offline_site: Path) -> Page:
    page.goto((offline_site / "situations/index.html").as_uri())
    return page


def say(page: Page, words: str) -> list[str]:
    """Type what somebody says and return the titles found, the nearest first."""
    page.get_by_role("searchbox", name="What does the person in front of you say?").fill(words)
    return page.locator(".fd-situations > li:visible > a").all_inner_texts()


def test_there_are_the_scenarios_that_the_counter_needs():
    assert len(LIBRARY.situations) >= 20
    assert len(SCENARIOS) >= 26
    assert all(any(not s.choices for s in scenario.scenes.values()) for scenario in SCENARIOS.values())


@pytest.mark.parametrize("name", LIBRARY.situations)
def test_situation_is_found_by_each_thing_that_is_said_in_it(finder: Page, name: str):
    head = LIBRARY.situations[name].head
    for saying in head.says:
        assert say(finder, saying.en)[0] == head.title
        assert say(finder, saying.zh)[0] == head.title


def test_other_words_of_the_same_family_are_found_too(finder: Page):
    assert "Water through the ceiling at six" in say(finder, "the ceiling is leaking!")[:2]
    assert "Water through the ceiling at six" in say(finder, "天花板在滴水")[:2]
    assert say(finder, "放行条")[0].startswith("Goods out")


def test_words_that_nobody_says_find_nothing_and_say_so(finder: Page):
    assert say(finder, "zzzz") == []
    assert "No situation has these words" in finder.locator(".fd-finder [role=status]").inner_text()
    assert len(say(finder, "")) == len(LIBRARY.situations)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_finder_can_be_read_by_a_screen_reader_and_held_in_one_hand(open_page, offline_site: Path, scheme):
    page = open_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page.goto((offline_site / "situations/index.html").as_uri())
    say(page, "漏水")
    assert violations(page, "article") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_a_script_the_whole_list_stands(open_page, offline_site: Path):
    page = open_page(java_script_enabled=False)
    page.goto((offline_site / "situations/index.html").as_uri())
    assert page.locator(".fd-situations > li").count() == len(LIBRARY.situations)
    assert not page.get_by_role("searchbox", name="What does the person in front of you say?").is_visible()
