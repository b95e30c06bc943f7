"""What one handbook holds: which lessons, in which parts, on which paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from frontdesk.library import Library
from frontdesk.model.page import Page
from frontdesk.pages import read_sections, read_settings

EVERYBODY = "all"


@dataclass(frozen=True)
class Paper:
    """A size of paper: how wide a table may be, in em of the text around, how large a picture, in mm."""

    name: str
    widths: Mapping[str, float]
    widths_in_box: Mapping[str, float]
    widths_in_aid: Mapping[str, float]
    text_mm: float
    picture_mm: float


PAPERS = {
    "a4": Paper(
        "a4",
        {"text": 37.0, "wide": 49.0, "turned": 71.0},
        {"text": 34.5},
        {"text": 48.0, "turned": 75.0},
        132,
        165,
    ),
    "a5": Paper(
        "a5",
        {"text": 32.5, "wide": 38.0, "turned": 52.0},
        {"text": 30.0},
        {"text": 37.0, "turned": 55.0},
        104,
        128,
    ),
}


@dataclass(frozen=True)
class Part:
    """One part of the book: its heading in English and Chinese, and its pages."""

    title: str
    title_zh: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Edition:
    """One handbook: its pages in the order of the site, for whom, on which paper, of which day.

    `audience` is a role or `all`; `site` is the address its QR codes lead to, empty for none.
    """

    library: Library
    pages: tuple[Page, ...]
    audience: str
    paper: Paper
    site: str
    day: date

    def holds(self, name: str) -> bool:
        """Return whether a page stands in the book."""
        return any(page.name == name for page in self.pages)

    @property
    def name(self) -> str:
        """Return the name of the site, which is the name on the cover."""
        return str(read_settings(self.library.root).get("site_name") or "Front Desk")

    @property
    def parts(self) -> list[Part]:
        """Return the parts, named as in the navigation of the site."""
        sections = read_sections(self.library.root)
        grouped = groupby(self.pages, key=lambda page: sections.get(page.name, area_of(page)))
        return [Part(*_both(title), tuple(pages)) for title, pages in grouped]

    def address(self, page: Page) -> str:
        """Return the address of a page on the site, or an empty text."""
        if not self.site:
            return ""
        is_folder = str(read_settings(self.library.root).get("use_directory_urls", "true")) != "false"
        return f"{self.site.rstrip('/')}/{page.name}" + ("/" if is_folder else ".html")


def area_of(page: Page) -> str:
    """Return the folder of a page as a heading."""
    return page.name.partition("/")[0].capitalize()


def choose_pages(library: Library, audience: str, names: list[str]) -> tuple[Page, ...]:
    """Return the lessons of some names, else those for a role, else all of the navigation; in its order."""
    pages = [library.lessons[name] for name in library.nav if name in library.lessons]
    if names:
        return tuple(page for page in pages if page.name in names)
    return tuple(page for page in pages if audience in (EVERYBODY, *page.head.audience))


def site_address(library: Library) -> str:
    """Return the address in `mkdocs.yml`, or an empty text."""
    return str(read_settings(library.root).get("site_url") or "")


def _both(title: str) -> tuple[str, str]:
    """Return the English and the Chinese half of a heading such as `Law 法律`."""
    english, _, chinese = title.rpartition(" ")
    return (english, chinese) if english and not chinese.isascii() else (title, "")
