"""Rules across files: each file here holds the rules about one noun."""

from datetime import date
from pathlib import Path

from frontdesk.library import Library, read_library
from frontdesk.lint import (
    blueprints,
    citations,
    coverage,
    figures,
    links,
    macros,
    pairs,
    repealed,
    review,
    roles,
    strays,
    tests,
    variants,
    wording,
)
from frontdesk.problems import Problem

RULES = (
    blueprints,
    pairs,
    coverage,
    citations,
    links,
    figures,
    macros,
    repealed,
    review,
    roles,
    strays,
    tests,
    variants,
    wording,
)


def check_content(root: Path, today: date) -> list[Problem]:
    """Return every problem of a content root on a day, sorted by path and line."""
    library, problems = read_library(root)
    return sorted({*problems, *check_library(library, today)})


def check_library(library: Library, today: date) -> list[Problem]:
    """Return the problems between the files of a library that was read."""
    return [problem for rule in RULES for problem in rule.find(library, today)]
