"""A quiz as HTML that reads well without a script and on paper, and the data a script marks it with."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from frontdesk.drawing import draw_values, key_for
from frontdesk.grading import PASS_MARK
from frontdesk.library import Library
from frontdesk.model.bank import Bank
from frontdesk.model.questions import Numeric, Question
from frontdesk.site import markup
from frontdesk.site.law import cite_html
from frontdesk.site.numbers import shown, solution
from frontdesk.site.place import Place

TEMPLATES = Environment(
    loader=PackageLoader("frontdesk.site"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters |= {"inline": markup.inline, "block": markup.block, "plain": markup.plain}


@dataclass(frozen=True)
class View:
    """One question as the template needs it."""

    question: Question
    number: int
    anchor: str
    ask: Markup
    more: Markup
    hint: Markup | None
    why: Markup | None
    again: Markup


class QuizWriter:
    """Writes the quizzes of one page."""

    def __init__(self, library: Library, place: Place) -> None:
        """Keep what every quiz of the page needs, and which files the page already loads."""
        self.library, self.place = library, place
        self._loaded: set[str] = set()

    def quiz(self, bank: Bank, questions: list[Question], *, kind: str = "quiz") -> str:
        """Return a quiz of some questions; `kind` is quiz, try-first or scenario."""
        views = [self._view(bank, question, kind, number) for number, question in enumerate(questions, 1)]
        data = {question.id: question_data(bank, question) for question in questions}
        numbers = {
            q.id: solution(q, draw_values(q, bank.full_id(q), ""))
            for q in questions
            if isinstance(q, Numeric)
        }
        return TEMPLATES.get_template("quiz.html").render(
            bank=bank,
            kind=kind,
            views=views,
            numbers=numbers,
            pass_mark=PASS_MARK,
            data=_script_json(data),
            styles=self._files(["quiz.css"]),
            scripts=self._files(_scripts(questions)),
        )

    def _view(self, bank: Bank, question: Question, kind: str, number: int) -> View:
        values = draw_values(question, bank.full_id(question), "")

        def text(raw: str) -> Markup:
            return shown(question, values, raw) if isinstance(question, Numeric) else markup.block(raw)

        first, _, rest = question.ask.partition("\n\n")
        return View(
            question=question,
            number=number,
            anchor=f"{kind}-{question.id}",
            ask=markup.unwrapped(text(first)),
            more=text(rest) if rest else Markup(),
            hint=text(question.hint) if question.hint else None,
            why=text(question.why) if getattr(question, "why", None) else None,
            again=self._again(bank, question),
        )

    def _again(self, bank: Bank, question: Question) -> Markup:
        """Return where to read again: the heading of the lesson and the articles."""
        page = self.library.pages.get(bank.name)
        links = []
        for heading in page.headings if page else ():
            if heading.text == question.see:
                home = "" if self.place.name == bank.name else self.place.page_url(bank.name)
                links.append(Markup('<a href="{}#{}">{}</a>').format(home, heading.anchor, heading.text))
        links += [cite_html(self.library, self.place, citation) for citation in question.cite]
        return Markup(" · ").join(links)

    def _files(self, names: list[str]) -> list[str]:
        """Return the addresses of files that no quiz before on this page has asked for."""
        new = [name for name in names if name not in self._loaded]
        self._loaded |= set(new)
        return [self._asset(name) for name in new]

    def _asset(self, name: str) -> str:
        """Return the address of a file of the quiz, with its content's hash so that no old one is used."""
        file = self.library.root / "docs/assets/quiz" / name
        return f"{self.place.root}assets/quiz/{name}?v={_digest(file)}"


def _scripts(questions: list[Question]) -> list[str]:
    varied = any(isinstance(question, Numeric) and question.given for question in questions)
    return ["score.js", *(["draw.js"] if varied else []), "quiz.js"]


def question_data(bank: Bank, question: Question) -> dict[str, Any]:
    """Return what the browser needs to mark a question: its key, and how to draw it anew."""
    full_id = bank.full_id(question)
    values = draw_values(question, full_id, "")
    data: dict[str, Any] = {"key": key_for(question, values), "version": version(bank, question)}
    if question.critical:
        data["critical"] = True
    if isinstance(question, Numeric):
        data["slips"] = [question.compiled(text).postfix for text in question.slips]
        if question.given:
            data["given"] = {name: given.as_key() for name, given in question.given.items()}
            data["answer"] = question.answer.postfix
    return data


def version(bank: Bank, question: Question) -> str:
    """Return a hash of everything written about a question, so that an edit never credits an old answer."""
    written = bank.source.data["questions"][bank.places[question.id]]
    return sha256(json.dumps(written, ensure_ascii=False).encode()).hexdigest()[:10]


def _script_json(data: dict) -> Markup:
    """Return data as JSON that can stand in a script element: no `<` can close it."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


_DIGESTS: dict[tuple[Path, int], str] = {}


def _digest(file: Path) -> str:
    if not file.is_file():
        return "0"
    key = (file, file.stat().st_mtime_ns)
    if key not in _DIGESTS:
        _DIGESTS[key] = sha256(file.read_bytes()).hexdigest()[:8]
    return _DIGESTS[key]
