"""A blueprint and a seed give one paper, in any year; a paper and a sheet give one result."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, VECTORS
from frontdesk.grading import PaperQuestions, grade_paper
from frontdesk.library import read_library
from frontdesk.model.attempt import Sheet
from frontdesk.model.blueprint import Blueprint
from frontdesk.model.paper import Paper, paper_from_json
from frontdesk.model.questions import Ordering
from frontdesk.papers import draw_paper, edition_of, paper_id, pool, seed_for, stands_in
from real_content import LIBRARY

TODAY = date(2026, 11, 23)
GOOD = read_library(ROOT / "tests" / "cases" / "good")[0]
REAL = LIBRARY
QUESTIONS = {bank.full_id(q): q for bank in REAL.banks.values() for q in bank.questions}
PAPERS = sorted((VECTORS / "papers").glob("*.json"))


def blueprint(*draw: dict, shuffle: tuple[str, ...] = ("questions", "options")) -> Blueprint:
    return Blueprint.model_validate({"title": "Test", "draw": list(draw), "shuffle": list(shuffle)})


def drawn(seed: str, *draw: dict) -> Paper | None:
    return draw_paper("test", blueprint(*draw), REAL.banks, TODAY, seed)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_paper_is_the_one_drawn_in_the_year_it_was_written_down(path: Path):
    vector = json.loads(path.read_text("utf-8"))
    plan = Blueprint.model_validate(vector["blueprint"])

    paper = draw_paper("vector", plan, GOOD.banks, TODAY, vector["seed"], "wang-li")

    assert paper.as_json() == vector["paper"]
    assert paper_from_json(json.loads(json.dumps(vector["paper"]))) == paper


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20))
def test_paper_holds_what_each_line_asks_for_and_nothing_twice(seed: str):
    plan = blueprint(
        {"from": "law/service-contract", "count": "1", "critical": "true"},
        {"from": "law", "count": "6", "level": ["apply", "judge"]},
        {"from": "norms", "count": "4", "type": "numeric"},
    )

    paper = draw_paper("test", plan, REAL.banks, TODAY, seed)

    ids = [item.question for item in paper.items]
    assert len(ids) == len(set(ids)) == 11
    assert any(QUESTIONS[name].critical for name in ids)
    assert len(pool(plan, plan.draw[2], REAL.banks, TODAY).keys() & set(ids)) >= 4
    for item in paper.items:
        question = QUESTIONS[item.question]
        if isinstance(question, Ordering):
            assert list(item.order) != question.answer
            assert sorted(item.order) == sorted(question.steps)


def test_two_people_have_different_papers_and_one_person_always_the_same():
    line = {"from": "law", "count": "8"}
    one, other = (drawn(seed_for("secret", name), line) for name in ("wang-li", "chen-jie"))

    assert one == drawn(seed_for("secret", "wang-li"), line)
    assert one.id != other.id
    assert [i.question for i in one.items] != [i.question for i in other.items]


def test_a_line_that_finds_too_little_gives_no_paper():
    assert drawn("x", {"from": "law/service-contract", "count": "99"}) is None


def test_without_shuffling_the_order_is_that_of_the_blueprint_and_the_bank():
    plan = blueprint({"from": "law/service-contract", "count": "5"}, shuffle=())

    paper = draw_paper("test", plan, REAL.banks, TODAY, "x")

    orders = [item.order for item in paper.items if item.order]
    assert all(list(order) == sorted(order) for order in orders if set(order) <= set("abcde"))


def test_ids_of_many_papers_differ():
    assert len({paper_id(seed_for("secret", f"p{n}")) for n in range(5000)}) == 5000


def test_edition_changes_with_any_word_of_a_bank():
    bank = REAL.banks["law/service-contract"]
    before = edition_of([bank])
    question = bank.source.data["questions"][0]
    question["ask"] += "!"
    try:
        assert edition_of([bank]) != before
    finally:
        question["ask"] = question["ask"][:-1]
    assert edition_of([bank]) == before


def test_a_printed_letter_means_the_option_in_its_place():
    paper = drawn("x", {"from": "law/service-contract", "count": "3", "type": "single-choice"})
    item = paper.items[0]

    assert [item.name_of(letter) for letter in "AbC"] == list(item.order)
    assert item.name_of("D") is item.name_of("") is item.name_of("AB") is None


def test_sheet_of_a_paper_is_graded_by_full_id_or_by_its_own():
    paper = drawn("x", {"from": "law/service-contract", "count": "4", "type": "single-choice"})
    answers = {
        (item.question if place % 2 else item.slug): QUESTIONS[item.question].answer
        for place, item in enumerate(paper.items)
    }
    questions = PaperQuestions(REAL.banks)

    result, problems = grade_paper(paper, questions, Sheet("wang-li", answers, paper=paper.id))

    assert (result.percent, result.passed, problems) == (100, True, [])
    assert result.as_json()["paper"] == paper.id


def test_question_that_left_its_bank_is_told_and_not_counted():
    paper = drawn("x", {"from": "law/service-contract", "count": "2", "type": "single-choice"})
    gone = paper.items[0].question
    bank = REAL.banks["law/service-contract"]
    less = type(bank)(
        bank.name, tuple(q for q in bank.questions if bank.full_id(q) != gone), bank.places, bank.source
    )

    result, problems = grade_paper(
        paper, PaperQuestions({bank.name: less}), Sheet("wang-li", {}, paper=paper.id)
    )

    assert [answer.mark.state for answer in result.answers] == ["voided", "blank"]
    assert "stands in no bank any more" in problems[0].what


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {},
        {"format": "frontdesk-paper/1"},
        {"format": "frontdesk-paper/1", "questions": [{}]},
        "text",
    ],
)
def test_what_is_no_manifest_is_none(broken: object):
    assert paper_from_json(broken) is None


@pytest.mark.parametrize("name", REAL.blueprints)
def test_every_blueprint_draws_for_two_hundred_seeds_without_a_shortage(name: str):
    plan = REAL.blueprints[name]
    count = sum(draw.count for draw in plan.draw)

    papers = [draw_paper(name, plan, REAL.banks, TODAY, f"seed {number}") for number in range(200)]

    assert all(paper and len(paper.items) == count for paper in papers)
    sources = {draw.source for draw in plan.draw}
    for paper in papers[:20]:
        assert all(any(stands_in(item.bank, source) for item in paper.items) for source in sources)


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("law", "law"),
        ("fee-norms", "norms"),
        ("etiquette", "etiquette"),
        ("psychology", "psychology"),
        ("duties", "duties"),
    ],
)
def test_quiz_of_an_area_asks_from_each_of_its_lessons(name: str, area: str):
    lessons = {lesson for lesson in REAL.taught if lesson.startswith(f"{area}/")}

    assert {draw.source for draw in REAL.blueprints[name].draw} == lessons
