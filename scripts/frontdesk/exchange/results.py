"""Results as JSON or CSV, stable and sorted as read."""

import csv
import json
from io import StringIO
from typing import Any

from frontdesk.model.attempt import Result
from frontdesk.model.expression import decimal_text
from frontdesk.model.fields import NUMBER

_COLUMNS = ["person", "quiz", "earned", "possible", "percent", "passed"]
_ANSWER_COLUMNS = ["person", "question", "response", "earned", "possible", "state"]


def as_json(results: list[Result]) -> str:
    """Return a list of results as `frontdesk-result/1`."""
    return json.dumps([result.as_json() for result in results], ensure_ascii=False, indent=2) + "\n"


def csv_header(*, by_answer: bool) -> str:
    """Return the first line of a CSV: the names of its columns."""
    return csv_lines([_ANSWER_COLUMNS if by_answer else _COLUMNS])


def csv_text(results: list[Result], *, by_answer: bool) -> str:
    """Return results without the header: a line a result, or a line an answer."""
    return csv_lines(_answer_rows(results) if by_answer else _result_rows(results))


def _result_rows(results: list[Result]) -> list[list[str]]:
    return [
        [
            r.person,
            r.paper or r.quiz,
            decimal_text(r.earned),
            decimal_text(r.possible),
            decimal_text(r.percent, fixed=1),
            "" if r.passed is None else str(r.passed).lower(),
        ]
        for r in results
    ]


def _answer_rows(results: list[Result]) -> list[list[str]]:
    return [
        [
            r.person,
            a.question,
            response_text(a.response),
            decimal_text(a.mark.earned),
            decimal_text(a.mark.possible),
            a.mark.state,
        ]
        for r in results
        for a in r.answers
    ]


def response_text(response: Any) -> str:
    """Return a response as one cell: several letters as `a c`, pairs as `a=x b=y`."""
    if response is None:
        return ""
    if isinstance(response, list):
        return " ".join(response_text(item) for item in response)
    if isinstance(response, dict):
        return " ".join(f"{name}={response_text(value)}" for name, value in response.items())
    return str(response)


def csv_lines(rows: list[list[str]]) -> str:
    """Return rows as lines of a CSV in which no cell is a formula."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not NUMBER.fullmatch(cell) else cell
