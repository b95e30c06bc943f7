"""Exam papers: what stands on them, in which order, and what must never stand there."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from conftest import ROOT
from frontdesk.library import read_library
from frontdesk.model.bank import Bank
from frontdesk.model.questions import strip_secrets
from frontdesk.papers import questions_of
from frontdesk.print.exam.key import answer_told, best_path
from frontdesk.print.exam.papers import copies_of, copy_of, key_pdf, missing_questions, papers_pdf, sheets_pdf
from frontdesk.print.exam.text import typst
from paper_scans import DAY, assigned

GOOD = read_library(ROOT / "tests" / "cases" / "good")[0].banks
ALL_TYPES = {"from": "law/keys", "count": "9"}


@pytest.fixture(scope="module")
def assignment():
    return assigned(GOOD, ALL_TYPES, minutes="20")


@pytest.fixture(scope="module")
def paper_text(assignment) -> str:
    return text_of(papers_pdf(copies_of(assignment), GOOD, DAY))


@pytest.fixture(scope="module")
def key_text(assignment) -> str:
    return text_of(key_pdf(copies_of(assignment), GOOD, DAY))


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages))


def texts_in(data: object) -> list[str]:
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts_in(value)]
    if isinstance(data, list):
        return [text for value in data for text in texts_in(value)]
    return [data] if isinstance(data, str) else []


def test_booklet_says_whose_it_is_how_long_and_what_passes(paper_text: str):
    for told in ("Person 1", "Desk test", "Questions", "To pass", "80 %", "20 min", "2026-12-04", "试题册"):
        assert told.replace(" ", "") in paper_text.replace(" ", "").replace("\u202f", ""), told
    assert (
        "1. Check that the paper number on the answer sheet is the one on this booklet. 2. Answer"
        in paper_text
    )


def test_every_question_and_option_stands_on_the_paper(paper_text: str):
    bank = GOOD["law/keys"]
    for question in bank.source.data["questions"]:
        asked = strip_secrets(question)
        for text in texts_in(
            {key: asked[key] for key in ("options", "steps", "prompts", "choices") if key in asked}
        ):
            assert text in paper_text


def test_no_key_and_no_explanation_stands_on_a_paper(paper_text: str):
    secrets = {"Right.", "The book shows who has the key."}
    for question in GOOD["law/keys"].source.data["questions"]:
        open_texts = set(texts_in(strip_secrets(question)))
        secrets |= {text for text in texts_in(question) if text not in open_texts and len(text) > 12}

    assert len(secrets) >= 20
    assert not [text for text in secrets if text in paper_text]


def test_variant_is_filled_in(assignment, paper_text: str):
    item = next(item for item in assignment.papers[0].items if item.values)

    assert f"A key costs {item.values['price']} yuan" in paper_text
    assert "{" not in paper_text


def test_key_tells_each_answer_in_the_letters_of_the_paper(assignment, key_text: str):
    questions = questions_of(GOOD)

    told = [answer_told(item, questions[item.question]) for item in assignment.papers[0].items]

    assert all(f"{number} {answer}" in key_text for number, answer in enumerate(told, 1))
    item = next(item for item in assignment.papers[0].items if item.slug == "who-signs")
    assert item.name_of(answer_told(item, questions[item.question])) == "a"


def test_key_explains_every_option(key_text: str):
    for option in questions_of(GOOD)["keys.who-signs"].options.values():
        assert option.why in key_text


def test_key_of_several_papers_explains_each_question_once():
    several = assigned(GOOD, ALL_TYPES, people=3)

    text = text_of(key_pdf(copies_of(several), GOOD, DAY))

    assert text.count("The book shows who has the key.") == 1
    assert all(paper.id in text for paper in several.papers)


def test_best_path_gathers_every_point():
    assert best_path(questions_of(GOOD)["keys.lost-key"]) == ["A", "A"]


def test_large_print_has_larger_letters_and_the_same_words(assignment, paper_text: str):
    pdf = papers_pdf(copies_of(assignment), GOOD, DAY, is_large=True)

    assert len(pypdfium2.PdfDocument(pdf)) > len(
        pypdfium2.PdfDocument(papers_pdf(copies_of(assignment), GOOD, DAY))
    )
    assert "Mr Li wants his spare key." in text_of(pdf)


def test_answer_sheets_alone_are_those_behind_the_booklets(assignment):
    text = text_of(sheets_pdf(copies_of(assignment), GOOD, DAY))

    assert "Question booklet" not in text
    assert "Answer sheet 1 of 1" in text
    assert assignment.papers[0].id in text


def test_drawn_paper_needs_no_assignment():
    paper = replace(assigned(GOOD, ALL_TYPES).papers[0], person="")

    assert paper.id in text_of(papers_pdf([copy_of(paper)], GOOD, DAY))


def test_question_that_left_its_bank_is_named(assignment):
    bank = GOOD["law/keys"]
    less = Bank(bank.name, bank.questions[1:], bank.places, bank.source)

    assert missing_questions(copies_of(assignment), {bank.name: less}) == ["keys.who-signs"]


def with_first(**changes: object) -> dict[str, Bank]:
    """Return the banks with the first question changed."""
    bank = GOOD["law/keys"]
    first = bank.questions[0].model_copy(update=changes)
    return {bank.name: Bank(bank.name, (first, *bank.questions[1:]), bank.places, bank.source)}


def test_question_longer_than_a_page_runs_on_and_loses_nothing(assignment):
    words = [f"word{n}" for n in range(1500)]
    banks = with_first(ask=" ".join(words))

    text = text_of(papers_pdf(copies_of(assignment), banks, DAY))

    assert all(word in text for word in words)


def test_option_of_four_hundred_words_is_whole(assignment):
    options = dict(GOOD["law/keys"].questions[0].options)
    words = [f"long{n}" for n in range(400)]
    options["a"] = options["a"].model_copy(update={"text": " ".join(words)})

    text = text_of(papers_pdf(copies_of(assignment), with_first(options=options), DAY))

    assert all(word in text for word in words)


@pytest.mark.parametrize(
    "typed",
    [
        '#panic("no")',
        "$x^2$ and @ref <label>",
        "= Heading",
        "a // b /* c",
        "[unclosed",
        "it is \\ {x}",
    ],
)
def test_what_a_writer_types_is_shown_and_never_obeyed(assignment, typed: str):
    text = text_of(papers_pdf(copies_of(assignment), with_first(ask=f"Say {typed} now."), DAY))

    straight = text.replace("“", '"').replace("”", '"')
    assert f"Say {typed} now." in straight


def test_table_list_and_chinese_stand_in_a_question(assignment):
    ask = "Look:\n\n| 楼栋 | Rate |\n|---|---|\n| 一号楼 | 2.50 |\n\n1. 第一步\n2. second\n\n**What** comes?"

    text = text_of(papers_pdf(copies_of(assignment), with_first(ask=ask), DAY))

    for told in ("楼栋", "一号楼", "2.50", "第一步", "second", "comes"):
        assert told in text


def test_character_that_no_font_has_stands_as_its_number(assignment):
    text = text_of(papers_pdf(copies_of(assignment), with_first(ask="A \U0001f600 smiles."), DAY))

    assert "1F600" in text


def test_markup_of_a_bank_becomes_typst():
    assert typst("**a** *b* `c`") == '#strong[a]; #emph[b]; #raw("c");'
    assert typst("- one\n- two") == "#list()[one][two]"
    assert typst("| a |\n|---|\n| b |").startswith("#table(columns: (")
