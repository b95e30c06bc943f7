"""Results on record: what each submission earned, exactly, each time that changed."""

import json
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, insert, select

from frontdesk.gradebook.tables import RESULTS, SUBMISSIONS
from frontdesk.model.attempt import Answer, Mark, Result
from frontdesk.model.expression import decimal_text


@dataclass(frozen=True)
class Graded:
    """A result on record: by which edition of the banks, and when."""

    submission: int
    edition: str
    graded: str
    result: Result


def keep_result(connection: Connection, submission: int, result: Result, edition: str, now: datetime) -> None:
    """Add a result; earlier ones stay."""
    connection.execute(
        insert(RESULTS).values(
            submission=submission,
            edition=edition,
            graded=now.isoformat(timespec="seconds"),
            earned=str(result.earned),
            possible=str(result.possible),
            percent=decimal_text(result.percent, fixed=1),
            passed=result.passed,
            result=_written(result),
        )
    )


def all_results(connection: Connection, assignment: str) -> dict[int, list[Graded]]:
    """Return the results of an assignment by submission, the newest last."""
    mine = select(RESULTS).join(SUBMISSIONS).where(SUBMISSIONS.c.assignment == assignment)
    found: dict[int, list[Graded]] = {}
    for row in connection.execute(mine.order_by(RESULTS.c.id)):
        graded = Graded(row.submission, row.edition, row.graded, _read(row.result))
        found.setdefault(row.submission, []).append(graded)
    return found


def kept_results(connection: Connection, assignment: str) -> dict[int, Graded]:
    """Return the result that stands for each submission of an assignment: the newest one."""
    return {key: graded[-1] for key, graded in all_results(connection, assignment).items()}


def _written(result: Result) -> str:
    """Return a result with exact marks; `Result.as_json` rounds them for people."""
    held = {
        "person": result.person,
        "paper": result.paper,
        "pass_mark": result.pass_mark,
        "answers": [
            {
                "question": answer.question,
                "response": answer.response,
                "earned": str(answer.mark.earned),
                "possible": str(answer.mark.possible),
                "state": answer.mark.state,
                "objective": answer.objective,
                "critical": answer.critical,
            }
            for answer in result.answers
        ],
    }
    return json.dumps(held)


def _read(text: str) -> Result:
    held = json.loads(text)
    answers = tuple(map(_answer, held["answers"]))
    return Result(held["person"], "", held["pass_mark"], answers, paper=held["paper"])


def _answer(held: dict[str, Any]) -> Answer:
    mark = Mark(Fraction(held["earned"]), Fraction(held["possible"]), held["state"])
    return Answer(held["question"], held["response"], mark, held["objective"], held["critical"])
