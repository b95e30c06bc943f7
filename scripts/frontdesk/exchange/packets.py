"""Answers that a page sent as text: found in any text, opened with the manager's key, and believed or not.

`FDS1.<paper>.<payload>.<check>` is sealed, `FDR1…` readable.  What chat and mail programs put inside a long
text is overlooked: white space, line ends, zero-width characters, the `>` of quoted mail.
"""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from frontdesk.assignments import Secrets
from frontdesk.model.assignment import Assignment
from frontdesk.model.paper import Paper
from frontdesk.problems import Problem
from frontdesk.sealing import as_bytes, is_signed, open_sealed, tag, token_for

LONGEST = 64_000
_NOISE = re.compile("=\r?\n|[\\s>|\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_BEGIN = re.compile(r"FD([SR])1\.(?:([A-Z2-9]{4}-[A-Z2-9]{4})\.)?")
_REST = re.compile(r"([A-Za-z0-9_-]*)(?:\.([0-9a-f]{8}))?")
_TAG_DIGITS = 64
_AGAIN = "ask for it again, best as the saved file"
_LONGEST_LIST = 200
_LONGEST_RESPONSE = 20_000
_YEARS = range(2000, 2200)
# Half a character pair and control characters are none that a person types, and no spreadsheet takes them.
_NOT_TYPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True)
class Packet:
    """One packet as it was found: whole, and still shut."""

    paper: str
    is_sealed: bool
    payload: bytes
    path: str = ""
    line: int = 1


@dataclass(frozen=True)
class Opened:
    """What one person handed in: responses and seconds by full id, times by the person's own clock.

    `canonical` is the same for the same answers handed in at the same moment, however they travelled.
    """

    paper: str
    person: str
    attempt: int
    started: datetime
    submitted: datetime
    answers: dict[str, Any]
    seconds: dict[str, int]
    is_sealed: bool
    canonical: bytes


def find_packets(text: str, path: str = "") -> tuple[list[Packet], list[Problem]]:
    """Return the packets of a text in the order they stand, and a problem for each that was damaged."""
    clean, line_at = _without_noise(text)
    packets, problems = [], []
    end = 0
    for begin in _BEGIN.finditer(clean):
        if begin.start() < end:
            continue
        rest = _REST.match(clean, begin.end())
        # Where the end is missing, the next packet may begin inside what looks like this one.
        end = rest.end() if rest[2] else begin.end()
        found = _packet(begin, rest, path, line_at(begin.start()))
        (packets if isinstance(found, Packet) else problems).append(found)
    return packets, problems


def _without_noise(text: str) -> tuple[str, Any]:
    """Return a text without what programs put into it, and what gives the line of a place in the rest."""
    parts, starts, lines = [], [], []
    length, line, last = 0, 1, 0
    for noise in _NOISE.finditer(text):
        parts.append(text[last : noise.start()])
        starts.append(length)
        lines.append(line)
        length += len(parts[-1])
        line += noise[0].count("\n")
        last = noise.end()
    clean = "".join([*parts, text[last:]])
    return clean, lambda place: [*lines, line][bisect_right([*starts, length], place) - 1]


def _packet(begin: re.Match[str], rest: re.Match[str], path: str, line: int) -> Packet | Problem:
    def refused(what: str, hint: str = _AGAIN) -> Problem:
        return Problem(path, line, begin[2] or "answers", what, hint)

    payload, check = rest.groups()
    if len(payload) > LONGEST:
        return refused(f"is longer than any answers can be ({len(payload):,} signs)")
    if check is None or begin[2] is None:
        return refused("is not whole: the end is missing")
    told = begin[0] + payload
    data = as_bytes(payload)
    if data is None or sha256(told.encode()).hexdigest()[:8] != check:
        return refused("was altered on the way, or a part of it is missing")
    return Packet(begin[2], begin[1] == "S", data, path, line)


