"""What people are called in a report: by name, or by a code that tells nobody who they are."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from frontdesk.reporting.class_record import ClassRecord, PersonRecord
from frontdesk.reporting.wording import listed


@dataclass(frozen=True)
class Names:
    """The names of a class by person id; `hidden` where they are codes."""

    by_id: dict[str, str]
    hidden: bool = False

    def of(self, person: str) -> str:
        """Return what a person is called."""
        return self.by_id[person]

    def listed(self, people: list[PersonRecord], most: int | None = None) -> str:
        """Return people in a sentence."""
        return listed([self.of(one.id) for one in people], most)


def names_of_class(record: ClassRecord, *, hide: bool = False) -> Names:
    """Return the names of a class; where two are called the same, with their ids."""
    if hide:
        return Names(_codes(record), hidden=True)
    called = Counter(one.person.name for one in record.people)
    return Names(
        {
            one.id: one.person.name if called[one.person.name] == 1 else f"{one.person.name} ({one.id})"
            for one in record.people
        }
    )


def _codes(record: ClassRecord) -> dict[str, str]:
    """Return P-01, P-02 … in an order that only who holds the manifest can work out.

    It rests on the seeds of the papers: neither the roster's order nor anybody's name or id leads to it, and
    every report of the assignment has the same.
    """
    seeds: dict[str, str] = {}
    for paper in record.assignment.papers:
        seeds.setdefault(paper.person, paper.seed)
    secret = {one.id: sha256(f"{seeds.get(one.id, '')}/code/{one.id}".encode()) for one in record.people}
    order = sorted(secret, key=lambda person: secret[person].digest())
    width = max(2, len(str(len(order))))
    return {person: f"P-{number:0{width}}" for number, person in enumerate(order, 1)}
