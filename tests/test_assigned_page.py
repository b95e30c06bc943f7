"""The page of an assigned quiz in a real browser: answered, kept, timed, handed in, opened."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assigned import BANKS, CHEN, SECRETS, WANG, assignment_of, page_of, paper_of
from frontdesk.drawing import key_for
from frontdesk.exchange.packets import Opened, find_packets, open_packet
from frontdesk.grading import PaperQuestions, grade_paper
from frontdesk.model.assignment import Assignment, Person
from frontdesk.model.attempt import Sheet
from frontdesk.model.questions import TYPES
from quiz_driver import Form, is_settled, open_again, press

pytestmark = pytest.mark.browser

FREE, LIMITED = assignment_of(), assignment_of(minutes=30)
QUESTIONS = {bank.full_id(question): question for bank in BANKS.values() for question in bank.questions}
ITEMS = paper_of(FREE).items
Opening = Callable[..., Page]


@pytest.fixture
def hand_out(open_page: Callable[..., Page], tmp_path: Path) -> Opening:
    """Open a person's page from a file, as by a double click."""

    def opened(
        assignment: Assignment = FREE,
        person: Person = WANG,
        *,
        script: str = "",
        at: str = "",
        **settings: Any,
    ) -> Page:
        file = tmp_path / f"{person.id}.html"
        file.write_text(page_of(assignment, paper_of(assignment, person)), "utf-8")
        page = open_page(**{"timezone_id": "Asia/Shanghai"} | settings)
        moment = datetime.fromisoformat(at) if at else None
        if moment:
            page.clock.install(time=moment - timedelta(minutes=1))
        if script:
            page.add_init_script(script)
        page.goto(file.as_uri())
        if moment:
            # From here on, time passes when a test says so.
            page.clock.pause_at(moment)
        return page

    return opened


def right(place: int, items: tuple = ITEMS) -> Any:
    """Return a response that earns full marks, as a sheet holds it."""
    item = items[place]
    key = key_for(QUESTIONS[item.question], item.values)
    match key["type"]:
        case "short-answer":
            return key["accept"][0].replace("*", " ").strip()
        case "essay":
            return 'We stay until they come. <b>我们</b> & "others"\nSecond line.'
        case "scenario":
            return best_path(key)
        case "multiple-response":
            return [name for name in item.order if name in key["answer"]]
    return key["answer"]


def best_path(key: dict) -> list[str]:
    def best(scene: str | None) -> tuple[float, list[str]]:
        ways = [
            (float(move["points"]) + best(move.get("next"))[0], [name, *best(move.get("next"))[1]])
            for name, move in (key["scenes"][scene] if scene else {}).items()
        ]
        return max(ways, default=(0.0, []), key=lambda way: way[0])

    return best(key["start"])[1]


def form(page: Page, place: int) -> Form:
    return Form(page, str(place + 1), kind="q")


def place_of(kind: str) -> int:
    return next(place for place, item in enumerate(ITEMS) if QUESTIONS[item.question].type == kind)


def answer_all(page: Page, items: tuple = ITEMS) -> list[Any]:
    responses = [right(place, items) for place in range(len(items))]
    for place, response in enumerate(responses):
        form(page, place).fill(response)
    return responses


def button(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=re.compile(f"^{name}"))


def hand_in(page: Page) -> None:
    button(page, "Hand in").click()
    button(page, "Yes, hand in").click()
    expect(page.get_by_role("heading", name="Handed in at")).to_be_visible()


def text_of(page: Page) -> str:
    return page.get_by_label("The text to send").input_value()


def received(page: Page, assignment: Assignment = FREE) -> Opened:
    packets, problems = find_packets(text_of(page))
    assert (len(packets), problems) == (1, [])
    found = open_packet(packets[0], assignment, SECRETS)
    assert isinstance(found, Opened), found
    return found


def progress(page: Page) -> str:
    return page.locator(".fd-count b").inner_text()


def test_the_paper_has_all_nine_types():
    assert {QUESTIONS[item.question].type for item in ITEMS} == set(TYPES)


