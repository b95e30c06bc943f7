"""Markdown pages read: front matter, headings, macro calls with their lines, and the order they stand in."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from markdown.extensions.toc import slugify

from frontdesk.model.page import HEADS, KINDS, Call, Heading, LessonHead, Page, PageHead
from frontdesk.model.reading import read_part
from frontdesk.problems import Problem, suggest
from frontdesk.source import Loc, Source, load_yaml, read_text

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_HEADING = re.compile(r"^(#{1,6}) +(.+?)(?: +#+)?(?: *\{[^{}]*\})?$")
_JINJA = jinja2.Environment(autoescape=False)  # only parses; renders nothing


def read_page(root: Path, path: str) -> tuple[Page | None, list[Problem]]:
    """Return a page of `docs/` and every problem of its front matter and macros."""
    text, problems = read_text(root, path)
    if text is None:
        return None, problems
    source, body, body_line, problems = _load_front_matter(text, path)
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
    headings, calls = tuple(_headings(body, body_line)), None if calls is None else tuple(calls)
    page = Page(name, head, source, body, body_line, headings, calls or (), macros_read=calls is not None)
    return page, problems + more


def _load_front_matter(text: str, path: str) -> tuple[Source | None, str, int, list[Problem]]:
    """Return a page's front matter, its body, the line the body begins on, and problems.

    A page without front matter gives None and the whole text.
    """
    if not text.startswith("---\n"):
        return None, text, 1, []
    end = text.find("\n---\n", 3)
    if end < 0:
        if text.endswith("\n---"):
            end = len(text) - 4
        else:
            what = "begins with '---' and is never closed"
            return None, "", 1, [Problem(path, 1, "front matter", what, "end it with a line '---'")]
    source, problems = load_yaml(text[4 : end + 1], path, first_line=2)
    return source, text[end + 5 :], text.count("\n", 0, end) + 3, problems


def _read_head(source: Source) -> tuple[PageHead | LessonHead | None, list[Problem]]:
    data = source.data
    if not isinstance(data, dict):
        return None, [
            Problem(
                source.path, 1, "front matter", "should be keys with something below each", "such as title: …"
            )
        ]
    kind = data.get("kind")
    if ("kind",) in source.refused:
        return None, []
    if kind not in KINDS:
        return None, [Problem(source.path, *_kind_fault(source, data))]
    return read_part(HEADS.get(kind, PageHead), source)


def _kind_fault(source: Source, data: dict[str, Any]) -> tuple[int, str, str, str]:
    kind, line = data.get("kind"), source.line(("kind",))
    if kind is None:
        near = next((key for key in data if get_close_matches(key, ["kind"], cutoff=0.7)), None)
        if near:
            return source.line((near,)), near, f"there is no key '{near}' here", "did you mean 'kind'?"
        return line, "kind", "'kind' is missing", suggest("", KINDS)
    if not isinstance(kind, str):
        return line, "kind", "should be one word", suggest("", KINDS)
    return line, "kind", f"'{kind}' is no kind of page", suggest(kind, KINDS)


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


def _read_calls(body: str, path: str, first_line: int) -> tuple[list[Call] | None, list[Problem]]:
    try:
        tree = _JINJA.parse(body)
        found = [*_calls(tree, first_line), *_filters(tree, first_line)]
    # Jinja itself stumbles over thousands of brackets or digits.
    except (jinja2.TemplateSyntaxError, RecursionError, ValueError) as error:
        line = getattr(error, "lineno", 1) + first_line - 1
        hint = 'a macro is {{ name("text") }}; to show braces, put them between {% raw %} and {% endraw %}'
        return None, [Problem(path, line, "macro", "a macro here cannot be read", hint)]
    return sorted(found, key=lambda call: call.line), []


def _calls(tree: nodes.Template, first_line: int) -> Iterator[Call]:
    """Yield calls, values such as `estate.name` and bare names, but for the names a page sets itself."""
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    own |= {node.name for node in tree.find_all(nodes.Macro)}
    parts = [(node, node.node) for node in tree.find_all((nodes.Call, nodes.Getattr, nodes.Getitem))]
    inside = {id(name) for _, name in parts}
    parts += [(node, node) for node in tree.find_all(nodes.Name) if id(node) not in inside]
    for node, name in parts:
        if not isinstance(name, nodes.Name) or name.name in own:
            continue
        if isinstance(node, nodes.Call):
            yield _call(node, first_line)
        else:
            yield Call(f"{name.name}.", _value(node), {}, node.lineno + first_line - 1)


def _value(node: nodes.Expr) -> tuple[str | None, ...]:
    """Return the name of the value taken from a holder; nothing where the holder itself stands."""
    if isinstance(node, nodes.Getattr):
        return (node.attr,)
    return (_constant(node.arg),) if isinstance(node, nodes.Getitem) else ()


def _filters(tree: nodes.Template, first_line: int) -> Iterator[Call]:
    for node in tree.find_all(nodes.Filter):
        if node.name not in _JINJA.filters:
            yield Call(f"|{node.name}", (), {}, node.lineno + first_line - 1)


def _call(node: nodes.Call, first_line: int) -> Call:
    named = {pair.key: _constant(pair.value) for pair in node.kwargs}
    return Call(node.node.name, tuple(_constant(a) for a in node.args), named, node.lineno + first_line - 1)


def _constant(node: nodes.Expr) -> str | None:
    return str(node.value) if isinstance(node, nodes.Const) else None


def read_nav(root: Path) -> tuple[dict[str, int] | None, list[Problem]]:
    """Return the pages that `mkdocs.yml` lists, in its order with their lines; None where it tells none."""
    path = "mkdocs.yml"
    text, problems = read_text(root, path)
    if text is None:
        return None, problems
    source, problems = load_yaml(text, path)
    if source.data is None and problems:
        return None, problems
    if not isinstance(source.data, dict) or "nav" not in source.data:
        return None, [Problem(path, 1, "nav", "'nav' is missing", "list every page below a line 'nav:'")]
    # Only the order is ours: the tags and references of other keys are for the generator.
    problems = [problem for problem in problems if problem.where.startswith("nav")]
    if problems:
        return None, problems
    found: dict[str, int] = {}
    for page, line in _leaves(source, ("nav",), source.data["nav"]):
        if page in found:
            what = f"docs/{page}.md stands twice"
            problems.append(Problem(path, line, "nav", what, f"it stands first on line {found[page]}"))
        found.setdefault(page, line)
    return found, problems


def _leaves(source: Source, loc: Loc, value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, str) and value.endswith(".md"):
        yield value.removesuffix(".md"), source.line(loc)
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield from _leaves(source, (*loc, step), item)


def read_settings(root: Path) -> dict[str, Any]:
    """Return what `mkdocs.yml` holds, every value as text; nothing where it cannot be read."""
    text, _ = read_text(root, "mkdocs.yml")
    source, _ = load_yaml(text or "", "mkdocs.yml")
    return source.data if isinstance(source.data, dict) else {}


def read_sections(root: Path) -> dict[str, str]:
    """Return the heading of the navigation that each page stands under, by the page's name."""
    nav = read_settings(root).get("nav")
    found: dict[str, str] = {}
    for item in nav if isinstance(nav, list) else []:
        for heading, below in item.items() if isinstance(item, dict) else ():
            for page, _ in _leaves(Source("mkdocs.yml", {}, {}), (), below):
                found.setdefault(page, str(heading))
    return found
