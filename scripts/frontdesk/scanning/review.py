"""The review page: each doubtful mark with its picture and what can be chosen; it saves `decisions.json`."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template

from frontdesk.model.assignment import Assignment
from frontdesk.model.questions import Question
from frontdesk.print.exam.letters import letters_of
from frontdesk.scanning.decisions import BLANK
from frontdesk.scanning.reader import Doubt
from frontdesk.scanning.sheets import Scan, ScannedSheet

_HINTS = {
    "ordering": "letters in their order, such as B A C",
    "matching": "pairs, such as 1=B 2=A",
    "scenario": "letters in their order, such as A C B",
    "numeric": "the number, such as 12.50",
    "short-answer": "what is written",
    "essay": "what is written",
}


def review_html(scan: Scan, sheets: Sequence[ScannedSheet]) -> str:
    """Return the page for all that is to be decided, sheet by sheet; whatever was typed is escaped."""
    doubts = [*scan.unknown, *(doubt for sheet in sheets for doubt in sheet.doubts)]
    page = Template((files("frontdesk.scanning") / "review.html").read_text("utf-8"))
    title = escape(f"{scan.assignment.title}: marks to look at")
    return page.substitute(title=title, count=len(doubts), items="".join(_groups(scan, doubts)))


def _groups(scan: Scan, doubts: Iterable[Doubt]) -> Iterable[str]:
    for sheet, group in groupby(doubts, key=lambda doubt: doubt.sheet):
        yield f"<h2>{escape(_named(scan.assignment, sheet))}</h2>"
        for doubt in group:
            yield _field(scan, doubt)


def _named(assignment: Assignment, sheet: str) -> str:
    paper = assignment.paper(sheet)
    person = assignment.person(paper.person) if paper else None
    return f"{person.name} · {sheet}" if person else sheet


def _field(scan: Scan, doubt: Doubt) -> str:
    question = _question(scan, doubt)
    name = escape(f"{doubt.sheet} {doubt.question}")
    title = f"Question {doubt.question}" if question else doubt.question.capitalize()
    seen = f" Read as: {doubt.seen}." if doubt.seen else ""
    picture = f'<img alt="{name}" src="data:image/png;base64,{b64encode(doubt.picture).decode()}">'
    return (
        f'<fieldset data-sheet="{escape(doubt.sheet)}" data-question="{escape(doubt.question)}">'
        f"<legend>{escape(title)}</legend><p>{escape(doubt.why.capitalize())}.{escape(seen)}</p>"
        f"{picture if doubt.picture else ''}{_choices(scan, doubt, question, name)}"
        f'<p class="soft">{escape(doubt.source)}</p></fieldset>'
    )


def _question(scan: Scan, doubt: Doubt) -> Question | None:
    paper = scan.assignment.paper(doubt.sheet)
    if paper is None or not doubt.question.isdecimal():
        return None
    return scan.questions[paper.items[int(doubt.question) - 1].question]


def _choices(scan: Scan, doubt: Doubt, question: Question | None, name: str) -> str:
    if question is None:
        is_page = doubt.question == "page"
        text = _text(name, "paper and page, such as K7QF-2M9T/2") if is_page else ""
        return text + _pick("radio", name, BLANK, "no answers on it" if is_page else "it was left blank")
    if question.type in _HINTS:
        return _text(name, _HINTS[question.type]) + _pick("radio", name, BLANK, "left blank")
    item = scan.assignment.paper(doubt.sheet).items[int(doubt.question) - 1]
    kind = "checkbox" if question.type == "multiple-response" else "radio"
    letters = "".join(_pick(kind, name, letter, letter) for letter in letters_of(item, question))
    return letters + _pick(kind, name, BLANK, "left blank")


def _pick(kind: str, name: str, value: str, told: str) -> str:
    return f'<label class="pick"><input type="{kind}" name="{name}" value="{value}">{told}</label>'


def _text(name: str, hint: str) -> str:
    field = f'<input type="text" name="{name} text" autocomplete="off" spellcheck="false">'
    return f"<p><label>{hint}<br>{field}</label></p>"