def test_all_nine_types_are_answered_by_mouse_handed_in_opened_and_right(hand_out: Opening):
    page = hand_out()
    responses = answer_all(page)
    assert progress(page) == "10 of 10 answered"
    hand_in(page)

    found = received(page)
    result, problems = grade_paper(
        paper_of(FREE), PaperQuestions(BANKS), Sheet(found.person, found.answers, paper=found.paper)
    )

    assert list(found.answers.values()) == responses
    assert (found.person, found.attempt, found.is_sealed, problems) == ("wang-li", 1, True, [])
    assert (result.percent, [a.mark.state for a in result.answers].count("needs-review")) == (100, 1)


def test_all_nine_types_are_answered_by_keyboard_alone(hand_out: Opening):
    page = hand_out()
    responses = [right(place) for place in range(len(ITEMS))]
    for place, response in enumerate(responses):
        type_in(page, place, response)
    go_to(page, lambda: is_on(page, "#fd-ask"))
    press(page, "Enter", "Tab", "Enter")
    expect(page.locator("#fd-sent")).to_be_focused()

    assert list(received(page).answers.values()) == responses


def is_on(page: Page, selector: str) -> bool:
    return page.evaluate("selector => document.activeElement.matches(selector)", selector)


def go_to(page: Page, is_there: Callable[[], bool]) -> None:
    """Go on with the tab key until it is there."""
    for _ in range(40):
        if is_there():
            return
        press(page, "Tab")
    pytest.fail("the tab key does not lead there")


def type_in(page: Page, place: int, response: Any) -> None:
    """Answer one question by keyboard, coming from the one before."""
    here = f"#q-{place + 1} "
    kind = QUESTIONS[ITEMS[place].question].type
    names = ITEMS[place].order or ["true", "false"]
    go_to(page, lambda: is_on(page, f"{here}:is(input, select, textarea, button)"))
    match kind:
        case "single-choice" | "true-false":
            press(page, "Space", *["ArrowDown"] * list(names).index(response))
        case "multiple-response":
            for name in (name for name in names if name in response):
                go_to(page, lambda name=name: is_on(page, f'{here}[value="{name}"]'))
                press(page, "Space")
        case "numeric" | "short-answer" | "essay":
            page.keyboard.insert_text(response)
        case "matching":
            for prompt in QUESTIONS[ITEMS[place].question].prompts:
                go_to(page, lambda prompt=prompt: is_on(page, f'{here}select[data-name="{prompt}"]'))
                press(page, *["ArrowDown"] * (list(names).index(response[prompt]) + 1))
        case "ordering":
            for wanted, name in enumerate(response):
                steps = form(page, place)
                page.locator(f'{here}li[data-name="{name}"] [value=up]').focus()
                press(page, *["Enter"] * (steps.order().index(name) - wanted))
        case "scenario":
            for move in response:
                go_to(page, lambda: is_on(page, f"{here}.fd-scene:not(.is-made) input"))
                choices = page.locator(f"{here}.fd-scene:not(.is-made):visible input").all()
                names = [choice.get_attribute("value") for choice in choices]
                press(page, "Space", *["ArrowDown"] * names.index(move), "Tab", "Enter")


def test_answers_come_back_after_the_page_was_closed(hand_out: Opening):
    page = hand_out()
    responses = answer_all(page)
    open_again(page)
    assert progress(page) == "10 of 10 answered"
    hand_in(page)

    assert list(received(page).answers.values()) == responses


@pytest.mark.parametrize(
    "lost", ["localStorage.removeItem('{store}')", "localStorage.setItem('{store}', `{old}`)"]
)
def test_answers_come_back_from_the_second_place_when_the_first_lost_them_or_is_old(
    hand_out: Opening, lost: str
):
    page, store = hand_out(), f"frontdesk-paper:{paper_of(FREE).id}"
    form(page, place_of("numeric")).fill("12")
    old = page.evaluate("store => frontdeskKeeping.read(store)", store)
    responses = answer_all(page)
    page.add_init_script(lost.replace("{store}", store).replace("{old}", old))
    open_again(page)
    hand_in(page)

    assert list(received(page).answers.values()) == responses


def test_without_a_database_the_page_works_all_the_same(hand_out: Opening):
    page = hand_out(
        script="Object.defineProperty(window, 'indexedDB', {get() { throw new Error('refused'); }});"
    )
    responses = answer_all(page)
    hand_in(page)

    assert list(received(page).answers.values()) == responses


