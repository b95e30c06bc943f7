"""A person's page holds nothing that gives an answer away: it is the same whatever the answers are."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html import unescape
from itertools import chain
from typing import Any

import pytest

from assigned import BANKS, CHEN, SEALING, SECRETS, SIGNING, WANG, assignment_of, give_out, page_of, paper_of
from frontdesk.drawing import draw_values
from frontdesk.model.assignment import Assignment
from frontdesk.model.bank import Bank
from frontdesk.model.expression import compile_expression
from frontdesk.model.numbers import with_thousands
from frontdesk.model.paper import Item, Paper
from frontdesk.model.questions import Numeric, Question, strip_secrets
from frontdesk.papers import ordered

ALL = pytest.mark.parametrize("bank", BANKS.values(), ids=BANKS)


def paper_with_all(bank: Bank, person: str = "wang-li") -> Paper:
    """Return a paper with every question of a bank, in an order that is not that of the bank."""
    items = tuple(
        Item(full_id, bank.name, tuple(reversed(ordered(question))), draw_values(question, full_id, "seed"))
        for question in reversed(bank.questions)
        for full_id in [bank.full_id(question)]
    )
    return Paper("K7QF-2M9T", "all", "All", "seed", "edition", 80, items, person=person)


def page_with_all(bank: Bank) -> str:
    paper = paper_with_all(bank)
    return page_of(give_out((paper,)), paper, {bank.name: bank})


def told(html: str) -> str:
    """Return a page as a reader of its source sees it: decoded, in one line, with its tags and without."""
    source = unescape(html)
    return " ".join(chain(source.split(), re.sub(r"<[^>]+>", "", source).split()))


def secret_texts(data: Any, *, in_secret: bool = False) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            is_secret = key in ("why", "model", "rubric", "accept", "slips", "hint", "see")
            if key == "slips":
                yield from value.values()
            yield from secret_texts(value, in_secret=in_secret or is_secret)
    elif isinstance(data, list):
        for item in data:
            yield from secret_texts(item, in_secret=in_secret)
    elif in_secret:
        yield data


def without_scripts(html: str) -> str:
    return re.sub(r"<style>.*?</style>|<script.*?</script>", "", html, flags=re.DOTALL)


def words(text: str) -> str:
    return " ".join(re.sub(r"[*_`]", "", text).split())


@ALL
def test_no_explanation_model_rubric_or_accepted_text_stands_in_the_page(bank: Bank):
    written = bank.source.data["questions"]
    page = told(page_with_all(bank))
    public = words(
        str([strip_secrets({k: v for k, v in item.items() if k not in ("hint", "see")}) for item in written])
    )
    secrets = {words(piece) for text in secret_texts(written) for piece in re.split(r"\{[^}]*\}|\*|\n", text)}

    leaked = [text for text in secrets if len(text) > 5 and text in page and text not in public]

    assert len(secrets) >= 20
    assert leaked == []
    assert not re.findall(r"data-right|fd-key|fd-hint|data-value|data-places", page)


@ALL
def test_the_page_is_the_same_to_the_byte_whatever_is_right(bank: Bank):
    other = replace(bank, questions=tuple(map(otherwise, bank.questions)))

    assert [q.key() if not isinstance(q, Numeric) else q.answer for q in other.questions] != [
        q.key() if not isinstance(q, Numeric) else q.answer for q in bank.questions
    ]
    assert page_with_all(other) == page_with_all(bank)


def otherwise(question: Question) -> Question:
    """Return a question with another answer, other explanations and other points, asked in the same words."""
    update: dict[str, Any] = {
        "hint": "HINT",
        "see": "SEE",
        "cite": (),
        "why": "WHY",
        "tests": [],
        "level": "judge",
    }
    match question.type:
        case "single-choice":
            update["answer"] = next(name for name in question.options if name != question.answer)
        case "multiple-response":
            update |= {
                "answer": [n for n in question.options if n not in question.answer],
                "rule": "coverage",
            }
        case "true-false":
            update["answer"] = not question.answer
        case "numeric":
            update |= {"answer": compile_expression("12345", question.given), "tolerance": "7", "slips": {}}
        case "short-answer":
            update["accept"] = ["ACCEPTED"]
        case "ordering":
            update["answer"] = list(reversed(question.answer))
        case "matching":
            prompts = list(question.answer)
            update["answer"] = dict(zip(prompts, [*prompts[1:], prompts[0]], strict=True))
        case "scenario":
            update["scenes"] = {name: other_scene(scene) for name, scene in question.scenes.items()}
        case "essay":
            update |= {"rubric": [], "model": "MODEL"}
    if hasattr(question, "options"):
        update["options"] = {n: o.model_copy(update={"why": "WHY"}) for n, o in question.options.items()}
    return question.model_copy(update={k: v for k, v in update.items() if k in type(question).model_fields})


def other_scene(scene: Any) -> Any:
    choices = {
        name: move.model_copy(update={"why": "WHY", "points": move.points + Decimal(place + 1)})
        for place, (name, move) in enumerate(scene.choices.items())
    }
    return scene.model_copy(update={"choices": choices, "why": scene.why and "WHY"})


@ALL
def test_scenes_have_no_names_that_tell(bank: Bank):
    page = without_scripts(page_with_all(bank))
    names = set(re.findall(r'data-scene="([^"]*)"', page)) | set(re.findall(r'data-next="([^"]*)"', page))

    assert all(name == "" or name.isdigit() for name in names)


def test_nothing_of_a_colleague_or_of_the_manager_stands_in_the_page():
    assignment = assignment_of(attempts=2)
    page = page_of(assignment, paper_of(assignment))
    others = [paper.id for paper in assignment.papers if paper is not paper_of(assignment)]
    private = [SECRETS.seed, SEALING.private, SIGNING.private, *(paper.seed for paper in assignment.papers)]

    assert [text for text in [CHEN.id, CHEN.name, *others, *private] if text in page] == []


def test_values_of_a_variant_are_filled_in_and_are_those_of_the_paper():
    bank = BANKS["norms/property-fee"]
    paper = paper_with_all(bank)
    drawn = {item.slug: item.values for item in paper.items if item.values}
    page = told(page_with_all(bank))

    assert len(drawn) > 1
    assert "{" not in without_scripts(page_with_all(bank))
    for slug, values in drawn.items():
        ask = next(question.ask for question in bank.questions if question.id == slug)
        for name in re.findall(r"\{(\w+)\}", ask):
            assert with_thousands(values[name]) in page


def test_options_stand_in_the_order_of_the_paper():
    assignment: Assignment = assignment_of()
    page = page_of(assignment, paper_of(assignment))
    for number, item in enumerate(paper_of(assignment).items, 1):
        card = re.search(rf'id="q-{number}".*?</form>', page, re.DOTALL)[0]
        kind = re.search(r'data-type="([^"]*)"', page[page.index(f'id="q-{number}"') :])[1]
        if kind in ("single-choice", "multiple-response"):
            assert tuple(re.findall(r'<input type="\w+" name="[^"]*" value="([^"]*)"', card)) == item.order
        elif kind == "ordering":
            assert tuple(re.findall(r'<li data-name="([^"]*)"', card)) == item.order
        elif kind == "matching":
            first = re.search(r"<select.*?</select>", card, re.DOTALL)[0]
            assert tuple(re.findall(r'<option value="([^"]+)"', first)) == item.order


def test_what_a_name_or_a_title_holds_stays_text():
    person = replace(WANG, name='<script>alert("x")</script>')
    paper = replace(paper_with_all(BANKS["law/service-contract"]), title="</script><b>Title")
    page = page_of(replace(give_out((paper,)), people=(person,)), paper)

    assert '<script>alert("x")' not in page
    assert "</script><b>" not in page


def test_the_page_of_one_paper_is_always_the_same():
    assignment = assignment_of()

    assert page_of(assignment, paper_of(assignment)) == page_of(assignment, paper_of(assignment))
