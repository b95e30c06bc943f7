"""The real site by both generators: every question where it belongs, and nothing that gives it away."""

import gzip
import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from conftest import ROOT
from frontdesk.lint.review import due_day
from frontdesk.model.questions.base import SECRET_KEYS
from frontdesk.site.law import EVIDENCE
from html_tree import Page, read_page
from real_content import LIBRARY

pytestmark = pytest.mark.site

ENGINES = ("mkdocs", "zensical")
_SITES: dict[Path, dict[str, Page]] = {}


@pytest.fixture(params=ENGINES)
def site(request: pytest.FixtureRequest) -> dict[str, Page]:
    return pages_of(request.getfixturevalue(f"{'offline' if request.param == 'mkdocs' else 'zensical'}_site"))


def pages_of(folder: Path) -> dict[str, Page]:
    """Return the pages of a site by their path in it, each read once."""
    if folder not in _SITES:
        _SITES[folder] = {
            path.relative_to(folder).as_posix(): read_page(path) for path in sorted(folder.rglob("*.html"))
        }
    return _SITES[folder]


def forms_of(page: Page, *kinds: str) -> list:
    return [
        form
        for section in page.root.with_class("fd-quiz")
        if section.attributes["data-kind"] in kinds
        for form in section.with_class("fd-question")
    ]


@pytest.mark.parametrize("lesson", LIBRARY.lessons)
def test_every_question_of_a_bank_stands_once_in_its_lesson(site: dict[str, Page], lesson: str) -> None:
    asked = [question.id for question in LIBRARY.banks[lesson].asked(datetime.now(UTC).date())]
    shown = [form.attributes["data-id"] for form in forms_of(site[f"{lesson}.html"], "quiz", "scenario")]
    in_quiz = [form.attributes["data-id"] for form in forms_of(site[f"{lesson}.html"], "quiz")]
    assert Counter(shown) == Counter(asked)
    assert in_quiz == [name for name in asked if name in in_quiz]


@pytest.mark.parametrize("lesson", LIBRARY.lessons)
def test_both_generators_write_the_same_questions(
    offline_site: Path, zensical_site: Path, lesson: str
) -> None:
    texts = [
        [
            (form.attributes["id"], form.text())
            for form in forms_of(pages_of(s)[f"{lesson}.html"], "quiz", "scenario", "try-first")
        ]
        for s in (offline_site, zensical_site)
    ]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("lesson", LIBRARY.lessons)
def test_the_head_of_a_lesson_says_minutes_review_and_evidence(site: dict[str, Page], lesson: str) -> None:
    head = LIBRARY.lessons[lesson].head
    (shown,) = site[f"{lesson}.html"].root.with_class("fd-head")
    for words in (f"{head.minutes} minutes", str(head.reviewed), EVIDENCE[head.evidence][0], head.title_zh):
        assert words in shown.text()
    assert str(due_day(head.reviewed, head.review_months)) in shown.text()


def test_only_pages_with_a_quiz_load_its_files(site: dict[str, Page]) -> None:
    for name, page in site.items():
        has_quiz = bool(page.root.with_class("fd-quiz"))
        loads = [url for url in resources(page) if "assets/quiz/" in url]
        assert bool(loads) == has_quiz, name
        assert len(loads) == len(set(loads)), name


def resources(page: Page) -> list[str]:
    """Return all that a browser fetches for a page without being asked."""
    urls = []
    for element in page.root:
        names = ["src", "srcset", "poster", "data"] + ["href"] * (
            element.tag == "link"
            and element.attributes.get("rel") not in ("canonical", "next", "prev", "alternate")
        )
        urls += [element.attributes[name] for name in names if name in element.attributes]
        urls += re.findall(r"url\(['\"]?([^'\")]+)", element.attributes.get("style", ""))
    return urls


def test_no_page_fetches_anything_from_another_host(site: dict[str, Page]) -> None:
    for name, page in site.items():
        assert [url for url in resources(page) if urlsplit(url).netloc] == [], name
    folder = next(iter(site.values())).path.parent
    for style in folder.rglob("*.css"):
        found = re.findall(r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")]+)", style.read_text("utf-8"))
        assert found == [], style


def test_every_link_inside_the_site_hits_a_page_and_a_place_on_it(site: dict[str, Page]) -> None:
    folder = site["index.html"].path.parent
    places = {name: {e.attributes.get("id") for e in page.root} for name, page in site.items()}
    lost = []
    for name, page in site.items():
        # The page for lost readers links from the server's root.
        for element in page.root if name != "404.html" else ():
            href = element.attributes.get("href", "")
            url = urlsplit(href)
            if element.tag != "a" or url.scheme or url.netloc or href.startswith("javascript"):
                continue
            target = (page.path.parent / unquote(url.path)).resolve() if url.path else page.path
            ids = places.get(target.relative_to(folder).as_posix()) if target.is_relative_to(folder) else None
            if not target.is_file() or (url.fragment and ids and unquote(url.fragment) not in ids):
                lost.append(f"{name}: {href}")
    assert lost == []