def open_packet(packet: Packet, assignment: Assignment, secrets: Secrets) -> Opened | Problem:
    """Return what a packet holds, or why it is not believed; no packet raises an error."""

    def refused(what: str, hint: str = _AGAIN) -> Problem:
        return Problem(packet.path, packet.line, packet.paper, what, hint)

    paper = assignment.paper(packet.paper)
    if paper is None:
        return refused("belongs to another assignment", f"this one is '{assignment.id}'")
    plain = packet.payload
    if packet.is_sealed:
        plain = open_sealed(secrets.sealing_key, packet.payload, packet.paper.encode())
    if plain is None:
        return refused("cannot be opened: it was altered, or sealed for another manager's key")
    body = _tagged(plain, token_for(secrets.seed, paper.id))
    if body is None:
        return refused("was altered, or was not written by the page of this paper")
    opened = _read(body, assignment, paper, packet.is_sealed)
    return opened if isinstance(opened, Opened) else refused(opened)


def _tagged(plain: bytes, token: str) -> str | None:
    """Return the body behind its tag, or None where the tag is not that of the page's token."""
    try:
        text = plain.decode()
    except UnicodeDecodeError:
        return None
    told, body = text[:_TAG_DIGITS], text[_TAG_DIGITS:]
    return body if told == tag(token, body) else None


def _read(body: str, assignment: Assignment, paper: Paper, is_sealed: bool) -> Opened | str:
    """Return what a body says, or what is wrong with it."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        data = None
    wrong = _stranger(data, assignment, paper)
    if wrong:
        return wrong
    started, submitted = _moment(data.get("s")), _moment(data.get("e"))
    answers, seconds = _responses(data.get("a"), paper), _seconds(data.get("t"), paper)
    if not started or not submitted or answers is None or seconds is None:
        return "does not hold answers to the questions of its paper"
    who = (paper.id, paper.person, data["n"])
    told = [*who, str(started), str(submitted), answers, seconds]
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    return Opened(*who, started, submitted, answers, seconds, is_sealed, canonical)


def _stranger(data: Any, assignment: Assignment, paper: Paper) -> str | None:
    """Return in what a body differs from what the assignment gave out, or None."""
    if not isinstance(data, dict) or data.get("v") != 1:
        return "was written by another version of Front Desk"
    ours = {"p": paper.id, "w": paper.person, "n": assignment.attempt_of(paper)}
    for (key, value), what in zip(ours.items(), ("paper", "person", "attempt"), strict=True):
        if type(data.get(key)) is not type(value) or data[key] != value:
            return f"names another {what} than the paper does"
    signature = data.get("c")
    if not isinstance(signature, str):
        return "is not signed"
    is_ours = is_signed(assignment.signing_key, assignment.code_text(paper), signature)
    return None if is_ours else "is not signed by this assignment as it stands: was it changed since?"


def _moment(value: Any) -> datetime | None:
    """Return a moment with its offset; without one, or in a year of no computer's clock, None."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo and moment.year in _YEARS else None


def _responses(values: Any, paper: Paper) -> dict[str, Any] | None:
    """Return the responses by full id, None for what was left blank; or None where one has another shape."""
    if not isinstance(values, list) or len(values) != len(paper.items) or not all(map(_is_response, values)):
        return None
    return {item.question: _typed(value) for item, value in zip(paper.items, values, strict=True)}


def _is_response(value: Any) -> bool:
    """Return whether a value is a text, a list of texts or a group of texts, or nothing."""
    if value is None or isinstance(value, str):
        return len(value or "") <= _LONGEST_RESPONSE
    texts = [*value, *value.values()] if isinstance(value, dict) else value
    return (
        isinstance(texts, list)
        and len(texts) <= _LONGEST_LIST
        and all(isinstance(text, str) and len(text) <= _LONGEST_RESPONSE for text in texts)
    )


def _typed(value: Any) -> Any:
    if isinstance(value, str):
        return _NOT_TYPED.sub("\ufffd", value)
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return {_typed(key): _typed(text) for key, text in value.items()} if isinstance(value, dict) else value


def _seconds(values: Any, paper: Paper) -> dict[str, int] | None:
    """Return the whole seconds by full id, or None where one is no number of seconds."""
    is_list = isinstance(values, list) and len(values) == len(paper.items)
    if not is_list or not all(type(value) is int and 0 <= value < 10**8 for value in values):
        return None
    return {item.question: value for item, value in zip(paper.items, values, strict=True)}
