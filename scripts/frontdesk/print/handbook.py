"""A handbook: cover, contents, lessons, job aids, answers, glossary, indexes; as typst source and as PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from frontdesk.model.page import Page
from frontdesk.print.back_pages import (
    aids_markup,
    answers_markup,
    articles_index_markup,
    glossary_markup,
    reviews_markup,
    terms_index_markup,
)
from frontdesk.print.edition import EVERYBODY, Edition
from frontdesk.print.lessons import LessonWriter, Written, lesson_markup, qr_name
from frontdesk.print.pictures import qr_code
from frontdesk.print.text import Typist, literal
from frontdesk.print.typesetting import compile_pdf
from frontdesk.problems import Problem
from frontdesk.site.findings import STRENGTHS
from frontdesk.site.law import EVIDENCE

_HINTS = (
    "#list([A number behind *p.* is the page to turn to.], "
    "[Answers and their reasons stand in a part of their own, behind the job aids: write first, then look.], "
    "[Words with Chinese behind them stand in the glossary; articles of law in the index of articles.], "
    "[Job aids are pages to tear out: copy them before you write on them.])"
)
_SIGNS = (
    ("say", "Say", "Words to say, in English and in Chinese."),
    ("never", "Never", "What must not be done, whoever orders it."),
    ("worked", "Worked example", "An example with its working."),
    (
        "standard",
        "Company standard",
        "Our own rule. Never show it to an owner as law. Marked in the margin as well.",
    ),
    ("locally", "Check locally", "Your city may differ: look it up before you quote."),
    ("aid", "Job aid", "A page to tear out and keep at the desk."),
    ("today", "Today", "One thing to do today."),
    ("rule", "Law", "A rule of law in our words, with its article and the day it was read."),
    ("finding", "About people", "A claim about people, with how strong its evidence is."),
)


@dataclass(frozen=True)
class Handbook:
    """A handbook as typst source with its files, ready to be set."""

    edition: Edition
    number: str
    source: str
    files: dict[str, bytes]

    def pdf(self) -> bytes:
        """Return the book as a tagged PDF; the same content and day give the same bytes."""
        inputs = {"paper": self.edition.paper.name, "edition": self.number}
        return compile_pdf(self.source, self.files, day=self.edition.day, inputs=inputs)


def write_handbook(edition: Edition) -> tuple[Handbook | None, list[Problem]]:
    """Return the book of an edition and every problem met; None where no lesson could be written.

    A page that cannot be written is left out and told; the rest goes on.
    """
    book = LessonWriter(edition)
    found = {page.name: book.write(page) for page in edition.pages}
    written = {name: lesson for name, lesson in found.items() if lesson}
    if not written:
        return None, book.problems
    files = {
        qr_name(lesson.page): qr_code(edition.address(lesson.page))
        for lesson in written.values()
        if edition.site
    }
    lessons = list(written.values())
    body = "\n".join([*_parts(book, written), *_back(book, lessons)])
    number = sha256("\n".join([body, *map(str, sorted(book.files.items()))]).encode()).hexdigest()[:8]
    source = "\n".join([*_front(edition, number, lessons, body), body])
    return Handbook(edition, number, source, files | book.files), book.problems


def _parts(book: LessonWriter, written: dict[str, Written]) -> list[str]:
    text, parts = book.writer.text, []
    for part in book.edition.parts:
        pages = [page for page in part.pages if page.name in written]
        if not pages:
            continue
        listed = "".join(
            f"({literal(page.name)}, [{text(page.head.title)}], [{page.head.minutes} min]), "
            for page in pages
        )
        area = f"{text(part.title)} {text(part.title_zh)}".strip()
        parts.append(f"#part([{text(part.title)}], [{text(part.title_zh)}], ({listed}))")
        parts += [lesson_markup(book.edition, book.writer, written[page.name], area) for page in pages]
    return parts


def _back(book: LessonWriter, lessons: Sequence[Written]) -> list[str]:
    return [
        aids_markup(lessons),
        answers_markup(book, lessons),
        glossary_markup(book),
        terms_index_markup(book),
        articles_index_markup(book),
        reviews_markup(book, lessons),
    ]


def title_of(edition: Edition) -> tuple[str, str]:
    """Return the title of the book, in English and Chinese: for whom it is."""
    role = edition.library.roles.get(edition.audience)
    if role:
        return f"Handbook for the {role.en.lower()}", f"{role.zh}手册"
    if edition.audience == EVERYBODY:
        return "The whole handbook", "全套手册"
    return "Handbook", "手册"


def _front(edition: Edition, number: str, lessons: Sequence[Written], body: str) -> list[str]:
    english, chinese = title_of(edition)
    pages: list[Page] = [lesson.page for lesson in lessons]
    minutes = sum(page.head.minutes for page in pages)
    facts = (
        ("Edition", number),
        ("Date", f"{edition.day}"),
        ("Holds", f"{len(pages)} lessons, {minutes} minutes of reading"),
        (
            "Last read through",
            f"{min(p.head.reviewed for p in pages)} to {max(p.head.reviewed for p in pages)}",
        ),
    )
    told = "".join(f"([{what}], [{said}]), " for what, said in facts)
    colophon = (
        "Set from the same lessons and questions as the site. The edition is a fingerprint of what the book says: "
        "two books with the same edition say the same."
    )
    signs = "".join(f'("{kind}", [{word}], [{said}]), ' for kind, word, said in _SIGNS if _stands(kind, body))
    evidence = "".join(f"([{word}], [{said}]), " for word, said in EVIDENCE.values())
    strengths = "".join(f"([{word}], [{said}]), " for word, said in STRENGTHS.values() if "#finding(" in body)
    return [
        '#import "handbook.typ": *',
        f"#show: handbook.with(title: {literal(f'{edition.name}: {english}')}, keywords: ({literal(f'edition {number}')},))",
        f"#cover([{Typist().text(edition.name)}], [{english}], [#zh[{chinese}]], ({told}), [{colophon}])",
        f"#legend(({signs}), ({evidence}), ({strengths}), [{_HINTS}])",
        "#contents",
    ]


def _stands(kind: str, body: str) -> bool:
    """Return whether a sign stands in the book, so that its legend names no other."""
    calls = {"rule": "#law-rule(", "finding": "#finding(", "aid": "#aid("}
    return calls.get(kind, f'#box-of("{kind}"') in body
