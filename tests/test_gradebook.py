"""The gradebook: the same on a file and on a server."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import select, update

from desk import DUE, NOW, PEOPLE, TODAY, Assigned, assigned, banks, on_papers, questions, right_answers
from frontdesk.gradebook.book import Gradebook, open_gradebook
from frontdesk.gradebook.forgetting import forget, forget_older_than, months_before
from frontdesk.gradebook.holding import export_person
from frontdesk.gradebook.marks import GivenMark, keep_marks
from frontdesk.gradebook.registry import is_another, keep_assignment
from frontdesk.gradebook.regrading import grade_assignment, is_lower
from frontdesk.gradebook.standing import Standing, standings
from frontdesk.gradebook.submissions import Arrival, Recorded, record, submissions
from frontdesk.gradebook.tables import FORGOTTEN, META, REPAIRS, RESULTS, SUBMISSIONS
from frontdesk.grading import PaperQuestions
from frontdesk.model.attempt import Answer, Mark, Result
from frontdesk.model.bank import Bank
from frontdesk.model.paper import Paper
from gradebooks import address, book, open_book, postgres_server

__all__ = ["address", "book", "open_book", "postgres_server"]  # fixtures

GIVEN = assigned()
SHORT = {
    "title": "Contract",
    "pass_mark": "75",
    "attempts": "2",
    "draw": [{"from": "law/service-contract", "count": "4", "type": "single-choice"}],
    "shuffle": ["questions", "options"],
}
CONTRACT = assigned(SHORT, name="contract")
ESSAY = "service-contract.nine-days-between"


def arrival(
    given: Assigned, person: str, attempt: int = 1, wrong: int = 0, digest: str = "", **more
) -> Arrival:
    """Return answers that are all right but the first few, which are left blank."""
    paper = given.paper(person, attempt)
    answers = right_answers(paper)
    choices = [name for name in answers if questions()[name].type == "single-choice"]
    answers |= dict.fromkeys(choices[:wrong])
    told = digest or f"{person}{attempt}{wrong}"
    return Arrival(paper.id, person, attempt, "sealed", told, answers, "x.txt", "x.txt", **more)


def take(book: Gradebook, given: Assigned, *arrivals: Arrival, now: datetime = NOW) -> Recorded:
    return record(book, given.assignment, arrivals, now)


def grade(book: Gradebook, given: Assigned, found: PaperQuestions | None = None, **more):
    return grade_assignment(book, given.assignment, found or on_papers(), "edition", NOW, **more)


def standing(book: Gradebook, given: Assigned, person: str, today: date = TODAY) -> Standing:
    return next(one for one in standings(book, given.assignment, today) if one.person.id == person)


def rows(book: Gradebook, table) -> list:
    with book.reading() as connection:
        return list(connection.execute(select(table)))


def repaired(full_id: str, **changes) -> PaperQuestions:
    """Return the real questions with one of them changed."""
    changed = {}
    for name, bank in banks().items():
        found = tuple(
            q.model_copy(update=changes) if bank.full_id(q) == full_id else q for q in bank.questions
        )
        changed[name] = Bank(bank.name, found, bank.places, bank.source)
    return PaperQuestions(changed)


def first_choice(paper: Paper) -> str:
    return next(item.question for item in paper.items if questions()[item.question].type == "single-choice")


def test_answers_are_recorded_once_however_often_they_come(book: Gradebook):
    first = take(book, CONTRACT, arrival(CONTRACT, "wang-li"), arrival(CONTRACT, "chen-jie"))
    again = take(book, CONTRACT, arrival(CONTRACT, "wang-li"), arrival(CONTRACT, "chen-jie"))

    assert (len(first.new), len(again.new), len(again.known), again.twice) == (2, 0, 2, [])
    assert len(rows(book, SUBMISSIONS)) == 2


def test_answers_come_back_as_they_were_handed_in(book: Gradebook):
    odd = {"a.b": "=1+1 \"' \\ \ud800 \x00 电梯", "a.c": ["b", "a"], "a.d": {"x": "y"}, "a.e": None}
    came = replace(
        arrival(CONTRACT, "wang-li"),
        answers=odd,
        seconds={"a.b": 7},
        source="王丽 \ud800.txt",
        images=("1.png",),
        submitted="2026-12-03T09:14:31+08:00",
    )

    take(book, CONTRACT, came)

    with book.reading() as connection:
        kept = submissions(connection, CONTRACT.assignment.id)[0]
    assert (kept.answers, kept.seconds, kept.images) == (odd, {"a.b": 7}, ("1.png",))
    assert (kept.submitted, kept.arrived) == ("2026-12-03T09:14:31+08:00", "2026-12-04T10:00:00+08:00")
    assert kept.source == "王丽 ?.txt"


def test_of_two_hand_ins_the_first_counts_and_both_are_kept(book: Gradebook):
    late = replace(arrival(CONTRACT, "wang-li", digest="b"), submitted="2026-12-03T10:00:00+08:00")
    soon = replace(arrival(CONTRACT, "wang-li", wrong=1, digest="z"), submitted="2026-12-03T09:00:00+08:00")

    recorded = take(book, CONTRACT, late, soon)
    grade(book, CONTRACT)

    found = standing(book, CONTRACT, "wang-li")
    assert [one.digest for one in recorded.new] == ["z"]
    assert [one.digest for one in recorded.twice] == ["b"]
    assert (found.submission.digest, found.again, found.result.percent) == ("z", 1, 75)


def test_of_two_rows_of_a_spreadsheet_the_corrected_one_counts_and_both_are_kept(book: Gradebook):
    typed, mended = (
        replace(arrival(CONTRACT, "wang-li", wrong=wrong, digest=f"{wrong}"), came="spreadsheet")
        for wrong in (2, 1)
    )
    take(book, CONTRACT, typed)
    grade(book, CONTRACT)

    recorded = take(book, CONTRACT, mended)
    grade(book, CONTRACT)

    found = standing(book, CONTRACT, "wang-li")
    assert ([one.digest for one in recorded.corrected], recorded.new, recorded.twice) == (["1"], [], [])
    assert (found.submission.digest, found.attempts, found.again, found.result.percent) == ("1", 1, 0, 75)
    assert len(rows(book, SUBMISSIONS)) == 2


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_of_two_rows_taken_in_together_the_last_one_read_counts(book: Gradebook, order: tuple[str, str]):
    rows_read = [
        replace(arrival(CONTRACT, "wang-li", wrong=number, digest=name), came="spreadsheet")
        for number, name in enumerate(order)
    ]

    recorded = take(book, CONTRACT, *rows_read)

    assert [[one.digest for one in found] for found in (recorded.new, recorded.corrected)] == [
        [order[0]],
        [order[1]],
    ]
    assert standing(book, CONTRACT, "wang-li").submission.digest == order[1]


@pytest.mark.parametrize(("first", "second"), [("sealed", "spreadsheet"), ("spreadsheet", "sealed")])
def test_what_a_page_signed_and_what_was_typed_never_replace_each_other(
    book: Gradebook, first: str, second: str
):
    for digest, came in (("a", first), ("b", second)):
        take(book, CONTRACT, replace(arrival(CONTRACT, "wang-li", digest=digest), came=came))

    found = standing(book, CONTRACT, "wang-li")
    assert (found.submission.digest, found.again) == ("a", 1)


def test_best_attempt_counts(book: Gradebook):
    take(book, CONTRACT, arrival(CONTRACT, "wang-li", 1, wrong=1), arrival(CONTRACT, "wang-li", 2, wrong=3))
    take(book, CONTRACT, arrival(CONTRACT, "chen-jie", 1, wrong=2), arrival(CONTRACT, "chen-jie", 2, wrong=0))

    grade(book, CONTRACT)

    assert standing(book, CONTRACT, "wang-li").result.percent == 75
    assert standing(book, CONTRACT, "chen-jie").result.percent == 100
    assert standing(book, CONTRACT, "chen-jie").attempts == 2


def test_state_says_where_somebody_stands(book: Gradebook):
    take(book, GIVEN, arrival(GIVEN, "wang-li"))
    before = standing(book, GIVEN, "wang-li").state
    grade(book, GIVEN)
    take(book, GIVEN, arrival(GIVEN, "chen-jie"))

    assert before == "handed in"
    assert [one.state for one in standings(book, GIVEN.assignment, date(2026, 12, 5))] == [
        "needs review",
        "handed in",
        "missing",
        "overdue",
    ]


def test_grading_twice_adds_nothing(book: Gradebook):
    take(book, CONTRACT, arrival(CONTRACT, "wang-li", wrong=1), arrival(CONTRACT, "chen-jie"))

    first, second = grade(book, CONTRACT), grade(book, CONTRACT)

    assert (len(first.fresh), second.fresh, second.changes) == (2, (), ())
    assert len(rows(book, RESULTS)) == 2
    assert first.results == second.results


def test_results_are_kept_as_exact_fractions(book: Gradebook):
    given = assigned({**SHORT, "draw": [{"from": "law", "count": "6", "type": "matching"}]}, name="matching")
    paper = given.paper("wang-li")
    answers = right_answers(paper)
    for name, pairs in answers.items():
        answers[name] = dict(list(pairs.items())[:1])
    take(book, given, replace(arrival(given, "wang-li"), answers=answers))

    result = grade(book, given).results[1]

    row = rows(book, RESULTS)[0]
    assert Fraction(row.earned) == result.earned
    assert "/" in row.earned
    assert standing(book, given, "wang-li").result == result


@pytest.mark.parametrize(
    ("started", "submitted", "over"),
    [
        ("2026-12-03T09:00:00+08:00", "2026-12-03T09:30:00+08:00", 0),
        ("2026-12-03T09:00:00+08:00", "2026-12-03T09:30:01+08:00", 1),
        ("2026-12-03T09:00:00+08:00", "2026-12-03T02:15:00+01:00", 0),
        ("2026-12-03T09:00:00+08:00", "2026-12-04T09:00:00+08:00", 1410),
        ("2026-12-03T09:00:00+08:00", "2026-12-03T09:45:00", 0),
        ("", "2026-12-03T09:45:00+08:00", 0),
        ("yesterday", "today", 0),
    ],
)
def test_minutes_above_the_limit_are_told_by_the_persons_own_clock(
    book: Gradebook, started: str, submitted: str, over: int
):
    take(book, GIVEN, arrival(GIVEN, "wang-li", started=started, submitted=submitted))

    limited, unlimited = (
        standings(book, replace(GIVEN.assignment, minutes=minutes), TODAY)[0] for minutes in (30, None)
    )
    assert (limited.over, unlimited.over) == (over, 0)


def test_essay_is_complete_once_a_person_gave_points(book: Gradebook):
    take(book, GIVEN, arrival(GIVEN, "wang-li"))
    grade(book, GIVEN)
    number = standing(book, GIVEN, "wang-li").submission.id

    keep_marks(book, [GivenMark(number, ESSAY, Fraction(6), Fraction(8), ("6",), "good", "trainer")], NOW)
    regraded = grade(book, GIVEN)

    found = standing(book, GIVEN, "wang-li")
    answer = next(one for one in found.result.answers if one.question == ESSAY)
    assert (answer.mark.state, answer.mark.earned) == ("partial", answer.mark.possible * Fraction(3, 4))
    assert (found.open, found.result.passed, regraded.changes[0].is_held) == (0, True, False)


def test_marks_given_again_take_the_place_of_the_first(book: Gradebook):
    take(book, GIVEN, arrival(GIVEN, "wang-li"))
    for points in (1, 8):
        keep_marks(book, [GivenMark(1, ESSAY, Fraction(points), Fraction(8))], NOW)

    grade(book, GIVEN)

    assert standing(book, GIVEN, "wang-li").result.percent == 100


def test_corrected_key_raises_those_who_were_right_and_takes_from_nobody(book: Gradebook):
    paper = CONTRACT.paper("wang-li")
    asked = first_choice(paper)
    question = questions()[asked]
    other = next(name for name in question.options if name != question.answer)
    before = right_answers(paper)
    take(
        book,
        CONTRACT,
        replace(arrival(CONTRACT, "wang-li"), answers=before),
        replace(arrival(CONTRACT, "chen-jie"), paper=paper.id, answers=before | {asked: other}),
    )
    grade(book, CONTRACT)

    changes = {
        one.submission.person: one for one in grade(book, CONTRACT, repaired(asked, answer=other)).changes
    }

    raised, kept = changes["chen-jie"], changes["wang-li"]
    assert (raised.before.percent, raised.after.percent, raised.is_held) == (75, 100, False)
    assert (kept.before.percent, kept.after.percent, kept.is_held) == (100, 75, True)
    assert [(one.question, one.states) for one in raised.moved] == [(asked, ("wrong", "right"))]
    assert {row.submission: row.percent for row in rows(book, RESULTS)}[1] == "100.0"
    assert [(row.changed, row.held, json.loads(row.questions)) for row in rows(book, REPAIRS)] == [
        (1, 1, [asked])
    ]


def test_lower_result_is_taken_when_that_is_asked_for(book: Gradebook):
    asked = first_choice(CONTRACT.paper("wang-li"))
    question = questions()[asked]
    other = next(name for name in question.options if name != question.answer)
    take(book, CONTRACT, arrival(CONTRACT, "wang-li"))
    grade(book, CONTRACT)

    held = grade(book, CONTRACT, repaired(asked, answer=other))
    still = standing(book, CONTRACT, "wang-li").result.percent
    grade(book, CONTRACT, repaired(asked, answer=other), allow_lower=True)

    assert (held.changes[0].is_held, still) == (True, 100)
    assert standing(book, CONTRACT, "wang-li").result.percent == 75
    assert len(rows(book, RESULTS)) == 2


@pytest.mark.parametrize(
    ("wrong", "void", "percent", "is_held"),
    [
        (1, "disregard", 100, False),
        (1, "all-correct", 100, False),
        (0, "disregard", 100, False),
        (0, "all-correct", 100, False),
    ],
)
def test_voided_question_never_costs_anything(
    book: Gradebook, wrong: int, void: str, percent: int, is_held: bool
):
    take(book, CONTRACT, arrival(CONTRACT, "wang-li", wrong=wrong))
    grade(book, CONTRACT)
    asked = first_choice(CONTRACT.paper("wang-li"))

    regraded = grade(book, CONTRACT, repaired(asked, void=void))

    assert [one.is_held for one in regraded.changes] in ([is_held], [])
    assert standing(book, CONTRACT, "wang-li").result.percent == percent


def test_disregarded_question_that_was_right_does_not_lower_a_percent(book: Gradebook):
    paper = CONTRACT.paper("wang-li")
    asked = [item.question for item in paper.items]
    take(
        book, CONTRACT, replace(arrival(CONTRACT, "wang-li"), answers=right_answers(paper) | {asked[0]: None})
    )
    grade(book, CONTRACT)

    regraded = grade(book, CONTRACT, repaired(asked[1], void="disregard"))

    assert (regraded.changes[0].is_held, regraded.changes[0].after.percent) == (True, Fraction(200, 3))
    assert standing(book, CONTRACT, "wang-li").result.percent == 75


def test_paper_whose_question_left_its_bank_keeps_its_result(book: Gradebook):
    asked = first_choice(CONTRACT.paper("wang-li"))
    take(book, CONTRACT, arrival(CONTRACT, "wang-li", wrong=1))
    grade(book, CONTRACT)
    less = {
        name: Bank(b.name, tuple(q for q in b.questions if b.full_id(q) != asked), b.places, b.source)
        for name, b in banks().items()
    }

    regraded = grade(book, CONTRACT, PaperQuestions(less))

    assert [(one.where, one.what) for one in regraded.problems] == [(asked, "stands in no bank any more")]
    assert standing(book, CONTRACT, "wang-li").result.percent == 75


def result(percent: int, state: str = "right") -> Result:
    marks = [Mark(Fraction(percent), Fraction(100), "partial"), Mark(Fraction(0), Fraction(1), state)]
    return Result("x", "", 80, tuple(Answer("q", "a", mark, "o") for mark in marks if mark.state != "right"))


@pytest.mark.parametrize(
    ("before", "after", "lower"),
    [
        (result(90), result(85), True),
        (result(70), result(60), True),
        (result(70), result(70), False),
        (result(70), result(90), False),
        (result(90, "needs-review"), result(60), False),
        (result(90), result(95, "needs-review"), True),
        (result(60), result(95, "needs-review"), True),
    ],
)
def test_lower_is_what_takes_away_a_pass_or_a_percent_of_a_whole_result(
    before: Result, after: Result, lower: bool
):
    assert is_lower(before, after) is lower


def test_forgotten_person_is_gone_and_the_others_stay(book: Gradebook):
    take(book, GIVEN, arrival(GIVEN, "wang-li", digest="1"), arrival(GIVEN, "chen-jie", digest="2"))
    take(book, CONTRACT, arrival(CONTRACT, "wang-li", digest="3"))
    for given in (GIVEN, CONTRACT):
        grade(book, given)
    keep_marks(book, [GivenMark(1, ESSAY, Fraction(6), Fraction(8), (), "wang-li said")], NOW)

    gone = forget(book, "wang-li", TODAY)

    assert [(one.assignment, one.submissions, one.files) for one in gone] == [
        (CONTRACT.assignment.id, 1, ("x.txt",)),
        (GIVEN.assignment.id, 1, ("x.txt",)),
    ]
    everything = "\n".join(str(row) for table in META.metadata.sorted_tables for row in rows(book, table))
    assert "wang-li" not in everything
    assert "王丽" not in everything
    assert GIVEN.paper("wang-li").id not in everything
    assert "chen-jie" in everything
    assert export_person(book, "wang-li")["assignments"] == []
    assert len(export_person(book, "chen-jie")["assignments"]) == 2
    assert [(row.day, row.submissions) for row in rows(book, FORGOTTEN)] == [("2026-11-23", 1)] * 2
    assert forget(book, "wang-li", TODAY) == []


def test_nothing_of_a_forgotten_person_is_left_in_the_bytes_of_a_file(
    tmp_path: Path, open_book: Callable[[str], Gradebook]
):
    book = open_book(str(tmp_path / "gradebook.sqlite"))
    for number, person in enumerate(PEOPLE):
        take(
            book,
            GIVEN,
            replace(arrival(GIVEN, person.id), source=f"secretly-{person.id}", digest=str(number)),
        )
        grade(book, GIVEN)

    forget(book, "wang-li", TODAY)

    held = b"".join(path.read_bytes() for path in tmp_path.glob("gradebook.sqlite*"))
    assert b"wang-li" not in held
    assert "王丽".encode() not in held
    assert b"secretly-chen-jie" in held


def test_records_older_than_their_time_are_forgotten(book: Gradebook):
    take(book, GIVEN, arrival(GIVEN, "wang-li"), now=NOW)
    take(book, GIVEN, arrival(GIVEN, "chen-jie"), now=NOW + timedelta(days=40))

    early = forget_older_than(book, 12, date(2027, 12, 4))
    later = forget_older_than(book, 12, date(2027, 12, 5))
    last = forget_older_than(book, 12, date(2028, 12, 5))

    assert [one.person for one in early] == []
    assert [one.person for one in later] == ["wang-li", "zhao-min"]
    assert [one.person for one in last] == ["chen-jie", "liu-fang"]
    assert rows(book, SUBMISSIONS) == []


@pytest.mark.parametrize(
    ("today", "months", "day"),
    [
        (date(2026, 11, 25), 6, date(2026, 5, 25)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 1), 1, date(2025, 12, 1)),
    ],
)
def test_months_are_counted_back_to_the_same_day(today: date, months: int, day: date):
    assert months_before(today, months) == day


def test_person_is_told_everything_that_is_held(book: Gradebook):
    take(book, GIVEN, arrival(GIVEN, "wang-li"))
    grade(book, GIVEN)
    keep_marks(book, [GivenMark(1, ESSAY, Fraction(6), Fraction(8), ("6",), "well put", "trainer")], NOW)
    grade(book, GIVEN)

    told = export_person(book, "wang-li")["assignments"][0]

    submission = told["submissions"][0]
    assert (told["name"], told["title"], told["due"]) == ("王丽", "Desk-Ready certificate", "2026-12-04")
    assert submission["answers"] == json.loads(json.dumps(right_answers(GIVEN.paper("wang-li"))))
    assert submission["marks"][0]["note"] == "well put"
    assert [one["passed"] for one in submission["results"]] == [None, True]
    assert json.loads(json.dumps(told)) == told


def test_gradebook_of_a_newer_front_desk_is_left_alone(book: Gradebook, address: str):
    with book.writing() as connection:
        connection.execute(update(META).values(value="2"))

    other, problems = open_gradebook(address)

    assert other is None
    assert "was written by a newer Front Desk (version 2 of its tables, this one knows 1)" in problems[0].what


def test_two_assignments_of_one_name_are_told_apart_by_their_key(book: Gradebook):
    take(book, GIVEN)
    other = replace(GIVEN.assignment, signing_key="another")

    with book.reading() as connection:
        assert not is_another(connection, GIVEN.assignment)
        assert is_another(connection, other)


def test_assignment_that_changed_is_kept_as_it_is_now(book: Gradebook):
    take(book, GIVEN)
    with book.writing() as connection:
        keep_assignment(book, connection, replace(GIVEN.assignment, title="New title", due=date(2027, 1, 1)))

    assert export_person(book, "wang-li")["assignments"][0]["title"] == "New title"


@pytest.mark.parametrize(
    ("wanted", "what"),
    [
        ("mysql://x/y", "a gradebook cannot stand on 'mysql'"),
        ("://x", "has an address that cannot be read"),
        ("postgresql://nobody:secret@127.0.0.1:1/x", "cannot be used: "),
    ],
)
def test_address_that_leads_nowhere_is_told(wanted: str, what: str):
    found, problems = open_gradebook(wanted)

    assert found is None
    assert problems[0].what.startswith(what)
    assert "secret" not in str(problems[0])


def test_file_that_is_no_gradebook_is_told(tmp_path: Path):
    (tmp_path / "x.sqlite").write_text("nothing of the kind " * 100)

    found, problems = open_gradebook(str(tmp_path / "x.sqlite"))

    assert found is None
    assert "file is not a database" in problems[0].what


def test_several_managers_record_and_grade_at_once(address: str, open_book: Callable[[str], Gradebook]):
    people = [person.id for person in PEOPLE]
    arrivals = [arrival(CONTRACT, person, attempt) for person in people for attempt in (1, 2)]

    def work(_number: int) -> int:
        book = open_book(address)
        added = len(take(book, CONTRACT, *arrivals).new)
        grade(book, CONTRACT)
        return added

    with ThreadPoolExecutor(4) as managers:
        added = sum(managers.map(work, range(4)))

    book = open_book(address)
    assert added == len(rows(book, SUBMISSIONS)) == len(rows(book, RESULTS)) == 8
    assert len(standings(book, CONTRACT.assignment, DUE)) == 4


def test_writes_that_fail_half_way_leave_nothing(book: Gradebook):
    with pytest.raises(RuntimeError):
        record(book, CONTRACT.assignment, _then_fails(arrival(CONTRACT, "wang-li")), NOW)
    assert rows(book, SUBMISSIONS) == []
    assert export_person(book, "wang-li")["assignments"] == []


def _then_fails(one: Arrival):
    yield one
    raise RuntimeError
