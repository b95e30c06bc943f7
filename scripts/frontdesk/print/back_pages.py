"""The back of the book: job aids, answers, glossary, indexes, and when each lesson was read."""

import re
from collections.abc import Sequence
from datetime import date

from frontdesk.model.dates import due_day
from frontdesk.model.law import Statute
from frontdesk.model.page import Page
from frontdesk.model.reference import Term
from frontdesk.print.lessons import LessonWriter, Written
from frontdesk.print.tables import Cell, Fit, Table, table_markup
from frontdesk.print.text import literal
from frontdesk.site.law import EVIDENCE
from frontdesk.site.search_words import plain_pinyin


def aids_markup(lessons: Sequence[Written]) -> str:
    """Return the job aids, each on pages of its own."""
    aids = [aid for lesson in lessons for aid in lesson.aids]
    if not aids:
        return ""
    told = (
        "#text(fill: soft)[Tear one out, copy it, keep it at the desk. Each names the lesson it belongs to.]"
    )
    return "\n".join([f"#part([Job aids], [#zh[岗位工具卡]], (), note: [{told}])", *aids])


def answers_markup(book: LessonWriter, lessons: Sequence[Written]) -> str:
    """Return the answers with their reasons, lesson by lesson."""
    parts = [
        f"#answers-of({literal(f'answers:{lesson.page.name}')}, {literal(lesson.page.name)}, "
        f"[{book.writer.text(lesson.page.head.title)}])[\n" + "\n".join(lesson.answers) + "\n]"
        for lesson in lessons
        if lesson.answers
    ]
    note = "T: a question to try first. S: a scenario. The letters are those on the page of the question."
    return _back("Answers and reasons", note, "\n".join(parts), columns=2) if parts else ""


def glossary_markup(book: LessonWriter) -> str:
    """Return the words used in the book, in the order of the English, with Chinese and pinyin."""
    text = book.writer.text
    used = _terms(book)
    entries = []
    for slug in sorted(used, key=lambda slug: used[slug].en.lower()):
        term = used[slug]
        taught = literal(term.taught) if term.taught and book.edition.holds(term.taught) else "none"
        entries.append(
            f"#word-entry({literal(slug)}, [{text(term.en)}], [{text(term.zh)}], [{text(term.pinyin)}], "
            f"[{text(term.line)}], {taught})"
        )
    return _back("Glossary", "", "\n".join(entries), columns=2) if entries else ""


def terms_index_markup(book: LessonWriter) -> str:
    """Return two indexes of terms: by the English word, and by pinyin for those who know the Chinese one."""
    used = {slug: term for slug, term in _terms(book).items() if slug in book.terms}
    text = book.writer.text
    english = sorted(used, key=lambda slug: used[slug].en.lower())
    chinese = sorted(used, key=lambda slug: (plain_pinyin(used[slug].pinyin), used[slug].zh))
    by_english = "".join(f"({literal(s)}, [{text(used[s].en)}], [{text(used[s].zh)}]), " for s in english)
    by_chinese = "".join(f"({literal(s)}, [{text(used[s].zh)}], [{text(used[s].en)}]), " for s in chinese)
    if not used:
        return ""
    note = "Each page on which the word is used as a term."
    body = f"#index-of-terms(({by_english}))"
    other = f"#index-of-terms(({by_chinese}))"
    return (
        _back("Index of terms", note, body, columns=3)
        + "\n"
        + _back("Index of terms by pinyin", "The same words in the order of their pinyin.", other, columns=3)
    )


def articles_index_markup(book: LessonWriter) -> str:
    """Return the texts the book cites, each with its articles and the pages they are cited on."""
    cited = {slug: statute for slug, statute in book.library.statutes.items() if slug in book.articles}
    rows = "".join(
        f"({literal(slug)}, {_statute(book, statute)}, ({_articles(book.articles[slug])})), "
        for slug, statute in cited.items()
    )
    note = "The texts this book rests on. Numbers on the left are articles, those on the right pages."
    return _back("Index of articles", note, f"#index-of-articles(({rows}))", columns=2) if rows else ""


def _statute(book: LessonWriter, statute: Statute) -> str:
    """Return the name of a text and what is known of it, as two pieces of markup."""
    text = book.writer.text
    short = f" (here: {text(statute.short)})" if statute.short else ""
    since = f"in force since {statute.since}" if statute.since else ""
    secondary = "" if statute.evidence == "verified" else ", secondary source"
    told = [
        text(statute.number or ""),
        f"repealed on {statute.until}" if statute.until else since,
        f"checked on {statute.checked}{secondary}",
    ]
    named = f"#strong[{text(statute.en)}]{short} {text(statute.zh)}"
    return f"[{named}], [{' · '.join(part for part in told if part)}]"


def _articles(found: set[str]) -> str:
    return "".join(f"{literal(articles)}, " for articles in sorted(found, key=_by_number))


def reviews_markup(book: LessonWriter, lessons: Sequence[Written]) -> str:
    """Return when each lesson was last read, by whom it is kept, how sure we are, and when it is due."""
    pages = sorted((lesson.page for lesson in lessons), key=lambda page: (_due(page), page.name))
    head = [Cell(word, word) for word in ("Lesson", "How sure", "Kept by", "Read on", "Again by", "Page")]
    table = Table([head, *(_review(book, page) for page in pages)])
    body = table_markup(table, Fit(0.88, "text", (3.1, 1.5, 1.6, 1.1, 1.3, 0.6)))
    note = "After its day a lesson must be read again before anybody relies on it; ask for a newer edition."
    return _back("When each lesson was read", note, body)


def _review(book: LessonWriter, page: Page) -> list[Cell]:
    head, text, roles = page.head, book.writer.text, book.library.roles
    critical = " #text(size: 0.8em)[critical]" if head.critical else ""
    late = " #strong[overdue]" if _due(page) < book.edition.day else ""
    cells = [
        f"#link(label({literal(page.name)}))[{text(head.title)}]{critical}",
        EVIDENCE[head.evidence][0],
        text(roles[head.owner].en if head.owner in roles else head.owner),
        str(head.reviewed),
        f"{_due(page)}{late}",
        f"#page-of({literal(page.name)})",
    ]
    return [Cell(cell, cell, is_right=place == len(cells) - 1) for place, cell in enumerate(cells)]


def _due(page: Page) -> date:
    return due_day(page.head.reviewed, page.head.review_months)


def _terms(book: LessonWriter) -> dict[str, Term]:
    """Return the terms the book uses or teaches, by slug."""
    return {
        slug: term
        for slug, term in book.library.glossary.items()
        if slug in book.terms or (term.taught and book.edition.holds(term.taught))
    }


def _by_number(articles: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", articles)]


def _back(title: str, note: str, body: str, *, columns: int = 1) -> str:
    return f"#back([{title}], [{note}], columns: {columns})[\n{body}\n]"