def test_ids_are_unique_and_every_label_has_its_field(site: dict[str, Page]) -> None:
    for name, page in site.items():
        ids = Counter(e.attributes["id"] for e in page.root if e.attributes.get("id"))
        assert [one for one, times in ids.items() if times > 1] == [], name
        # The theme has labels for drawers that a page without headings does not have.
        labels = [
            e.attributes["for"]
            for form in page.root.with_class("fd-quiz")
            for e in form
            if e.tag == "label" and "for" in e.attributes
        ]
        assert [one for one in labels if one not in ids] == [], name


def test_no_macro_is_left_on_a_page(site: dict[str, Page]) -> None:
    for name, page in site.items():
        text = page.root.text(without=("code", "pre", "script", "style"))
        assert "{{" not in text and "{%" not in text and "[[frontdesk:" not in text, name  # noqa: PT018


def letters(text: str) -> str:
    """Return only the letters and digits of a text, so that markup and spaces do not hide it."""
    bare = re.sub(r"<[^>]+>|^\d+\. ", "", text, flags=re.MULTILINE)  # a list's numbers are drawn, not written
    return re.sub(r"[\W_]+", "", unescape(bare)).lower()


def secrets(data: object, *, is_secret: bool = False) -> list[str]:
    """Return every text that stands below a secret key of a bank and is long enough to be known again."""
    if isinstance(data, dict):
        return [
            text
            for key, value in data.items()
            for text in secrets(value, is_secret=is_secret or key in SECRET_KEYS - {"tests", "answer"})
        ]
    if isinstance(data, list):
        return [text for item in data for text in secrets(item, is_secret=is_secret)]
    # What stands around a placeholder changes from page to page.
    parts = re.split(r"\{[^}]*\}", data) if is_secret and isinstance(data, str) else []
    return [part for part in map(letters, parts) if len(part) > 60]


SECRETS = [text for bank in LIBRARY.banks.values() for text in secrets(bank.source.data)]


def test_secrets_are_known_again_on_the_page_that_may_show_them(site: dict[str, Page]) -> None:
    shown = "".join(
        letters(form.text()) for page in site.values() for form in forms_of(page, "quiz", "scenario")
    )
    assert len(SECRETS) > 100
    assert [text for text in SECRETS if text not in shown] == []


def test_no_explanation_is_in_a_comment_or_in_the_search(site: dict[str, Page]) -> None:
    folder = site["index.html"].path.parent
    indexes = [*folder.glob("search/search_index.js*"), *folder.glob("search.js*")]
    assert indexes
    places = [letters(index_text(path)) for path in indexes]
    places += [letters(" ".join(page.comments)) for page in site.values()]
    assert [text for text in SECRETS if any(text in place for place in places)] == []


def index_text(path: Path) -> str:
    """Return a search index as text without escapes; the offline one is a script around the same data."""
    text = path.read_text("utf-8")
    return json.dumps(json.JSONDecoder().raw_decode(text[text.index("{") :])[0], ensure_ascii=False)


HISTORY = {"What changed", "What is gone", "What changed, 2024 to 2026"}


@pytest.mark.parametrize("name", ["Property Law", "Contract Law", "Environmental Protection Law"])
def test_a_repealed_law_is_found_only_as_history(offline_site: Path, name: str) -> None:
    index = json.loads((offline_site / "search/search_index.json").read_text("utf-8"))
    told = [
        (it["title"], it["location"]) for it in index["docs"] if re.search(rf"(?<!Labour ){name}", it["text"])
    ]
    # The authoring guide shows how a repealed text is registered.
    wrong = [place for title, place in told if title not in HISTORY and not place.startswith("authoring/")]
    assert told
    assert wrong == []


def test_what_a_page_loads_of_ours_is_small(offline_site: Path) -> None:
    def packed(*names: str) -> int:
        return sum(len(gzip.compress((offline_site / "assets" / name).read_bytes(), 9)) for name in names)

    look = packed("look/look.css")
    assert look <= 3000
    assert (
        look + packed("quiz/score.js", "quiz/fields.js", "quiz/keeping.js", "quiz/quiz.js", "quiz/quiz.css")
        <= 8000
    )


BROKEN = {
    "a macro that fails": '{{ show_table("nothing") }}',
    "a macro that is none": "{{ show_nothing() }}",
    "a value that is none": "{{ estate.nothing }}",
    "a macro that is not closed": "{{ show_glossary( }}",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_broken_macro_breaks_the_build(tmp_path: Path, engine: str, text: str) -> None:
    write_root(tmp_path, text)
    assert build(tmp_path, engine) != 0


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_without_macros_builds(tmp_path: Path, engine: str) -> None:
    write_root(tmp_path, "Nothing to see.")
    assert build(tmp_path, engine) == 0


def write_root(root: Path, text: str) -> None:
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"(?ms)^(nav|extra_css|extra):\n.*?(?=^\S|\Z)", "", settings).replace(
        "  favicon:", "  # "
    )
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    (root / "quizzes").mkdir()
    (root / "docs" / "data").mkdir(parents=True)
    (root / "docs" / "index.md").write_text(f"# Home\n\n{text}\n", "utf-8")


def build(root: Path, engine: str) -> int:
    words = {"mkdocs": ["build", "--strict", "--quiet"], "zensical": ["build", "--strict", "--clean"]}[engine]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return subprocess.run(
        [sys.executable, "-m", engine, *words], cwd=root, env=environment, capture_output=True, check=False
    ).returncode
