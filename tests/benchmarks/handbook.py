"""The whole handbook beside WeasyPrint and Chromium's own printing, on the same lessons and questions."""

import os
import re
import shutil
import sys
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pypdfium2 import PdfDocument

from frontdesk.library import read_library
from frontdesk.print.edition import EVERYBODY, choose_pages
from frontdesk.print.fonts import font_folders
from frontdesk.site.macros import Macros
from frontdesk.site.rendering import Rendering

from .measure import interleaved, ratio, run, say, table
from .sites import ROOT

GOAL = 5
_DAY = date(2026, 11, 25)
_SCRIPT = re.compile(r"<script\b.*?</script>|<link\b[^>]*>", re.DOTALL)
_PICTURE = re.compile(r'src="(?:\.\./)+assets/')
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir></fontconfig>
"""
_LOOK = (
    "body { font: 10pt 'Source Sans 3', 'Noto Sans CJK SC' } @page { size: A4; margin: 22mm } "
    "h1 { break-before: page }"
)


def report(root: Path = ROOT, rounds: int = 3, count: int = 6) -> str:
    """Return the table: seconds and pages of each way to a book of the first lessons."""
    names = tuple(page.name for page in choose_pages(read_library(root)[0], EVERYBODY, [])[:count])
    with TemporaryDirectory() as name:
        folder = Path(name)
        say("handbook: one book, three ways")
        page = write_html(root, folder, names)
        ways = {"ours": [sys.executable, "-m", "frontdesk", "--root", root, "handbook"]}
        ways["ours"] += ["--lessons", ",".join(names), "--out", folder / "ours.pdf"]
        ways["WeasyPrint"] = [sys.executable, "-m", "weasyprint", "-q", page, folder / "WeasyPrint.pdf"]
        ways["Chromium"] = _chromium(page, folder)
        os.environ["FONTCONFIG_FILE"] = str(_write_fonts(folder))
        times = interleaved(
            {way: lambda words=words: run(words, root) for way, words in ways.items()}, rounds
        )
        rows = [
            [
                way,
                f"{median(found.wall):.1f}",
                f"{median(found.cpu):.1f}",
                f"{ratio(found.wall, times['ours'].wall):.1f}",
                f"{ratio(found.cpu, times['ours'].cpu):.1f}",
                _pages(folder / f"{way}.pdf"),
            ]
            for way, found in times.items()
        ]
    title = f"Handbook, {count} lessons, {rounds} rounds; the others from HTML; goal {GOAL} × WeasyPrint"
    return table(title, ["way", "median s", "cpu s", "× ours", "× cpu", "pages"], rows)


def write_html(root: Path, folder: Path, names: tuple[str, ...] = ()) -> Path:
    """Write all lessons as one HTML page, as the site shows them, without its scripts."""
    root = root.resolve()
    library = read_library(root)[0]
    rendering = Rendering(library, _DAY, Macros)
    pages = choose_pages(library, EVERYBODY, list(names))
    body = "\n".join(f"<h1>{page.head.title}</h1>{rendering.html(page)}" for page in pages)
    looks = "".join(
        (root / f"docs/assets/{name}").read_text("utf-8") for name in ("look/look.css", "quiz/quiz.css")
    )
    html = _PICTURE.sub(f'src="{(root / "docs/assets").as_uri()}/', _SCRIPT.sub("", body))
    file = folder / "book.html"
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Book</title><style>{looks}{_LOOK}'
    file.write_text(f'{head}</style><body class="md-typeset">{html}</body></html>', "utf-8")
    return file


def _chromium(page: Path, folder: Path) -> list[str | Path]:
    path = os.environ.get("FRONTDESK_CHROMIUM") or shutil.which("chromium") or "google-chrome"
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    return [
        path,
        *quiet,
        "--no-pdf-header-footer",
        f"--print-to-pdf={folder / 'Chromium.pdf'}",
        page.as_uri(),
    ]


def _write_fonts(folder: Path) -> Path:
    """Write a list of fonts for the others: the same that ours uses."""
    file = folder / "fonts.conf"
    folders = "".join(f"<dir>{path}</dir>" for path in font_folders())
    file.write_text(_FONTS.format(folders=folders, cache=folder / "fonts"), "utf-8")
    return file


def _pages(file: Path) -> int:
    return len(PdfDocument(file))
