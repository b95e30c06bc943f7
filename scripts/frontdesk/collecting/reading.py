"""One file that was handed in, read: the answers it brings, and what is wrong with it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from frontdesk.assignments import Secrets
from frontdesk.collecting.archives import office_kind
from frontdesk.collecting.found import Found, unpacked
from frontdesk.collecting.roll import Roll
from frontdesk.collecting.rows import arrivals_of, head_of
from frontdesk.collecting.texts import is_mail, mail_parts, texts_of
from frontdesk.exchange.decoding import decode
from frontdesk.exchange.packets import Opened, Packet, find_packets, open_packet
from frontdesk.exchange.sheets_json import read_sheets
from frontdesk.exchange.workbooks import Rows, read_rows
from frontdesk.gradebook.submissions import Arrival, digest_of
from frontdesk.model.attempt import Sheet
from frontdesk.model.questions import Question
from frontdesk.problems import Problem, suggest

Read = tuple[list[Arrival], list[Problem]]
_NOTHING = "holds no answers"
# A greeting, a logo.
_NO_MATTER_IN_MAIL = (_NOTHING, "is a picture")
_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm")


@dataclass(frozen=True)
class Desk:
    """What is needed to read answers: who takes part, the keys, the questions by full id, and the moment."""

    roll: Roll
    secrets: Secrets
    questions: Mapping[str, Question]
    now: datetime


def read_found(found: Found, desk: Desk, *, in_mail: bool = False) -> Read:
    """Return the answers of a file and every problem; a file without any answer is one.

    A mail inside a mail is read as text: how deep they are nested is up to whoever sent them.
    """
    if is_mail(found) and not in_mail:
        return _read_mail(found, desk)
    if office_kind(found.raw) == "workbook":
        return _read_workbook(found, desk)
    texts = texts_of(found)
    packets, problems = _packets(texts, found.name)
    if packets or problems:
        return _opened(packets, problems, desk)
    text = decode(found.raw) or ""
    if text.lstrip()[:1] in ("{", "["):
        return _read_sheets(text, found, desk)
    return _read_table(found, desk) if texts else ([], [_nothing(found)])


def _nothing(found: Found) -> Problem:
    hint = "hand in the saved file, the text it shows, or a spreadsheet like hand-out/answers.xlsx"
    return Problem(found.name, 1, "file", _NOTHING, hint)


def _read_mail(found: Found, desk: Desk) -> Read:
    """Return what a mail brings, in its text or beside it; other texts and pictures in it are no matter."""
    arrivals: dict[str, Arrival] = {}
    problems: list[Problem] = []
    for part in (one for whole in mail_parts(found) for one in unpacked(whole, depth=1)):
        if isinstance(part, Problem):
            problems.append(part)
            continue
        more, troubles = read_found(part, desk, in_mail=True)
        arrivals |= {arrival.digest: arrival for arrival in more}
        problems += troubles
    problems = [one for one in problems if not one.what.startswith(_NO_MATTER_IN_MAIL)]
    return list(arrivals.values()), problems if arrivals or problems else [_nothing(found)]


def _packets(texts: list[str], name: str) -> tuple[list[Packet], list[Problem]]:
    """Return the packets of the reading of a file that shows the most of them whole."""
    found = [find_packets(text, name) for text in texts]
    return max(found, key=lambda one: (len(one[0]), -len(one[1])), default=([], []))


def _opened(packets: list[Packet], problems: list[Problem], desk: Desk) -> Read:
    arrivals = []
    problems = list(problems)
    for packet in packets:
        opened = open_packet(packet, desk.roll.assignment, desk.secrets)
        if isinstance(opened, Problem):
            problems.append(opened)
        else:
            arrivals.append(_arrival(opened, desk))
    return arrivals, problems


def _arrival(opened: Opened, desk: Desk) -> Arrival:
    return Arrival(
        paper=opened.paper,
        person=opened.person,
        attempt=opened.attempt,
        came="sealed" if opened.is_sealed else "readable",
        digest=digest_of("packet", desk.roll.assignment.id, opened.canonical),
        answers=opened.answers,
        seconds=opened.seconds,
        started=opened.started.isoformat(),
        submitted=opened.submitted.isoformat(),
        late=desk.roll.is_late(opened.person, opened.submitted.date()),
    )


def _read_workbook(found: Found, desk: Desk) -> Read:
    name = found.name if found.name.lower().endswith(_TABLES) else f"{found.name}.xlsx"
    rows, problems = read_rows(found.raw, name)
    if problems:
        return [], [replace(problem, path=found.name) for problem in problems]
    # A form's export holds in its cells what people pasted.
    packets, damaged = find_packets("\n".join(cell for row in rows for cell in row), found.name)
    return _opened(packets, damaged, desk) if packets or damaged else _rows(rows, found, desk)


def _read_table(found: Found, desk: Desk) -> Read:
    rows, problems = read_rows(found.raw, "table.csv")
    if not problems:
        return _rows(rows, found, desk)
    is_table = found.name.lower().endswith(_TABLES)
    return [], [replace(one, path=found.name) for one in problems] if is_table else [_nothing(found)]


def _rows(rows: Rows, found: Found, desk: Desk) -> Read:
    head = head_of(rows, desk.roll)
    if head:
        return arrivals_of(rows, head, desk.roll, desk.questions, desk.now, found.name)
    if not found.name.lower().endswith(_TABLES):
        return [], [_nothing(found)]
    what = "has no header with 'paper' or 'person' and the numbers of the questions"
    return [], [Problem(found.name, 1, "header", what, "type the answers into hand-out/answers.xlsx")]


def _read_sheets(text: str, found: Found, desk: Desk) -> Read:
    """Return the answers of `frontdesk-sheet/1` that name a paper."""
    sheets, problems = read_sheets(text, found.name)
    arrivals = []
    for sheet in sheets:
        arrival = _of_sheet(sheet, desk)
        (problems if isinstance(arrival, Problem) else arrivals).append(arrival)
    return arrivals, problems


def _of_sheet(sheet: Sheet, desk: Desk) -> Arrival | Problem:
    def refused(what: str, hint: str = "") -> Problem:
        return Problem(sheet.path, sheet.line, sheet.person, what, hint)

    if not sheet.paper:
        return refused(
            f"is a sheet of the quiz {sheet.quiz}, not of an assigned paper", "use frontdesk grade"
        )
    paper, what, hint = desk.roll.paper_for(sheet.paper, sheet.person)
    if paper is None:
        return refused(what, hint)
    by_name = {name: item.question for item in paper.items for name in (item.slug, item.question)}
    stranger = next((name for name in sheet.answers if name not in by_name), None)
    if stranger is not None:
        return refused(f"paper {paper.id} does not ask '{stranger}'", suggest(stranger, by_name))
    answers: dict[str, Any] = {item.question: None for item in paper.items}
    answers |= {by_name[name]: response for name, response in sheet.answers.items()}
    return Arrival(
        paper=paper.id,
        person=paper.person,
        attempt=desk.roll.attempts[paper.id],
        came="sheet",
        digest=digest_of("sheet", desk.roll.assignment.id, json.dumps([paper.id, answers], sort_keys=True)),
        answers=answers,
        late=desk.roll.is_late(paper.person, desk.now.date()),
    )