def test_a_story_comes_back_where_it_was_left(hand_out: Opening):
    page, place = hand_out(), place_of("scenario")
    path = right(place)
    form(page, place).fill(path[:1])
    seen = page.locator(f"#q-{place + 1}").inner_text()
    open_again(page)
    assert page.locator(f"#q-{place + 1}").inner_text() == seen
    form(page, place).fill(path[1:])
    assert page.locator(f"#q-{place + 1} .fd-over").is_visible()
    hand_in(page)

    assert received(page).answers[ITEMS[place].question] == path


def test_a_decision_is_chosen_then_made_and_cannot_be_taken_back(hand_out: Opening):
    page, place = hand_out(), place_of("scenario")
    root = page.locator(f"#q-{place + 1}")
    decide = root.locator(".fd-decide:visible")
    assert decide.is_disabled()
    root.locator(".fd-choice:visible").first.click()
    assert progress(page) == "0 of 10 answered"
    decide.click()

    assert root.locator(".is-made input:enabled").count() == 0
    assert root.locator(".is-made .fd-decide:visible").count() == 0
    assert root.locator(".fd-scene:visible").count() == 2


def test_what_was_not_answered_is_nothing(hand_out: Opening):
    page = hand_out()
    form(page, place_of("essay")).fill("  \n ")
    pairs = right(place_of("matching"))
    first = dict(list(pairs.items())[:1])
    form(page, place_of("matching")).fill(first)
    assert progress(page) == "0 of 10 answered"
    hand_in(page)
    answers = list(received(page).answers.values())

    assert answers.pop(place_of("matching")) == first
    assert set(answers) == {None}


def test_the_unanswered_are_named_and_can_be_reached(hand_out: Opening):
    page = hand_out()
    for place in (0, 2):
        form(page, place).fill(right(place))
    button(page, "Hand in").click()
    expect(page.locator("#fd-asked")).to_be_focused()
    assert page.locator("#fd-open").inner_text().split() == ["2", *map(str, range(4, 11))]
    assert "Hand in with questions unanswered?" in page.locator("#fd-asked").inner_text()
    button(page, "Go on answering").click()
    assert not page.locator("#fd-asked").is_visible()
    page.get_by_role("link", name="7", exact=True).click()
    expect(page.locator("#q-7 legend")).to_be_focused()
    button(page, "Next unanswered").click()
    expect(page.locator("#q-8 legend")).to_be_focused()
    page.evaluate("scrollTo(0, 0)")
    button(page, "Next unanswered").click()
    expect(page.locator("#q-2 legend")).to_be_focused()


def test_a_page_that_was_handed_in_is_locked_and_stays_so(hand_out: Opening):
    page = hand_out(at="2026-12-04T14:31:50+08:00")
    answer_all(page)
    page.clock.run_for(30_000)
    hand_in(page)
    text = text_of(page)
    for _ in range(2):
        assert (
            page.locator("h2", has_text="Handed in at").inner_text() == "Handed in at 2026-12-04 14:32 已交卷"
        )
        assert page.locator(".fd-question :is(input, textarea, select):enabled").count() == 0
        assert page.locator(".fd-question button:visible").count() == 0
        assert not page.locator("#fd-end").is_visible()
        assert text_of(page) == text
        assert page.locator("#q-1").is_visible()
        open_again(page)
    assert received(page).submitted == datetime.fromisoformat("2026-12-04T14:32:20+08:00")


def test_the_file_holds_two_lines_for_people_and_the_packet(hand_out: Opening, tmp_path: Path):
    page = hand_out()
    hand_in(page)
    with page.expect_download() as download:
        button(page, "Save as a file").click()
    download.value.save_as(tmp_path / "answers.txt")
    lines = (tmp_path / "answers.txt").read_text("utf-8").splitlines()

    assert download.value.suggested_filename == f"wang-li.{paper_of(FREE).id}.txt"
    assert lines[:2] == [
        f"Answers of 王丽 Wang Li · Desk-Ready certificate · {paper_of(FREE).id}",
        "Send all of this, unchanged, to your manager. 请将全部内容原样发给主管。",
    ]
    assert [line.startswith(f"FDS1.{paper_of(FREE).id}.") for line in lines[2:]] == [True]
    assert page.get_by_text("Look in your downloads").is_visible()


def test_the_text_is_copied(hand_out: Opening):
    page = hand_out()
    hand_in(page)
    button(page, "Copy the text").click()
    expect(page.get_by_text("✓ Copied.")).to_be_visible()
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'paste'}))")
    page.locator("#paste").focus()
    press(page, "Control+V")

    assert page.locator("#paste").input_value() == text_of(page)


