"""Issue an assignment: a paper for each person and attempt, keys to seal and sign with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from frontdesk.assignments import Secrets
from frontdesk.model.assignment import Assignment, Person
from frontdesk.model.bank import Bank
from frontdesk.model.blueprint import Blueprint
from frontdesk.model.paper import Paper
from frontdesk.papers import banks_of, draw_paper, edition_of, paper_id, seed_for
from frontdesk.sealing import new_sealing_keys, new_signing_keys

NOBODY = "trial"


@dataclass(frozen=True)
class Issue:
    """What is drawn from: a blueprint by name, and the banks as they stand today."""

    name: str
    blueprint: Blueprint
    banks: Mapping[str, Bank]
    today: date


def issue(plan: Issue, people: Sequence[Person], due: date, seed: str) -> tuple[Assignment, Secrets] | None:
    """Return an assignment and its secrets, or None where a paper cannot be drawn whole.

    `seed` is the secret of the assignment: random text of at least 128 bits.
    """
    sealing, signing = new_sealing_keys(), new_signing_keys()
    papers = [
        _paper(plan, person, attempt, seed)
        for person in people
        for attempt in range(1, plan.blueprint.attempts + 1)
    ]
    if None in papers:
        return None
    assignment = Assignment(
        id=f"{plan.name}-{due}-{paper_id(seed)[:4].lower()}",
        title=plan.blueprint.title,
        blueprint=plan.name,
        edition=edition_of(banks_of(plan.blueprint, plan.banks).values()),
        due=due,
        pass_mark=plan.blueprint.pass_mark,
        attempts=plan.blueprint.attempts,
        minutes=plan.blueprint.minutes,
        sealing_key=sealing.public,
        signing_key=signing.public,
        people=tuple(people),
        papers=tuple(papers),
    )
    return assignment, Secrets(assignment.id, seed, sealing.private, signing.private)


def issue_alone(paper: Paper, due: date, seed: str) -> tuple[Assignment, Secrets]:
    """Return an assignment of one paper that is given to nobody by name, and its secrets."""
    sealing, signing = new_sealing_keys(), new_signing_keys()
    assignment = Assignment(
        id=f"{paper.blueprint}-{paper.id.lower()}",
        title=paper.title,
        blueprint=paper.blueprint,
        edition=paper.edition,
        due=due,
        pass_mark=paper.pass_mark,
        attempts=1,
        minutes=paper.minutes,
        sealing_key=sealing.public,
        signing_key=signing.public,
        people=(Person(NOBODY, "Trial 试做"),),
        papers=(replace(paper, person=NOBODY),),
    )
    return assignment, Secrets(assignment.id, seed, sealing.private, signing.private)


def _paper(plan: Issue, person: Person, attempt: int, seed: str) -> Paper | None:
    own = seed_for(seed, person.id, attempt)
    return draw_paper(plan.name, plan.blueprint, plan.banks, plan.today, own, person.id)
