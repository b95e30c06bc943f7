"""Texts of banks and data as HTML: the one place where content becomes HTML."""

import re
from functools import lru_cache
from html import escape, unescape

from markdown import Markdown
from markupsafe import Markup

# Most texts of a bank hold nothing that Markdown would change; those are only escaped.
_PLAIN = re.compile(r"[^*_`\[\]<>&\\\n#|~:!+^={}]*(?::[^*_`\[\]<>&\\\n#|~:!+^={}]*)*")
_LIST = re.compile(r"\s*(\d+\.|-)\s")
_HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
_RENDERER = Markdown(extensions=["sane_lists", "tables"])


@lru_cache(maxsize=65536)
def block(text: str) -> Markup:
    """Return a Markdown text as HTML paragraphs, lists and tables; raw HTML in it is shown, not obeyed."""
    if _is_plain(text):
        return Markup(f"<p>{escape(text, quote=False)}</p>")
    _RENDERER.reset()
    return Markup(_RENDERER.convert(text.replace("&", "&amp;").replace("<", "&lt;")))


@lru_cache(maxsize=65536)
def inline(text: str) -> Markup:
    """Return a Markdown text of one paragraph as HTML without the paragraph around it."""
    return Markup(escape(text, quote=False)) if _is_plain(text) else unwrapped(block(text))


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and not _LIST.match(text)


def unwrapped(html: Markup) -> Markup:
    """Return the HTML without its paragraph, where it is a single one."""
    single = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return Markup(html[3:-4]) if single else html


def plain(text: str) -> str:
    """Return a Markdown text as plain text, for places where no markup can stand."""
    return without_tags(block(text))


def without_tags(html: str) -> str:
    """Return HTML of ours as plain text."""
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()


def chinese(text: str) -> Markup:
    """Return a Chinese text marked as such, so that fonts and voices suit it."""
    return Markup('<span lang="zh-Hans">{}</span>').format(text)


def is_chinese(text: str) -> bool:
    """Return whether a text holds Chinese characters."""
    return bool(_HAN.search(text))
