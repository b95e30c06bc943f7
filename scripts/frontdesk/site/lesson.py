"""The head and the foot of a lesson, and the list of all lessons."""

from datetime import date

from markupsafe import Markup

from frontdesk.library import Library
from frontdesk.model.dates import due_day
from frontdesk.model.page import Page
from frontdesk.site.law import EVIDENCE, cite_markdown
from frontdesk.site.place import Place
from frontdesk.site.search_words import search_words_html
from frontdesk.site.templates import TEMPLATES


def head_html(library: Library, page: Page, today: date) -> str:
    """Return the head: minutes, for whom, objectives, when it was last read and how sure we are."""
    head = page.head
    due = due_day(head.reviewed, head.review_months)
    return TEMPLATES.get_template("lesson_head.html").render(
        head=head,
        search_words=Markup(search_words_html(library, head.title_zh)),
        roles=[library.roles[role] for role in head.audience],
        evidence=EVIDENCE[head.evidence],
        keeper=library.roles[head.owner],
        due=due,
        overdue=due < today,
    )


def end_markdown(library: Library, page: Page, place: Place) -> str:
    """Return the foot as Markdown: the sources, and what to read next."""
    lines = [
        f"- {cite_markdown(library, place, citation)} {_zh(library.statutes[citation.statute].zh)}"
        for citation in page.head.sources
    ]
    follow = _next(library, page)
    if follow:
        lines += [
            "",
            f"**Next:** [{follow.head.title}]({place.source(follow.name)}), {follow.head.minutes} minutes.",
        ]
    return "\n" + "\n".join(lines) + "\n"


def _zh(text: str) -> str:
    return f'<span lang="zh-Hans">{text}</span>'


def _next(library: Library, page: Page) -> Page | None:
    """Return the lesson after this one in the site's order."""
    kin = library.situations if page.is_situation else library.taught
    lessons = [name for name in library.nav if name in kin]
    place = lessons.index(page.name) if page.name in lessons else len(lessons)
    return library.lessons[lessons[place + 1]] if place + 1 < len(lessons) else None


def lessons_html(library: Library, place: Place, area: str = "") -> str:
    """Return the lessons of an area, or all, in the site's order, with minutes and for whom."""
    names = [name for name in library.nav if name in library.taught and name.startswith(area)]
    pages = [library.lessons[name] for name in names]
    return TEMPLATES.get_template("lessons.html").render(
        cards=[
            (page, place.page_url(page.name), [library.roles[r] for r in page.head.audience])
            for page in pages
        ]
    )
