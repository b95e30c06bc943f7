"""Who passed and who is missing: the two lists a manager looks for first."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from frontdesk.model.expression import decimal_text
from frontdesk.reporting.analysis import Analysis
from frontdesk.reporting.class_record import PersonRecord
from frontdesk.reporting.wording import counted, day_text

# Above this the page lists only those somebody must talk to; the workbook has everybody.
MOST_LISTED = 100
_SIGNS = {"passed": "✓", "not passed": "✗", "needs review": "?", "handed in": "?"}
_WORDS = {
    "passed": "passed",
    "not passed": "not yet",
    "needs review": "to mark",
    "handed in": "not graded yet",
}
_ORDER = ("handed in", "needs review", "not passed", "passed")


@dataclass(frozen=True)
class Missed:
    """A critical question that was missed: its id, its name in words, whether its key is in doubt."""

    question: str
    name: str
    is_doubted: bool


@dataclass(frozen=True)
class Row:
    """One person in the list of those who handed in.

    `papers` holds the ids of the person's papers, so that `forget` finds a report that names them.
    """

    name: str
    papers: str
    sign: str
    words: str
    percent: str
    figure: Fraction
    attempts: str
    critical: list[Missed]
    notes: list[str]


@dataclass(frozen=True)
class Absent:
    """One person who is missing; `due` where it is another day than everybody's, `papers` as in a row."""

    name: str
    papers: str
    due: str
    is_overdue: bool


@dataclass(frozen=True)
class Standings:
    """Both lists; `left_out` counts people who stand only in the workbook."""

    rows: list[Row]
    absent: list[Absent]
    left_out: int


def standings_of(analysis: Analysis) -> Standings:
    """Return the lists: those somebody must talk to first.

    Of those who did not pass, the ones who missed a critical question stand before the lowest percent.
    """
    here = [one for one in analysis.record.people if not one.is_missing]
    listed = [one for one in here if len(here) <= MOST_LISTED or one.state != "passed"]
    ranked = sorted(
        listed,
        key=lambda one: (_ORDER.index(one.state), not one.critical_missed, one.percent or Fraction(0)),
    )
    absent = [_absent(analysis, one) for one in analysis.record.people if one.is_missing]
    rows = [_row(analysis, one) for one in ranked[:MOST_LISTED]]
    return Standings(rows, sorted(absent, key=lambda one: not one.is_overdue), len(here) - len(rows))


def percent_text(one: PersonRecord) -> str:
    """Return the percent with one place, never more than was earned, so that 79.96 is not shown as 80."""
    if one.percent is None:
        return ""
    return decimal_text(Fraction(floor(one.percent * 10), 10), fixed=1)


def _row(analysis: Analysis, one: PersonRecord) -> Row:
    allowed = analysis.record.assignment.attempts
    return Row(
        analysis.names.of(one.id),
        _papers(analysis, one),
        _SIGNS[one.state],
        _WORDS[one.state],
        percent_text(one) + (" so far" if one.state == "needs review" and one.percent is not None else ""),
        one.percent or Fraction(0),
        f"{one.attempts} of {allowed}",
        [
            Missed(key, analysis.asked[key].name if key in analysis.asked else key, key in analysis.doubts)
            for key in sorted(one.critical_missed)
        ],
        _notes(one),
    )


def _notes(one: PersonRecord) -> list[str]:
    notes = []
    if one.open:
        notes.append(f"{counted(one.open, 'answer')} to mark")
    if one.late:
        notes.append("late")
    if one.over:
        notes.append(f"{counted(one.over, 'minute')} over the time")
    if one.again:
        notes.append("handed in twice; the first one counts")
    return notes


def _absent(analysis: Analysis, one: PersonRecord) -> Absent:
    own = one.due != analysis.record.assignment.due and not analysis.names.hidden
    due = f"until {day_text(one.due)}" if own else ""
    return Absent(analysis.names.of(one.id), _papers(analysis, one), due, one.state == "overdue")


def _papers(analysis: Analysis, one: PersonRecord) -> str:
    if analysis.names.hidden:
        return ""
    return " ".join(paper.id for paper in analysis.record.assignment.papers_of(one.person))
