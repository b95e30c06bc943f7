"""A Markdown extension that carries finished HTML past Markdown.

A macro hands its HTML to `stash` and writes the returned mark into the page; the mark becomes the HTML
again after Markdown is done.  Without it Python-Markdown would parse all of it a second time, which costs
about half of what a quiz adds to a build.
"""

import re
from hashlib import sha256

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

_MARK = re.compile(r"^( *)\[\[frontdesk:([0-9a-f]{32})\]\] *$")
_HTML: dict[str, str] = {}


def stash(html: str) -> str:
    """Keep finished HTML and return the mark that stands for it, to be written on a line of its own."""
    name = sha256(html.encode()).hexdigest()[:32]
    _HTML[name] = html
    return f"[[frontdesk:{name}]]"


class _Restore(Preprocessor):
    """Put Markdown's own placeholder for finished HTML where a mark stands."""

    def run(self, lines: list[str]) -> list[str]:
        return [restored for line in lines for restored in self._restore(line)]

    def _restore(self, line: str) -> list[str]:
        """Return the line, or the HTML it stands for as a block of its own, indented as the line is."""
        found = _MARK.match(line)
        return ["", found[1] + self.md.htmlStash.store(_HTML[found[2]]), ""] if found else [line]


class StashExtension(Extension):
    """Registers the preprocessor after Markdown's own search for raw HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register with Markdown."""
        md.preprocessors.register(_Restore(md), "frontdesk_stash", 15)


def makeExtension(**settings: object) -> StashExtension:  # noqa: N802 - Markdown's name
    """Return the extension for the name `frontdesk.site.stash`."""
    return StashExtension(**settings)
