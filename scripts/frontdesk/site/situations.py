"""The finder of situations: what somebody at the counter says leads to the page that plays it."""

from html import escape

from markupsafe import Markup

from frontdesk.library import Library
from frontdesk.model.page import Page
from frontdesk.site.assets import Assets
from frontdesk.site.place import Place


def finder_html(library: Library, assets: Assets) -> str:
    """Return a field to type in and the list of all situations; without a script the list is whole."""
    items = "".join(_item(page, assets.place) for page in library.situations.values())
    return (
        '<div class="fd-finder" data-none="No situation has these words. Try fewer, or read down the list." '
        'data-some="found, the nearest first.">'
        '<p class="fd-find" hidden><label for="fd-says">What does the person in front of you say?</label> '
        '<input id="fd-says" type="search" autocomplete="off" spellcheck="false" '
        'placeholder="my ceiling leaks · 楼上漏水"></p><p class="fd-note" role="status"></p>'
        f'<ul class="fd-situations">{items}</ul></div>'
        f"{assets.tags('situations/finder.css', 'situations/finder.js')}"
    )


def _item(page: Page, place: Place) -> Markup:
    head = page.head
    says = Markup().join(
        Markup('<li>“{}” <span lang="zh-Hans">{}</span></li>').format(saying.en, saying.zh)
        for saying in head.says
    )
    return Markup(
        '<li><a href="{}">{}</a> <span lang="zh-Hans">{}</span>'
        '<span class="fd-lesson-facts">{} minutes · {}{}</span><ul>{}</ul></li>'
    ).format(
        escape(place.page_url(page.name)),
        head.title,
        head.title_zh,
        head.minutes,
        head.mood,
        " · critical" if head.critical else "",
        says,
    )
