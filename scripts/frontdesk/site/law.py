"""Citations, rules and the register of statutes on a page."""

from datetime import date

from markupsafe import Markup, escape

from frontdesk.html import markup
from frontdesk.library import Library
from frontdesk.model.citation import Citation
from frontdesk.model.law import LocalRule, Statute
from frontdesk.site.place import Place

REGISTER = "reference/statutes"
EVIDENCE = {
    "verified": ("Verified", "Read against the text of the law."),
    "secondary": ("Secondary source", "Read in a copy or a quotation, not in the official text."),
    "company-standard": ("Company standard", "Our own rule: never present it to an owner as law."),
    "check-locally": ("Check locally", "Your city or province may differ."),
}


def cite_text(library: Library, citation: Citation) -> str:
    """Return a citation as it is read: `Civil Code 944`."""
    statute = library.statutes[citation.statute]
    return f"{statute.short or statute.en} {citation.articles}".strip()


def cite_markdown(library: Library, place: Place, citation: Citation) -> str:
    """Return a citation as Markdown: a link to the register, so that the generator checks it."""
    statute = library.statutes[citation.statute]
    target = f"{place.source(REGISTER)}#{citation.statute}"
    return f'[{cite_text(library, citation)}]({target}){{ .fd-cite title="{statute.en} {statute.zh}" }}'


def cite_html(library: Library, place: Place, citation: Citation) -> Markup:
    """Return a citation as finished HTML."""
    statute = library.statutes[citation.statute]
    return Markup('<a class="fd-cite" href="{}#{}" title="{}">{}</a>').format(
        place.page_url(REGISTER), citation.statute, f"{statute.en} {statute.zh}", cite_text(library, citation)
    )


def rule_html(library: Library, place: Place, slug: str) -> str:
    """Return a box with one legal rule, its article, and how sure we are of it."""
    rule = library.rules[slug]
    name, meaning = EVIDENCE[rule.evidence]
    cites = Markup(" · ").join(cite_html(library, place, citation) for citation in rule.cite)
    city = Markup(" · only in {}").format(rule.city) if rule.city else ""
    return Markup(
        '<div class="fd-rule"><p class="fd-rule-says">{}</p>'
        '<p class="fd-rule-source">{}{} · <span title="{}">{}, read on {}</span></p></div>'
    ).format(markup.inline(rule.says), cites, city, meaning, name, rule.checked)


def local_html(library: Library, topic: str) -> str:
    """Return a box that says: check locally, with the cities we know as examples."""
    rules = [rule for rule in library.cities.values() if rule.topic == topic]
    items = Markup().join(_local_item(rule) for rule in rules)
    return Markup(
        '<div class="admonition locally"><p class="admonition-title">Check locally</p>'
        "<p>Your city may ask something else. What we have read:</p><ul>{}</ul></div>"
    ).format(items)


def _local_item(rule: LocalRule) -> Markup:
    told = "" if rule.evidence == "verified" else ", secondary source"
    return Markup(
        '<li><strong>{} <span lang="zh-Hans">{}</span> only:</strong> {} '
        "<small>({}; read on {}{})</small></li>"
    ).format(rule.city, rule.zh, markup.inline(rule.says), rule.source, rule.read, told)


def statutes_markdown(library: Library) -> str:
    """Return the register as Markdown tables: what is in force, and what is gone."""
    current = {slug: s for slug, s in library.statutes.items() if s.status == "in-force"}
    gone = {slug: s for slug, s in library.statutes.items() if s.status == "repealed"}
    rows = ["## In force", "", "| Statute | 中文 | In force since | Checked |", "|---|---|---|---|"]
    rows += [_current_row(slug, statute) for slug, statute in current.items()]
    rows += [
        "",
        "## What is gone",
        "",
        "| Was called | 中文 | Repealed | Look instead in |",
        "|---|---|---|---|",
    ]
    rows += [_gone_row(library, slug, statute) for slug, statute in gone.items()]
    return "\n".join(rows) + "\n"


def _current_row(slug: str, statute: Statute) -> str:
    number = f"<br>{_zh(statute.number)}" if statute.number else ""
    note = f"<br><small>{_cell(statute.note)}</small>" if statute.note else ""
    city = f" ({statute.city} only)" if statute.city else ""
    checked = _date(statute.checked) + (
        "" if statute.evidence == "verified" else "<br><small>secondary source</small>"
    )
    name = f"**{_cell(statute.en)}**{city}{{ #{slug} }}{note}"
    return _row(name, _zh(statute.zh) + number, _date(statute.since), checked)


def _gone_row(library: Library, slug: str, statute: Statute) -> str:
    instead = ", ".join(f"[{library.statutes[other].en}](#{other})" for other in statute.replaced_by)
    note = f"<br><small>{_cell(statute.note)}</small>" if statute.note else ""
    name = f"**{_cell(statute.en)}**{{ #{slug} }}{note}"
    return _row(name, _zh(statute.zh), _date(statute.until), instead or "–")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _date(day: date | None) -> str:
    return f'<span class="fd-date">{day}</span>' if day else "–"


def _zh(text: str) -> str:
    return f'<span lang="zh-Hans">{_cell(text)}</span>'


def _cell(text: str) -> str:
    return str(escape(text)).replace("|", "&#124;").replace("\n", " ")
