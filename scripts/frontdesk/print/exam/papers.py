"""Exam papers, answer sheets and keys of an assignment, or of one drawn paper, as PDF."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from frontdesk.model.assignment import Assignment
from frontdesk.model.bank import Bank
from frontdesk.model.paper import Paper
from frontdesk.model.questions import Question
from frontdesk.papers import questions_of
from frontdesk.print.exam.booklet import Copy, booklet_source
from frontdesk.print.exam.key import key_source
from frontdesk.print.exam.layout import lay_out
from frontdesk.print.exam.sheet import blank_back, sheet_source
from frontdesk.print.geometry import LARGE, REGULAR
from frontdesk.print.text import Typist, literal
from frontdesk.print.typesetting import compile_pdf

# What stands in the code of a paper that belongs to no assignment.
DRAWN = "drawn"


def copies_of(assignment: Assignment, attempt: int = 1, people: Sequence[str] | None = None) -> list[Copy]:
    """Return the papers of one attempt, in the order of the roster; of all unless ids are given."""
    copies = []
    for person in assignment.people:
        papers = assignment.papers_of(person)
        if len(papers) >= attempt and (people is None or person.id in people):
            minutes, due = assignment.minutes_for(person), assignment.due_for(person)
            copies.append(Copy(papers[attempt - 1], assignment.id, person.name, minutes, due))
    return copies


def copy_of(paper: Paper) -> Copy:
    """Return a paper that was drawn for nobody in particular, ready to print."""
    return Copy(paper, DRAWN, paper.person, paper.minutes)


def missing_questions(copies: Iterable[Copy], banks: Mapping[str, Bank]) -> list[str]:
    """Return the full ids of the questions that stand on papers and in no bank any more, sorted."""
    known = questions_of(banks)
    asked = {item.question for copy in copies for item in copy.paper.items}
    return sorted(asked - known.keys())


def undrawn_in(copies: Iterable[Copy], banks: Mapping[str, Bank]) -> list[tuple[str, str]]:
    """Return the characters that no font draws, each with the person or question where it first stands."""
    known = questions_of(banks)
    texts: dict[str, str] = {}
    for copy in copies:
        texts |= {copy.paper.person: copy.name, copy.paper.blueprint: copy.paper.title}
        texts |= {
            item.question: known[item.question].model_dump_json()
            for item in copy.paper.items
            if item.question not in texts
        }
    places: dict[str, str] = {}
    for name, text in texts.items():
        typist = Typist()
        typist.text(text)
        places = dict.fromkeys(typist.missing, name) | places
    return list(places.items())


def papers_pdf(
    copies: Sequence[Copy], banks: Mapping[str, Bank], day: date, *, is_large: bool = False
) -> bytes:
    """Return for each paper its question booklet and behind it its answer sheet, in the order given.

    Each part has an even number of pages, so that printing on both sides never joins two people's papers.
    No question may be missing from the banks (`missing_questions`).  The same input gives the same bytes.
    """
    questions = questions_of(banks)
    parts = [booklet_source(copy, questions) + _sheet(copy, questions, is_large) for copy in copies]
    return compile_pdf(_document(_title(copies), "".join(parts), is_large), day=day)


def sheets_pdf(
    copies: Sequence[Copy], banks: Mapping[str, Bank], day: date, *, is_large: bool = False
) -> bytes:
    """Return the answer sheets alone, in the order given; the rest is as in `papers_pdf`."""
    questions = questions_of(banks)
    title = f"{_title(copies)}: answer sheets"
    parts = [_sheet(copy, questions, is_large) for copy in copies]
    return compile_pdf(_document(title, "".join(parts), is_large), day=day)


def key_pdf(copies: Sequence[Copy], banks: Mapping[str, Bank], day: date) -> bytes:
    """Return the key: the answers paper by paper, then each question once with its explanations."""
    title = f"{_title(copies)}: key"
    return compile_pdf(_document(title, key_source(copies, questions_of(banks)), is_large=False), day=day)


def _sheet(copy: Copy, questions: Mapping[str, Question], is_large: bool) -> str:
    size = LARGE if is_large else REGULAR
    pages = lay_out(copy.paper, questions, size)
    source = sheet_source(pages, size, copy.assignment, copy.paper.id, copy.paper.title, copy.name)
    return source + blank_back(copy.paper.id, len(pages))


def _title(copies: Sequence[Copy]) -> str:
    return copies[0].paper.title if copies else "No papers"


def _document(title: str, body: str, is_large: bool) -> str:
    return f'#import "exam.typ": *\n#show: base.with(title: {literal(title)}, {_LOOKS[is_large]})\n{body}'


_LOOKS = {
    False: "size: 10.5pt, heading-sizes: (19pt, 14pt, 11pt, 10.5pt), margin: (x: 21mm, y: 20.5mm)",
    True: "size: 18pt, heading-sizes: (28pt, 22pt, 19pt, 18pt), margin: (x: 18mm, y: 20mm)",
}
