"""A CSV file of sheets graded block by block."""

from collections.abc import Callable
from operator import add
from pathlib import Path

import numpy as np

from frontdesk.columns.grid import Grid, Lines, grid_of, lines_of
from frontdesk.columns.head import Head, head_of
from frontdesk.columns.odd_rows import odd_rows
from frontdesk.columns.persons import persons_written
from frontdesk.columns.slots import COST, Slots
from frontdesk.columns.text import Text, text_of
from frontdesk.columns.totals import MOST_QUESTIONS, Totals
from frontdesk.exchange.results import csv_text
from frontdesk.exchange.sheets_csv import OWN, holds_nothing, sheet_of, unreadable, without_rows
from frontdesk.grading import Quiz, grade_sheet, responses_of
from frontdesk.model.attempt import Sheet
from frontdesk.problems import Problem

PIECE = 1 << 17  # bytes read at once: what is made of them stays near the processor
_MOST = 64 << 20  # bytes of responses remembered, about

Write = Callable[[bytes], object]
Counted = list[tuple[Problem, int]]


def grade_csv(
    quiz: Quiz, path: Path, write: Write, *, by_answer: bool = False, piece: int = PIECE
) -> Counted | None:
    """Grade a CSV file of sheets; write its results as `exchange.results.csv_text` tells them, in UTF-8.

    Return each problem with the number of sheets that it holds for, or None, with nothing written, for a file
    to be graded as any other: it is no CSV, cannot be read, or has a header that is none.
    """
    text = text_of(path, piece) if path.suffix.lower() == ".csv" else None
    head = head_of(text) if text else None
    if not text or not head or not 0 < len(quiz.questions) <= MOST_QUESTIONS:
        return None
    grader = _Grader(quiz, str(path), head, by_answer=by_answer)
    grader.grade(text, write)
    return grader.counted()


class _Grader:
    """What is known while the rows of a file go by."""

    def __init__(self, quiz: Quiz, path: str, head: Head, *, by_answer: bool) -> None:
        self._quiz, self._path, self._head, self._by_answer = quiz, path, head, by_answer
        self._answers = {name: n for n, name in enumerate(head.columns) if name and name not in OWN}
        at, _ = responses_of(quiz, Sheet("", self._answers))
        self._person = head.columns.index("person")
        seed = head.columns.index("seed") if "seed" in head.columns else None
        self._slots = Slots(quiz, [at.get(name) for name in quiz.questions], seed, by_answer=by_answer)
        self._totals = Totals(self._slots)
        self._line, self._rows, self._sheets = head.lines + 1, 0, 0
        self._first: tuple[int, str] | None = None
        self._unreadable: list[Problem] = []
        self._refused: list[Problem] = []

    def grade(self, text: Text, write: Write) -> None:
        """Write the results of all rows, block by block."""
        skip, waiting = self._head.size, [b""]
        for piece in text.pieces():
            waiting.append(piece[skip:])
            skip = max(skip - len(piece), 0)
            if b"\n" in waiting[-1]:
                block = b"".join(waiting)
                cut = block.rfind(b"\n") + 1
                used = self._grade(block[:cut], write)
                waiting = [block[used:]]
        block = b"".join(waiting)
        if block:
            self._grade(block if block.endswith(b"\n") else block + b"\n", write)

    def counted(self) -> Counted:
        """Return the problems of the file, each with the number of sheets that it holds for."""
        errors = [*self._unreadable, *self._refused]
        if not self._rows:
            errors.append(without_rows(self._path, self._head.line))
        warnings: list[Problem] = []
        if self._first:
            line, person = self._first
            _, warnings = responses_of(self._quiz, Sheet(person, self._answers, path=self._path, line=line))
        return [(error, 1) for error in errors] + [(warning, self._sheets) for warning in warnings]

    def _grade(self, block: bytes, write: Write) -> int:
        """Write the results of a block of whole lines; return how many bytes of it were rows to their end."""
        separator, columns = self._head.separator, len(self._head.columns)
        lines = lines_of(block, separator, columns)
        odd = odd_rows(lines, separator, spans=self._head.spans)
        texts = self._in_columns(lines, grid_of(lines, columns), odd.rows)
        for line in sorted(odd.rows):
            texts[line] = self._by_itself(self._line + line, odd.rows[line])
        write(b"".join([texts[line] for line in sorted(texts)] if odd.rows else texts.values()))
        self._line += odd.end
        if self._slots.bytes > _MOST:
            self._slots.forget()
            self._totals.forget()
        return len(block) if odd.end == len(lines.odd) else int(lines.starts[odd.end])

    def _in_columns(self, lines: Lines, grid: Grid, odd: dict[int, list[str] | None]) -> dict[int, bytes]:
        """Return the results of a grid by line; what has to be read by itself after all is added to `odd`."""
        even = np.flatnonzero(~lines.odd)
        persons = persons_written(grid.cells(self._person))
        if b"" in persons:
            named = np.array([bool(person) for person in persons], bool)
            self._leave(lines, even[~named], odd)
            persons = [person for person in persons if person]
            even, grid = even[named], grid.only(named)
        rest = self._behind_persons(grid)
        if not rest:
            self._leave(lines, even, odd)
            return {}
        person = grid.cells(self._person, slice(1))[0].decode().strip()
        self._count(len(even), self._line + int(even[0]), person)
        if self._by_answer:
            texts = [person + person.join(behind) for person, behind in zip(persons, rest, strict=True)]
        else:
            texts = map(add, persons, rest)
        return dict(zip(even.tolist(), texts, strict=True))

    def _leave(self, lines: Lines, even: np.ndarray, odd: dict[int, list[str] | None]) -> None:
        odd |= {line: lines.text(line)[:-1].split(self._head.separator) for line in even.tolist()}

    def _behind_persons(self, grid: Grid) -> list:
        """Return what is written behind each person: the totals, or a list with the line of each answer."""
        slots = self._slots.of(grid)
        if not self._by_answer:
            return self._totals.of(slots) or []
        lines = np.array([*self._slots.lines, None], object)
        return lines[slots].tolist()

    def _by_itself(self, line: int, cells: list[str] | None) -> bytes:
        """Return the result of one row as `exchange` and `grading` make it."""
        if cells is None:
            self._unreadable.append(unreadable(self._path, line))
            return b""
        if holds_nothing(line, cells):
            return b""
        self._slots.bytes += COST * len(cells) + sum(map(len, cells))
        sheet = sheet_of(self._head.columns, cells, self._path, line, self._quiz.bank.name)
        if isinstance(sheet, Problem):
            self._rows += 1
            self._refused.append(sheet)
            return b""
        self._count(1, line, sheet.person)
        result, _ = grade_sheet(self._quiz, sheet)
        return csv_text([result], by_answer=self._by_answer).encode()

    def _count(self, sheets: int, line: int, person: str) -> None:
        self._rows += sheets
        self._sheets += sheets
        self._first = min(self._first or (line, person), (line, person))
