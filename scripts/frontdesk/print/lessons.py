"""Lessons as typst source: what a page says, what it is asked, and where its links lead on paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import jinja2

from frontdesk.drawing import draw_values
from frontdesk.html import markup
from frontdesk.model.bank import Bank
from frontdesk.model.citation import Citation
from frontdesk.model.page import Page
from frontdesk.model.questions import Question
from frontdesk.print.answers import answer_markup
from frontdesk.print.edition import Edition
from frontdesk.print.html_tree import Element
from frontdesk.print.pictures import read_picture
from frontdesk.print.questions import Asked, in_columns, question_markup
from frontdesk.print.text import Typist, literal
from frontdesk.print.writer import Writer
from frontdesk.problems import Problem
from frontdesk.site.findings import STRENGTHS
from frontdesk.site.law import EVIDENCE, cite_text
from frontdesk.site.reference import computed_text
from frontdesk.site.rendering import Rendering

_RANGE = re.compile(r"(?<=\d)\\?-(?=\d)")
_NUMBERS = {"quiz": "{}", "try-first": "T{}", "scenario": "S{}"}


@dataclass
class Written:
    """One lesson as markup, with what stands elsewhere in the book: its job aids and its answers."""

    page: Page
    body: str
    aids: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)


class LessonWriter:
    """Writes one lesson after the other and gathers what the back of the book is made of."""

    def __init__(self, edition: Edition) -> None:
        """Prepare for the pages of an edition."""
        self.edition, self.library = edition, edition.library
        self.problems: list[Problem] = []
        self.files: dict[str, bytes] = {}
        self.terms: set[str] = set()
        self.articles: dict[str, set[str]] = {}
        self.widths, self.widths_in_box = edition.paper.widths, edition.paper.widths_in_box
        self.widths_in_aid = edition.paper.widths_in_aid
        self._rendering = Rendering(self.library, edition.day)
        self._typist = Typist()
        self.writer = Writer(self, self._typist)
        self._now: Written | None = None
        self._counts: dict[str, int] = {}

    def write(self, page: Page) -> Written | None:
        """Return a lesson; None where a macro on it fails, which is told."""
        self._now, self._counts = Written(page, ""), {}
        try:
            html = self._rendering.html(page)
        except (ValueError, jinja2.TemplateError) as error:
            self.tell(f"the page is left out of the book: {error}", "run frontdesk check")
            return None
        body = self.writer.page(html, page.name)
        self._tell_missing(page)
        return replace(self._now, body=body)

    # What the writer asks.

    def tell(self, what: str, hint: str = "", *, warning: bool = False, line: int = 1) -> None:
        """Tell a problem of the page being written, each once."""
        path = self._now.page.path if self._now else "mkdocs.yml"
        problem = Problem(path, line, "handbook", what, hint, warning=warning)
        if problem not in self.problems:
            self.problems.append(problem)

    def link(self, target: str, body: str) -> str:
        """Return a link as a page reference; what is not in the book is only named."""
        if ":" in target:
            return f"#outside({literal(target)})[{body}];"
        name = target.partition("#")[0]
        if not self.edition.holds(name):
            return body
        return f"#page-ref({literal(target)}, {literal(name)})[{body}];"

    def citation(self, statute: str, text: str, body: str) -> str:
        """Return a citation, counted for the index of articles."""
        found = self.library.statutes.get(statute)
        if found is None:
            return body
        articles = text.removeprefix(found.short or found.en).strip().split(", ")
        self.articles.setdefault(statute, set()).update(articles)
        told = "".join(f"{literal(article)}, " for article in articles)
        return f"#cite-ref({literal(statute)}, ({told}))[{_RANGE.sub('–', body)}];"

    def cited(self, citation: Citation) -> str:
        """Return a citation from a file, counted for the index of articles."""
        text = cite_text(self.library, citation)
        return self.citation(citation.statute, text, self.writer.text(text))

    def term(self, slug: str, body: str) -> str:
        """Return a word of the glossary, counted for the index of terms."""
        if slug not in self.library.glossary:
            return body
        self.terms.add(slug)
        return f"#term-ref({literal(slug)})[{body}];"

    def picture(self, path: str, alt: str) -> str:
        """Return a picture, as large as the paper allows; without one its description stands there."""
        found = read_picture(self.library.root / "docs", path)
        if found is None:
            self.tell(
                f"the picture docs/{path} cannot be shown; its description stands there", "save it as SVG"
            )
            return f"#note[{self.writer.text(alt)}]"
        self.files[found.file] = found.data
        for letter in found.missing:
            self.tell(f"no font draws '{letter}' in the picture docs/{path}", "write it in words, or draw it")
        width = found.fitted(self.edition.paper.text_mm, self.edition.paper.picture_mm)
        return f"#picture({literal(found.file)}, {literal(alt)}, {width:.1f}mm)"

    def aid(self, title: str, body: str) -> str:
        """Keep a job aid for the pages to tear out, and say where it is."""
        now = self._written()
        label = f"aid:{now.page.name}#{len(now.aids) + 1}"
        code = f"Form {now.page.name}" + (f" · {len(now.aids) + 1}" if now.aids else "")
        head = self.writer.text(now.page.head.title)
        from_page = f"{head}, #see-page({literal(now.page.name)})"
        code_line = f"{self.writer.text(code)} · edition #edition"
        now.aids.append(f"#aid({literal(label)}, [{code_line}], [{from_page}], [{title}])[\n{body}\n]")
        return f"#aid-ref({literal(label)}, [{title}])"

    def slot(self, element: Element) -> str:
        """Return what stands where a macro left room."""
        told = element.attributes
        return getattr(self, f"_slot_{told['data-slot']}")(told)

    def _slot_sources(self, _told: dict[str, str]) -> str:
        now = self._written()
        lines = [
            f"{self.cited(source)} {self.writer.text(self.library.statutes[source.statute].zh)}"
            for source in now.page.head.sources
            if source.statute in self.library.statutes
        ]
        return f"#note[{' · '.join(lines) or 'This lesson rests on no statute.'}]"

    def _slot_rule(self, told: dict[str, str]) -> str:
        rule = self.library.rules[told["data-rule"]]
        source = " · ".join(self.cited(citation) for citation in rule.cite)
        city = f" · only in {self.writer.text(rule.city)}" if rule.city else ""
        says = self.writer.inline(markup.inline(rule.says))
        return f"#law-rule([{says}], [{source}{city} · {EVIDENCE[rule.evidence][0]}, read on {rule.checked}])"

    def _slot_finding(self, told: dict[str, str]) -> str:
        finding = self.library.findings[told["data-finding"]]
        says = self.writer.inline(markup.inline(finding.says))
        if finding.limits:
            says += f" #strong[But:] {self.writer.inline(markup.inline(finding.limits))}"
        name, _ = STRENGTHS[finding.strength]
        source = self.writer.inline(markup.inline(finding.source))
        return f'#finding("{finding.strength}", [{says}], [#strong[{name}.] {source}])'

    def _slot_formula(self, told: dict[str, str]) -> str:
        found = self.library.formulas[told["data-formula"]]
        given = {name: told.get(f"data-given-{name}", "") for name in found.given}
        rows = "".join(
            f"([{self.writer.text(quantity.says)}], [{self.writer.text(f'{given[name]} {quantity.unit}')}]), "
            for name, quantity in found.given.items()
        )
        result = f"{computed_text(self.library, told['data-formula'], dict(given))} {found.unit}"
        return f"#formula-box([{self.writer.text(found.says)}], ({rows}), [{self.writer.text(result)}])"

    def _slot_quiz(self, told: dict[str, str]) -> str:
        bank = self.library.banks[told["data-bank"]]
        by_id = {question.id: question for question in bank.questions}
        asked = [by_id[name] for name in told["data-questions"].split()]
        parts = in_columns([self._question(bank, question, told["data-kind"]) for question in asked])
        return "\n\n".join([parts, f"#answers-at({literal(f'answers:{self._written().page.name}')})"])

    def _question(self, bank: Bank, question: Question, kind: str) -> Asked:
        """Return a question, and keep its answer for the back of the book."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        number = _NUMBERS[kind].format(self._counts[kind])
        now = self._written()
        self._tell_missing(now.page)  # what the page itself holds, before the question adds its own
        label = f"{kind}:{now.page.name}:{question.id}"
        values = draw_values(question, bank.full_id(question), "")
        asked = question_markup(self.writer, question, label, number, values)
        again = " · ".join(self._again(bank, question))
        now.answers.append(answer_markup(self.writer, question, label, number, values, again))
        self._tell_missing(now.page, bank, question)
        return asked

    def _again(self, bank: Bank, question: Question) -> Iterator[str]:
        """Yield where to read again: the heading of the lesson with its page, and the articles."""
        page = self.library.pages.get(bank.name)
        for heading in page.headings if page and question.see else ():
            if heading.text == question.see:
                yield self.link(f"{bank.name}#{heading.anchor}", self.writer.text(heading.text))
        yield from (
            self.cited(citation) for citation in question.cite if citation.statute in self.library.statutes
        )

    def _tell_missing(self, page: Page, bank: Bank | None = None, question: Question | None = None) -> None:
        """Tell each character that no font could draw, with the line it stands on."""
        for letter in self._typist.missing:
            told = f"no font draws '{letter}' (U+{ord(letter):04X}); its number stands in the book"
            path, line, where = page.path, _line_of(page, letter), "handbook"
            if bank and question:
                path, line, where = bank.source.path, bank.line(question), bank.full_id(question)
            self.problems.append(Problem(path, line, where, told, "write it in words, or take another sign"))
        self._typist.missing.clear()

    def _written(self) -> Written:
        if self._now is None:
            raise RuntimeError("a slot is filled only while a page is written")
        return self._now


def _line_of(page: Page, letter: str) -> int:
    place = page.body.find(letter)
    return page.body_line + page.body.count("\n", 0, place) if place >= 0 else 1
