"""Where a page of the site stands, and how it reaches others."""

from dataclasses import dataclass
from posixpath import dirname, relpath
from typing import Any


@dataclass(frozen=True)
class Place:
    """The page being written: its name (`law/service-contract`) and its address below the site."""

    name: str
    url: str

    @property
    def root(self) -> str:
        """Return the way up to the site's root, such as `../../`."""
        return "../" * self.url.count("/")

    def page_url(self, name: str) -> str:
        """Return the relative address of another page, in the style of this page's own address."""
        if self.url.endswith(".html"):
            return f"{self.root}{name}.html"
        return (
            f"{self.root}{name.removesuffix('index').removesuffix('/')}/"
            if name != "index"
            else self.root or "./"
        )

    def source(self, name: str) -> str:
        """Return the relative path of another page's Markdown, for a link written in Markdown."""
        return relpath(f"{name}.md", dirname(self.name) or ".")


def place_of(page: Any) -> Place:
    """Return the place of a generator's page object; MkDocs and Zensical name the same things differently."""
    path = page.file.src_uri if hasattr(page, "file") else page.path
    return Place(str(path).replace("\\", "/").removesuffix(".md"), page.url or "")
