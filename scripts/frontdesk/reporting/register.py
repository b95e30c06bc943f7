"""A class as the gradebook holds it, made ready for the report."""

from collections.abc import Iterable, Mapping
from datetime import date

from frontdesk.gradebook.standing import Standing
from frontdesk.model.assignment import Assignment
from frontdesk.model.bank import Bank
from frontdesk.model.page import LessonHead, Page
from frontdesk.reporting.class_record import ClassRecord, Lesson, PersonRecord


def class_of(
    assignment: Assignment,
    standings: Iterable[Standing],
    banks: Mapping[str, Bank],
    pages: Iterable[Page],
    day: date,
    outdated: int,
) -> ClassRecord:
    """Return a class with its lessons; `day` is the day the report is made."""
    lessons = {page.name: lesson_of(page) for page in pages if isinstance(page.head, LessonHead)}
    people = tuple(_person(assignment, standing) for standing in standings)
    return ClassRecord(assignment, people, banks, lessons, day, outdated)


def lesson_of(page: Page) -> Lesson:
    """Return what the report needs of a lesson's page."""
    anchors = {heading.text: heading.anchor for heading in page.headings}
    return Lesson(page.head.title, page.head.objectives, anchors)


def _person(assignment: Assignment, standing: Standing) -> PersonRecord:
    submission = standing.submission
    told = {"late": standing.late, "over": standing.over, "open": standing.open, "result": standing.result}
    if submission:
        told["paper"] = assignment.paper(submission.paper)
        told |= {key: getattr(submission, key) for key in ("seconds", "submitted", "arrived")}
    return PersonRecord(
        standing.person, standing.due, standing.state, standing.attempts, standing.again, **told
    )
