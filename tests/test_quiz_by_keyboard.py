"""The quiz by keyboard alone, and what this browser keeps of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quiz_driver import Form, focused, open_again, press

pytestmark = [pytest.mark.browser, pytest.mark.site]

LAW, FEE = "law/service-contract", "norms/property-fee"


@pytest.fixture
def law(page: Page, offline_site: Path) -> Page:
    page.goto((offline_site / f"{LAW}.html").as_uri())
    return page


def reach(form: Form) -> None:
    """Come to a question by the tab key from the link or field just before it."""
    form.root.evaluate(
        """form => {
          const spot = document.createElement("a");
          spot.tabIndex = 0;
          form.before(spot);
          spot.focus();
        }"""
    )
    press(form.page, "Tab")


def test_arrows_choose_and_never_hand_in(law: Page) -> None:
    form = Form(law, "poster-thirty-minutes")
    reach(form)
    press(law, "ArrowDown", "ArrowDown", "ArrowUp")
    assert form.root.locator(":checked").get_attribute("value") == "b"
    assert form.say() == ""
    press(law, "Tab")
    assert focused(law) == "Check"
    press(law, "Space")
    assert form.say() == "✓ Right. Points: 1 of 1."
    assert focused(law) == "Try again"
    press(law, "Enter")
    assert form.root.locator("input").first.evaluate("it => it === document.activeElement")


def test_boxes_are_ticked_with_space(law: Page) -> None:
    form = Form(law, "in-the-contract")
    reach(form)
    press(law, "Space", "Tab", "Tab", "Space", "Tab", "Space", "Tab", "Tab", "Enter")
    assert form.say() == "✓ Right. Points: 1 of 1."


def test_enter_in_a_field_hands_in_and_leaves_the_focus_on_the_button(law: Page) -> None:
    form = Form(law, "notice-days")
    reach(form)
    press(law, "6", "0", "Enter")
    assert form.say().startswith("✓ Right.")
    assert focused(law) == "Try again"


def test_a_field_that_cannot_be_read_keeps_the_focus(law: Page) -> None:
    form = Form(law, "notice-days")
    reach(form)
    press(law, "x", "Enter")
    assert form.say().startswith("This cannot be read.")
    assert focused(law) == "x"


def test_steps_move_while_the_focus_stays_on_their_button(law: Page) -> None:
    form = Form(law, "arrears-in-order")
    reach(form)
    before = form.order()
    press(law, "Tab", "Enter", "Space")
    assert form.order() == [before[1], before[2], before[0], *before[3:]]
    assert focused(law).startswith("Move down:")
    assert form.say() == "Now step 3."
    press(law, *["Enter"] * 4)
    assert form.say() == "Now step 5."


def test_lists_are_chosen_with_keys(law: Page) -> None:
    form = Form(law, "who-gives-notice")
    reach(form)
    for letters in ("Written notice to the c", "Written notice to the owners or", "Written", "A"):
        law.keyboard.type(letters)
        press(law, "Tab")
    press(law, "Enter")
    assert form.say() == "✓ Right. Points: 1 of 1."


def test_a_scenario_is_played_with_keys(page: Page, offline_site: Path) -> None:
    page.goto((offline_site / f"{FEE}.html").as_uri())
    form = Form(page, "empty-lobby", kind="scenario")
    reach(form)
    press(page, "Tab", "Enter")
    assert focused(page) == "contract"
    press(page, "Tab", "Tab", "Enter")
    assert focused(page) == "unpaid"
    assert form.say().startswith("◐ Partly right.")
    press(page, "Tab", "Enter")
    assert focused(page).startswith('"Every home pays')


def test_answers_are_kept_with_their_verdicts(law: Page) -> None:
    given = {
        "poster-thirty-minutes": "a",
        "in-the-contract": ["a", "c"],
        "notice-days": "90",
        "arrears-in-order": ["d", "b", "e", "c", "a"],
        "who-gives-notice": {"a": "w", "b": "x", "c": "v", "d": "y"},
    }
    told = {}
    for name, response in given.items():
        Form(law, name).answer(response)
        told[name] = (Form(law, name).say(), Form(law, name).chosen())
    result = law.locator(".fd-result").inner_text()
    open_again(law)
    assert {name: (Form(law, name).say(), Form(law, name).chosen()) for name in given} == told
    assert law.locator(".fd-result").inner_text() == result
    Form(law, "notice-days").button.click()
    open_again(law)
    assert Form(law, "notice-days").say() == ""
    assert Form(law, "poster-thirty-minutes").say() == told["poster-thirty-minutes"][0]


def test_answers_come_back_from_the_second_place_when_the_first_lost_them(law: Page) -> None:
    Form(law, "notice-days").answer("60")
    law.add_init_script("localStorage.removeItem('frontdesk:law/service-contract')")
    open_again(law)

    assert Form(law, "notice-days").say().startswith("✓ Right.")


def test_a_guess_before_the_lesson_is_neither_kept_nor_counted(law: Page) -> None:
    form = Form(law, "arrears-first-step", kind="try-first")
    form.answer("a")
    assert form.say().startswith("✓ Right.")
    assert law.locator(".fd-result").inner_text() == "Points: 0 of 0. 13 still open."
    open_again(law)
    assert form.say() == ""


def test_an_answer_to_a_question_that_was_edited_since_is_not_credited(law: Page) -> None:
    Form(law, "notice-days").answer("60")
    Form(law, "poster-thirty-minutes").answer("b")
    edited = Path(law.evaluate("() => decodeURIComponent(location.pathname)")).read_text("utf-8")
    edited = re.sub(r'("notice-days":\{.*?"version":")\w+', r"\1edited", edited)
    html = "text/html; charset=utf-8"
    law.route("**/service-contract.html", lambda route: route.fulfill(body=edited, content_type=html))
    open_again(law)
    assert Form(law, "notice-days").say() == ""
    assert Form(law, "poster-thirty-minutes").say().startswith("✓ Right.")


UNREADABLE = [
    "{",
    "null",
    '"5"',
    '{"answers": null}',
    '{"answers": {"who-gives-notice": 5}, "versions": {}}',
]


@pytest.mark.parametrize("kept", UNREADABLE)
def test_what_cannot_be_read_back_is_as_nothing_kept(law: Page, kept: str) -> None:
    law.evaluate("kept => localStorage.setItem('frontdesk:law/service-contract', kept)", kept)
    open_again(law)
    form = Form(law, "notice-days")
    form.answer("60")
    assert form.say().startswith("✓ Right.")
    assert law.locator(".fd-result").inner_text() == "Points: 1 of 1. 12 still open."
    open_again(law)
    assert form.say().startswith("✓ Right.")


def test_a_browser_that_keeps_nothing_marks_all_the_same(page: Page, offline_site: Path) -> None:
    page.add_init_script(
        """for (const name of ["getItem", "setItem"]) {
          const own = Storage.prototype[name];
          Storage.prototype[name] = function (key, ...more) {
            if (key.startsWith("frontdesk:")) throw new DOMException("no", "QuotaExceededError");
            return own.call(this, key, ...more);
          };
        }"""
    )
    page.goto((offline_site / f"{LAW}.html").as_uri())
    form = Form(page, "notice-days")
    form.answer("60")
    assert form.say().startswith("✓ Right.")


def test_starting_again_draws_other_numbers_and_forgets_the_answers(
    open_page: Callable[..., Page], offline_site: Path
) -> None:
    page = open_page()
    page.goto((offline_site / f"{FEE}.html").as_uri())
    form = Form(page, "bill-for-whole-months")
    first = form.root.locator("legend").inner_text()
    form.answer("1")
    page.get_by_role("button", name="Start again").click()
    # The script that draws is fetched only now.
    expect(form.root.locator("legend")).not_to_have_text(first)
    second = form.root.locator("legend").inner_text()
    assert form.say() == ""
    open_again(page)
    expect(form.root.locator("legend")).to_have_text(second)


def test_when_all_is_answered_the_page_says_whether_it_is_enough(law: Page) -> None:
    right = {
        "in-the-contract": ["a", "c", "d"], "clause-for-office": "premises", "poster-thirty-minutes": "b",
        "poster-to-register": "b", "arrears-first-step": "a", "arrears-in-order": ["d", "b", "e", "a", "c"],
        "water-after-three-notices": "true", "notice-days": "60", "outsourced-stairs": "c",
        "one-step-too-far": "a",
        "who-gives-notice": {"a": "w", "b": "x", "c": "v", "d": "y"}, "expired-contract-fee": "c",
        "nine-days-between": "We stay.",
    }  # fmt: skip
    for name, response in right.items():
        Form(law, name).answer(response)
    result = law.locator(".fd-result")
    assert "Not passed: a critical question was not right." in result.inner_text()
    law.locator(".fd-missed a").click()
    assert law.url.endswith("#quiz-water-after-three-notices")
    Form(law, "water-after-three-notices").button.click()
    Form(law, "water-after-three-notices").answer("false")
    assert "A person has still to mark what you wrote." in result.inner_text()
    assert law.locator(".fd-missed a").count() == 0
