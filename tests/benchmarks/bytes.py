"""What a page makes a browser load for our sake, beside what mkdocs-quiz puts into each page."""

import gzip
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

from .build import build
from .measure import run, say, table
from .sites import ROOT, write_site

_FILE = re.compile(
    r"""<(?:script\b[^>]*?\bsrc|link\b[^>]*?\brel="?stylesheet"?[^>]*?\bhref)=["']?([^"'\s>]+)"""
)
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_DATA = re.compile(r"""\btype=["']?application/(?:ld\+)?json|\bsrc=""")
# Material's own files, and the one its offline plugin loads from another host; the rest of assets/ is ours.
_THEME = ("assets/javascripts/", "assets/stylesheets/", "assets/vendor/")
_KINDS = ("quiz with variants", "quiz", "no quiz")


@dataclass(frozen=True)
class Load:
    """The bytes of one page, as they are and as gzip -9 leaves them, and the names of the files."""

    raw: int
    packed: int
    files: str


def report(root: Path = ROOT, pages: int = 2) -> str:
    """Return the heaviest page of each kind of the site at `root`, and a page of mkdocs-quiz."""
    say("bytes: our own site, then a page of mkdocs-quiz")
    with TemporaryDirectory() as folder:
        site = Path(folder) / "ours"
        run([sys.executable, "-m", "frontdesk", "--root", root, "build", "--offline", "--out", site], root)
        loads = {kind: load for kind, load in our_loads(site).items() if load}
        loads |= _mkdocs_quiz(Path(folder) / "peer", pages)
    rows = [[kind, f"{load.raw:,}", f"{load.packed:,}", load.files] for kind, load in loads.items()]
    title = "JS + CSS loaded for a quiz; budget 8 kB packed with a quiz, 3 kB of look without"
    return table(title, ["page", "bytes", "gzip -9", "files"], rows)


def our_loads(site: Path) -> dict[str, Load | None]:
    """Return what the heaviest page of each kind loads of our files."""
    loads: dict[str, list[Load]] = {kind: [] for kind in _KINDS}
    for page in sorted(site.rglob("*.html")):
        files = _our_files(site, page)
        names = {file.name for file in files}
        kind = _KINDS[0] if "draw.js" in names else _KINDS[1] if "quiz.js" in names else _KINDS[2]
        loads[kind].append(_load([(file.name, file.read_bytes()) for file in files]))
    return {kind: max(found, key=lambda load: load.packed, default=None) for kind, found in loads.items()}


def _our_files(site: Path, page: Path) -> list[Path]:
    """Return the files of ours that a page loads, each once."""
    here = page.relative_to(site).as_posix()
    found = _FILE.findall(page.read_text("utf-8"))
    paths = dict.fromkeys(urlsplit(urljoin(here, address)).path.lstrip("/") for address in found)
    ours = [site / path for path in paths if path.startswith("assets/") and not path.startswith(_THEME)]
    return [file for file in ours if file.is_file()]


def _load(parts: list[tuple[str, bytes]]) -> Load:
    packed = sum(len(gzip.compress(content, 9, mtime=0)) for _, content in parts)
    return Load(sum(len(content) for _, content in parts), packed, " ".join(name for name, _ in parts))


def _mkdocs_quiz(folder: Path, pages: int) -> dict[str, Load]:
    """Return the scripts and styles that mkdocs-quiz writes into a page beyond those of the theme."""
    bare = write_site(folder / "bare", "no questions", pages)
    theirs = write_site(folder / "quiz", "mkdocs-quiz", pages)
    build(bare)
    build(theirs)
    found = {}
    for what, page in (("quiz", "area/topic-1/index.html"), ("no quiz", "index.html")):
        known = set(_inline(bare / "site" / page))
        added = "".join(text for text in _inline(theirs / "site" / page) if text not in known)
        found[f"mkdocs-quiz, {what}"] = _load([("inline", added.encode())])
    return found


def _inline(page: Path) -> list[str]:
    return [text for _, words, text in _INLINE.findall(page.read_text("utf-8")) if not _DATA.search(words)]
