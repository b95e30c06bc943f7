"""Tables over the whole content: what is tested, what must be read again, what differs by city."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import get_args

from markupsafe import Markup

from frontdesk.html import markup
from frontdesk.library import Library
from frontdesk.model.dates import due_day
from frontdesk.model.law import LocalRule
from frontdesk.model.questions.base import Level
from frontdesk.site.place import Place

Cell = str | int | Markup


def coverage_html(library: Library, place: Place, today: date) -> str:
    """Return how many questions test each objective on each level, lesson by lesson."""
    levels = get_args(Level)
    rows = []
    for name in library.nav:
        page, bank = library.taught.get(name), library.banks.get(name)
        if page is None or bank is None:
            continue
        asked = bank.asked(today)
        for objective, text in page.head.objectives.items():
            told = [q.level for q in asked if q.objective == objective]
            link = Markup('<a href="{}">{}</a>').format(place.page_url(name), page.head.title)
            rows.append([link, markup.inline(text), *(told.count(level) for level in levels), len(told)])
    return table_html("Questions by objective and level", ["Lesson", "Objective", *levels, "all"], rows)


def reviews_html(library: Library, place: Place, today: date) -> str:
    """Return every page with a review date, the one that is due first on top."""
    dated = [page for page in library.pages.values() if page.head and page.head.reviewed]
    due = {p.name: due_day(p.head.reviewed, p.head.review_months) for p in dated if p.head.review_months}
    rows = []
    for name in sorted(due, key=lambda name: (due[name], name)):
        head = library.pages[name].head
        link = Markup('<a href="{}">{}</a>').format(place.page_url(name), head.title)
        keeper = library.roles[head.owner].en if head.owner in library.roles else "–"
        state = Markup("<strong>{}</strong>").format("overdue" if due[name] < today else "in time")
        rows.append([link, keeper, str(head.reviewed), str(due[name]), state])
    return table_html("When pages must be read again", ["Page", "Keeper", "Last read", "Due", "State"], rows)


def cities_html(library: Library) -> str:
    """Return all local rules we know, by topic, each with its city."""
    rules = sorted(library.cities.values(), key=lambda rule: (rule.topic, rule.city))
    header = ["Topic", "City", "Rule", "Source", "Read"]
    return table_html("Local rules, each in its city only", header, map(_local_row, rules))


def _local_row(rule: LocalRule) -> list[Cell]:
    city = Markup('{} <span lang="zh-Hans">{}</span>').format(rule.city, rule.zh)
    read = f"{rule.read}" if rule.evidence == "verified" else f"{rule.read}, secondary source"
    return [rule.topic.replace("-", " "), city, markup.inline(rule.says), rule.source, read]


def table_html(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table that scrolls in its own frame; numbers stand on the right."""
    head = Markup().join(Markup('<th scope="col">{}</th>').format(text) for text in header)
    body = Markup().join(Markup("<tr>{}</tr>").format(Markup().join(map(_cell, row))) for row in rows)
    return Markup(
        '<div class="fd-table" tabindex="0" role="region" aria-label="{}"><table><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(title, title, head, body)


def _cell(value: Cell) -> Markup:
    return Markup('<td class="fd-number">{}</td>' if isinstance(value, int) else "<td>{}</td>").format(value)
