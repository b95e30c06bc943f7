"""What the code of a page claims, checked against the assignment: whose it is, and where its boxes are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from frontdesk.model.assignment import Assignment
from frontdesk.model.paper import Paper
from frontdesk.model.questions import Question
from frontdesk.print.exam.codes import short_id
from frontdesk.print.exam.layout import SheetPage, lay_out
from frontdesk.print.geometry import SIZES
from frontdesk.scanning.identity import Identity


@dataclass(frozen=True)
class Refusal:
    """Why a page is left out, and what to do about it."""

    what: str
    hint: str


BOOKLET = Refusal("is a page of the question booklet, which holds no answers", "take the page out")
NO_SHEET = Refusal(
    "shows neither corner marks nor a code: it is no answer sheet, or too unclear",
    "take it out, or scan the whole page again at 150 dpi or more",
)


def foreign(text: str) -> Refusal:
    """Return the refusal of a page with somebody else's code."""
    return Refusal(f"has the code '{text}', which is none of ours", "take the page out")


def cut_off(identity: Identity) -> Refusal:
    """Return the refusal of a page whose code can be read and whose corners cannot be seen."""
    what = f"is page {identity.page} of paper {identity.paper}, and its corner marks are not all to be seen"
    return Refusal(what, "scan the whole page, flat, with all four corners")


def not_flat(paper: str, page: int) -> Refusal:
    """Return the refusal of a page whose boxes are not where they should be."""
    what = f"is page {page} of paper {paper}, and its boxes are not where they were printed"
    return Refusal(what, "scan the page flat, whole and sharp")


class Claims:
    """Checks codes against one assignment; layouts of papers are made once."""

    def __init__(self, assignment: Assignment, questions: Mapping[str, Question]) -> None:
        """Keep the assignment, and the questions of the banks by full id."""
        self._assignment, self._questions = assignment, questions
        self._short = short_id(assignment.id)
        self._layout = lru_cache(maxsize=64)(self._lay_out)

    def told(self, text: str) -> Identity | None:
        """Return the identity that a person typed, such as `K7QF-2M9T/2`, or None where it is none."""
        paper, _, page = text.strip().upper().partition("/")
        return Identity(self._short, paper, page) if page.isdecimal() else None

    def page(self, identity: Identity, size: str) -> tuple[Paper, SheetPage] | Refusal:
        """Return the paper and the page that a code names, or why there is none."""
        if identity.assignment != self._short:
            what = f"belongs to another assignment (paper {identity.paper})"
            return Refusal(what, "scan it with its own assignment")
        if identity.is_booklet:
            return BOOKLET
        paper = self._assignment.paper(identity.paper)
        if paper is None:
            what = f"is a page of paper {identity.paper}, which this assignment does not have"
            return Refusal(what, "was the assignment made anew since it was printed?")
        gone = [item.question for item in paper.items if item.question not in self._questions]
        if gone:
            what = f"cannot be read: question '{gone[0]}' of paper {paper.id} stands in no bank any more"
            return Refusal(what, "put it back, with 'retired' or 'void'")
        return self._printed(paper, identity, size)

    def _printed(self, paper: Paper, identity: Identity, size: str) -> tuple[Paper, SheetPage] | Refusal:
        pages, number = self._layout(paper.id, size), int(identity.page)
        if 1 <= number <= len(pages) and identity.check in ("", pages[number - 1].check):
            return paper, pages[number - 1]
        what = f"was printed before questions of paper {paper.id} were changed: its boxes stand elsewhere"
        return Refusal(what, "put the banks back as they were when it was printed")

    def _lay_out(self, paper: str, size: str) -> tuple[SheetPage, ...]:
        found = self._assignment.paper(paper)
        return lay_out(found, self._questions, next(s for s in SIZES if s.name == size))