def test_a_browser_that_does_not_copy_says_so(hand_out: Opening):
    page = hand_out(script="navigator.clipboard.writeText = undefined; document.execCommand = () => false;")
    hand_in(page)
    button(page, "Copy the text").click()

    expect(page.get_by_text("select the text below and copy it")).to_be_visible()
    assert page.evaluate("getSelection().toString()") == text_of(page)


SHARE = "Object.defineProperty(navigator, 'share', {value: async what => { window.shared = what; }});"


def test_the_text_is_shared_where_the_browser_can(hand_out: Opening):
    page = hand_out(script=SHARE)
    hand_in(page)
    button(page, "Share").click()
    expect(page.get_by_text("✓ Shared.")).to_be_visible()

    assert page.evaluate("window.shared.text") == text_of(page)


def test_where_the_browser_cannot_share_nothing_offers_it(hand_out: Opening):
    page = hand_out(script="Object.defineProperty(navigator, 'share', {value: undefined});")
    hand_in(page)

    assert not button(page, "Share").is_visible()


NO_SEAL = "Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined});"
NO_CURVE = (
    "SubtleCrypto.prototype.generateKey = async () => { throw new DOMException('no', 'NotSupportedError'); };"
)


@pytest.mark.parametrize("script", [NO_SEAL, NO_CURVE])
def test_without_webcrypto_the_answers_are_readable_tagged_and_said_to_be_so(hand_out: Opening, script: str):
    page = hand_out(script=script)
    if script == NO_SEAL:
        assert page.locator(".fd-promise").inner_text().startswith("Signed, but readable.")
    responses = answer_all(page)
    hand_in(page)

    assert text_of(page).splitlines()[2].startswith("FDR1.")
    assert page.get_by_text("Signed, but readable: send it to your manager alone.").is_visible()
    found = received(page)
    assert (list(found.answers.values()), found.is_sealed) == (responses, False)


def test_with_webcrypto_the_page_promises_a_seal(hand_out: Opening):
    assert hand_out().locator(".fd-promise").inner_text().startswith("Sealed. Your answers are sealed")


NO_STORE = """for (const name of ["getItem", "setItem"])
  Storage.prototype[name] = () => { throw new DOMException("no", "SecurityError"); };"""


def test_without_a_store_the_page_says_so_and_works_all_the_same(hand_out: Opening):
    page = hand_out(script=NO_STORE)
    assert page.get_by_text("This browser keeps nothing.").is_visible()
    assert not page.get_by_text("saved on this device").is_visible()
    responses = answer_all(page)
    hand_in(page)

    assert list(received(page).answers.values()) == responses


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "null",
        "5",
        '{"a": [], "t": []}',
        '{"s": "x", "a": [5,5,5,5,5,5,5,5,5,5], "t": [0,0,0,0,0,0,0,0,0,0]}',
        '{"a": [{},{},{},{},{},{},{},{},{},{}], "t": [0,0,0,0,0,0,0,0,0,0]}',
        '{"a": [["z"],["z"],["z"],["z"],["z"],["z"],["z"],["z"],["z"],["z"]], "t": [0,0,0,0,0,0,0,0,0,0]}',
    ],
)
def test_what_cannot_be_read_back_does_not_stop_the_page(hand_out: Opening, kept: str):
    store = f"frontdesk-paper:{paper_of(FREE).id}"
    page = hand_out(script=f"localStorage.getItem('told') || localStorage.setItem('{store}', '{kept}');")
    page.evaluate("localStorage.setItem('told', '1')")
    responses = answer_all(page)
    open_again(page)
    hand_in(page)

    assert list(received(page).answers.values()) == responses


def test_papers_of_two_people_on_one_machine_are_kept_apart(hand_out: Opening):
    page = hand_out()
    answer_all(page)
    chen = page.url.replace("wang-li", "chen-jie")
    hand_out(person=CHEN)
    page.goto(chen)
    is_settled(page)

    assert progress(page) == "0 of 10 answered"
    assert page.locator("dd").first.inner_text() == CHEN.name


