"""Files as text that knows its line: YAML without its loose rules, and Markdown with front matter.

Everything is read as text; the model gives it meaning.  YAML turns `no` into false and `12:30` into 750,
and keeps the last of two equal keys without a word; none of that may touch an answer.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from frontdesk.problems import Problem

Loc = tuple[str | int, ...]
_TOO_DEEP = ("is nested too deeply", "no file here needs more than a few levels")
_REFERENCE = ("a reference with * stands here", "write the text out, or put it in quotes")
_DEEPEST = 40
# libyaml counts these as ends of a line, editors do not; every line told after one would be wrong.
_HIDDEN_BREAK = re.compile("[\x85\u2028\u2029]")
_OPEN_QUOTE = re.compile(r"""[^"'#]*[:-] +(["'])(?!.*\1)""")
_DEEP_BLOCK = re.compile(r"^[ ?:-]{500}", re.MULTILINE)

_NOT_YAML = ("cannot be understood here", "look at the indent, the quotes and the brackets just above")
# These are noticed lines after the one at fault.
_TOLD_LATE = re.compile("unexpected end of stream|expected ',' or|could not find expected ':'")
_MISFIT = re.compile("did not find expected key")
_QUOTE_IT = "put the text in quotes"
_OPENED_QUOTE = ("a quote is opened here and never closed", "close the quote")
_ANCHOR = ("a text that begins with & or * is read as a reference", _QUOTE_IT)
_TAG = ("a text that begins with ! is read as a tag", _QUOTE_IT)
_ESCAPE = ("a '\\' in double quotes begins a sign of its own", "put the text in single quotes")
_MISPLACED = ("this line does not fit the lines above it", "look at the indent and the quotes just above")
_NO_TOKEN = (
    "this character cannot begin a text",
    "indent with spaces, not tabs, and put a text that begins with @, ` or % in quotes",
)
_BRACKET = (
    "what this bracket holds cannot be understood, or it is never closed",
    "close it, and put a text with a comma, a colon or a quote in quotes",
)
_BLOCK_TEXT = (
    "a text behind > or | begins on the next line, and words stand here",
    "begin the text on the next line, or put it in quotes",
)
# What PyYAML says, in the words of a person who writes lessons.
_YAML_WORDS = {
    "mapping values are not": ("a second ':' on this line cannot be understood", _QUOTE_IT),
    "could not find expected ':'": ("this line has no ':' after its key", "write `key: text`"),
    "did not find expected key": _MISPLACED,
    "expected '-' indicator": ("a list item should begin with '-' here", "look at the indent"),
    "cannot start any token": _NO_TOKEN,
    "unexpected end of stream": _OPENED_QUOTE,
    "found unexpected ':'": ("a ':' stands in an unquoted text here", _QUOTE_IT),
    "expected ',' or": _BRACKET,
    "found undefined alias": _ANCHOR,
    "expected alphabetic": _ANCHOR,
    "duplicate anchor": _ANCHOR,
    "found another document": ("a line '---' begins a second document here", "keep one in a file"),
    "block sequence entries": ("a list cannot begin on this line", "put each item on a line of its own"),
    "control characters": ("a character that cannot be printed stands here", "delete it"),
    "found a tab character": ("a tab stands in the indent here", "indent with spaces"),
    "unknown escape character": _ESCAPE,
    "hexdecimal number": _ESCAPE,
    "invalid Unicode character": _ESCAPE,
    "comment or line break": _BLOCK_TEXT,
    "directive": ("a line that begins with % cannot be understood", _QUOTE_IT),
    "expected '>'": _TAG,
    "tag": _TAG,
    "document start": ("this line stands outside of everything above it", "look at the brackets"),
    "node content": ("a text is missing here", "look at the brackets and quotes of this line"),
}

_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
    """A loader that never guesses a type; PyYAML asks for it at every node, a sixth of the reading."""

    def resolve(self, kind: type[yaml.Node], _value: str | None, _implicit: object) -> str:
        """Return the tag of a node that carries none."""
        return _TAGS[kind]


@dataclass(frozen=True)
class Source:
    """The text of one file as nested dicts, lists and strings, with the line of every key.

    `refused` are the places where something stood that could not be read, and was told.
    """

    path: str
    data: Any
    lines: dict[Loc, int] = field(repr=False)
    refused: frozenset[Loc] = frozenset()

    def line(self, loc: Loc) -> int:
        """Return the line of the key at `loc`, or of the nearest thing around it."""
        return nearest(self.lines, loc)


def nearest(lines: dict[Loc, int], loc: Loc) -> int:
    """Return the line of a place, or of the nearest thing around it."""
    while loc not in lines and loc:
        loc = loc[:-1]
    return lines.get(loc, 1)


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
    problem = _unreadable(text, path, first_line)
    if problem:
        return Source(path, None, {}), [problem]
    reading = _Reading(path, text, first_line)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return Source(path, None, {}), [_tell_yaml(error, text, path, first_line)]
    data = None if node is None else reading.build(node, ())
    return Source(path, data, reading.lines, frozenset(reading.refused)), reading.problems


def _unreadable(text: str, path: str, first_line: int) -> Problem | None:
    """Return what makes a text unfit for the parser: breaks nobody sees, or a depth it would not survive."""
    hidden = _HIDDEN_BREAK.search(text)
    if hidden:
        line = text.count("\n", 0, hidden.start()) + first_line
        return Problem(
            path, line, "file", "an end of line that no editor shows stands here", "type this line again"
        )
    # libyaml builds its nodes by recursion, and a text of brackets alone ends the whole program.
    if text.count("[") + text.count("{") > 500 or _DEEP_BLOCK.search(text):
        try:
            line = _line_too_deep(text)
        except yaml.YAMLError:
            return None  # told when it is composed
        if line is not None:
            return Problem(path, line + first_line, "file", *_TOO_DEEP)
    return None


def _line_too_deep(text: str) -> int | None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return event.start_mark.line
    return None


class _Reading:
    """One walk over PyYAML's nodes that keeps the line of every key."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.path, self.text, self.offset = path, text, first_line
        self.lines: dict[Loc, int] = {(): first_line}
        self.problems: list[Problem] = []
        self.refused: set[Loc] = set()
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, loc: Loc) -> Any:
        if id(node) in self._seen:
            # The node's own line is where it was written out, not where it is referred to.
            return self._refuse(nearest(self.lines, loc), loc, *_REFERENCE)
        self._seen.add(id(node))
        line = self.lines.setdefault(loc, node.start_mark.line + self.offset)
        if self.text[node.start_mark.index : node.start_mark.index + 1] == "&":
            return self._refuse(line, loc, *_ANCHOR)
        if node.tag not in _TAGS.values():
            return self._refuse(
                line, loc, "a text that begins with ! is read as a tag", "put the text in quotes"
            )
        if len(loc) > _DEEPEST:
            return self._refuse(line, loc, *_TOO_DEEP)
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
                self._tell(
                    line, loc, "a key should be one word", "put a text that begins with [ or { in quotes"
                )
                continue
            key = key_node.value
            if key in found:
                first = self.lines[(*loc, key)]
                self._tell(
                    line, (*loc, key), f"the key '{key}' stands twice", f"it stands first on line {first}"
                )
                continue
            self.lines[(*loc, key)] = line
            found[key] = self.build(value_node, (*loc, key))
        return found

    def _refuse(self, line: int, loc: Loc, what: str, hint: str) -> None:
        self.refused.add(loc)
        self._tell(line, loc, what, hint)

    def _tell(self, line: int, loc: Loc, what: str, hint: str) -> None:
        where = ".".join(part for part in loc if isinstance(part, str)) or "file"
        self.problems.append(Problem(self.path, line, where, what, hint))


def _tell_yaml(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None))
    mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line = mark.line if mark else text.count("\n", 0, getattr(error, "position", None) or 0)
    if begun and _TOLD_LATE.search(said):
        line = begun.line
    words = next((words for sign, words in _YAML_WORDS.items() if sign in said), _NOT_YAML)
    opened = _open_quote(text.split("\n"), line)
    if _MISFIT.search(said) and opened is not None:
        line, words = opened, _OPENED_QUOTE
    return Problem(path, line + first_line, "file", *words)


def _open_quote(lines: list[str], last: int) -> int | None:
    """Return the line above whose quote runs on until it meets the next one in the last line."""
    for place in range(last - 1, -1, -1):
        found = _OPEN_QUOTE.match(lines[place])
        if found:
            return place if found[1] in lines[last] else None
        if '"' in lines[place] or "'" in lines[place]:
            return None
    return None
