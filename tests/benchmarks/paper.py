"""Papers to PDF, and scans back into answers: seconds, pages a second on one core, memory over many pages."""

import resource
import sys
import time
from collections.abc import Mapping
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from frontdesk.library import read_library
from frontdesk.model.assignment import Assignment
from frontdesk.model.bank import Bank
from frontdesk.papers import questions_of
from frontdesk.print.exam.papers import copies_of, papers_pdf
from frontdesk.print.geometry import REGULAR
from frontdesk.scanning.pages import read_pictures
from frontdesk.scanning.sheets import Scan
from paper_scans import DAY, STYLES, Machine, assigned, blank_sheets, filled_sheet, scanned

from .measure import run, say, table
from .sites import ROOT

_DRAW = (
    {"from": "law", "count": "12", "type": ["single-choice", "true-false", "multiple-response"]},
    {"from": "norms", "count": "8", "type": ["single-choice", "true-false", "multiple-response"]},
)
_SCANS = {150: Machine(dpi=150), 300: Machine(dpi=300, blur=1.0)}


def report(people: int = 20, pages: int = 1000, rounds: int = 3) -> str:
    """Return how fast papers are printed and sheets are read, and the peak of memory over many pages."""
    say(f"paper: {people} papers × 20 questions, then {pages} pages scanned")
    banks = read_library(ROOT)[0].banks
    assignment = assigned(banks, *_DRAW, people=people)
    rows = [printed(assignment, banks, rounds)]
    with TemporaryDirectory() as folder:
        for dpi, machine in _SCANS.items():
            files = write_scans(Path(folder) / str(dpi), assignment, banks, machine)
            rows += [
                read_back(assignment, banks, files[kind], f"{dpi} dpi, {kind}", rounds) for kind in files
            ]
        one = write_scans(Path(folder) / "many", assignment, banks, _SCANS[150])["png"]
        rows += [memory(one, people, count) for count in (pages // 10, pages)]
    title = "Paper: goals are 2 s for 20 papers, 20 pages/s a core at 150 dpi, 8 at 300"
    return table(title, ["what", "median s", "CPU s", "pages/s", "pages/s a core", "peak MB"], rows)


def printed(assignment: Assignment, banks: Mapping[str, Bank], rounds: int) -> list[str]:
    """Return a row: the papers of an assignment to one PDF, booklets and answer sheets."""
    copies = copies_of(assignment)
    wall, cpu = timed(lambda: papers_pdf(copies, banks, DAY), rounds)
    return [f"{len(copies)} papers to PDF", f"{wall:.2f}", f"{cpu:.2f}", "", "", ""]


def timed(work, rounds: int) -> tuple[float, float]:
    """Return median seconds on the wall and of the processor; a first run is not counted."""
    times = []
    for count in range(rounds + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        if count:
            times.append((time.perf_counter() - wall, time.process_time() - cpu))
    return median(one for one, _ in times), median(other for _, other in times)


def write_scans(
    folder: Path, assignment: Assignment, banks: Mapping[str, Bank], machine: Machine
) -> dict[str, list[Path]]:
    """Write every sheet, filled in one of four styles, as PNG and as JPEG; return the files by kind."""
    folder.mkdir(parents=True)
    blank, questions = blank_sheets(assignment, banks), questions_of(banks)
    random = np.random.default_rng(0)
    files: dict[str, list[Path]] = {"png": [], "jpg": []}
    for paper, style in zip(assignment.papers, cycle(STYLES)):
        sheet = filled_sheet(assignment, paper.id, blank[paper.id], questions, REGULAR, style, random)
        for number, page in enumerate(sheet.pages, 1):
            pixels = scanned(page, machine, random)
            for kind, found in files.items():
                found.append(folder / f"{paper.id}-{number}.{kind}")
                cv2.imwrite(str(found[-1]), pixels)
    return files


def read_back(
    assignment: Assignment, banks: Mapping[str, Bank], files: list[Path], what: str, rounds: int
) -> list[str]:
    """Return a row: scans read one after another, decoding included."""
    wall, cpu = timed(lambda: read(assignment, banks, files), rounds)
    return [
        f"scan, {what}",
        f"{wall:.2f}",
        f"{cpu:.2f}",
        f"{len(files) / wall:.1f}",
        f"{len(files) / cpu:.1f}",
        "",
    ]


def read(assignment: Assignment, banks: Mapping[str, Bank], files: list[Path]) -> Scan:
    """Return a batch with all files read; fail where a page was not."""
    scan = Scan(assignment, banks)
    for page in read_pictures(files):
        scan.add(page)
    if scan.read != len(files):
        raise AssertionError(f"{len(files) - scan.read} pages were not read")
    return scan


def memory(files: list[Path], people: int, count: int) -> list[str]:
    """Return a row: the peak of memory of a process of its own that reads many pages."""
    listed = files[0].parent / f"{count}.txt"
    listed.write_text("\n".join(map(str, islice(cycle(files), count))), "utf-8")
    wall, cpu = run([sys.executable, "-m", "tests.benchmarks.paper", listed, str(people)], ROOT)
    peak = int(listed.with_suffix(".peak").read_text("utf-8"))
    return [
        f"{count:,} pages, 150 dpi, png, whole process",
        f"{wall:.1f}",
        f"{cpu:.1f}",
        f"{count / wall:.1f}",
        f"{count / cpu:.1f}",
        f"{peak / 1024:.0f}",
    ]


def _read_listed(listed: Path, people: int) -> None:
    banks = read_library(ROOT)[0].banks
    read(
        assigned(banks, *_DRAW, people=people),
        banks,
        [Path(line) for line in listed.read_text("utf-8").split("\n")],
    )
    listed.with_suffix(".peak").write_text(str(_peak()), "utf-8")


def _peak() -> int:
    """Return the most memory this process had, in kB; what the system counts for it may be its parent's."""
    facts = Path("/proc/self/status")
    lines = facts.read_text("utf-8").split("\n") if facts.is_file() else []
    told = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(told[0]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    _read_listed(Path(sys.argv[1]), int(sys.argv[2]))