def test_a_limit_begins_with_the_start_button_and_goes_on_while_closed(hand_out: Opening):
    page = hand_out(LIMITED, at="2026-12-04T09:00:00+08:00")
    assert not page.locator("#q-1").is_visible()
    page.clock.run_for(600_000)
    button(page, "Start").click()
    expect(page.locator("#q-1 legend")).to_be_focused()
    assert page.locator(".fd-time").inner_text() == "30:00 left 剩余"
    page.clock.run_for(90_000)
    assert page.locator(".fd-time").inner_text() == "28:30 left 剩余"
    open_again(page)
    page.clock.run_for(1_410_000)
    assert page.locator(".fd-time").inner_text() == "05:00 left 剩余"
    assert page.get_by_text("Five minutes or less are left.").is_visible()


def test_when_the_time_is_over_the_page_says_so_goes_on_and_tells_the_time(hand_out: Opening):
    page = hand_out(LIMITED, at="2026-12-04T09:00:00+08:00")
    button(page, "Start").click()
    page.clock.run_for(1_925_000)
    assert page.locator(".fd-time").inner_text() == "over by 02:05 超时"
    assert page.get_by_text("The time is over.").is_visible()
    responses = answer_all(page)
    hand_in(page)
    found = received(page, LIMITED)

    assert list(found.answers.values()) == responses
    assert found.started == datetime.fromisoformat("2026-12-04T09:00:00+08:00")
    assert (found.submitted - found.started).total_seconds() == 1925


def test_extra_minutes_count(hand_out: Opening):
    page = hand_out(LIMITED, CHEN, at="2026-12-04T09:00:00+08:00")
    assert page.get_by_text("40 minutes").first.is_visible()
    button(page, "Start").click()

    assert page.locator(".fd-time").inner_text() == "40:00 left 剩余"


def test_seconds_count_for_the_question_that_is_read(hand_out: Opening):
    page = hand_out(LIMITED, at="2026-12-04T09:00:00+08:00", viewport={"width": 800, "height": 700})
    button(page, "Start").click()
    page.clock.run_for(20_000)
    page.locator("#q-6").evaluate("it => it.scrollIntoView()")
    page.clock.run_for(40_000)
    hand_in(page)
    seconds = list(received(page, LIMITED).seconds.values())

    assert (seconds[0], seconds[5], sum(seconds)) == (20, 40, 60)


def test_a_machine_that_slept_counts_nothing(hand_out: Opening):
    page = hand_out(LIMITED, at="2026-12-04T09:00:00+08:00")
    button(page, "Start").click()
    page.clock.run_for(2_000)
    # All timers that were due fire once, an hour late.
    page.clock.fast_forward(3_600_000)
    hand_in(page)

    assert sum(received(page, LIMITED).seconds.values()) == 2


def test_after_the_last_day_the_page_says_so_and_hands_in(hand_out: Opening):
    page = hand_out(at="2026-12-05T00:10:00+08:00")
    assert page.get_by_text("The last day has passed.").is_visible()
    hand_in(page)

    assert received(page).submitted.day == 5
    assert not hand_out(at="2026-12-04T23:59:00+08:00").get_by_text("The last day has passed.").is_visible()


def test_answers_that_are_too_long_to_send_are_told_before_they_are_handed_in(hand_out: Opening):
    page = hand_out()
    place = place_of("essay")
    page.locator(f"#q-{place + 1} textarea").evaluate("it => { it.maxLength = 99999; }")
    form(page, place).fill("答" * 20_000)
    button(page, "Hand in").click()
    button(page, "Yes, hand in").click()
    expect(page.get_by_text("Too long to send.")).to_be_visible()
    form(page, place).fill("答" * 2_000)
    assert not page.get_by_text("Too long to send.").is_visible()
    hand_in(page)

    assert received(page).answers[ITEMS[place].question] == "答" * 2_000


def test_a_text_field_takes_no_more_than_a_marker_reads(hand_out: Opening):
    page, place = hand_out(), place_of("short-answer")
    page.locator(f"#q-{place + 1} input").focus()
    page.keyboard.insert_text("x" * 2_500)

    assert len(page.locator(f"#q-{place + 1} input").input_value()) == 2_000


def test_enter_in_a_field_hands_nothing_in(hand_out: Opening):
    page, place = hand_out(), place_of("numeric")
    form(page, place).fill("12")
    press(page, "Enter")

    assert page.locator("#fd-end").is_visible()
    assert progress(page) == "1 of 10 answered"


def test_the_page_asks_for_nothing(hand_out: Opening):
    page = hand_out()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_again(page)
    answer_all(page)
    hand_in(page)

    assert [url for url in asked if url.startswith("blob:") is False] == [page.url.partition("#")[0]]


