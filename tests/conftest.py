"""What many tests share: the root, the browser, and a page that tolerates no error."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent
VECTORS = ROOT / "tests" / "vectors"
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_OWN_HOSTS = (None, "", "localhost", "127.0.0.1")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, started once; missing is a failure, never a skip."""
    path = find_chromium()
    if path is None:
        pytest.fail("no Chromium: run `python tests/chromium.py`, or set FRONTDESK_CHROMIUM", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A new page; the test fails at its end if the page erred or asked another host for anything."""
    context = chromium.new_context()
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(f"page error: {error}"))
    page.on("console", lambda said: said.type == "error" and troubles.append(f"console error: {said.text}"))
    context.on(
        "request", lambda request: _is_ours(request.url) or troubles.append(f"request to {request.url}")
    )
    yield page
    context.close()
    assert not troubles, "\n".join(troubles)


def _is_ours(url: str) -> bool:
    return urlsplit(url).hostname in _OWN_HOSTS


@pytest.fixture(scope="session")
def in_browser(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, Any], Any]]:
    """Call a JavaScript function on JSON data, in a page opened from a file with scorer and drawer."""
    assets = ROOT / "docs" / "assets" / "quiz"
    tags = "".join(f'<script src="{(assets / name).as_uri()}"></script>' for name in ("score.js", "draw.js"))
    html = tmp_path_factory.mktemp("browser") / "page.html"
    html.write_text(f'<!doctype html><meta charset="utf-8">{tags}', encoding="utf-8")
    page = chromium.new_page()
    page.goto(html.as_uri())
    # JSON both ways: what Playwright would make of a key such as __proto__ is not what a sheet means.
    yield lambda code, data: json.loads(
        page.evaluate(f"text => JSON.stringify(({code})(JSON.parse(text)))", json.dumps(data))
    )
    page.close()
