"""What a quiz adds to the time of a build, and what ten times the content costs."""

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from .measure import Times, interleaved, ratio, run, say, table
from .sites import FORMS, write_site

BUDGET = 1.2


def report(pages: int = 30, rounds: int = 5, growth: int = 10) -> str:
    """Return both tables: the forms beside each other, and what ten times the pages cost."""
    with TemporaryDirectory() as folder:
        return f"{_forms(Path(folder), pages, rounds)}\n{_growth(Path(folder), growth, rounds)}"


def _forms(folder: Path, pages: int, rounds: int) -> str:
    say(f"build: {pages} pages in {len(FORMS)} forms")
    times = interleaved({form: _builder(folder / form, form, pages) for form in FORMS}, rounds)
    base = times["no questions"]
    rows = [
        [
            form,
            *_seconds(found),
            f"{ratio(found.wall, base.wall):.2f}",
            f"{ratio(found.cpu, base.cpu):.2f}",
        ]
        for form, found in times.items()
    ]
    title = f"Build, {pages} pages × 10 questions, {rounds} rounds; budget for ours {BUDGET} ×"
    return table(title, ["form", "median s", "min", "max", "ratio", "cpu ratio"], rows)


def _growth(folder: Path, pages: int, rounds: int) -> str:
    say(f"build: from {pages} pages to {10 * pages}")
    rows = []
    for form in ("no questions", "ours"):
        sizes = (pages, 10 * pages)
        times = interleaved(
            {str(size): _builder(folder / f"{form} {size}", form, size) for size in sizes}, rounds
        )
        small, large = (times[str(size)] for size in sizes)
        rows.append(
            [
                form,
                f"{median(small.wall):.2f}",
                f"{median(large.wall):.2f}",
                f"{ratio(large.wall, small.wall):.2f}",
            ]
        )
    title = f"Growth, {pages} → {10 * pages} pages with 10 questions each; budget 11 ×"
    return table(title, ["form", "small s", "large s", "ratio"], rows)


def _builder(root: Path, form: str, pages: int) -> Callable[[], tuple[float, float]]:
    return partial(build, write_site(root, form, pages))


def build(root: Path) -> tuple[float, float]:
    """Build a site from nothing as a whole process and return its seconds."""
    shutil.rmtree(root / "site", ignore_errors=True)
    return run([sys.executable, "-m", "mkdocs", "build", "-q"], root)


def _seconds(times: Times) -> list[str]:
    return [f"{value:.2f}" for value in (median(times.wall), min(times.wall), max(times.wall))]
