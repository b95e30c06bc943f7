"""An assignment made by hand: what a manager would have given out, without its folder."""

from datetime import date
from typing import Any

from frontdesk.assigning.page import page_html
from frontdesk.assignments import Secrets
from frontdesk.model.assignment import Assignment, Person
from frontdesk.model.bank import Bank
from frontdesk.model.blueprint import Blueprint
from frontdesk.model.paper import Paper
from frontdesk.model.questions import TYPES
from frontdesk.papers import draw_paper, edition_of, seed_for
from frontdesk.sealing import new_sealing_keys, new_signing_keys, sign, token_for
from real_content import LIBRARY

TODAY = date(2026, 11, 23)
DUE = date(2026, 12, 4)
BANKS: dict[str, Bank] = LIBRARY.banks
SEALING, SIGNING = new_sealing_keys(), new_signing_keys()
WANG, CHEN = Person("wang-li", "王丽 Wang Li"), Person("chen-jie", "陈杰 Chen Jie", extra_minutes=10)
SECRETS = Secrets("desk-ready", "a secret seed", SEALING.private, SIGNING.private)
# One question of each type at least, and numbers that are drawn.
ALL_TYPES = [
    {"from": "law/service-contract", "count": "1", "type": kind} for kind in TYPES if kind != "scenario"
] + [
    {"from": "norms/property-fee", "count": "1", "type": "scenario"},
    {"from": "norms/property-fee", "count": "1", "type": "numeric"},
]


def assignment_of(*draw: dict[str, Any], minutes: int | None = None, attempts: int = 1) -> Assignment:
    """Return an assignment to two people; all question types unless told."""
    words = {"title": "Desk-Ready certificate", "shuffle": ["questions", "options"]}
    plan = Blueprint.model_validate({**words, "draw": list(draw or ALL_TYPES)})
    papers = [
        draw_paper("desk-ready", plan, BANKS, TODAY, seed_for(SECRETS.seed, person.id, attempt), person.id)
        for person in (WANG, CHEN)
        for attempt in range(1, attempts + 1)
    ]
    return give_out(tuple(papers), minutes, attempts)


def give_out(papers: tuple[Paper, ...], minutes: int | None = None, attempts: int = 1) -> Assignment:
    """Return an assignment of papers that are drawn already."""
    return Assignment(
        id=SECRETS.assignment,
        title="Desk-Ready, December",
        blueprint="desk-ready",
        edition=edition_of(BANKS.values()),
        due=DUE,
        pass_mark=80,
        attempts=attempts,
        sealing_key=SEALING.public,
        signing_key=SIGNING.public,
        people=(WANG, CHEN),
        papers=papers,
        minutes=minutes,
    )


def paper_of(assignment: Assignment, person: Person = WANG) -> Paper:
    """Return the first paper of a person."""
    return assignment.papers_of(person)[0]


def signature_for(assignment: Assignment, paper: Paper) -> str:
    """Return what the manager signed for a paper."""
    return sign(SIGNING.private, assignment.code_text(paper))


def page_of(assignment: Assignment, paper: Paper, banks: dict[str, Bank] = BANKS) -> str:
    """Return the page that a person is given."""
    token = token_for(SECRETS.seed, paper.id)
    return page_html(assignment, paper, banks, token, signature_for(assignment, paper))
