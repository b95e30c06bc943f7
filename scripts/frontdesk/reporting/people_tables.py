"""The tables of people: where they stand, what they reached, what they answered."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from frontdesk.exchange.results import response_text
from frontdesk.model.attempt import Answer
from frontdesk.model.fields import LONGEST, NUMBER
from frontdesk.model.questions import Matching, Numeric, Question, Scenario
from frontdesk.reporting.analysis import Analysis
from frontdesk.reporting.class_record import PersonRecord
from frontdesk.reporting.table import DAY, FIGURE, MOMENT, PERCENT, Column, Table, Value, known
from frontdesk.responses import words_of


def _called(analysis: Analysis) -> tuple[list[Column], Callable[[PersonRecord], list[Value]]]:
    """Return the columns that say who somebody is, and their values: one code where names are hidden."""
    if analysis.names.hidden:
        return [Column("Person", 10)], lambda one: [analysis.names.of(one.id)]
    return [Column("Person", 16), Column("Name", 16)], lambda one: [one.id, one.person.name]


def people_table(analysis: Analysis) -> Table:
    """Return a row a person: result, attempts, what was missed."""
    who, called = _called(analysis)
    columns = [
        *who,
        Column("Result", 14),
        Column("Percent", 10, PERCENT),
        Column("Earned", 10, FIGURE),
        Column("Possible", 10, FIGURE),
        Column("Attempts", 10),
        Column("Attempts left", 13),
        Column("Critical missed", 15),
        Column("Which", 40),
        Column("To mark", 10),
        Column("Late", 8),
        Column("Minutes over", 13),
        Column("Handed in again", 16),
    ]
    # A day of one's own and a time of handing in tell who somebody is.
    times = [Column("Due", 12, DAY), Column("Submitted", 17, MOMENT), Column("Arrived", 17, MOMENT)]
    own = [] if analysis.names.hidden else [*times, Column("Papers", 20)]

    def rows() -> Iterator[list[Value]]:
        for one in analysis.record.people:
            row = [*called(one), *_standing(analysis, one)]
            yield row + ([] if analysis.names.hidden else _times(analysis, one))

    return Table("People", [*columns, *own], rows(), len(who))


def _standing(analysis: Analysis, one: PersonRecord) -> list[Value]:
    result = one.result
    missed = [analysis.asked[key].name if key in analysis.asked else key for key in one.critical_missed]
    return [
        one.state,
        None if one.percent is None else float(one.percent) / 100,
        float(result.earned) if result else None,
        float(result.possible) if result else None,
        one.attempts,
        analysis.record.attempts_left(one),
        len(missed) if result else None,
        ", ".join(missed),
        one.open,
        one.late,
        one.over,
        one.again,
    ]


def _times(analysis: Analysis, one: PersonRecord) -> list[Value]:
    # All papers of a person, so that `forget` finds a workbook that names somebody who is missing.
    papers = " ".join(paper.id for paper in analysis.record.assignment.papers_of(one.person))
    return [one.due, moment(one.submitted), moment(one.arrived), papers]


def moment(text: str) -> datetime | str | None:
    """Return a time as its clock showed it; what is no time stays a text."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        return text


def objectives_table(analysis: Analysis) -> Table:
    """Return a row an objective, with a column for each person who has a result."""
    columns = [
        Column("Lesson", 28),
        Column("Objective", 46),
        Column("Critical", 9),
        Column("Questions", 10),
        Column("People asked", 13),
        Column("Share", 9, PERCENT),
        Column("At least", 9, PERCENT),
        Column("At most", 9, PERCENT),
        *(Column(analysis.names.of(one.id), 10, PERCENT) for one in analysis.people),
    ]
    rows = (
        [
            analysis.lesson_title(one.objective),
            analysis.objective_text(one.objective),
            one.critical,
            one.questions,
            one.n,
            one.share,
            one.low,
            one.high,
            *(known(share) for share in analysis.reached[:, place].tolist()),
        ]
        for place, one in enumerate(analysis.objectives)
    )
    return Table("Objectives", columns, rows, 2)


def answers_table(analysis: Analysis) -> Table:
    """Return a row an answer."""
    who, called = _called(analysis)
    columns = [
        *who,
        Column("Question", 34),
        Column("Response", 30),
        Column("State", 13),
        Column("Earned", 9),
        Column("Possible", 9),
        Column("Seconds", 9),
        Column("Critical", 9),
    ]

    def rows() -> Iterator[list[Value]]:
        places = {key: place for place, key in enumerate(analysis.asked)}
        for row, one in enumerate(analysis.people):
            for answer in one.result.answers:
                place = places.get(answer.question)
                seconds = None if place is None else known(float(analysis.answers.seconds[row, place]))
                yield [*called(one), *_answer(analysis, answer), seconds, answer.critical]

    return Table("Answers", columns, rows(), len(who) + 1)


def _answer(analysis: Analysis, answer: Answer) -> list[Value]:
    mark, asked = answer.mark, analysis.asked.get(answer.question)
    response = _response(asked.question if asked else None, answer, hide=analysis.names.hidden)
    return [answer.question, response, mark.state, float(mark.earned), float(mark.possible)]


def _response(question: Question | None, answer: Answer, *, hide: bool) -> Value:
    """Return a response as one cell; a number stays one.

    Where names are hidden, nothing is shown that somebody may have typed a name into.
    """
    text = response_text(answer.response)
    if isinstance(question, Numeric) and len(text) <= LONGEST and NUMBER.fullmatch(text):
        return float(text)
    if hide and text and not _is_picked(question, answer.response):
        return "(left out)"
    return text


def _is_picked(question: Question | None, response: Any) -> bool:
    """Return whether a response holds nothing but names that the bank gives."""
    offered = set(question.names) if question else set()
    if isinstance(question, Matching):
        offered |= set(question.choices)
    if isinstance(question, Scenario):
        offered |= {name for scene in question.scenes.values() for name in scene.choices}
    held = [*response, *response.values()] if isinstance(response, dict) else words_of(response)
    return bool(held) and all(isinstance(word, str) and word in offered for word in held)
