"""The manager's report: exact sentences for small classes, and what must never be in it."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page

from classes import DUE, OWN_QUESTIONS, PLAN, key_class, keys, people, real, record_of, simulated, wrong_one
from classes import assignment as assignment_of
from conftest import ROOT
from frontdesk.model.assignment import Person
from frontdesk.reporting.analysis import Analysis, analyse
from frontdesk.reporting.class_record import ClassRecord, PersonRecord
from frontdesk.reporting.distribution import distribution_of
from frontdesk.reporting.heat_map import MOST_ROWS, heat_map_of
from frontdesk.reporting.names import names_of_class
from frontdesk.reporting.page import report_html
from frontdesk.reporting.questions import cards_of
from frontdesk.reporting.standings import MOST_LISTED, percent_text, standings_of
from frontdesk.reporting.summary import summary_of
from frontdesk.reporting.teaching import topics_of
from frontdesk.reporting.trust import trust_of
from frontdesk.reporting.wording import between, counted, cut, day_text, duration, listed, percent
from frontdesk.reporting.workbook import report_xlsx
from test_pages_in_browser import violations

RIGHT: dict[str, Any] = {}
NBSP = "\u00a0"
NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"


def analysed(record: ClassRecord, *, hide: bool = False) -> Analysis:
    return analyse(record, names_of_class(record, hide=hide))


def plain(html: object) -> str:
    """Return what a reader sees of HTML."""
    text = unescape(re.sub(r"<[^>]+>", " ", str(html))).replace(NBSP, " ")
    return re.sub(r" ([,.;)”])", r"\1", " ".join(text.split())).replace("“ ", "“")


def seen(record: ClassRecord) -> str:
    """Return what a reader sees of a page, its style and script left out."""
    return plain(re.sub(r"(?s)<(style|script)>.*?</\1>", "", report_html(analysed(record))))


def sentence(record: ClassRecord) -> str:
    analysis = analysed(record)
    return plain(summary_of(analysis, topics_of(analysis)).sentence)


def book(analysis: Analysis) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(report_xlsx(analysis)))


def rows(workbook: openpyxl.Workbook, table: str) -> list[dict[str, Any]]:
    header, *found = workbook[table].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in found]


def card(analysis: Analysis, full_id: str):
    cards = cards_of(analysis)
    return next(one for one in (*cards.flagged, *cards.fine, *cards.few) if one.asked.id == full_id)


def first_right(n: int, of: int, slug: str = "who-signs", wrong: Any = "b") -> ClassRecord:
    """Return a class of whom the first ones had a question right, and everybody everything else."""
    return key_class(*[RIGHT] * n, *[{slug: wrong}] * (of - n))


# --- the top -----------------------------------------------------------------------------------------------


def test_top_counts_where_people_are():
    record = key_class(RIGHT, {"who-signs": "b", "second-key": "?", "key-as-pledge": "true"}, None)
    counts = summary_of(analysed(record), []).counts

    assert [(count.number, count.words) for count in counts] == [
        (3, "assigned"),
        (2, "handed in"),
        (1, "passed"),
        (1, "not yet"),
        (1, "missing"),
    ]


def test_sentence_says_what_hurts_most_first():
    record = key_class(
        {"who-signs": "b", "book-entries": "b", "where-keys-hang": None, "lost-key": "b"},
        RIGHT,
        None,
    )
    waiting = replace(record.people[1], state="needs review", open=2)
    record = replace(record, people=(record.people[0], waiting, record.people[2]))

    assert sentence(record) == (
        "On Monday, mark 2 answers, teach “Hand over a spare key” again, and remind 张超."
    )


def test_sentence_names_whoever_missed_a_critical_question():
    content = keys().changed("keys.who-signs", critical=True)

    one = key_class(*[RIGHT] * 4, {"who-signs": "b"}, content=content)
    five = key_class(RIGHT, *[{"who-signs": "b"}] * 5, content=content)

    assert sentence(one) == "On Monday, talk to 陈洋, who missed a critical question."
    assert sentence(five) == (
        "On Monday, talk to the 5 who missed a critical question and teach “Hand over a spare key” again."
    )


def test_a_critical_question_is_taught_again_however_well_the_others_went():
    content = keys().changed("keys.who-signs", critical=True)

    (topic,) = topics_of(analysed(key_class(RIGHT, RIGHT, {"who-signs": "b"}, content=content)))

    assert (topic.critical, topic.needed, topic.who) == (True, "1 of 3 needs it", "张超")
    assert plain(topic.share) == "67 % right, 3 people asked; in a big class between 21 and 94 %"


def test_sentence_of_a_class_that_passed_thanks_it():
    assert sentence(key_class(RIGHT, RIGHT)) == (
        "Everybody passed. On Monday, say thank you; nothing else is to be done."
    )


def test_sentence_of_a_class_that_has_not_begun_reminds_it():
    assert sentence(key_class(None, None)) == "Nobody has handed in yet: on Monday, remind everybody."
    assert sentence(key_class(None)) == "Nobody has handed in yet: on Monday, remind 王丽."
    assert sentence(key_class()) == "Nobody is assigned, so there is nothing to do."


def test_sentence_says_that_papers_wait_to_be_graded():
    record = key_class(RIGHT, RIGHT)
    ungraded = replace(record.people[1], state="handed in", result=None)

    assert sentence(replace(record, people=(record.people[0], ungraded))) == (
        "On Monday, grade the 1 paper that came in since."
    )


def test_sentence_lets_those_try_again_who_may():
    record = first_right(5, 6, "steps-at-desk", None)
    twice = replace(record.assignment, attempts=2)
    failed = replace(record.people[5], state="not passed")

    told = sentence(replace(record, assignment=twice, people=(*record.people[:5], failed)))

    assert told == "On Monday, let 杨秀 try again."


def test_a_quiz_that_is_still_open_says_so():
    told = [summary_of(analysed(key_class(None, day=day)), []).due for day in (DUE, date(2026, 12, 5))]

    assert told == ["Friday 4 December 2026, still open", "Friday 4 December 2026"]


# --- who passed, who is missing ----------------------------------------------------------------------------


def test_rows_begin_with_those_to_talk_to():
    content = keys().changed("keys.who-signs", critical=True)
    record = key_class(
        RIGHT,
        {"who-signs": "b", "second-key": "?"},
        None,
        content=content,
        **{"member-000": {"late": True, "again": 1}},
    )

    found = standings_of(analysed(record))

    assert [(row.name, row.words, row.percent, row.attempts, row.notes) for row in found.rows] == [
        ("李军", "not yet", "77.7", "1 of 1", []),
        ("王丽", "passed", "100.0", "1 of 1", ["late", "handed in twice; the first one counts"]),
    ]
    assert [missed.name for missed in found.rows[0].critical] == ["Who signs"]
    assert [(one.name, one.is_overdue) for one in found.absent] == [("张超", True)]


def test_a_missed_critical_question_stands_before_a_lower_percent():
    content = keys().changed("keys.who-signs", critical=True)
    low = {"second-key": "?", "cost-of-keys": "1", "lost-key": ["b"]}

    found = standings_of(analysed(key_class(low, {"who-signs": "b"}, content=content)))

    assert [(row.name, row.percent) for row in found.rows] == [("李军", "88.8"), ("王丽", "66.6")]


def test_percent_never_shows_more_than_was_earned():
    record = key_class(RIGHT)
    answers = record.people[0].result.answers
    nearly = replace(answers[0], mark=replace(answers[0].mark, earned=Fraction(7996, 10000)))
    one = replace(record.people[0], result=replace(record.people[0].result, answers=(nearly,)))

    assert percent_text(one) == "79.9"


def test_two_people_of_one_name_are_told_apart():
    who = (Person("a-1", "王丽"), Person("a-2", "王丽"), Person("a-3", "李军"))
    names = names_of_class(record_of(assignment_of(PLAN, who, real()), {}, real()))

    assert names.by_id == {"a-1": "王丽 (a-1)", "a-2": "王丽 (a-2)", "a-3": "李军"}


def test_a_large_class_lists_those_to_talk_to():
    record = key_class(
        *[RIGHT] * (MOST_LISTED + 2), {"who-signs": "b", "second-key": "?", "key-as-pledge": "true"}
    )

    found = standings_of(analysed(record))

    assert len(found.rows) == 1
    assert "102 people stand only in the workbook, sheet People" in seen(record)


# --- teach again -------------------------------------------------------------------------------------------


def test_topic_says_who_needs_it_and_which_wrong_answer_tempts_whom():
    record = key_class(RIGHT, {"second-key": "Pass <b>key</b>"}, {"second-key": "Pass <b>key</b>"}, None)

    topics = topics_of(analysed(record))

    assert [topic.text for topic in topics] == ["Count the keys of a block"]
    told = topics[0]
    assert told.lesson == "Keys"
    assert plain(told.share) == "67 % right, 3 people asked; in a big class between 21 and 94 %"
    assert (told.needed, told.who) == ("2 of 3 need it", "李军 and 张超")
    assert plain(told.facility) == "1 of 3 right; in a big class between 6 and 79 %"
    assert plain(told.asked) == "What do we call the second key?"
    assert f"{told.tempted} {told.did}" == "2 of 3 (李军 and 张超) wrote “Pass &lt;b&gt;key&lt;/b&gt;”"
    assert told.right == "spare key · 备用钥匙"


@pytest.mark.parametrize(
    ("site", "url"),
    [
        ("", ""),
        ("https://desk.example/site/", "https://desk.example/site/law/keys/#know"),
        ("../site", "../site/law/keys.html#know"),
    ],
)
def test_topic_leads_to_the_heading_of_the_lesson(site: str, url: str):
    content = keys().changed("keys.who-signs", critical=True)
    record = key_class({"who-signs": "b"}, content=content)

    (topic,) = topics_of(analysed(record), site)

    assert (topic.path, topic.url) == ("law/keys › Know", url)


def test_topic_without_a_heading_leads_to_the_lesson():
    (topic,) = topics_of(analysed(key_class({"second-key": "?", "cost-of-keys": "1"})), "../site")

    assert (topic.path, topic.url) == ("law/keys", "../site/law/keys.html")


def test_critical_topics_come_first():
    content = keys().changed("keys.who-signs", critical=True)
    record = key_class(
        *[{"second-key": "?", "cost-of-keys": "1", "who-signs": "b", "lost-key": "b"}] * 4, content=content
    )

    assert [(one.text, one.critical) for one in topics_of(analysed(record))] == [
        ("Hand over a spare key", True),
        ("Count the keys of a block", False),
    ]


def test_a_lesson_that_cannot_be_read_is_told_by_its_path():
    record = replace(key_class({"second-key": "?", "cost-of-keys": "1"}), lessons={})

    (topic,) = topics_of(analysed(record), "../site")

    assert (topic.text, topic.lesson, topic.path, topic.url) == ("count keys", "law/keys", "law/keys", "")


# --- slips -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "response", "did", "why"),
    [
        ("who-signs", "b", "chose “He pays his fee”", "A key is no pledge."),
        ("book-entries", "a b c", "ticked “The rent”", "The rent is not our business."),
        ("book-entries", "a", "left out “The hour”", "We must know since when."),
        ("key-as-pledge", "true", "said “True”", ""),
        ("second-key", "pass key", "wrote “pass key”", ""),
        ("steps-at-desk", "a b c", "put “He signs.” before “You look at his card.”", ""),
        ("where-keys-hang", "a=x b=z", "matched “Block 2” with “Floor”", ""),
        ("lost-key", ["b"], "decided “Send him away”", "He lives here."),
        ("lost-key", ["a", "b"], "decided “Let him go”", "Nobody knows who has it."),
    ],
)
def test_slip_of_each_type_is_told(slug: str, response: Any, did: str, why: str):
    analysis = analysed(key_class({slug: response}))

    (found,) = analysis.tempted[f"keys.{slug}"]

    assert (plain(found.slip.did), plain(found.slip.why)) == (did, why)
    assert [one.id for one in found.people] == ["member-000"]


def test_slip_of_a_number_is_found_in_every_variant_and_told_with_the_numbers_of_the_question():
    given = assignment_of(
        {"title": "Keys", "draw": [{"from": "law/keys", "count": "9"}]}, people(4), keys(), is_shared=False
    )
    sheets = {}
    for paper in given.papers:
        values = next(item.values for item in paper.items if item.question == "keys.cost-of-keys")
        sheets[paper.person] = {"keys.cost-of-keys": str(float(values["keys"]) + float(values["price"]))}

    analysis = analysed(record_of(given, sheets, keys()))
    (found,) = analysis.tempted["keys.cost-of-keys"]

    assert (found.count, str(found.slip.did)) == (4, "made the same slip")
    assert str(found.slip.why) == "A price is multiplied, not added."


@pytest.mark.parametrize(
    "slug",
    [
        "who-signs",
        "book-entries",
        "cost-of-keys",
        "second-key",
        "steps-at-desk",
        "where-keys-hang",
        "lost-key",
        "letter-to-owner",
    ],
)
@pytest.mark.parametrize(
    "response", [None, "", "nonsense", ["x"], {"q": 1}, 7, [["a"]], "a" * 5000, "\ud800"]
)
def test_no_response_stops_a_report(slug: str, response: Any):
    record = key_class({slug: response}, RIGHT)

    assert report_html(analysed(record)).encode("utf-8", "replace")
    assert book(analysed(record)).sheetnames == ["People", "Objectives", "Questions", "Options", "Answers"]


# --- questions ---------------------------------------------------------------------------------------------


def test_facility_is_told_in_plain_words():
    told = card(analysed(first_right(18, 24)), "keys.who-signs")

    assert plain(told.facility) == "18 of 24 right; in a big class between 55 and 88 %"
    assert plain(told.guess) == "Blind guessing gives 33 %."
    assert told.telling == (
        "Too few answers to say whether those who did well elsewhere had it right: "
        "30 are needed, 24 are here."
    )
    assert [(row.name, row.count, plain(row.share), row.right) for row in told.options] == [
        ("a", 18, "75 %", True),
        ("b", 6, "25 %", False),
        ("c", 0, "0 %", False),
    ]
    assert told.options[1].who == "马磊, 罗明, 梁丽, 宋军, 郑超 and 谢杰"
    assert told.options[2].who == ""


def test_part_of_the_points_is_told_as_a_percent():
    record = key_class(*[RIGHT] * 8, *[{"book-entries": "a"}] * 4)

    assert plain(card(analysed(record), "keys.book-entries").facility) == (
        "83 % of the points in 12 answers; in a big class between 55 and 95 %"
    )


def test_times_and_blanks_are_told():
    record = key_class(*[RIGHT] * 9, {"who-signs": None})
    timed = replace(
        record,
        people=tuple(
            replace(one, seconds={"keys.who-signs": second})
            for one, second in zip(record.people, [10, 20, 70, 75, 80, 90, True, "x", -1, 1e9], strict=True)
        ),
    )
    told = card(analysed(timed), "keys.who-signs")

    assert plain(told.blank) == "10 % left it blank."
    assert told.seconds == "Half of them needed 1 minute 13 seconds or less."


def advice(record: ClassRecord, slug: str = "who-signs") -> list[tuple[str, str]]:
    return [(one.short, plain(one.long)) for one in card(analysed(record), f"keys.{slug}").advice]


def test_a_question_that_everybody_had_right_is_too_easy():
    assert advice(first_right(12, 12)) == [
        (
            "Too easy",
            "Everybody had it right: it tells nobody apart. "
            "Keep it if everybody must know it, else ask something harder.",
        )
    ]


def test_a_question_that_nobody_had_right_is_too_hard():
    assert advice(first_right(0, 12, "second-key", "?"), "second-key") == [
        (
            "Too hard",
            "Nobody had it right: teach it before you ask it again, "
            "and read the question to somebody new to hear what is unclear.",
        )
    ]


def test_an_option_that_nobody_chose_is_weak_once_twenty_could_have():
    weak = (
        "Weak option",
        "Nobody was tempted by “He waits for a guard”: "
        "write a better wrong option, a mistake that people make.",
    )

    assert advice(first_right(12, 19)) == []
    assert advice(first_right(12, 20)) == [weak]


def test_nothing_is_said_of_a_question_below_ten_answers():
    analysis = analysed(first_right(0, 9))

    assert not cards_of(analysis).flagged
    assert len(cards_of(analysis).few) == 9
    assert "Too few answers to say more (9)" in seen(first_right(0, 9))


def strong_and_weak(strong: dict[str, Any], weak: dict[str, Any], n: int = 12) -> ClassRecord:
    low = {"second-key": "?", "lost-key": "b", "key-as-pledge": "true", "where-keys-hang": "a=y b=z"}
    return key_class(*[strong] * n, *[low | weak] * n)


def test_a_wrong_key_is_found_and_named_with_what_to_do():
    content = keys().changed("keys.who-signs", answer="b")
    record = strong_and_weak({"who-signs": "a"}, {"who-signs": "b"})
    record = key_class(
        *[{"who-signs": "a"}] * 12,
        *[
            {
                "who-signs": "b",
                "second-key": "?",
                "lost-key": "b",
                "key-as-pledge": "true",
                "where-keys-hang": "a=y b=z",
            }
        ]
        * 12,
        content=content,
    )
    analysis = analysed(record)

    assert {key: use.name for key, use in analysis.doubts.items()} == {"keys.who-signs": "a"}
    assert advice(record) == [
        (
            "Look at the key",
            "Look at the key: those who chose “He signs the key book” had 100 % of the rest right, "
            "those who chose what the bank calls right, “He pays his fee”, only 50 %. "
            "If the key is wrong, correct answer and run frontdesk grade on the assignment’s folder; "
            "everybody is marked again. If the question cannot be saved, write void: disregard "
            "(it counts for nobody) or void: all-correct (everybody gets the points). "
            "If the key is right, the wording misleads those who know most: mend it.",
        )
    ]
    text = seen(record)
    assert "On Monday, check the key of 1 question before you talk about marks" in text
    assert "Left out here, because the key looks wrong: Who signs." in text
    assert "Mend it in quizzes/law/keys.yml, line 2: who-signs" in text
    assert "keys.who-signs" not in {topic.question for topic in topics_of(analysis)}


@pytest.mark.parametrize("n", [30, 60])
@pytest.mark.parametrize("seed", range(1, 4))
def test_a_wrong_key_of_a_team_over_the_real_banks_is_found_and_no_other(n: int, seed: int):
    record = simulated(n, seed=seed)

    assert set(analysed(record).doubts) == {wrong_one(record.assignment)}


def test_a_question_that_was_repaired_is_told_and_not_judged():
    content = (
        keys().changed("keys.who-signs", void="disregard").changed("keys.second-key", void="all-correct")
    )
    record = key_class(*[{"who-signs": "b"}] * 12, repaired=content)
    text = seen(record)

    assert "Who signs: counts for nobody ( void: disregard in quizzes/law/keys.yml, line 2)" in text
    assert "Second key: everybody has the points ( void: all-correct in" in text
    assert not {"keys.who-signs", "keys.second-key"} & {
        one.asked.id for one in cards_of(analysed(record)).flagged
    }


def test_telling_is_told_in_words_from_thirty_answers_on():
    good = strong_and_weak(RIGHT, {"who-signs": "b"}, 20)
    bad = strong_and_weak({"who-signs": "b"}, RIGHT, 20)
    same = key_class(*[RIGHT] * 40)

    assert card(analysed(good), "keys.who-signs").telling == (
        "Those who did well elsewhere had it right, the others less often (r = 1.00)."
    )
    assert card(analysed(bad), "keys.who-signs").telling == (
        "Those who did well elsewhere had it right less often than the others (r = −1.00)."
    )
    assert (
        card(analysed(same), "keys.who-signs").telling
        == "Everybody earned the same, so it tells nobody apart."
    )


# --- the map and the spread --------------------------------------------------------------------------------


def test_map_stands_weakest_first_in_signs_and_figures():
    record = key_class(RIGHT, {"second-key": "?", "cost-of-keys": "1"})
    found = heat_map_of(analysed(record))

    assert [(column.number, column.text, column.lesson) for column in found.columns] == [
        (1, "Count the keys of a block", "Keys"),
        (2, "Hand over a spare key", "Keys"),
    ]
    assert [(name, [(cell.band.sign, cell.figure) for cell in cells]) for name, cells in found.rows] == [
        ("李军", [("✗", "0"), ("✓", "100")]),
        ("王丽", [("✓", "100"), ("✓", "100")]),
    ]
    assert not found.by_lesson


def test_map_of_a_large_class_counts_people():
    found = heat_map_of(analysed(key_class(*[RIGHT] * MOST_ROWS, {"second-key": "?", "cost-of-keys": "1"})))

    assert not found.rows
    assert [(band.name, counts) for band, counts in found.bands] == [
        ("reached", [60, 61]),
        ("partly", [0, 0]),
        ("not", [1, 0]),
        ("none", [0, 0]),
    ]


def test_map_goes_by_lesson_where_everybody_had_other_questions():
    record = simulated(12, OWN_QUESTIONS, wrong_key=False, is_shared=False)
    found = heat_map_of(analysed(record))

    assert found.by_lesson
    assert {column.text for column in found.columns} <= {lesson.title for lesson in record.lessons.values()}
    assert "People had different questions, so this goes by lesson" in seen(record)


def test_spread_is_told_in_words():
    record = key_class(RIGHT, {"who-signs": "b"}, {"who-signs": "b", "second-key": "?"}, None)
    found = distribution_of(analysed(record))

    assert found.words == "70 to 79 percent: 1, 80 to 89 percent: 1, 90 to 100 percent: 1."
    assert found.middle == (
        "Half of them reached 88 percent or less and "
        "1 person stood less than five points below the pass mark."
    )
    assert found.svg.count("<rect") == 3 + 1


# --- how far to trust it -----------------------------------------------------------------------------------


def test_trust_of_a_team_gives_the_reason_for_what_is_left_out():
    told = trust_of(analysed(key_class(RIGHT, {"who-signs": "b"})))

    assert told.reliability == (
        "How steady the scores are is told from 30 people on; 2 are here. "
        "Treat a person’s percent as rough: one or two questions can go either way."
    )
    assert told.models == [
        "Questions stand on one scale with people (Rasch) from 100 people on; 2 are here.",
        "How sharply each question parts people (two parameters) is told from 500 people on.",
    ]
    assert not told.hardest


def test_trust_of_a_hundred_has_a_scale_and_of_five_hundred_slopes():
    plan = {"title": "Six", "draw": [{"from": "law/service-contract", "count": "6", "type": "single-choice"}]}
    records = [simulated(n, plan, missing=0, wrong_key=False) for n in (100, 500)]
    hundred, many = (trust_of(analysed(record)) for record in records)

    told = (
        r".* \(alpha 0\.\d\d, 100 people\)\..* Another quiz of this kind would, .* do not argue about less\."
    )
    assert re.fullmatch(told, hundred.reliability)
    assert len(hundred.models) == 2
    assert [len(hundred.hardest), len(hundred.easiest)] == [3, 3]
    assert not hundred.hardest[0].slope
    assert len(many.models) == 1
    assert many.hardest[0].slope


def test_trust_says_why_own_questions_have_no_reliability():
    told = trust_of(analysed(simulated(34, OWN_QUESTIONS, wrong_key=False, is_shared=False)))

    assert told.reliability.startswith("Everybody had questions of their own")


def test_trust_of_equal_scores_says_so():
    assert trust_of(analysed(key_class(*[RIGHT] * 31))).reliability == (
        "All scores are the same, so nothing can be said of how steady they are."
    )


# --- every size --------------------------------------------------------------------------------------------

WRONG = {
    "who-signs": "b",
    "book-entries": "b",
    "key-as-pledge": "true",
    "cost-of-keys": "1",
    "second-key": "?",
    "steps-at-desk": "c a b",
    "where-keys-hang": "a=y b=z",
    "lost-key": ["b"],
}


@pytest.mark.parametrize("answers", [RIGHT, WRONG, None], ids=["right", "wrong", "missing"])
@pytest.mark.parametrize("n", [0, 1, 2, 10, 31, 101])
def test_a_class_of_any_size_is_told(n: int, answers: dict[str, Any] | None):
    record = key_class(*[answers] * n)
    analysis = analysed(record)
    text = seen(record)

    assert text.startswith(
        "Report: Keys of the week Report of Monday 7 December 2026 Keys of the week Due Friday"
    )
    assert "nan" not in text.lower().replace("nancy", "")
    assert "None" not in text
    assert len(rows(book(analysis), "People")) == n
    assert ("Nothing is marked yet." in text) == (not n or answers is None)


def test_the_same_class_gives_the_same_bytes():
    one, other = (analysed(simulated(30)) for _ in range(2))

    assert report_html(one) == report_html(other)
    assert report_xlsx(one) == report_xlsx(other)


# --- hidden names ------------------------------------------------------------------------------------------


def secrets_of(record: ClassRecord) -> set[str]:
    persons = {word for person in record.assignment.people for word in (person.id, person.name)}
    return persons | {paper.id for paper in record.assignment.papers}


def every_byte(xlsx: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(xlsx)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_hidden_names_stand_nowhere():
    record = simulated(12)
    typed = "I am 王丽, member-000"
    signed = tuple(
        replace(
            one,
            result=replace(
                one.result,
                answers=tuple(
                    replace(answer, response=typed) if answer.mark.state != "right" else answer
                    for answer in one.result.answers
                ),
            ),
        )
        if one.result
        else one
        for one in record.people
    )
    record = replace(record, people=signed)
    shown, hidden = (analysed(record, hide=hide) for hide in (False, True))

    for found in (report_html(hidden).encode(), every_byte(report_xlsx(hidden))):
        assert not [word for word in secrets_of(record) if word.encode() in found]
        assert b"P-01" in found
        assert b"2026-12-03" not in found
    named = every_byte(report_xlsx(shown)).decode()
    assert all(one.person.name in named for one in record.people)


def test_codes_follow_neither_roster_nor_names_and_stay():
    record = simulated(30)
    turned = replace(record, people=record.people[::-1])
    codes = names_of_class(record, hide=True).by_id

    assert codes == names_of_class(turned, hide=True).by_id
    assert sorted(codes.values()) == [f"P-{n:02}" for n in range(1, 31)]
    assert list(codes) != sorted(codes)
    other = replace(
        record.assignment, papers=tuple(replace(p, seed=p.seed[::-1]) for p in record.assignment.papers)
    )
    assert codes != names_of_class(replace(record, assignment=other), hide=True).by_id


# --- what people type --------------------------------------------------------------------------------------


def nasty() -> ClassRecord:
    """Return a class whose names and answers are made to harm."""
    record = key_class(
        {"second-key": NASTY}, {"second-key": NASTY}, {"second-key": "=1+1"}, {"second-key": "-5"}
    )
    bad = [NASTY, '=HYPERLINK("http://x")', "+1", "@SUM(A1)"]
    who = tuple(
        replace(person, name=name) for person, name in zip(record.assignment.people, bad, strict=True)
    )
    given = replace(record.assignment, people=who, title=f"Keys {NASTY}")
    return replace(
        record,
        assignment=given,
        people=tuple(replace(one, person=person) for one, person in zip(record.people, who, strict=True)),
    )


def test_nothing_typed_becomes_html():
    html = report_html(analysed(nasty()))

    assert html.count("<script") == 1
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_no_cell_is_a_formula_and_numbers_stay_numbers():
    workbook = book(analysed(nasty()))
    cells = [
        cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    people_rows, answers = rows(workbook, "People"), rows(workbook, "Answers")

    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert {text for text in texts if text[:1] in "=+-@\t\r"} == {"+1", "-5"}  # numbers are no formulas
    assert [row["Name"] for row in people_rows[1:]] == ['\'=HYPERLINK("http://x")', "+1", "'@SUM(A1)"]
    assert [row["Response"] for row in answers if row["Question"] == "keys.second-key"] == [
        NASTY,
        NASTY,
        "'=1+1",
        "-5",
    ]
    costs = [row["Response"] for row in answers if row["Question"] == "keys.cost-of-keys"]
    assert all(isinstance(cost, int | float) for cost in costs)


def test_workbook_has_real_numbers_days_filters_and_frozen_headings():
    record = key_class(RIGHT, {"who-signs": "b"}, None)
    workbook = book(analysed(record))
    first, second, third = rows(workbook, "People")

    assert (first["Percent"], second["Percent"], third["Percent"]) == (1, pytest.approx(8 / 9), None)
    assert first["Submitted"] == datetime(2026, 12, 3, 9, 14, 31)  # noqa: DTZ001
    assert first["Due"].date() == DUE
    assert third["Papers"] == record.assignment.papers[2].id
    assert [(sheet.title, sheet.freeze_panes) for sheet in workbook] == [
        ("People", "C2"),
        ("Objectives", "C2"),
        ("Questions", "B2"),
        ("Options", "C2"),
        ("Answers", "D2"),
    ]
    assert all(sheet.auto_filter.ref == sheet.dimensions for sheet in workbook)
    assert len(rows(workbook, "Answers")) == 18
    objective = rows(workbook, "Objectives")[0]
    assert (objective["Objective"], objective["王丽"]) == ("Hand over a spare key", 1)
    options = [row for row in rows(workbook, "Options") if row["Question"] == "keys.who-signs"]
    assert [(row["Option"], row["Right"], row["Chosen"], row["Share"]) for row in options] == [
        ("a", "yes", 1, 0.5),
        ("b", "no", 1, 0.5),
        ("c", "no", 0, 0),
    ]


def test_a_time_that_is_none_stays_a_text():
    record = key_class(RIGHT, **{"member-000": {"submitted": "=yesterday"}})

    assert rows(book(analysed(record)), "People")[0]["Submitted"] == "'=yesterday"


# --- words -------------------------------------------------------------------------------------------------


def test_words_for_figures():
    assert [percent(share) for share in (0, 0.125, 0.995, 1)] == [f"{n}{NBSP}%" for n in (0, 13, 100, 100)]
    assert between(0.55, 0.876) == f"between 55 and 88{NBSP}%"
    assert [listed(words.split(), 2) for words in ("", "a", "a b", "a b c", "a b c d")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
        "a, b and 2 more",
    ]
    assert [counted(n, "person", "people") for n in (0, 1, 1000)] == ["0 people", "1 person", "1,000 people"]
    assert [duration(s) for s in (0, 1, 59.5, 130)] == [
        "0 seconds",
        "1 second",
        "1 minute",
        "2 minutes 10 seconds",
    ]
    assert day_text(date(2026, 2, 1)) == "Sunday 1 February 2026"
    assert [cut(text, 9) for text in ("a b", "a b c d e f", "aaaaaaaaaaaaa")] == [
        "a b",
        "a b c d…",
        "aaaaaaaaa…",
    ]


def test_a_person_without_a_result_has_no_figures():
    one = PersonRecord(Person("a", "A"), DUE)

    assert (one.percent, one.critical_missed, one.answer_to("x"), one.values_of("x")) == (None, [], None, {})


# --- in a browser ------------------------------------------------------------------------------------------


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., str]:
    def write(record: ClassRecord, *, hide: bool = False) -> str:
        path = tmp_path / "report.html"
        path.write_text(report_html(analysed(record, hide=hide)), "utf-8")
        return path.as_uri()

    return write


@pytest.mark.browser
@pytest.mark.parametrize(("colours", "n"), [("light", 104), ("dark", 30)])
def test_a_report_is_open_to_every_reader_on_a_phone(
    open_page: Callable[..., Page], written: Callable[..., str], colours: str, n: int
):
    page = open_page(color_scheme=colours, viewport={"width": 360, "height": 740}, bypass_csp=True)
    page.goto(written(simulated(n)))
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    assert violations(page, "html") == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.browser
def test_a_report_asks_nobody_for_anything_and_runs_nothing_that_was_typed(
    open_page: Callable[..., Page], written: Callable[..., str]
):
    page = open_page(viewport={"width": 360, "height": 740})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    address = written(nasty())
    page.goto(address)

    assert asked == [address]
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.browser
def test_a_table_sorts_by_its_headings_and_a_link_opens_its_question(page: Page, written: Callable[..., str]):
    page.goto(written(simulated(30)))
    cells = "[...document.querySelectorAll('.people td:nth-child(3)')]"
    percents = f"{cells}.map((cell) => parseFloat(cell.textContent))"

    page.get_by_role("button", name="Percent").click()
    up = page.evaluate(percents)
    page.get_by_role("button", name="Percent").click()
    down = page.evaluate(percents)
    link = page.locator('.topics a[href^="#q-"]').first
    link.click()
    target = page.locator(f'[id="{link.get_attribute("href")[1:]}"]')

    assert up == sorted(up) == down[::-1]
    assert target.get_attribute("open") == ""
    assert target.locator(".stem").is_visible()


@pytest.mark.browser
def test_a_report_reads_without_a_script_and_prints(
    open_page: Callable[..., Page], written: Callable[..., str]
):
    page = open_page(java_script_enabled=False)
    page.goto(written(simulated(30)))

    assert page.get_by_role("heading", name="Teach again on Monday").is_visible()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") <= 12


def test_report_is_one_file():
    html = report_html(analysed(simulated(30)))

    assert not re.findall(r'(?:src|href)="(?!#)[^"]*"', html)
    assert "url(" not in html.replace("url(#hatch)", "")
    assert (ROOT / "scripts/frontdesk/reporting/templates/report.html").is_file()
