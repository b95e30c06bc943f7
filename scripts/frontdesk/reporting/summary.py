"""The top of a report: how many are where, and the one sentence that says what to do."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from frontdesk.reporting.analysis import Analysis
from frontdesk.reporting.class_record import PersonRecord
from frontdesk.reporting.teaching import Topic
from frontdesk.reporting.wording import counted, cut, day_text

_MOST_THINGS = 5  # in one sentence
_MOST_NAMES = 3


@dataclass(frozen=True)
class Count:
    """A number at the top, with the words below it."""

    number: int
    words: str


@dataclass(frozen=True)
class Summary:
    """The top: the counts, the sentence, and what it says of the time that is left."""

    counts: list[Count]
    sentence: Markup
    due: str


def summary_of(analysis: Analysis, topics: list[Topic]) -> Summary:
    """Return the top of a report."""
    return Summary(_counts(analysis), _sentence(analysis, topics), _due(analysis))


def _counts(analysis: Analysis) -> list[Count]:
    people = analysis.record.people
    states = Counter(one.state for one in people)
    missing = sum(one.is_missing for one in people)
    counts = [
        Count(len(people), "assigned"),
        Count(len(people) - missing, "handed in"),
        Count(states["passed"], "passed"),
        Count(states["not passed"], "not yet"),
    ]
    if states["needs review"]:
        counts.append(Count(states["needs review"], "to mark"))
    if states["handed in"]:
        counts.append(Count(states["handed in"], "not graded yet"))
    return [*counts, Count(missing, "missing")]


def _due(analysis: Analysis) -> str:
    assignment = analysis.record.assignment
    told = day_text(assignment.due)
    return f"{told}, still open" if analysis.record.day <= assignment.due else told


def _sentence(analysis: Analysis, topics: list[Topic]) -> Markup:
    """Return what to do, what hurts most first; each thing leads to its place in the report."""
    people = analysis.record.people
    if not people:
        return Markup("Nobody is assigned, so there is nothing to do.")
    if all(one.is_missing for one in people):
        who = "remind everybody" if len(people) > 1 else f"remind {analysis.names.listed(list(people))}"
        return Markup('Nobody has handed in yet: on Monday, <a href="#missing">{}</a>.').format(who)
    things = list(_things(analysis, topics))[:_MOST_THINGS]
    if not things:
        return Markup("Everybody passed. On Monday, say thank you; nothing else is to be done.")
    linked = [Markup('<a href="#{}">{}</a>').format(anchor, text) for anchor, text in things]
    last = Markup(", and ") if len(linked) > 2 or "," in linked[0] else Markup(" and ")
    return Markup("On Monday, {}.").format(
        last.join(filter(None, [Markup(", ").join(linked[:-1]), linked[-1]]))
    )


def _things(analysis: Analysis, topics: list[Topic]) -> Iterator[tuple[str, str]]:
    """Yield what is to be done, with the place in the report that says more."""
    people = analysis.record.people
    ungraded = [one for one in people if one.state == "handed in"]
    if ungraded:
        yield "people", f"grade the {counted(len(ungraded), 'paper')} that came in since"
    if analysis.record.outdated:
        changed = counted(analysis.record.outdated, "result")
        yield "people", f"grade again for the {changed} that a mended question changes"
    if analysis.doubts:
        keys = counted(len(analysis.doubts), "question")
        yield "questions", f"check the key of {keys} before you talk about marks"
    waiting = sum(one.open for one in people)
    if waiting:
        yield "people", f"mark {counted(waiting, 'answer')}"
    critical = [one for one in people if set(one.critical_missed) - set(analysis.doubts)]
    if critical:
        missed = "missed a critical question"
        yield "people", f"talk to {_who(analysis, critical, 'who ' + missed, ', who ' + missed)}"
    if topics:
        yield "teach", f"teach “{cut(topics[0].text)}” again"
    missing = [one for one in people if one.is_missing]
    if missing:
        yield "missing", f"remind {_who(analysis, missing, 'who are missing', '')}"
    again = [one for one in people if one.state == "not passed" and analysis.record.attempts_left(one)]
    if again:
        yield "people", f"let {_who(analysis, again, 'who did not pass', '')} try again"


def _who(analysis: Analysis, people: list[PersonRecord], many: str, few: str) -> str:
    """Return up to three people by name, more of them as a number."""
    if len(people) > _MOST_NAMES:
        return f"the {len(people)} {many}"
    return f"{analysis.names.listed(people)}{few}"
