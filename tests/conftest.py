"""What many tests share: the root, the browser, and a page that tolerates no error."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from chromium import find_chromium
from grade_runner import root

__all__ = ["root"]  # a fixture

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


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes what the commands say now into the case files."""
    parser.addoption("--update-cases", action="store_true", help="rewrite expected.txt of tests/cases/bad")


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
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open new pages; the test fails at its end if one erred or asked another host for anything."""
    contexts = []
    troubles: list[str] = []

    def opened(**settings: Any) -> Page:
        context = chromium.new_context(**settings)
        contexts.append(context)
        context.on(
            "request", lambda request: _is_ours(request.url) or troubles.append(f"request to {request.url}")
        )
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"page error: {error}"))
        page.on(
            "console", lambda said: said.type == "error" and troubles.append(f"console error: {said.text}")
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A new page with the browser's own settings."""
    return open_page()


def _is_ours(url: str) -> bool:
    return urlsplit(url).hostname in _OWN_HOSTS


@pytest.fixture(scope="session")
def in_browser(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, Any], Any]]:
    """Call a JavaScript function on JSON data, in a page opened from a file with scorer and drawer."""
    assets = ROOT / "docs" / "assets" / "quiz"
    names = ("score.js", "sha256.js", "draw.js")
    tags = "".join(f'<script src="{(assets / name).as_uri()}"></script>' for name in names)
    html = tmp_path_factory.mktemp("browser") / "page.html"
    html.write_text(f'<!doctype html><meta charset="utf-8">{tags}', encoding="utf-8")
    page = chromium.new_page()
    page.goto(html.as_uri())
    # JSON both ways: what Playwright would make of a key such as __proto__ is not what a sheet means.
    yield lambda code, data: json.loads(
        page.evaluate(f"text => JSON.stringify(({code})(JSON.parse(text)))", json.dumps(data))
    )
    page.close()


@pytest.fixture(scope="session")
def offline_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site for a memory stick, built by MkDocs."""
    return _built("mkdocs", tmp_path_factory)


@pytest.fixture(scope="session")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site for a memory stick, built by Zensical."""
    return _built("zensical", tmp_path_factory)


def _built(engine: str, folders: pytest.TempPathFactory) -> Path:
    out = folders.mktemp(engine) / "site"
    words = ["--root", str(ROOT), "build", "--offline", "--engine", engine, "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-m", "frontdesk", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out
