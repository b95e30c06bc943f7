"""A handbook: cover, contents, lessons, job aids, answers, glossary, indexes; as typst source and as PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from frontdesk.print.back_pages import (
    aids_markup,
    answers_markup,
    articles_index_markup,
    glossary_markup,
    reviews_markup,
    terms_index_markup,
)
from frontdesk.print.edition import Edition
from frontdesk.print.front_pages import front_markup
from frontdesk.print.furniture import lesson_markup, qr_name
from frontdesk.print.lessons import LessonWriter, Written
from frontdesk.print.pictures import qr_code
from frontdesk.print.text import literal
from frontdesk.print.typesetting import compile_pdf
from frontdesk.problems import Problem


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
    book.edition = replace(edition, pages=tuple(lesson.page for lesson in lessons))
    body = "\n".join([*_parts(book, written), *_back(book, lessons)])
    number = sha256("\n".join([body, *map(str, sorted(book.files.items()))]).encode()).hexdigest()[:8]
    source = f"{front_markup(edition, number, lessons, body)}\n{body}"
    return Handbook(edition, number, source, files | book.files), book.problems


def _parts(book: LessonWriter, written: Mapping[str, Written]) -> list[str]:
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
