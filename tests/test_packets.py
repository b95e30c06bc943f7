"""Packets are found in any text, whole or told; what they hold is believed only where all of it fits."""

import json
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assigned import CHEN, SECRETS, SIGNING, WANG, assignment_of, give_out, paper_of, signature_for
from frontdesk.assignments import Secrets
from frontdesk.exchange.packets import LONGEST, Opened, Packet, find_packets, open_packet
from frontdesk.model.assignment import Assignment
from frontdesk.model.paper import Paper
from frontdesk.problems import Problem
from frontdesk.sealing import as_text, new_sealing_keys, seal, sign, tag, token_for

ASSIGNMENT = assignment_of(attempts=2)
PAPER = paper_of(ASSIGNMENT)
COUNT = len(PAPER.items)
STARTED, ENDED = "2026-12-04T09:00:00+08:00", "2026-12-04T09:14:31+08:00"
ANSWERS = ["a", ["a", "c"], {"a": "x"}, "12.50", None, "服务用房", ["c", "a", "b"], "true", "", "We stay."][
    :COUNT
]


def body_of(paper: Paper = PAPER, assignment: Assignment = ASSIGNMENT, **other: Any) -> dict[str, Any]:
    return {
        "v": 1,
        "p": paper.id,
        "w": paper.person,
        "n": assignment.attempt_of(paper),
        "s": STARTED,
        "e": ENDED,
        "a": ANSWERS,
        "t": list(range(COUNT)),
        "c": signature_for(assignment, paper),
    } | other


def line_of(kind: str, paper: str, payload: bytes) -> str:
    told = f"{kind}.{paper}.{as_text(payload)}"
    return f"{told}.{sha256(told.encode()).hexdigest()[:8]}"


def packet_of(body: Any, paper: Paper = PAPER, *, kind: str = "FDS1", token: str | None = None) -> str:
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    token = token_for(SECRETS.seed, paper.id) if token is None else token
    plain = (tag(token, text) + text).encode()
    sealed = seal(ASSIGNMENT.sealing_key, plain, paper.id.encode()) if kind == "FDS1" else plain
    return line_of(kind, paper.id, sealed)


WHOLE = packet_of(body_of())
READABLE = packet_of(body_of(), kind="FDR1")
HUMAN = "Answers of 王丽 Wang Li · Desk-Ready certificate\nSend all of this. 请将全部内容原样发给主管。\n"


def only_packet(text: str) -> Packet:
    packets, problems = find_packets(text)
    assert (len(packets), problems) == (1, [])
    return packets[0]


def opened(text: str, assignment: Assignment = ASSIGNMENT, secrets: Secrets = SECRETS) -> Opened | Problem:
    return open_packet(only_packet(text), assignment, secrets)


@pytest.mark.parametrize(("text", "is_sealed"), [(WHOLE, True), (READABLE, False)])
def test_a_packet_gives_what_was_answered_by_full_id(text: str, is_sealed: bool):
    found = opened(HUMAN + text + "\n")

    assert isinstance(found, Opened)
    assert (found.paper, found.person, found.attempt) == (PAPER.id, "wang-li", 1)
    assert found.answers == {item.question: a for item, a in zip(PAPER.items, ANSWERS, strict=True)}
    assert found.seconds == {item.question: place for place, item in enumerate(PAPER.items)}
    assert found.started == datetime(2026, 12, 4, 9, tzinfo=timezone(timedelta(hours=8)))
    assert found.submitted - found.started == timedelta(minutes=14, seconds=31)
    assert found.is_sealed is is_sealed


def test_the_same_answers_are_the_same_bytes_however_they_came():
    one, again, readable = opened(WHOLE), opened(packet_of(body_of())), opened(READABLE)
    later = opened(packet_of(body_of(e="2026-12-04T09:14:32+08:00")))

    assert one.canonical == again.canonical == readable.canonical != later.canonical


NOISE = [
    " ",
    "\n",
    "\r\n",
    "\t",
    "\n> ",
    "\n> > ",
    "\u200b",
    "\ufeff",
    "\u00a0",
    "\u3000",
    "\u00ad",
    "=\r\n",
    "\u2060",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.sampled_from(NOISE)), max_size=30))
def test_what_programs_put_inside_is_overlooked(put: list[tuple[int, str]]):
    text = WHOLE
    for place, noise in sorted(put, reverse=True):
        text = text[:place] + noise + text[place:]

    assert only_packet(text).payload == only_packet(WHOLE).payload


