"""The people and papers of an assignment, found by what a cell or a sheet says of them."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date

from frontdesk.model.assignment import Assignment, Person
from frontdesk.model.paper import Paper
from frontdesk.problems import suggest

# Looking for what was meant takes long among many; whoever has so many wrong cells has another problem.
_MOST_HINTS = 100


class Roll:
    """Who takes part, and which paper is whose."""

    def __init__(self, assignment: Assignment) -> None:
        """Lay out people and papers once."""
        self.assignment = assignment
        self.people = {person.id: person for person in assignment.people}
        self._by_word: dict[str, list[Person]] = {}
        for person in assignment.people:
            for word in {_plain(person.id), _plain(person.name)}:
                self._by_word.setdefault(word, []).append(person)
        self._hints = 0
        self._papers = {_copied(paper.id): paper for paper in assignment.papers}
        self._of: dict[str, list[Paper]] = {}
        for paper in assignment.papers:
            self._of.setdefault(paper.person, []).append(paper)
        times = Counter[str]()
        self.attempts: dict[str, int] = {}
        for paper in assignment.papers:
            times[paper.person] += 1
            self.attempts[paper.id] = times[paper.person]

    def is_late(self, person: str, day: date) -> bool:
        """Return whether a day is past a person's last one."""
        known = self.people.get(person)
        return day > (self.assignment.due_for(known) if known else self.assignment.due)

    def paper_for(
        self, paper: str, person: str, name: str = "", attempt: str = ""
    ) -> tuple[Paper | None, str, str]:
        """Return the paper that some cells mean, any of them empty; or None, what is wrong, and a hint."""
        known = [(word, self._by_word.get(_plain(word), [])) for word in (person, name) if word]
        for word, people in known:
            if not people:
                return None, f"'{word}' is nobody of this assignment", self._hint(word, self.people)
        meant = {one.id for _, people in known for one in people}
        for _, people in known:
            meant &= {one.id for one in people}
        if known and not meant:
            return None, f"'{person}' and '{name}' are two people", "one of the two cells is wrong"
        return self._named(paper, meant) if paper else self._only(meant, attempt)

    def _hint(self, word: str, known: Iterable[str]) -> str:
        self._hints += 1
        return suggest(word[:80], known) if self._hints <= _MOST_HINTS else ""

    def _named(self, paper: str, meant: set[str]) -> tuple[Paper | None, str, str]:
        found = self._papers.get(_copied(paper))
        if found is None:
            near = self._hint(paper.upper(), [one.id for one in self.assignment.papers])
            return None, f"there is no paper '{paper}' in this assignment", near
        if meant and found.person not in meant:
            return None, f"paper {found.id} is that of '{found.person}'", "one of the two cells is wrong"
        return found, "", ""

    def _only(self, meant: set[str], attempt: str) -> tuple[Paper | None, str, str]:
        papers = [paper for person in sorted(meant) for paper in self._of.get(person, [])]
        papers = [one for one in papers if str(self.attempts[one.id]) == attempt] or papers
        if len(papers) == 1:
            return papers[0], "", ""
        if not meant:
            return None, "does not say whose it is", "fill the column 'paper' or 'person'"
        if not papers:
            return None, "is of somebody who has no paper", ""
        told = ", ".join(paper.id for paper in papers)
        return None, "does not say which paper it is", f"fill the column 'paper' with one of: {told}"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def _copied(paper_id: str) -> str:
    """Return the letters of a paper's id, however it was copied."""
    return "".join(c for c in unicodedata.normalize("NFKC", paper_id).upper() if c.isascii() and c.isalnum())
