"""Links inside the site: the page, the heading and the file they lead to exist."""

import posixpath
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from frontdesk.library import Library
from frontdesk.model.page import Page
from frontdesk.problems import Problem, suggest

_LINK = re.compile(r"(!?)\[([^\]\n]*)\]\(<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\)")
_CODE = re.compile(r"`[^`\n]*`")
_FENCE = re.compile(r"^ {0,12}(```+|~~~+)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//")


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield links that lead nowhere, and pictures without a description or from another host."""
    for page in library.pages.values():
        for line, image, target in _links(page):
            fault = _fault(library, page, image, target)
            if fault:
                yield Problem(page.path, line, "link", *fault)


def _links(page: Page) -> Iterator[tuple[int, str, str]]:
    fence = ""
    for number, line in enumerate(page.body.split("\n"), page.body_line):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence:
            for found in _LINK.finditer(_CODE.sub("", line)):
                yield number, found[1] and found[1] + found[2], found[3]


def _fault(library: Library, page: Page, image: str, target: str) -> tuple[str, str] | None:
    if image == "!":
        return "the picture has no description", "write what it shows between the brackets"
    if _ELSEWHERE.match(target):
        if image:
            return f"the picture '{target}' comes from another host", "keep it under docs/assets/"
        return None
    path, _, anchor = target.partition("#")
    name = (
        posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path)) if path else f"{page.name}.md"
    )
    if not name.endswith(".md"):
        if name.startswith(".."):
            return f"'{target}' leads out of docs/", "put the file below docs/assets/"
        return (
            None
            if _is_file(library, name)
            else (f"there is no file docs/{name}", "look at the folder and the ending")
        )
    other = library.pages.get(name.removesuffix(".md"))
    if other is None and library.has("pages", name.removesuffix(".md")):
        return None
    if other is None:
        return f"there is no page docs/{name}", suggest(name, [f"{known}.md" for known in library.pages])
    anchors = [heading.anchor for heading in other.headings]
    if anchor and anchor not in anchors and "show_" not in other.body:
        return f"docs/{name} has no heading '#{anchor}'", suggest(anchor, anchors)
    return None


def _is_file(library: Library, name: str) -> bool:
    try:
        return (library.root / "docs" / unquote(name)).is_file()
    except OSError:  # a name longer than a file can have
        return False
