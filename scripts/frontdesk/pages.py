"""Markdown pages read: front matter, headings and macro calls with their lines."""

import re
from pathlib import Path

import jinja2
from jinja2 import nodes
from markdown.extensions.toc import slugify

from frontdesk.model.page import KINDS, Call, Heading, LessonHead, Page, PageHead
from frontdesk.model.reading import read_part
from frontdesk.problems import Problem, suggest
from frontdesk.source import Source, load_front_matter, read_text

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_HEADING = re.compile(r"^(#{1,6}) +(.+?)(?: +#+)?(?: *\{[^{}]*\})?$")
_JINJA = jinja2.Environment(autoescape=False)  # only parses; renders nothing


def read_page(root: Path, path: str) -> tuple[Page | None, list[Problem]]:
    """Return a page of `docs/` and every problem of its front matter and macros."""
    text, problems = read_text(root, path)
    if text is None:
        return None, problems
    source, body, body_line, problems = load_front_matter(text, path)
    if source is None:
        if not problems:
            problems = [
                Problem(
                    path,
                    1,
                    "front matter",
                    "is missing",
                    "begin the page with ---, title: and kind:, and ---",
                )
            ]
        source, head = Source(path, {}, {}), None
    elif problems and source.data is None:
        head = None
    else:
        head, more = _read_head(source)
        problems += more
    calls, more = _read_calls(body, path, body_line)
    name = path.removeprefix("docs/").removesuffix(".md")
    page = Page(name, head, source, body, body_line, tuple(_headings(body, body_line)), tuple(calls))
    return page, problems + more


def _read_head(source: Source) -> tuple[PageHead | LessonHead | None, list[Problem]]:
    data = source.data
    if not isinstance(data, dict):
        return None, [
            Problem(
                source.path, 1, "front matter", "should be keys with something below each", "such as title: …"
            )
        ]
    kind = data.get("kind")
    if kind not in KINDS:
        what = "'kind' is missing" if kind is None else f"'{kind}' is no kind of page"
        return None, [
            Problem(source.path, source.line(("kind",)), "kind", what, suggest(str(kind or ""), KINDS))
        ]
    return read_part(LessonHead if kind in ("lesson", "playbook") else PageHead, source)


def _headings(body: str, first_line: int) -> list[Heading]:
    found, fence, used = [], "", set()
    for number, line in enumerate(body.split("\n"), first_line):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        heading = None if fence else _HEADING.match(line)
        if heading:
            text = heading[2].strip()
            found.append(Heading(len(heading[1]), text, _anchor(text, used), number))
    return found


def _anchor(text: str, used: set[str]) -> str:
    """Return the anchor that Python-Markdown's toc gives a heading: a number follows one that is taken."""
    anchor = base = slugify(re.sub(r"[*`]", "", text), "-")
    count = 0
    while anchor in used or not anchor:
        count += 1
        anchor = f"{base}_{count}"
    used.add(anchor)
    return anchor


def _read_calls(body: str, path: str, first_line: int) -> tuple[list[Call], list[Problem]]:
    try:
        tree = _JINJA.parse(body)
    except jinja2.TemplateSyntaxError as error:
        what = f"a macro here cannot be read: {error.message}"
        hint = 'a macro is {{ name("text") }}; to show braces, put them between {% raw %} and {% endraw %}'
        return [], [Problem(path, error.lineno + first_line - 1, "macro", what, hint)]
    calls = [
        _call(node, first_line) for node in tree.find_all(nodes.Call) if isinstance(node.node, nodes.Name)
    ]
    calls += [
        _value(node, first_line) for node in tree.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name)
    ]
    return sorted(calls, key=lambda call: call.line), []


def _call(node: nodes.Call, first_line: int) -> Call:
    named = {pair.key: _constant(pair.value) for pair in node.kwargs}
    return Call(node.node.name, tuple(_constant(a) for a in node.args), named, node.lineno + first_line - 1)


def _value(node: nodes.Getattr, first_line: int) -> Call:
    return Call(f"{node.node.name}.", (node.attr,), {}, node.lineno + first_line - 1)


def _constant(node: nodes.Expr) -> str | None:
    return str(node.value) if isinstance(node, nodes.Const) else None
