"""Run the benchmarks: `python -m tests.benchmarks [build] [bytes] [grade] [statistics] [handbook] [paper] …`.

Unless named, all but `millions`, which grades ten million sheets in one run.
"""

import sys

from . import build, grade, handbook, paper, statistics
from . import bytes as weight
from .measure import machine, say

REPORTS = {
    "build": build.report,
    "bytes": weight.report,
    "grade": grade.report,
    "statistics": statistics.report,
    "handbook": handbook.report,
    "paper": paper.report,
    "millions": grade.report_millions,
}
_UNLESS_NAMED = [name for name in REPORTS if name != "millions"]


def main(names: list[str]) -> int:
    """Print the tables of the benchmarks named; return 2 for a name that is none."""
    unknown = [name for name in names if name not in REPORTS]
    if unknown:
        say(f"there is no benchmark '{unknown[0]}'; use one of: {', '.join(REPORTS)}")
        return 2
    sys.stdout.write(f"{machine()}\n")
    for name in names or _UNLESS_NAMED:
        sys.stdout.write(f"\n{REPORTS[name]()}")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