def test_a_packet_broken_into_lines_of_a_quoted_mail_is_found():
    lines = [WHOLE[start : start + 72] for start in range(0, len(WHOLE), 72)]

    assert isinstance(opened("On Friday Wang Li wrote:\n> " + "\n> ".join(lines) + "\n>\n> Wang Li"), Opened)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, len(WHOLE) - 1),
    st.sampled_from(["", "\n", "\nAnswers of 王丽, thank you.\n", f"\n{READABLE}\n"]),
)
def test_a_cut_is_told_and_never_opened(end: int, after: str):
    packets, problems = find_packets(WHOLE[:end] + after)

    assert len(packets) == (READABLE in after)
    if end >= len("FDS1."):
        assert [problem.what for problem in problems] == ["is not whole: the end is missing"]
    else:
        assert problems == []


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.characters(exclude_categories=["Cs"]))
def test_a_changed_character_is_never_believed(place: int, letter: str):
    text = WHOLE[:place] + letter + WHOLE[place + 1 :]
    if letter == WHOLE[place]:
        return
    packets, problems = find_packets(text)

    assert packets == []
    # What stands before the first point is what a packet is known by; an R there claims another kind.
    assert len(problems) == (place >= len("FDS1.") or text.startswith("FDR1."))


@given(st.text(max_size=400), st.text(max_size=400))
def test_nothing_in_a_text_raises_an_error(before: str, after: str):
    find_packets(before)
    packets, _ = find_packets(f"{before}\n{WHOLE}\n{after}")

    assert len(packets) <= 1


@given(st.text("FDSR1.-K7QFabcdef0123456789 \n>", max_size=300))
def test_nothing_that_looks_like_a_packet_raises_an_error(text: str):
    packets, _ = find_packets(text)

    assert packets == []


def test_forty_packets_in_one_text_are_found_in_their_order_with_their_lines():
    texts = [packet_of(body_of(e=f"2026-12-04T09:14:{second:02}+08:00")) for second in range(40)]
    wrapped = [text[:50] + "\n" + text[50:] for text in texts]

    packets, problems = find_packets("\n".join(HUMAN + text for text in wrapped), "inbox/chat.txt")

    assert problems == []
    assert [packet.line for packet in packets] == [3 + 4 * place for place in range(40)]
    assert {packet.path for packet in packets} == {"inbox/chat.txt"}
    assert [open_packet(p, ASSIGNMENT, SECRETS).submitted.second for p in packets] == list(range(40))


def test_of_many_packets_a_damaged_one_takes_no_other_with_it():
    texts = [WHOLE, WHOLE[:-20], WHOLE[:100] + "x" + WHOLE[101:], READABLE]

    packets, problems = find_packets("".join(texts), "chat.txt")

    assert [packet.is_sealed for packet in packets] == [True, False]
    assert [problem.what for problem in problems] == [
        "is not whole: the end is missing",
        "was altered on the way, or a part of it is missing",
    ]
    assert str(problems[0]) == (
        f"chat.txt:1: {PAPER.id}: is not whole: the end is missing\n"
        "  hint: ask for it again, best as the saved file"
    )


def test_a_packet_that_is_longer_than_any_answers_is_refused():
    packets, problems = find_packets(line_of("FDR1", PAPER.id, b"x" * LONGEST))

    assert packets == []
    assert problems[0].what == "is longer than any answers can be (85,334 signs)"


SHUT = "cannot be opened: it was altered, or sealed for another manager's key"
FOREIGN = "was altered, or was not written by the page of this paper"
SHAPES = "does not hold answers to the questions of its paper"


def refusal(text: str, assignment: Assignment = ASSIGNMENT, secrets: Secrets = SECRETS) -> str:
    found = opened(text, assignment, secrets)
    assert isinstance(found, Problem)
    assert found.where == PAPER.id
    assert found.hint
    return found.what


def test_a_packet_of_another_assignment_says_so():
    other = give_out((paper_of(ASSIGNMENT, CHEN),))

    assert refusal(WHOLE, other) == "belongs to another assignment"


def test_a_packet_sealed_for_another_key_is_not_opened():
    told = Secrets(SECRETS.assignment, SECRETS.seed, new_sealing_keys().private, SECRETS.signing_key)

    assert refusal(WHOLE, secrets=told) == SHUT


def test_a_packet_sealed_for_another_paper_is_not_opened():
    second = ASSIGNMENT.papers_of(WANG)[1]
    payload = only_packet(WHOLE).payload
    found = open_packet(only_packet(line_of("FDS1", second.id, payload)), ASSIGNMENT, SECRETS)

    assert found.what == SHUT


@pytest.mark.parametrize("kind", ["FDS1", "FDR1"])
def test_a_packet_without_the_token_of_its_page_is_not_believed(kind: str):
    text = packet_of(body_of(), kind=kind, token=token_for("a guessed seed", PAPER.id))

    assert refusal(text) == FOREIGN


