"""The quiz in a real browser, on the real site opened from a folder: by mouse, and saved."""

from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from frontdesk.exchange.sheets import read_sheets
from frontdesk.grading import Quiz, grade_sheet
from frontdesk.model.attempt import Answer
from frontdesk.model.questions import Question
from quiz_driver import Form
from real_content import LIBRARY

pytestmark = [pytest.mark.browser, pytest.mark.site]

LAW, FEE = "law/service-contract", "norms/property-fee"
QUIZZES = {name: Quiz(LIBRARY.banks[name], datetime.now(UTC).date()) for name in LIBRARY.lessons}


@pytest.fixture
def lesson(page: Page, offline_site: Path) -> Callable[[str], Page]:
    """Open a lesson of the site."""

    def opened(name: str) -> Page:
        page.goto((offline_site / f"{name}.html").as_uri())
        return page

    return opened


def words(text: str) -> str:
    """Return a text of a bank as it is read on the page."""
    return " ".join(text.replace("*", "").split())


def test_a_wrong_choice_is_told_with_its_own_reason_the_right_one_and_where_to_read(
    lesson: Callable[[str], Page],
) -> None:
    form = Form(lesson(LAW), "poster-thirty-minutes")
    options = QUIZZES[LAW].questions["poster-thirty-minutes"].options
    assert form.explained() == ""
    form.answer("a")
    assert form.say() == "✗ Not right. Points: 0 of 1."
    assert [words(options["a"].why) in text for text in form.chosen()] == [True]
    assert words(options["b"].why) in form.explained()
    form.key.get_by_role("link", name="A public promise").click()
    assert form.page.url.endswith("#a-public-promise")


def test_a_right_choice_is_told_and_can_be_taken_back(lesson: Callable[[str], Page]) -> None:
    form = Form(lesson(LAW), "poster-thirty-minutes")
    form.answer("b")
    assert form.say() == "✓ Right. Points: 1 of 1."
    form.button.click()
    assert (form.say(), form.explained(), form.button.inner_text()) == ("", "", "Check")
    assert form.root.locator(":checked").count() == 0


def test_nothing_chosen_asks_again(lesson: Callable[[str], Page]) -> None:
    page = lesson(LAW)
    for name in ("in-the-contract", "clause-for-office", "who-gives-notice", "nine-days-between"):
        form = Form(page, name)
        form.button.click()
        assert (form.say(), form.explained()) == ("Nothing is answered yet.", "")


def test_a_choice_of_several_tells_its_part(lesson: Callable[[str], Page]) -> None:
    form = Form(lesson(LAW), "in-the-contract")
    form.answer(["a", "c"])
    assert form.say() == "◐ Partly right. Points: 0.67 of 1."
    assert len(form.chosen()) == 2


def test_a_number_may_carry_commas_and_its_unit(lesson: Callable[[str], Page]) -> None:
    form = Form(lesson(FEE), "bill-for-whole-months")
    answer = Fraction(right_answer(FEE, "bill-for-whole-months", ""))
    form.answer(f"{float(answer):,.2f} yuan")
    assert answer > 1000
    assert form.say() == "✓ Right. Points: 1 of 1."


def right_answer(name: str, question: str, seed: str) -> str:
    return QUIZZES[name].key(QUIZZES[name].questions[question], seed)["answer"]


def test_a_decimal_comma_and_a_word_are_not_wrong_but_asked_again(lesson: Callable[[str], Page]) -> None:
    form = Form(lesson(LAW), "notice-days")
    form.answer("60,0")
    assert form.say() == "Write the decimal point as a point: 1.5, not 1,5."
    form.answer("sixty")
    assert form.say() == "This cannot be read. Write only the number, such as 12.50."
    form.answer("60 days")
    assert form.say().startswith("✓ Right.")


def test_a_known_slip_is_explained(lesson: Callable[[str], Page]) -> None:
    form = Form(lesson(LAW), "notice-days")
    form.answer("90")
    slips = QUIZZES[LAW].questions["notice-days"].slips
    assert [words(slips["90"]) in text for text in form.chosen()] == [True]
    assert words(slips["30"]) not in form.explained()
    form.button.click()
    form.answer("77")
    assert form.chosen() == []


def test_steps_are_ordered_with_buttons(lesson: Callable[[str], Page]) -> None:
    form = Form(lesson(LAW), "arrears-in-order")
    first = form.order()
    form.answer(["d", "b", "e", "a", "c"])
    assert form.say() == "✓ Right. Points: 1 of 1."
    form.button.click()
    assert form.order() == first


def test_pairs_are_matched_with_lists(lesson: Callable[[str], Page]) -> None:
    form = Form(lesson(LAW), "who-gives-notice")
    form.answer({"a": "w", "b": "x", "c": "y"})
    assert form.say() == "◐ Partly right. Points: 0.5 of 1."
    assert "Written notice to the owners, 60 days ahead" in form.explained()