@pytest.mark.parametrize(
    ("code", "directive"),
    [
        (
            "document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))",
            "script-src-elem",
        ),
        ("fetch('http://127.0.0.1/').catch(() => 0)", "connect-src"),
        ("new Image().src = 'http://127.0.0.1/x.png'", "img-src"),
    ],
)
def test_the_policy_of_the_page_lets_no_other_script_run_and_nothing_be_fetched(
    chromium: Browser, tmp_path: Path, code: str, directive: str
):
    # Not by `open_page`: the browser tells each refusal as an error.
    file = tmp_path / "page.html"
    file.write_text(page_of(FREE, paper_of(FREE)), "utf-8")
    page = chromium.new_page()
    page.goto(file.as_uri())
    refused = page.evaluate(
        f"""() => new Promise(resolve => {{
          document.addEventListener("securitypolicyviolation", event => resolve(event.effectiveDirective));
          {code};
        }})"""
    )
    page.close()

    assert refused == directive


THEMES = ("light", "dark")


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{it['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for it in found
        for node in it["nodes"]
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_a_screen_reader_can_read_the_page_at_every_stage(hand_out: Opening, theme: str):
    page = hand_out(LIMITED, color_scheme=theme, reduced_motion="reduce")
    found = violations(page)
    button(page, "Start").click()
    found += violations(page)
    answer_all(page, paper_of(LIMITED).items)
    button(page, "Hand in").click()
    found += violations(page)
    button(page, "Yes, hand in").click()
    expect(page.locator("#fd-sent")).to_be_focused()
    button(page, "Copy the text").click()
    found += violations(page)

    assert found == []


@pytest.mark.parametrize("width", [320, 360])
def test_a_phone_shows_all_of_it_without_moving_sideways(hand_out: Opening, width: int):
    page = hand_out(LIMITED, viewport={"width": width, "height": 740}, has_touch=True, is_mobile=True)
    widths = "() => [document.documentElement.scrollWidth, innerWidth]"
    assert page.evaluate(widths) == [width, width]
    button(page, "Start").tap()
    answer_all(page, paper_of(LIMITED).items)
    assert page.evaluate(widths) == [width, width]
    button(page, "Hand in").tap()
    button(page, "Yes, hand in").tap()
    expect(page.locator("#fd-sent")).to_be_focused()

    assert page.evaluate(widths) == [width, width]


def test_what_a_finger_must_hit_is_large_enough(hand_out: Opening):
    page = hand_out(viewport={"width": 360, "height": 740})
    button(page, "Hand in").click()
    touched = ".fd-choice:visible, button:visible, select:visible, [type=text]:visible, #fd-open a:visible"
    small = [
        it.evaluate("it => it.outerHTML.slice(0, 80)")
        for it in page.locator(touched).all()
        if min((box := it.bounding_box())["width"], box["height"]) < 44
    ]

    assert small == []


def test_without_a_script_the_page_says_so_and_shows_the_questions(hand_out: Opening):
    page = hand_out(LIMITED, java_script_enabled=False)

    assert page.get_by_text("Answers cannot be saved here.").is_visible()
    assert page.get_by_text("这里无法保存答案").is_visible()
    assert all(page.locator(f"#q-{place + 1} legend").is_visible() for place in range(10))
    assert page.locator(".fd-scene:visible").count() > 3
    assert page.locator("button:visible").count() == 0
    assert not page.locator(".fd-promise").is_visible()


def test_printing_gives_the_questions_without_the_machinery(hand_out: Opening):
    page = hand_out(LIMITED)
    page.emulate_media(media="print")

    assert page.locator(".fd-question:visible").count() == 10
    assert page.locator("button:visible, select:visible, .fd-bar:visible, .fd-promise:visible").count() == 0
    assert page.locator(".fd-scene:visible").count() == page.locator(".fd-scene").count()
    assert page.locator(".fd-on-paper:visible li").count() > 3
    assert page.locator(".fd-goto:visible").count() > 3
    assert page.get_by_text(paper_of(LIMITED).id, exact=True).is_visible()
    letters = page.locator(".fd-steps li").evaluate_all(
        "steps => steps.map(step => getComputedStyle(step, '::before').content)"
    )
    assert letters == [f'"{letter}"' for letter in "ABCDE"[: len(letters)]]
