"""Pages in a real browser: for every reader, on a phone, without a script, on paper, and searched."""

from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Locator, Page

from quiz_driver import Form
from real_content import LIBRARY

pytestmark = [pytest.mark.browser, pytest.mark.site]

ALL_TYPES = ["law/service-contract", "norms/property-fee", "duties/goods-release"]
LAW, FEE = "law/service-contract", "norms/property-fee"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, *places: str) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate(
        """([places, rules]) => axe.run(
          { include: places },
          { runOnly: rules, resultTypes: ["violations"], preload: false },
        ).then((found) => found.violations)""",
        [list(places), _RULES],
    )
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def shown(places: Locator) -> list[bool]:
    """Return of each place whether it is seen, in one question to the browser."""
    return places.evaluate_all(
        """all => all.map((it) => {
          const { width, height } = it.getBoundingClientRect();
          return width * height > 0 && it.checkVisibility({ visibilityProperty: true });
        })"""
    )


def answer_all(page: Page) -> None:
    """Answer every question with the first that offers itself; a scenario is played to its end."""
    page.evaluate(
        """() => {
          for (const form of document.querySelectorAll(".fd-question")) {
            const find = (places) => form.querySelector(places);
            const [choice, field, list] = ["label.fd-choice", "input, textarea", "select"].map(find);
            if (form.dataset.type === "scenario") {
              const moves = () => [...form.querySelectorAll(".fd-move")].filter((it) => it.checkVisibility());
              for (let move; (move = moves().pop()); ) move.click();
            } else {
              if (choice) choice.click();
              else if (field) field.value = "90";
              else if (list) list.selectedIndex = 1;
              find(":scope > .fd-button").click();
            }
          }
        }"""
    )


# Every lesson in the light; in the dark the three that together hold every type of question.
SCHEMES = [(name, "light") for name in LIBRARY.lessons] + [(name, "dark") for name in ALL_TYPES]


@pytest.mark.slow  # all lessons together, not one
@pytest.mark.parametrize(("name", "colours"), SCHEMES)
def test_a_lesson_is_open_to_every_reader(
    open_page: Callable[..., Page], offline_site: Path, name: str, colours: str
) -> None:
    page = open_page(color_scheme=colours, reduced_motion="reduce")
    page.goto((offline_site / f"{name}.html").as_uri())
    assert (
        page.evaluate("document.body.dataset.mdColorScheme") == {"light": "default", "dark": "slate"}[colours]
    )
    assert violations(page, "article") == []
    answer_all(page)
    assert page.locator(".is-marked").count() == page.locator(".fd-question").count()
    assert violations(page, ".fd-quiz", ".fd-head") == []
    moving = page.evaluate(
        "document.getAnimations().filter((one) => one.effect.target.closest('.fd-quiz')).length"
    )
    assert moving == 0


