"""Assignments: a quiz given to people until a day, each with papers of their own."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from frontdesk.model.paper import Paper, paper_from_json

FORMAT = "frontdesk-assignment/1"


@dataclass(frozen=True)
class Person:
    """One person of a roster; `due` and `extra_minutes` are set where they differ from everybody's."""

    id: str
    name: str
    due: date | None = None
    extra_minutes: int = 0


@dataclass(frozen=True)
class Assignment:
    """What was assigned to whom.

    `sealing_key` and `signing_key` are the public halves (base64url without padding: an uncompressed P-256
    point, and a raw Ed25519 key); the private halves and the secret seed stand in a file of their own.
    Papers stand in the order of people; one person has a paper for each attempt, the first one first.
    """

    id: str
    title: str
    blueprint: str
    edition: str
    due: date
    pass_mark: int
    attempts: int
    sealing_key: str
    signing_key: str
    people: tuple[Person, ...]
    papers: tuple[Paper, ...]
    minutes: int | None = None
    _by_id: dict[str, Paper] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Lay the papers out by id once."""
        self._by_id.update({paper.id: paper for paper in self.papers})

    def paper(self, paper_id: str) -> Paper | None:
        """Return a paper by its id, or None where it belongs to another assignment."""
        return self._by_id.get(paper_id)

    def person(self, person_id: str) -> Person | None:
        """Return a person of the roster by id."""
        return next((person for person in self.people if person.id == person_id), None)

    def papers_of(self, person: Person) -> list[Paper]:
        """Return a person's papers, one for each attempt, the first one first."""
        return [paper for paper in self.papers if paper.person == person.id]

    def attempt_of(self, paper: Paper) -> int:
        """Return which attempt a paper is for, from 1."""
        mine = [other.id for other in self.papers if other.person == paper.person]
        return mine.index(paper.id) + 1

    def due_for(self, person: Person) -> date:
        """Return the last day on which a person may hand in."""
        return person.due or self.due

    def minutes_for(self, person: Person) -> int | None:
        """Return the time a person is allowed, in minutes; None where there is no limit."""
        return None if self.minutes is None else self.minutes + person.extra_minutes

    def code_text(self, paper: Paper) -> str:
        """Return what is signed for one paper: whose it is, until when, how long, sealed to whom."""
        person = self.person(paper.person) or Person(paper.person, paper.person)
        limit = self.minutes_for(person)
        parts = [FORMAT, self.id, paper.id, person.id, str(self.attempt_of(paper))]
        return "\n".join([*parts, str(self.due_for(person)), str(limit or ""), self.sealing_key])

    def as_json(self) -> dict[str, Any]:
        """Return the assignment as `frontdesk-assignment/1`."""
        return {
            "format": FORMAT,
            "assignment": self.id,
            "title": self.title,
            "blueprint": self.blueprint,
            "edition": self.edition,
            "due": str(self.due),
            "pass_mark": self.pass_mark,
            "attempts": self.attempts,
            "minutes": self.minutes,
            "sealing_key": self.sealing_key,
            "signing_key": self.signing_key,
            "people": [_person_json(person) for person in self.people],
            "papers": [paper.as_json() for paper in self.papers],
        }


def _person_json(person: Person) -> dict[str, Any]:
    due = {"due": str(person.due)} if person.due else {}
    extra = {"extra_minutes": person.extra_minutes} if person.extra_minutes else {}
    return {"person": person.id, "name": person.name, **due, **extra}


def assignment_from_json(data: Any) -> Assignment | None:
    """Return the assignment that a file describes, or None where it is none."""
    try:
        if data["format"] != FORMAT:
            return None
        papers = tuple(paper_from_json(paper) for paper in data["papers"])
        if None in papers:
            return None
        texts = ("title", "blueprint", "edition", "sealing_key", "signing_key")
        return Assignment(
            id=str(data["assignment"]),
            due=date.fromisoformat(data["due"]),
            pass_mark=int(data["pass_mark"]),
            attempts=int(data["attempts"]),
            minutes=None if data.get("minutes") is None else int(data["minutes"]),
            people=tuple(map(_person, data["people"])),
            papers=papers,
            **{key: str(data[key]) for key in texts},
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _person(data: Any) -> Person:
    due = date.fromisoformat(data["due"]) if "due" in data else None
    return Person(str(data["person"]), str(data["name"]), due, int(data.get("extra_minutes", 0)))
