"""A problem in somebody's file, and how it is told to the person who wrote it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches

_LONG_QUOTE = re.compile(r"'([^']{60})[^']{20,}'")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where it stands, what stands there, what to do about it.

    `path` is relative to the content root, `line` counts from 1 and is that of the key at fault,
    `where` is `quiz.question`, a front-matter key or a column.
    """

    path: str
    line: int
    where: str
    what: str
    hint: str = ""
    warning: bool = False

    def __post_init__(self) -> None:
        """Shorten a value that is quoted at length: its beginning is enough to find it by."""
        object.__setattr__(self, "what", _LONG_QUOTE.sub(r"'\1…'", self.what))

    def __str__(self) -> str:
        """Return the one form every command prints; editors make a link of its beginning."""
        kind = "warning: " if self.warning else ""
        told = f"{self.path}:{self.line}: {self.where}: {kind}{self.what}"
        return f"{told}\n  hint: {self.hint}" if self.hint else told

    def as_json(self) -> dict:
        """Return the problem as plain data with stable keys."""
        return asdict(self)


def suggest(word: str, allowed: Iterable[str]) -> str:
    """Return a hint: the allowed word that is nearest, else all of them, else nothing."""
    words = list(allowed)
    by_small = {allowed.lower(): allowed for allowed in words}
    near = get_close_matches(word.lower(), by_small, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{by_small[near[0]]}'?"
    if not words:
        return ""
    shown = ", ".join(words[:12])
    return f"use one of: {shown}" + (", …" if len(words) > 12 else "")


def each_once(counted: Iterable[tuple[Problem, int]]) -> list[Problem]:
    """Return problems in order, a warning that many sheets of a file share told once with their number.

    Each problem comes with the number of sheets that it holds for.
    """
    counted = list(counted)
    sheets: Counter[tuple[str, str]] = Counter()
    for problem, count in counted:
        sheets[problem.path, problem.what] += count if problem.warning else 0
    told: list[Problem] = []
    for problem, _ in counted:
        count = sheets.pop((problem.path, problem.what), 0) if problem.warning else 1
        if count > 1:
            told.append(replace(problem, where="sheets", what=f"{problem.what}, in {count} sheets"))
        elif count:
            told.append(problem)
    return told


def tell_count(problems: list[Problem]) -> str:
    """Return the closing line: how many problems in how many files, or that there are none."""
    if not problems:
        return "No problems."
    errors = sum(not p.warning for p in problems)
    warnings = len(problems) - errors
    files = len({p.path for p in problems})
    parts = [_plural(errors, "problem")] if errors else []
    parts += [_plural(warnings, "warning")] if warnings else []
    return f"{' and '.join(parts)} in {_plural(files, 'file')}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
