"""Pages gathered into sheets: what belongs together, what is missing, what a person must decide."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from frontdesk.exchange.sheets_json import FORMAT
from frontdesk.model.assignment import Assignment
from frontdesk.model.attempt import Sheet
from frontdesk.model.bank import Bank
from frontdesk.model.paper import Paper
from frontdesk.problems import Problem
from frontdesk.scanning.decisions import BLANK, Key, Wrong, response_of
from frontdesk.scanning.pages import Picture
from frontdesk.scanning.reader import Doubt, PageRead, PageReader, picture_name

Keep = Callable[[str, bytes], None]
EMPTY = "nothing is marked on this sheet: was it handed in?"
DIFFERENT = "two scans of this page differ"


@dataclass(frozen=True)
class ScannedSheet:
    """One person's sheet: responses by full id with the bank's names, and what is still to be decided.

    `images` are the file names of handwriting by full id.
    """

    paper: str
    person: str
    responses: dict[str, Any] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    images: dict[str, str] = field(default_factory=dict)
    pages: int = 0
    count: int = 0

    @property
    def is_settled(self) -> bool:
        """Return whether every page is there and nothing is left to decide."""
        return not self.doubts

    @property
    def missing(self) -> list[Doubt]:
        """Return the pages that are not among the scans."""
        return [doubt for doubt in self.doubts if doubt.question.startswith("page ")]

    def as_sheet(self) -> Sheet:
        """Return it as any other sheet, with what was left blank left out."""
        answers = {name: response for name, response in self.responses.items() if response is not None}
        return Sheet(self.person, answers, paper=self.paper)

    def as_json(self) -> dict[str, Any]:
        """Return it as `frontdesk-sheet/1`."""
        sheet = self.as_sheet()
        return {"format": FORMAT, "paper": self.paper, "person": self.person, "answers": sheet.answers}


class Scan:
    """Gathers pages one by one; pictures of handwriting go out at once, so that memory stays flat."""

    def __init__(
        self,
        assignment: Assignment,
        banks: Mapping[str, Bank],
        keep: Keep | None = None,
        decisions: Mapping[Key, str] | None = None,
    ) -> None:
        """Begin with no page; `keep` is given the name and the PNG of each picture to be kept."""
        self.assignment = assignment
        self.problems: list[Problem] = []
        self.unknown: list[Doubt] = []
        self.blank: dict[str, list[int]] = {}
        self.read = 0
        self.boxes = 0
        self._decisions = dict(decisions or {})
        self._used: set[Key] = set()
        self._keep = keep
        known = {sheet: told for (sheet, question), told in self._decisions.items() if question == "page"}
        self._reader = PageReader(assignment, banks, known)
        self._pages: dict[str, dict[int, PageRead]] = {}

    @property
    def questions(self) -> Mapping[str, Any]:
        """Return the questions by full id."""
        return self._reader.questions

    def add(self, page: Picture | Problem) -> None:
        """Read one page, and put it where it belongs."""
        if isinstance(page, Problem):
            self.problems.append(page)
            return
        key = (page.told, "page")
        if self._decisions.get(key, "").strip().lower() == BLANK:
            self._used.add(key)
            return
        found = self._reader.read(page)
        if found is None:
            self.blank.setdefault(page.path, []).append(page.number)
        elif isinstance(found, Problem):
            self.problems.append(found)
        elif isinstance(found, Doubt):
            self.unknown.append(found)
        else:
            self._used.add(key)
            self._place(found)

    def _place(self, page: PageRead) -> None:
        self.read += 1
        self.boxes += page.boxes
        pages = self._pages.setdefault(page.paper, {})
        earlier = pages.get(page.page)
        if earlier:
            pages[page.page] = _joined(earlier, page)
            return
        for number, picture in page.pictures.items():
            if self._keep:
                self._keep(picture_name(page.paper, number), picture)
        # The page itself is let go: what is kept of a thousand pages must stay small.
        pages[page.page] = replace(page, pictures=dict.fromkeys(page.pictures, b""), cut=None)

    def sheets(self) -> list[ScannedSheet]:
        """Return the sheets that have pages, in the order of the papers, with decisions applied."""
        return [self._sheet(paper) for paper in self.assignment.papers if paper.id in self._pages]

    def blanks(self) -> list[Problem]:
        """Return a warning for each file with blank pages: a scanner of both sides gives many."""
        return [
            Problem(path, pages[0], "page", _blank_told(len(pages) - 1), warning=True)
            for path, pages in sorted(self.blank.items())
        ]

    def unused(self, path: str) -> list[Problem]:
        """Return a warning for each decision that nothing asked for; call it after `sheets`."""
        left = sorted(self._decisions.keys() - self._used)
        what = "is not in doubt; the decision is not used"
        return [Problem(path, 1, f"{sheet} {question}", what, warning=True) for sheet, question in left]

    def _sheet(self, paper: Paper) -> ScannedSheet:
        pages = self._pages[paper.id]
        count = next(iter(pages.values())).count
        responses, doubts, images = {}, [], {}
        for _, page in sorted(pages.items()):
            responses |= page.responses
            images |= {paper.items[n - 1].question: picture_name(paper.id, n) for n in page.pictures}
            for question, doubt in page.doubts.items():
                decided = self._decided(paper, question, doubt)
                if isinstance(decided, Doubt):
                    doubts.append(decided)
                else:
                    responses[question] = decided[0]
        for number in range(1, count + 1):
            if number not in pages and not self._is_blank(paper.id, f"page {number}"):
                why = f"page {number} of {count} is not among the scans"
                doubts.append(Doubt(paper.id, f"page {number}", why, "", paper.id))
        if not doubts and not self._has_marks(paper.id, responses):
            doubts.append(Doubt(paper.id, "sheet", EMPTY, "", next(iter(pages.values())).source))
        return ScannedSheet(paper.id, paper.person, responses, tuple(doubts), images, len(pages), count)

    def _has_marks(self, paper: str, responses: Mapping[str, Any]) -> bool:
        """Return whether anything is answered, or a person decided that nothing was meant to be."""
        return any(response is not None for response in responses.values()) or self._is_blank(paper, "sheet")

    def _decided(self, paper: Paper, question: str, doubt: Doubt) -> Doubt | tuple[Any]:
        key = (paper.id, doubt.question)
        if key not in self._decisions:
            return doubt
        self._used.add(key)
        item = paper.items[int(doubt.question) - 1]
        response = response_of(item, self.questions[question], self._decisions[key])
        if isinstance(response, Wrong):
            where = f"{paper.id} {doubt.question}"
            self.problems.append(Problem("decisions.json", 1, where, response.what, response.hint))
            return doubt
        return (response,)

    def _is_blank(self, paper: str, what: str) -> bool:
        key = (paper, what)
        self._used.add(key)
        return self._decisions.get(key, "").strip().lower() == BLANK


def _blank_told(more: int) -> str:
    if not more:
        return "is blank and left out"
    return f"is blank and left out, and {more} more {'page' if more == 1 else 'pages'} of this file"


def _joined(first: PageRead, second: PageRead) -> PageRead:
    """Return two scans of one page as one: what they read alike stays, what differs is for a person."""
    responses, doubts = dict(first.responses), dict(first.doubts)
    for question, response in second.responses.items():
        if question in responses and responses[question] != response:
            del responses[question]
            seen = f"{first.seen.get(question) or BLANK} / {second.seen.get(question) or BLANK}"
            source = f"{first.source}, {second.source}"
            doubts[question] = Doubt(
                first.paper, second.numbers[question], DIFFERENT, seen, source, second.cut(question)
            )
    for question, doubt in second.doubts.items():
        responses.pop(question, None)
        doubts.setdefault(question, doubt)
    return replace(first, responses=responses, doubts=doubts)
