"""Glossary terms, tables from data, and computed figures."""

from markupsafe import Markup, escape

from frontdesk.html import markup
from frontdesk.library import Library
from frontdesk.model.expression import decimal_text
from frontdesk.model.numbers import read_figure, with_thousands
from frontdesk.site.law import cite_html
from frontdesk.site.place import Place
from frontdesk.site.search_words import search_words_html

GLOSSARY = "reference/glossary"


def term_markdown(library: Library, place: Place, name: str) -> str:
    """Return a glossary term: its English, its Chinese, and a link that explains it."""
    slug = library.terms[name.lower()]
    term = library.glossary[slug]
    title = str(escape(f"{term.pinyin}: {term.line}")).replace("\n", " ")
    return (
        f'[{name}]({place.source(GLOSSARY)}#{slug}){{ .fd-term title="{title}" }} '
        f'<span lang="zh-Hans" class="fd-zh">{term.zh}</span>'
    )


def glossary_markdown(library: Library, place: Place) -> str:
    """Return the glossary as a Markdown table in the order of the English words."""
    rows = ["| English | 中文 | Pinyin | In one line | Taught in |", "|---|---|---|---|---|"]
    for slug, term in sorted(library.glossary.items(), key=lambda item: item[1].en.lower()):
        page = library.pages.get(term.taught or "")
        taught = f"[{page.head.title}]({place.source(page.name)})" if page and page.head else "–"
        cells = [
            f"**{term.en}**{{ #{slug} }}",
            f'<span lang="zh-Hans">{term.zh}</span>{search_words_html(library, term.zh)}',
            term.pinyin,
            markup.inline(term.line),
            taught,
        ]
        rows.append("| " + " | ".join(str(cell).replace("|", "&#124;") for cell in cells) + " |")
    return "\n".join(rows) + "\n"


def table_html(library: Library, place: Place, slug: str) -> str:
    """Return a table from data, its numbers set to the right."""
    table = library.tables[slug]
    numeric = {
        name for name in table.columns if all(read_figure(row[name]) is not None for row in table.rows)
    }
    head = Markup().join(
        Markup('<th scope="col"{}>{}</th>').format(_class(name, numeric), markup.inline(text))
        for name, text in table.columns.items()
    )
    body = Markup().join(
        Markup("<tr>{}</tr>").format(
            Markup().join(
                Markup("<td{}{}>{}</td>").format(
                    _class(name, numeric),
                    _lang(row[name]),
                    markup.inline(_figure(row[name], name in numeric)),
                )
                for name in table.columns
            )
        )
        for row in table.rows
    )
    cites = Markup(" · ").join(cite_html(library, place, citation) for citation in table.cite)
    note = (
        Markup('<p class="fd-note">{} {}</p>').format(markup.inline(table.note or ""), cites)
        if table.note or cites
        else ""
    )
    return Markup(
        '<div class="fd-table" tabindex="0" role="region" aria-label="{}"><table><caption>{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}"
    ).format(table.title, markup.inline(table.title), head, body, note)


def _figure(text: str, is_number: bool) -> str:
    return with_thousands(text) if is_number else text


def _class(name: str, numeric: set[str]) -> Markup:
    return Markup(' class="fd-number"') if name in numeric else Markup()


def _lang(text: str) -> Markup:
    letters = any("a" <= letter.lower() <= "z" for letter in text)
    return Markup(' lang="zh-Hans"') if markup.is_chinese(text) and not letters else Markup()


def computed_text(library: Library, formula: str, given: dict[str, object]) -> str:
    """Return what a formula gives for values as printed, with its own places and thousands commas."""
    found = library.formulas[formula]
    values = {name: read_figure(str(value)) for name, value in given.items()}
    wrong = [name for name in found.given if values.get(name) is None]
    if wrong:
        raise ValueError(f"computed('{formula}'): '{wrong[0]}' is missing or not a number")
    return with_thousands(decimal_text(found.expression.value(values), fixed=found.places))