def test_a_short_answer_shows_what_was_accepted(lesson: Callable[[str], Page]) -> None:
    form = Form(lesson(LAW), "clause-for-office")
    form.answer("the term")
    assert form.say().startswith("✗ Not right.")
    assert "用房" in form.explained()
    form.button.click()
    form.answer("服务用房")
    assert form.say().startswith("✓ Right.")


def test_an_essay_is_compared_and_earns_nothing_by_itself(lesson: Callable[[str], Page]) -> None:
    form = Form(lesson(LAW), "nine-days-between")
    assert form.button.inner_text() == "Compare"
    form.answer("We stay until they come.")
    assert form.say() == "Compare your answer with this one. A person gives the points."
    assert "Lifts and pumps stay on" in form.explained()
    assert form.page.locator(".fd-result").inner_text().startswith("Points: 0 of 0. 12 still open.")


@pytest.mark.parametrize(
    ("path", "says"), [("baa", "✓ Right. Points: 1 of 1."), ("ab", "✗ Not right. Points: 0 of 1.")]
)
def test_a_scenario_ends_and_tells_each_move(lesson: Callable[[str], Page], path: str, says: str) -> None:
    form = Form(lesson(FEE), "empty-lobby", kind="scenario")
    question = QUIZZES[FEE].questions["empty-lobby"]
    assert not form.button.is_visible()
    form.answer(path)
    assert form.say() == says
    trail = [question.start]
    for move in path:
        trail.append(question.scenes[trail[-1]].choices[move].next)
    whys = [question.scenes[scene].choices[move].why for scene, move in zip(trail, path, strict=False)]
    whys.append(question.scenes[trail[-1]].why)
    assert all(any(words(why) in text for text in form.chosen()) for why in whys)
    assert len(form.chosen()) == len(path) + 1
    form.button.click()
    assert form.scene().get_attribute("data-scene") == question.start


VARIED = [
    name for name, bank in LIBRARY.banks.items() if any(getattr(q, "given", None) for q in bank.questions)
]
PLAYED = [(name, "") for name in LIBRARY.taught] + [(name, "2") for name in VARIED]


@pytest.mark.parametrize(("name", "seed"), PLAYED)
def test_a_saved_sheet_earns_what_the_page_told(
    lesson: Callable[[str], Page], tmp_path: Path, name: str, seed: str
) -> None:
    page, quiz, random = lesson(name), QUIZZES[name], Random(f"{name}{seed}")
    for _ in range(int(seed or "0")):
        page.get_by_role("button", name="Start again").click()
    told = {}
    for question in quiz.questions.values():
        kind = "scenario" if question.type == "scenario" else "quiz"
        form = Form(page, question.id, kind=kind)
        form.answer(guess(quiz, question, seed, random))
        told[question.id] = form.say()
    sheet = save(page, tmp_path / "sheet.json")
    (read,), problems = read_sheets(sheet, name)
    result, more = grade_sheet(quiz, read)
    assert (problems, more, read.seed) == ([], [], seed)
    assert told == {answer.question.split(".")[1]: told_of(answer) for answer in result.answers}
    total = f"Points: {figure(result.earned)} of {figure(result.possible)}."
    assert page.locator(".fd-result").inner_text().startswith(total)


def save(page: Page, path: Path) -> Path:
    page.get_by_label("Name or staff number").fill("wang-li")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my answers").click()
    download.value.save_as(path)
    assert page.locator(".fd-told").is_visible()
    return path


def guess(quiz: Quiz, question: Question, seed: str, random: Random) -> Any:
    """Return a response that a person could give, right or not."""
    key = quiz.key(question, seed)
    match question.type:
        case "single-choice":
            return random.choice(key["options"])
        case "true-false":
            return random.choice(["true", "false"])
        case "multiple-response":
            return random.sample(key["options"], random.randint(1, len(key["options"])))
        case "numeric":
            return random.choice([key["answer"], "12.5", "1,000"])
        case "short-answer":
            return random.choice([key["accept"][0].replace("*", " "), "the term"])
        case "ordering":
            return random.sample(key["steps"], len(key["steps"]))
        case "matching":
            return {prompt: random.choice(key["choices"]) for prompt in key["prompts"]}
        case "scenario":
            return wander(key, random)
    return "We stay until they come."


def wander(key: dict, random: Random) -> list[str]:
    scene, path = key["start"], []
    while scene and key["scenes"][scene]:
        path.append(random.choice(list(key["scenes"][scene])))
        scene = key["scenes"][scene][path[-1]].get("next")
    return path


def told_of(answer: Answer) -> str:
    verdict = {"right": "✓ Right.", "partial": "◐ Partly right.", "wrong": "✗ Not right."}.get(
        answer.mark.state
    )
    if verdict is None:
        return "Compare your answer with this one. A person gives the points."
    return f"{verdict} Points: {figure(answer.mark.earned)} of {figure(answer.mark.possible)}."


def figure(value: Fraction) -> str:
    return f"{float((value * 100 + Fraction(1, 2)).__floor__()) / 100:g}"
