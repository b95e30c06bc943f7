"""Typst source in, PDF out: only our fonts, a fixed day, tagged for screen readers (PDF/UA-1)."""

import re
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib import import_module
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from frontdesk.print.fonts import check_installed, font_folders

BASE = "base.typ"


class TypesettingError(RuntimeError):
    """Typst refused a source; it is made by us, so this is our bug and never the writer's."""


def compile_pdf(
    source: str,
    files: Mapping[str, bytes | str] | None = None,
    *,
    day: date,
    inputs: Mapping[str, str] | None = None,
    is_tagged: bool = True,
) -> bytes:
    """Return the PDF of a typst source.

    `files` are what it imports or shows, by their path beside it; `base.typ` and the other templates of this
    room are always there.  `inputs` are what the source reads from `sys.inputs`.  `day` is the day of
    creation written into the file, so that the same input gives the same bytes on any machine.  `is_tagged`
    asks for PDF/UA-1, checked by typst: a title, alternative texts, headings in order, no missing glyph.
    Raises `TypesettingError`, and `PrintNotInstalledError` where the extra is missing.
    """
    return typeset(source, files, day=day, inputs=inputs, is_tagged=is_tagged)[0]


def typeset(
    source: str,
    files: Mapping[str, bytes | str] | None = None,
    *,
    day: date,
    inputs: Mapping[str, str] | None = None,
    is_tagged: bool = True,
) -> tuple[bytes, list[str]]:
    """Return the PDF of a typst source, as `compile_pdf` does, and what typst warns of."""
    check_installed()
    typst = import_module("typst")
    with tempfile.TemporaryDirectory(prefix="frontdesk-print-") as folder:
        root = Path(folder).resolve()
        for name, held in {**_templates(), **(files or {}), "main.typ": source}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(held.encode() if isinstance(held, str) else held)
        try:
            pdf, warnings = typst.compile_with_warnings(
                str(root / "main.typ"),
                root=str(root),
                font_paths=_fonts(typst),
                sys_inputs=dict(inputs or {}),
                pdf_standards=["ua-1"] if is_tagged else [],
                timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
            )
        except typst.TypstError as error:
            raise TypesettingError(_told(error)) from None
    return pdf, [str(warning.message) for warning in warnings]


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has; its root of pages stands there as plain text."""
    return max(map(int, re.findall(rb"/Type */Pages\s*/Count (\d+)", pdf)), default=0)


def _told(error: Any) -> str:
    return "\n".join([str(error.diagnostic or error.message), *error.hints])


@lru_cache(maxsize=1)
def _fonts(typst: Any) -> Any:
    """Return our fonts and no others: neither the system's nor those that typst brings along."""
    folders = [str(folder) for folder in font_folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@lru_cache(maxsize=1)
def _templates() -> dict[str, str]:
    here = package_files("frontdesk.print")
    return {file.name: file.read_text("utf-8") for file in here.iterdir() if file.name.endswith(".typ")}
