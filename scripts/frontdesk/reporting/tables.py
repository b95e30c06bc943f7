"""The tables of the workbook: people, objectives, questions, options, answers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isnan

from frontdesk.exchange.results import response_text
from frontdesk.html.markup import without_tags
from frontdesk.model.attempt import Answer
from frontdesk.model.fields import LONGEST, NUMBER
from frontdesk.model.questions import Numeric, Question
from frontdesk.reporting.advice import advice_on, option_text
from frontdesk.reporting.analysis import Analysis
from frontdesk.reporting.class_record import Asked, PersonRecord
from frontdesk.reporting.question_text import stem
from frontdesk.statistics.latent import Latent

Value = str | float | date | datetime | bool | None
PERCENT, PLAIN, FIGURE, DAY, MOMENT = "0.0%", "General", "0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


@dataclass(frozen=True)
class Column:
    """A heading, how wide its column is in letters, and how its numbers are shown."""

    name: str
    width: int = 12
    format: str = PLAIN


@dataclass(frozen=True)
class Table:
    """A table: its columns, its rows, and how many columns stay in sight."""

    name: str
    columns: Sequence[Column]
    rows: Iterator[Sequence[Value]]
    fixed: int = 1


def tables_of(analysis: Analysis) -> list[Table]:
    """Return the tables of a report."""
    return [made(analysis) for made in (_people, _objectives, _questions, _options, _answers)]


def _called(analysis: Analysis) -> tuple[list[Column], Callable[[PersonRecord], list[Value]]]:
    """Return the columns that say who somebody is, and their values: one code where names are hidden."""
    if analysis.names.hidden:
        return [Column("Person", 10)], lambda one: [analysis.names.of(one.id)]
    return [Column("Person", 16), Column("Name", 16)], lambda one: [one.id, one.person.name]


def _people(analysis: Analysis) -> Table:
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


def _objectives(analysis: Analysis) -> Table:
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
            *(_known(share) for share in analysis.reached[:, place].tolist()),
        ]
        for place, one in enumerate(analysis.objectives)
    )
    return Table("Objectives", columns, rows, 2)


def _questions(analysis: Analysis) -> Table:
    columns = [
        Column("Question", 34),
        Column("Bank", 34),
        Column("Line", 7),
        Column("Type", 16),
        Column("Level", 12),
        Column("Critical", 9),
        Column("Objective", 40),
        Column("Asks", 60),
        Column("Answers", 9),
        Column("Share right", 11, PERCENT),
        Column("At least", 9, PERCENT),
        Column("At most", 9, PERCENT),
        Column("Correlation with the rest", 14, FIGURE),
        Column("Best less weakest 27 %", 14, FIGURE),
        Column("Blind guessing", 10, PERCENT),
        Column("Blank", 9, PERCENT),
        Column("Median seconds", 10),
        Column("Void", 12),
        Column("Flags", 26),
        Column("What to do", 60),
        Column("Difficulty (Rasch)", 11, FIGURE),
        Column("± (Rasch)", 9, FIGURE),
        Column("Difficulty (2PL)", 11, FIGURE),
        Column("± (2PL)", 9, FIGURE),
        Column("Slope (2PL)", 9, FIGURE),
        Column("± slope", 9, FIGURE),
    ]
    rows = (_question(analysis, asked, place) for place, asked in enumerate(analysis.asked.values()))
    return Table("Questions", columns, rows)


def _question(analysis: Analysis, asked: Asked, place: int) -> list[Value]:
    item, question = analysis.items[asked.id], asked.question
    rasch, two = analysis.rasch, analysis.two_parameter
    return [
        asked.id,
        asked.path,
        asked.line,
        question.type,
        question.level,
        question.critical,
        analysis.objective_text(asked.objective),
        without_tags(stem(analysis, asked)),
        item.n,
        item.facility,
        item.low,
        item.high,
        item.discrimination,
        item.upper_lower,
        item.guess,
        item.blank,
        item.seconds,
        question.void,
        " ".join(item.flags),
        " ".join(without_tags(one.long) for one in advice_on(analysis, asked)),
        _figure(rasch, "difficulty", place),
        _figure(rasch, "difficulty_error", place),
        _figure(two, "difficulty", place),
        _figure(two, "difficulty_error", place),
        _figure(two, "slope", place),
        _figure(two, "slope_error", place),
    ]


def _figure(model: Latent | None, name: str, place: int) -> float | None:
    return _known(float(getattr(model, name)[place])) if model and model.converged else None


def _known(value: float) -> float | None:
    return None if isnan(value) else value


def _options(analysis: Analysis) -> Table:
    columns = [
        Column("Question", 34),
        Column("Option", 9),
        Column("Says", 60),
        Column("Right", 8),
        Column("Chosen", 9),
        Column("Share", 9, PERCENT),
        Column("Best third", 10, PERCENT),
        Column("Weakest third", 13, PERCENT),
        Column("Mean share on the rest", 12, PERCENT),
        Column("Correlation with the rest", 14, FIGURE),
        Column("May be the key", 14),
    ]
    rows = (
        [
            asked.id,
            use.name,
            without_tags(option_text(asked.question, use.name)),
            use.right,
            use.count,
            use.share,
            use.upper,
            use.lower,
            use.rest,
            use.discrimination,
            key in analysis.doubts and analysis.doubts[key].name == use.name,
        ]
        for key, asked in analysis.asked.items()
        for use in analysis.items[key].options
    )
    return Table("Options", columns, rows, 2)


def _answers(analysis: Analysis) -> Table:
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
                seconds = None if place is None else _known(float(analysis.answers.seconds[row, place]))
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
    if hide and text and not _is_picked(question, answer):
        return "(left out)"
    return text


def _is_picked(question: Question | None, answer: Answer) -> bool:
    """Return whether a response can only be made of names that the bank gives."""
    names = question is not None and (question.names or question.type == "scenario")
    return bool(names) and answer.mark.state in ("right", "partial", "wrong")
