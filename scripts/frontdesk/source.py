"""Files as text that knows its line: YAML without its loose rules, and Markdown with front matter.

Everything is read as text; the model gives it meaning.  YAML turns `no` into false and `12:30` into 750,
and keeps the last of two equal keys without a word; none of that may touch an answer.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from frontdesk.problems import Problem

Loc = tuple[str | int, ...]
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}
_DEEPEST = 40

# What PyYAML says, in the words of a person who writes lessons.
_YAML_WORDS = {
    "mapping values are not allowed": (
        "a second ':' on this line cannot be understood",
        'put the whole text in quotes: "…: …"',
    ),
    "could not find expected ':'": ("this line has no ':' after its key", "write `key: text`"),
    "did not find expected key": (
        "this line does not fit the lines above it",
        "look at the indent and the quotes just above",
    ),
    "did not find expected '-' indicator": ("a list item should begin with '-' here", "look at the indent"),
    "cannot start any token": (
        "this character cannot begin a text",
        "indent with spaces, not tabs, and put a text that begins with @, ` or % in quotes",
    ),
    "unexpected end of stream": ("a quote is opened here and never closed", "close the quote"),
    "found unexpected ':'": ("a ':' stands in an unquoted text here", "put the text in quotes"),
    "did not find expected ',' or": (
        "a bracket is opened here and never closed",
        "close it, or put the text in quotes",
    ),
    "found undefined alias": ("a text that begins with * is read as a reference", "put the text in quotes"),
    "did not find expected alphabetic": (
        "a text that begins with & or * is read as a reference",
        "put the text in quotes",
    ),
    "expected a single document": (
        "a line '---' begins a second document here",
        "keep one document in a file",
    ),
    "block sequence entries are not allowed": (
        "a list cannot begin on this line",
        "put each item on a line of its own",
    ),
    "control characters are not allowed": ("a character that cannot be printed stands here", "delete it"),
}


@dataclass(frozen=True)
class Source:
    """The text of one file as nested dicts, lists and strings, with the line of every key."""

    path: str
    data: Any
    lines: dict[Loc, int] = field(repr=False)

    def line(self, loc: Loc) -> int:
        """Return the line of the key at `loc`, or of the nearest thing around it."""
        while loc not in self.lines and loc:
            loc = loc[:-1]
        return self.lines.get(loc, 1)


def read_text(root: Path, path: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a UTF-8 file below `root`, or None and the reason."""
    try:
        raw = (root / path).read_bytes()
    except OSError as error:
        return None, [Problem(path, 1, "file", f"cannot be opened: {error.strerror}")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [Problem(path, line, "file", "is not UTF-8 text", "save it with the encoding UTF-8")]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def load_yaml(text: str, path: str, first_line: int = 1) -> tuple[Source, list[Problem]]:
    """Return the data of a YAML text with true lines; what cannot be read is None and a problem."""
    reading = _Reading(path, first_line)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return Source(path, None, {}), [_tell_yaml(error, text, path, first_line)]
    except RecursionError:
        return Source(path, None, {}), [Problem(path, first_line, "file", "is nested too deeply to be read")]
    data = None if node is None else reading.build(node, ())
    return Source(path, data, reading.lines), reading.problems


def load_front_matter(text: str, path: str) -> tuple[Source | None, str, int, list[Problem]]:
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
            return (
                None,
                "",
                1,
                [
                    Problem(
                        path,
                        1,
                        "front matter",
                        "begins with '---' and is never closed",
                        "end it with a line '---'",
                    )
                ],
            )
    source, problems = load_yaml(text[4 : end + 1], path, first_line=2)
    return source, text[end + 5 :], text.count("\n", 0, end) + 3, problems


class _Reading:
    """One walk over PyYAML's nodes that keeps the line of every key."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path, self.offset = path, first_line
        self.lines: dict[Loc, int] = {(): first_line}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, loc: Loc) -> Any:
        line = node.start_mark.line + self.offset
        self.lines.setdefault(loc, line)
        if id(node) in self._seen:
            return self._refuse(
                line, loc, "a reference with * or & stands here", "write the text out, or put it in quotes"
            )
        self._seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            return self._refuse(
                line, loc, f"'{node.tag}' is read as a YAML tag", "put a text that begins with ! in quotes"
            )
        if len(loc) > _DEEPEST:
            return self._refuse(
                line, loc, "is nested too deeply", "no file here needs more than a few levels"
            )
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*loc, place)) for place, item in enumerate(node.value)]
        return self._mapping(node, loc)

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + self.offset
            if not isinstance(key_node, yaml.ScalarNode):
                self._refuse(
                    line, loc, "a key should be one word", "put a text that begins with [ or { in quotes"
                )
                continue
            key = key_node.value
            if key in found:
                first = self.lines[(*loc, key)]
                self._refuse(
                    line, (*loc, key), f"the key '{key}' stands twice", f"it stands first on line {first}"
                )
                continue
            self.lines[(*loc, key)] = line
            found[key] = self.build(value_node, (*loc, key))
        return found

    def _refuse(self, line: int, loc: Loc, what: str, hint: str) -> None:
        where = ".".join(str(part) for part in loc) or "file"
        self.problems.append(Problem(self.path, line, where, what, hint))


def _tell_yaml(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "something is not YAML"
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line if mark else text.count("\n", 0, getattr(error, "position", None) or 0)
    what, hint = next(
        (words for sign, words in _YAML_WORDS.items() if sign in str(said)),
        (f"cannot be read here: {said}", ""),
    )
    if "end of stream" in str(said) and getattr(error, "context_mark", None):
        line = error.context_mark.line
    return Problem(path, line + first_line, "file", what, hint)
