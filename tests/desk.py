"""An assignment over the real banks, its people, and what they hand in."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from frontdesk.assignments import Secrets, write_assignment
from frontdesk.collecting.reading import Desk
from frontdesk.collecting.roll import Roll
from frontdesk.drawing import key_for
from frontdesk.grading import PaperQuestions
from frontdesk.model.assignment import Assignment, Person
from frontdesk.model.bank import Bank
from frontdesk.model.blueprint import Blueprint
from frontdesk.model.expression import decimal_text
from frontdesk.model.paper import Item, Paper
from frontdesk.model.questions import Essay, Matching, Numeric, Question, Scenario, ShortAnswer
from frontdesk.papers import draw_paper, edition_of, seed_for
from frontdesk.scoring import mark
from frontdesk.sealing import Keys, as_text, new_sealing_keys, new_signing_keys, seal, sign, tag, token_for
from real_content import LIBRARY

TODAY = date(2026, 11, 23)
DUE = date(2026, 12, 4)
CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 12, 4, 10, 0, tzinfo=CHINA)
PEOPLE = (
    Person("wang-li", "王丽"),
    Person("chen-jie", "Chen Jie"),
    Person("liu-fang", "刘芳", due=date(2026, 12, 9)),
    Person("zhao-min", "Zhao <b>Min</b>"),
)
PLAN = {
    "title": "Desk-Ready certificate",
    "pass_mark": "80",
    "attempts": "2",
    "draw": [
        {"from": "law/service-contract", "count": "2", "type": "single-choice"},
        {"from": "law/service-contract", "count": "1", "type": "multiple-response"},
        {"from": "law/service-contract", "count": "1", "type": "essay"},
        {"from": "law", "count": "1", "type": "ordering"},
        {"from": "law", "count": "1", "type": "matching"},
        {"from": "law", "count": "1", "type": "true-false"},
        {"from": "norms", "count": "1", "type": "numeric"},
        {"from": "norms/property-fee", "count": "1", "type": "scenario"},
    ],
    "shuffle": ["questions", "options"],
}
SHORT = {
    "title": "Contract",
    "pass_mark": "80",
    "attempts": "1",
    "draw": [{"from": "law/service-contract", "count": "4", "type": "single-choice"}],
    "shuffle": ["questions", "options"],
}


@cache
def library() -> Any:
    """The real content, read once."""
    return LIBRARY


def banks() -> dict[str, Bank]:
    return library().banks


def questions(found: Mapping[str, Bank] | None = None) -> dict[str, Question]:
    return {bank.full_id(q): q for bank in (found or banks()).values() for q in bank.questions}


def on_papers(found: Mapping[str, Bank] | None = None) -> PaperQuestions:
    return PaperQuestions(found or banks())


@dataclass(frozen=True)
class Assigned:
    """An assignment with its secrets."""

    assignment: Assignment
    secrets: Secrets

    def desk(self, now: datetime = NOW) -> Desk:
        return Desk(Roll(self.assignment), self.secrets, questions(), now)

    def paper(self, person: str, attempt: int = 1) -> Paper:
        return self.assignment.papers_of(self.assignment.person(person))[attempt - 1]

    def write(self, folder: Path) -> Path:
        write_assignment(folder, self.assignment, self.secrets)
        return folder


@cache
def _keys(name: str) -> tuple[Keys, Keys]:
    """Keys made once for each name: which they are is no matter to a test."""
    return new_sealing_keys(), new_signing_keys()


def assigned(
    plan: Mapping[str, Any] = PLAN,
    people: tuple[Person, ...] = PEOPLE,
    name: str = "desk-ready",
    seed: str = "s",
) -> Assigned:
    """Draw an assignment."""
    blueprint = Blueprint.model_validate(plan)
    sealing, signing = _keys(name)
    papers = [
        draw_paper(name, blueprint, banks(), TODAY, seed_for(seed + name, person.id, attempt), person.id)
        for person in people
        for attempt in range(1, blueprint.attempts + 1)
    ]
    assignment = Assignment(
        id=f"{name}-{DUE}",
        title=blueprint.title,
        blueprint=name,
        edition=edition_of(banks().values()),
        due=DUE,
        pass_mark=blueprint.pass_mark,
        attempts=blueprint.attempts,
        sealing_key=sealing.public,
        signing_key=signing.public,
        people=people,
        papers=tuple(papers),
    )
    return Assigned(assignment, Secrets(assignment.id, seed, sealing.private, signing.private))


def paths(question: Scenario, scene: str | None) -> Iterator[list[str]]:
    """Yield every path through a scenario."""
    choices = question.scenes[scene].choices if scene else {}
    if not choices:
        yield []
    for name, move in choices.items():
        yield from ([name, *rest] for rest in paths(question, move.next))


def right_response(question: Question, item: Item) -> Any:
    """Return a response that earns everything, or a text where a person marks."""
    key = key_for(question, item.values)
    if isinstance(question, Essay):
        return "Lifts stay on. 电梯照常运行。"
    if isinstance(question, Scenario):
        return max(paths(question, question.start), key=lambda path: mark(key, path).earned)
    if isinstance(question, ShortAnswer):
        return key["accept"][0].replace("*", "")
    return decimal_text(Fraction(key["answer"])) if isinstance(question, Numeric) else key["answer"]


def right_answers(paper: Paper) -> dict[str, Any]:
    """Return responses that earn everything, by full id."""
    found = questions()
    return {item.question: right_response(found[item.question], item) for item in paper.items}


def packet(
    given: Assigned,
    paper: Paper,
    answers: Mapping[str, Any],
    submitted: str = "2026-12-03T09:14:31+08:00",
    *,
    is_sealed: bool = True,
    **changes: Any,
) -> str:
    """Return what a person's page hands in; `changes` are keys of the body that are not as they should be."""
    assignment, secrets = given.assignment, given.secrets
    body = {
        "v": 1,
        "p": paper.id,
        "w": paper.person,
        "n": assignment.attempt_of(paper),
        "s": "2026-12-03T09:00:00+08:00",
        "e": submitted,
        "a": [answers.get(item.question) for item in paper.items],
        "t": [7] * len(paper.items),
        "c": sign(secrets.signing_key, assignment.code_text(paper)),
    }
    text = json.dumps(body | changes, ensure_ascii=False)
    plain = (tag(token_for(secrets.seed, paper.id), text) + text).encode("utf-8", "surrogatepass")
    payload = seal(assignment.sealing_key, plain, paper.id.encode()) if is_sealed else plain
    told = f"FD{'S' if is_sealed else 'R'}1.{paper.id}.{as_text(payload)}"
    return f"{told}.{sha256(told.encode()).hexdigest()[:8]}"


def saved(text: str) -> str:
    """Return the file that a page saves around a packet."""
    return f"Desk-Ready certificate\nSend this file to your manager. 请把此文件发给主管。\n\n{text}\n"


def printed(question: Question, item: Item, response: Any) -> str:
    """Return what somebody types under the printed number for a response."""
    letters = dict(zip(item.order, "ABCDEFGHIJ", strict=False))
    if isinstance(question, Matching):
        return " ".join(
            f"{number}={letters[response[prompt]]}" for number, prompt in enumerate(question.prompts, 1)
        )
    if isinstance(question, Scenario):
        scene, told = question.start, []
        for name in response:
            choices = question.scenes[scene].choices
            told.append("ABCDEF"[list(choices).index(name)])
            scene = choices[name].next
        return " ".join(told)
    if not item.order:
        return response
    return " ".join(letters[name] for name in ([response] if isinstance(response, str) else response))