def test_a_readable_packet_that_was_changed_and_checked_anew_is_not_believed():
    plain = only_packet(READABLE).payload
    changed = plain.replace(b'"a":["a"', b'"a":["b"')

    assert changed != plain
    assert refusal(line_of("FDR1", PAPER.id, changed)) == FOREIGN


@pytest.mark.parametrize("payload", [b"", b"\xff" * 80, "答案".encode()])
def test_a_readable_packet_of_anything_else_is_not_believed(payload: bytes):
    told = refusal(line_of("FDR1", PAPER.id, payload))

    assert told == FOREIGN


STRANGERS: list[tuple[str, Any]] = [
    ("was written by another version of Front Desk", {"v": 2}),
    ("names another paper than the paper does", {"p": "K7QF-2M9T"}),
    ("names another person than the paper does", {"w": "chen-jie"}),
    ("names another person than the paper does", {"w": None}),
    ("names another attempt than the paper does", {"n": 2}),
    ("names another attempt than the paper does", {"n": True}),
    ("is not signed", {"c": None}),
    ("is not signed by this assignment as it stands: was it changed since?", {"c": ""}),
    (SHAPES, {"s": "2026-12-04T09:00:00"}),
    (SHAPES, {"s": "yesterday"}),
    (SHAPES, {"s": None}),
    (SHAPES, {"e": "0001-01-01T00:00:00+14:00"}),
    (SHAPES, {"e": 5}),
    (SHAPES, {"a": ANSWERS[1:]}),
    (SHAPES, {"a": {}}),
    (SHAPES, {"a": [5, *ANSWERS[1:]]}),
    (SHAPES, {"a": [True, *ANSWERS[1:]]}),
    (SHAPES, {"a": [[["a"]], *ANSWERS[1:]]}),
    (SHAPES, {"a": [{"a": ["x"]}, *ANSWERS[1:]]}),
    (SHAPES, {"a": ["x" * 20_001, *ANSWERS[1:]]}),
    (SHAPES, {"a": [["a"] * 201, *ANSWERS[1:]]}),
    (SHAPES, {"t": [0] * (COUNT - 1)}),
    (SHAPES, {"t": [-1] * COUNT}),
    (SHAPES, {"t": [0.5] * COUNT}),
    (SHAPES, {"t": [True] * COUNT}),
    (SHAPES, {"t": None}),
]


@pytest.mark.parametrize(("what", "other"), STRANGERS, ids=[json.dumps(o)[:40] for _, o in STRANGERS])
def test_a_body_that_does_not_fit_its_paper_is_refused(what: str, other: dict):
    assert refusal(packet_of(body_of(**other))) == what


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "[" * 5000, "1" * 6000, '"text"'])
def test_a_body_that_is_no_answers_is_refused(body: str):
    assert refusal(packet_of(body)) == "was written by another version of Front Desk"


def test_a_signature_of_another_day_is_refused():
    later = sign(SIGNING.private, ASSIGNMENT.code_text(PAPER).replace("2026-12-04", "2026-12-31"))

    assert refusal(packet_of(body_of(c=later))) == (
        "is not signed by this assignment as it stands: was it changed since?"
    )


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from("vpwnseatc"), anything)
def test_no_value_in_a_body_raises_an_error(key: str, value: Any):
    text = json.dumps(body_of(**{key: value}))

    assert isinstance(opened(packet_of(text, kind="FDR1")), Opened | Problem)


def test_what_nobody_can_type_is_replaced():
    strange = ["half \ud83d a pair", ["a\u0000"], {"\u0001": "\u001f"}, "kept:\t\n", *ANSWERS[4:]]
    found = opened(packet_of(json.dumps(body_of(a=strange)), kind="FDR1"))

    assert list(found.answers.values())[:4] == [
        "half \ufffd a pair", ["a\ufffd"], {"\ufffd": "\ufffd"}, "kept:\t\n",
    ]  # fmt: skip


def test_a_person_may_answer_nothing():
    found = opened(packet_of(body_of(a=[None] * COUNT)))

    assert set(found.answers.values()) == {None}


def test_a_packet_of_a_second_attempt_says_which_it_is():
    second = ASSIGNMENT.papers_of(WANG)[1]

    assert opened(packet_of(body_of(second), second)).attempt == 2


def test_a_text_full_of_beginnings_does_not_keep_the_reader_busy():
    text = ("FDS1." * 20_000) + ("x" * 100_000) + ("\n> " * 100_000) + WHOLE

    packets, problems = find_packets(text)

    assert len(packets) <= 1
    assert problems
