"""Clocks and tables for benchmarks."""

import os
import platform
import resource
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median


@dataclass
class Times:
    """Seconds of one contender, a figure a round: on the wall, and of the processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def say(text: str) -> None:
    """Show progress without a trace in the tables."""
    sys.stderr.write(f"{text}\n")


def run(words: Sequence[str | Path], folder: Path) -> tuple[float, float]:
    """Run a whole process; return its seconds on the wall and of the processor."""
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([*map(str, words)], cwd=folder, env=quiet, capture_output=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(
            f"{' '.join(map(str, words))} ended with {done.returncode}: {done.stderr.decode()}"
        )
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def interleaved(contenders: Mapping[str, Callable[[], tuple[float, float]]], rounds: int) -> dict[str, Times]:
    """Run all contenders in turn, round after round, so that a slow minute of the machine meets all alike.

    One round before the first is not counted.
    """
    times = {name: Times() for name in contenders}
    for count in range(rounds + 1):
        say(f"  round {count} of {rounds}" if count else "  warm-up")
        for name, contender in contenders.items():
            wall, cpu = contender()
            if count:
                times[name].wall.append(wall)
                times[name].cpu.append(cpu)
    return times


def ratio(these: Sequence[float], those: Sequence[float]) -> float:
    """Return the median of the rounds' own ratios, which a slow round does not bend."""
    return median(one / other for one, other in zip(these, those, strict=True))


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table in plain text, the first column to the left and figures to the right."""
    cells = [[str(cell) for cell in row] for row in (header, *rows)]
    widths = [max(_width(row[place]) for row in cells) for place in range(len(header))]
    lines = [
        "  ".join(_padded(cell, widths[place], left=place == 0) for place, cell in enumerate(row)).rstrip()
        for row in cells
    ]
    return "\n".join([title, lines[0], "-" * (sum(widths) + 2 * len(widths) - 2), *lines[1:]]) + "\n"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int, *, left: bool) -> str:
    space = " " * (width - _width(text))
    return f"{text}{space}" if left else f"{space}{text}"


def machine() -> str:
    """Return one line on what the figures were measured with."""
    python = f"Python {platform.python_version()}"
    parts = [f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "mkdocs-quiz")]
    return ", ".join([f"{_processor()} × {os.cpu_count()}", platform.system(), python, *parts])


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text("utf-8").split("\n") if facts.is_file() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()