@pytest.mark.parametrize("name", LIBRARY.pages)
def test_on_a_phone_nothing_is_too_wide_and_a_thumb_hits_what_it_aims_at(
    open_page: Callable[..., Page], offline_site: Path, name: str
) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto((offline_site / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.evaluate(
        """() => [...document.querySelectorAll(
          ".fd-quiz :is(button, .fd-choice, .fd-move, select, input[type=text], textarea, summary)"
        )].filter((it) => it.checkVisibility())
          .map((it) => [it.outerHTML.slice(0, 80), it.getBoundingClientRect()])
          .filter(([, box]) => box.height < 44 || box.width < 44)
          .map(([html, box]) => `${html} ${box.height}`)"""
    )
    assert small == []


def test_every_page_of_the_site_is_one_that_the_phone_was_shown(offline_site: Path) -> None:
    built = {path.relative_to(offline_site).as_posix() for path in offline_site.rglob("*.html")}
    # The page for lost readers works only from a server.
    assert built == {f"{name}.html" for name in (*LIBRARY.pages, "404")}


@pytest.mark.parametrize("name", LIBRARY.lessons)
def test_without_a_script_all_can_be_read_and_nothing_is_dead(
    open_page: Callable[..., Page], offline_site: Path, name: str
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto((offline_site / f"{name}.html").as_uri())
    quiz = page.locator(".fd-quiz")
    assert not any(shown(quiz.locator("button, .fd-panel")))
    parts = shown(quiz.locator(".fd-choice, legend, .fd-scene, .fd-move, .fd-steps > li, .fd-pair"))
    assert parts
    assert all(parts)
    quiz.locator(".fd-key > summary").evaluate_all("all => all.forEach((it) => it.click())")
    assert all(shown(quiz.locator(".fd-key :is(li, p)")))


def test_on_paper_there_are_boxes_and_no_buttons_and_no_answers(page: Page, offline_site: Path) -> None:
    for name in LIBRARY.lessons:
        page.goto((offline_site / f"{name}.html").as_uri())
        page.emulate_media(media="print")
        for hidden in ("button", "select", ".fd-key", ".fd-hint", ".fd-panel"):
            assert not any(shown(page.locator(f".fd-quiz {hidden}"))), hidden
        for part in (".fd-scene", ".fd-on-paper > li", ".fd-goto"):
            assert all(shown(page.locator(f".fd-quiz {part}"))), part
        for drawn in (".fd-choice", ".fd-steps > li"):
            before = "all => all.map(it => getComputedStyle(it, '::before').content)"
            assert "none" not in page.locator(f".fd-quiz {drawn}").evaluate_all(before), drawn
        page.emulate_media(media="screen")


def test_on_paper_an_answered_question_keeps_its_explanation(page: Page, offline_site: Path) -> None:
    page.goto((offline_site / f"{LAW}.html").as_uri())
    form = Form(page, "notice-days")
    form.answer("90")
    page.emulate_media(media="print")
    assert form.key.is_visible()
    page.emulate_media(media="screen")
    assert "Ninety days is the other direction" in form.explained()
    assert Form(page, "poster-thirty-minutes").explained() == ""


def test_the_search_works_from_a_folder_and_gives_no_answer_away(page: Page, offline_site: Path) -> None:
    page.goto((offline_site / "index.html").as_uri())
    results = page.locator(".md-search-result__item")
    field = page.locator(".md-search__input")
    field.click()
    field.press_sequentially("lump-sum")
    results.first.wait_for()
    assert "How the property fee is built" in " ".join(results.all_inner_texts())
    # A word that only explanations have.
    field.fill("leaf through the contract in vain")
    page.get_by_text("No matching documents").or_(results.first).first.wait_for()
    assert "in vain" not in " ".join(results.all_inner_texts())


@pytest.mark.parametrize("words", ["goods release", "放行", "fangxing"])
def test_the_search_finds_a_lesson_in_english_in_chinese_and_in_pinyin(
    page: Page, offline_site: Path, words: str
) -> None:
    page.goto((offline_site / "index.html").as_uri())
    field = page.locator(".md-search__input")
    field.click()
    page.keyboard.insert_text(words)
    field.press("End")
    found = page.locator(".md-search-result__item a", has_text="Goods release").first
    found.wait_for()
    assert "duties/goods-release" in found.get_attribute("href")


def test_a_calculator_computes_what_is_typed_and_says_what_it_cannot_read(
    page: Page, offline_site: Path
) -> None:
    page.goto((offline_site / "norms/property-fee.html").as_uri())
    form = page.locator(".fd-calculator")
    result = form.locator("output")
    assert result.inner_text() == "2,895.00"
    form.get_by_label("rate in the contract").fill("３．１０")
    assert result.inner_text() == "3,589.80"
    form.get_by_label("whole months").fill("twelve")
    assert result.inner_text() == "write numbers such as 12.50"
    form.get_by_label("whole months").fill("1")
    assert result.inner_text() == "299.15"
    assert violations(page, ".fd-calculator") == []


def test_a_table_of_the_law_is_sorted_by_the_heading_that_is_pressed(page: Page, offline_site: Path) -> None:
    page.goto((offline_site / "reference/statutes.html").as_uri())
    table = page.locator("article table").first
    table.get_by_role("button", name="In force since").click()
    dates = [text for text in table.locator("td:nth-child(3)").all_inner_texts() if text != "–"]
    assert dates == sorted(dates)
    assert table.locator("th").nth(2).get_attribute("aria-sort") == "ascending"
    table.get_by_role("button", name="In force since").press("Enter")
    assert table.locator("th").nth(2).get_attribute("aria-sort") == "descending"
    assert violations(page, "article") == []
