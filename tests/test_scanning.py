"""Scans: what was marked is read, what is doubtful is told, and nothing is guessed."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
import segno

from frontdesk.grading import PaperQuestions, grade_paper
from frontdesk.model.attempt import Sheet
from frontdesk.model.bank import Bank
from frontdesk.model.questions import Scenario
from frontdesk.print.exam.papers import copies_of, papers_pdf
from frontdesk.print.geometry import CODE_AREA, LARGE, REGULAR, Area
from frontdesk.problems import Problem
from frontdesk.scanning.boxes import BLANK, DOUBTFUL, MARKED, judge
from frontdesk.scanning.reader import HANDWRITING, NOT_MARKED, UNREADABLE
from frontdesk.scanning.reading import FAINT, TAKEN_BACK, TWO
from frontdesk.scanning.sheets import DIFFERENT, EMPTY, ScannedSheet
from paper_scans import (
    DAY,
    MASTER,
    STYLES,
    Machine,
    blank_sheets,
    filled_sheet,
    mark,
    rendered,
    scanned,
    write,
)
from scan_cases import GOOD, PLAIN, QUESTIONS, RESPONSES, Case, letter_box, nine_types, pictures, read

PER_MM = MASTER / 25.4
MACHINES = {
    "100 dpi": Machine(dpi=100),
    "150 dpi": Machine(),
    "300 dpi": Machine(dpi=300, blur=1.0),
    "jpeg in a shadow": Machine(quality=60, shadow=0.4),
    "photo": Machine(dpi=200, tilt=0.04, shadow=0.5, quality=70, noise=6),
    "photo of paper that is bent": Machine(dpi=200, tilt=0.03, bend=1.5, shadow=0.3),
}


@pytest.fixture(scope="module")
def case() -> Case:
    return nine_types()


def only(scan: Any) -> ScannedSheet:
    (sheet,) = scan.sheets()
    return sheet


def doubts(sheet: ScannedSheet) -> dict[str, str]:
    return {doubt.question: doubt.why for doubt in sheet.doubts}


def number_of(case: Case, question: str) -> str:
    ids = [item.question for item in case.assignment.papers[0].items]
    return str(ids.index(question) + 1)


@pytest.mark.parametrize(
    ("machine", "style"),
    [
        *(("150 dpi", style) for style in STYLES),
        *((name, "tick") for name in MACHINES if name != "150 dpi"),
    ],
)
def test_marks_of_every_style_are_read_from_every_machine(case: Case, machine: str, style: str):
    sheet = only(read(case, pictures(case.filled(RESPONSES, style=style).pages, MACHINES[machine])))

    assert sheet.responses == RESPONSES
    assert sheet.is_settled


@pytest.mark.parametrize("turns", range(4))
def test_page_may_lie_in_any_of_four_ways(case: Case, turns: int):
    sheet = only(read(case, pictures(case.filled(RESPONSES).pages, Machine(turns=turns))))

    assert sheet.responses == RESPONSES


def test_marks_are_graded_as_if_they_had_been_typed(case: Case):
    paper = case.assignment.papers[0]
    sheet = only(read(case, pictures(case.filled(RESPONSES).pages)))
    typed = Sheet(
        "p1", {name: value for name, value in RESPONSES.items() if value is not None}, paper=paper.id
    )
    questions = PaperQuestions(GOOD)

    assert sheet.as_sheet() == typed
    assert grade_paper(paper, questions, sheet.as_sheet()) == grade_paper(paper, questions, typed)
    assert sheet.as_json() == {
        "format": "frontdesk-sheet/1",
        "paper": paper.id,
        "person": "p1",
        "answers": typed.answers,
    }


def test_large_sheets_are_read_too(case: Case):
    blank = blank_sheets(case.assignment, GOOD, is_large=True)
    paper = case.assignment.papers[0].id
    random = np.random.default_rng(1)
    filled = filled_sheet(case.assignment, paper, blank[paper], QUESTIONS, LARGE, "tick", random, RESPONSES)

    sheet = only(read(case, pictures(filled.pages)))

    assert (sheet.count, sheet.responses) == (len(filled.pages), RESPONSES)


def test_pages_of_several_people_in_any_order_find_their_sheets(case: Case):
    one, other = (case.filled(RESPONSES, person) for person in (1, 2))
    pages = pictures([*other.pages, *one.pages])

    sheets = read(case, reversed(pages)).sheets()

    assert [sheet.person for sheet in sheets] == ["p1", "p2"]
    assert all(sheet.responses == RESPONSES for sheet in sheets)


def test_three_corners_are_enough(case: Case):
    (page,) = case.filled(RESPONSES).pages
    page[-int(22 * PER_MM) :, : int(22 * PER_MM)] = 255

    assert only(read(case, pictures([page]))).responses == RESPONSES


# What is doubtful.


def test_two_marks_where_one_can_be_go_to_a_person(case: Case):
    (page,) = case.filled(RESPONSES).pages
    free = next(a for a in "ABC" if case.assignment.papers[0].items[0] and a_name(case, a) == "c")
    mark(page, letter_box(case, "keys.who-signs", free), "cross", np.random.default_rng(1))

    sheet = only(read(case, pictures([page])))

    assert doubts(sheet) == {number_of(case, "keys.who-signs"): TWO}
    assert "keys.who-signs" not in sheet.responses
    assert sheet.doubts[0].picture.startswith(b"\x89PNG")


def a_name(case: Case, letter: str) -> str | None:
    item = next(item for item in case.assignment.papers[0].items if item.question == "keys.who-signs")
    return item.name_of(letter)


def test_box_filled_among_crosses_was_taken_back_perhaps(case: Case):
    (page,) = case.filled(RESPONSES | {"keys.who-signs": None}).pages
    mark(page, letter_box(case, "keys.who-signs", "A"), "fill", np.random.default_rng(1))

    assert doubts(only(read(case, pictures([page])))) == {number_of(case, "keys.who-signs"): TAKEN_BACK}


def test_faint_mark_goes_to_a_person(case: Case):
    (page,) = case.filled(RESPONSES | {"keys.who-signs": None}).pages
    area = letter_box(case, "keys.who-signs", "A")
    x, y = round((area.x + 2) * PER_MM), round((area.y + 2) * PER_MM)
    cv2.circle(page, (x, y), round(0.65 * PER_MM), 40, -1)

    assert doubts(only(read(case, pictures([page])))) == {number_of(case, "keys.who-signs"): FAINT}


def test_number_that_is_written_and_not_marked_goes_to_a_person(case: Case):
    (page,) = case.filled(RESPONSES | {"keys.cost-of-keys": None}).pages
    frame = case.placed("keys.cost-of-keys").frames()[5]
    spot = (round((frame.x + 1) * PER_MM), round((frame.y + 4.5) * PER_MM))
    cv2.putText(page, "7", spot, cv2.FONT_HERSHEY_SIMPLEX, 1.4, 40, 4, cv2.LINE_AA)

    assert doubts(only(read(case, pictures([page])))) == {number_of(case, "keys.cost-of-keys"): NOT_MARKED}


@pytest.mark.parametrize(
    ("question", "spots", "why", "seen"),
    [
        ("keys.cost-of-keys", {(1, 4), (2, 6)}, "a place inside the number is left empty", "1_2."),
        ("keys.cost-of-keys", {(1, 0), (2, 1)}, "a place inside the number is left empty", "12_____."),
        ("keys.cost-of-keys", {(1, 6), (2, 6)}, "two figures are marked in one place", "1+2."),
        ("keys.cost-of-keys", {(0, -1)}, "a place inside the number is left empty", "-."),
        ("keys.steps-at-desk", {(0, 0), (0, 1), (1, 2)}, "two letters are marked for one place", "A+B C"),
        ("keys.steps-at-desk", {(0, 0), (2, 1)}, "a place before others is left empty", "A B"),
        ("keys.steps-at-desk", {(0, 0), (1, 0), (2, 1)}, "one letter is marked for two places", "A A B"),
        ("keys.where-keys-hang", {(0, 0), (0, 1)}, "two letters are marked for one number", "1=A+B"),
        ("keys.lost-key", {(0, 0), (0, 1)}, "two letters are marked for one step", "A+B"),
        ("keys.lost-key", {(1, 0)}, "a step before others is left empty", "A"),
        ("keys.lost-key", {(0, 1), (1, 0)}, "the path has a letter that its scene does not have", "B A"),
    ],
)
def test_marks_that_make_no_answer_go_to_a_person(case: Case, question: str, spots: set, why: str, seen: str):
    (page,) = case.filled(RESPONSES | {question: None}).pages
    for box in case.placed(question).boxes():
        if (box.row, box.column) in spots:
            mark(page, box.area, "cross", np.random.default_rng(2))

    (doubt,) = only(read(case, pictures([page]))).doubts

    assert (doubt.question, doubt.why) == (number_of(case, question), why)
    assert doubt.seen == seen


@pytest.mark.parametrize(
    ("typed", "response"), [("7", "7"), ("-0.5", "-0.5"), ("9999999.999", "9999999.999"), ("0", "0")]
)
def test_number_is_read_figure_by_figure(case: Case, typed: str, response: str):
    filled = case.filled(RESPONSES | {"keys.cost-of-keys": typed})

    assert only(read(case, pictures(filled.pages))).responses["keys.cost-of-keys"] == response


def test_number_without_a_figure_before_the_point_is_read(case: Case):
    (page,) = case.filled(RESPONSES | {"keys.cost-of-keys": None}).pages
    for box in case.placed("keys.cost-of-keys").boxes():
        if (box.row, box.column) == (5, 7):
            mark(page, box.area, "cross", np.random.default_rng(2))

    assert only(read(case, pictures([page]))).responses["keys.cost-of-keys"] == "0.5"


def test_sheet_on_which_nothing_is_marked_is_asked_about(case: Case):
    nothing = dict.fromkeys(RESPONSES)
    found = pictures(case.filled(nothing).pages)
    paper = case.assignment.papers[0].id

    assert doubts(only(read(case, found))) == {"sheet": EMPTY}
    assert only(read(case, found, decisions={(paper, "sheet"): "blank"})).is_settled


# Handwriting.


def test_short_answer_waits_for_a_person_and_essay_keeps_its_picture(case: Case):
    kept: dict[str, bytes] = {}
    filled = case.filled(
        RESPONSES | {"keys.second-key": "spare key", "keys.letter-to-owner": "We lost your key."}
    )
    numbers = {name: number_of(case, f"keys.{name}") for name in ("second-key", "letter-to-owner")}
    paper = case.assignment.papers[0].id

    sheet = only(read(case, pictures(filled.pages), keep=kept.__setitem__))

    assert doubts(sheet) == {numbers["second-key"]: HANDWRITING}
    essay = f"{paper}-{numbers['letter-to-owner']}.png"
    assert sheet.responses["keys.letter-to-owner"] == f"written by hand: {essay}"
    assert sorted(kept) == sorted([essay, f"{paper}-{numbers['second-key']}.png"])
    assert cv2.imdecode(np.frombuffer(kept[essay], np.uint8), 0).shape[1] > 800


def test_dirt_in_a_frame_is_no_handwriting(case: Case):
    filled = case.filled(RESPONSES)

    sheet = only(read(case, pictures(filled.pages, Machine(specks=400))))

    assert sheet.responses["keys.letter-to-owner"] is None


# What a person decides.


def decided(case: Case, question: str, text: str) -> Any:
    """Return what was made of a decision about a question on which every box of a row is marked."""
    (page,) = case.filled(RESPONSES | {question: None}).pages
    placed = case.placed(question)
    for box in placed.boxes():
        if box.row == 0 or (QUESTIONS[question].type == "numeric" and box.row == 1):
            mark(page, box.area, "cross", np.random.default_rng(3))
    if placed.block.is_written:
        write(page, placed, "something")
    paper = case.assignment.papers[0].id
    scan = read(case, pictures([page]), decisions={(paper, number_of(case, question)): text})
    sheet = only(scan)
    return sheet.responses.get(question, "undecided"), [(p.where, p.what, p.hint) for p in scan.problems]


def test_decision_settles_a_doubt(case: Case):
    names = {letter: a_name(case, letter) for letter in "ABC"}

    assert decided(case, "keys.who-signs", "b") == (names["B"], [])
    assert decided(case, "keys.who-signs", "blank") == (None, [])
    assert decided(case, "keys.where-keys-hang", "1=A 2=C")[1] == []
    assert decided(case, "keys.lost-key", "A A") == (["a", "a"], [])
    assert decided(case, "keys.cost-of-keys", "１２.50") == ("12.50", [])
    assert decided(case, "keys.second-key", "spare key") == ("spare key", [])
    assert sorted(decided(case, "keys.steps-at-desk", "C A B")[0]) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("question", "text", "what", "hint"),
    [
        ("keys.who-signs", "D", "'D' is no answer to it", "letters with spaces between them: A B C"),
        ("keys.who-signs", "A B", "'A B' names more than one", "one of: A B C"),
        (
            "keys.steps-at-desk",
            "A A B",
            "'A A B' is no answer to it",
            "letters with spaces between them: A B C",
        ),
        (
            "keys.where-keys-hang",
            "1=A 1=B",
            "'1=A 1=B' is no answer to it",
            "pairs with spaces between them, such as 1=B 2=A",
        ),
        ("keys.lost-key", "B A", "'B A' is no path through it", "the letters of the choices, such as A C B"),
        ("keys.cost-of-keys", "many", "'many' is no number", "figures, such as 12.50"),
    ],
)
def test_decision_that_cannot_be_one_is_told(case: Case, question: str, text: str, what: str, hint: str):
    where = f"{case.assignment.papers[0].id} {number_of(case, question)}"

    assert decided(case, question, text) == ("undecided", [(where, what, hint)])


def test_decision_about_what_is_not_in_doubt_is_told_and_not_used(case: Case):
    paper = case.assignment.papers[0].id
    number = number_of(case, "keys.who-signs")
    scan = read(case, pictures(case.filled(RESPONSES).pages), decisions={(paper, number): "A"})

    assert only(scan).responses == RESPONSES
    assert [str(problem) for problem in scan.unused("decisions.json")] == [
        f"decisions.json:1: {paper} {number}: warning: is not in doubt; the decision is not used"
    ]


# Pages that are missing, double, unreadable.


def test_same_page_twice_counts_once(case: Case):
    (page,) = case.filled(RESPONSES).pages

    sheet = only(read(case, pictures([page, page])))

    assert (sheet.responses, sheet.is_settled) == (RESPONSES, True)


def test_two_scans_that_differ_go_to_a_person(case: Case):
    (one,) = case.filled(RESPONSES).pages
    (other,) = case.filled(RESPONSES | {"keys.key-as-pledge": "true"}).pages

    (doubt,) = only(read(case, pictures([one, other]))).doubts

    assert (doubt.question, doubt.why, doubt.seen) == (
        number_of(case, "keys.key-as-pledge"),
        DIFFERENT,
        "F / T",
    )
    assert doubt.source == "scan.png page 1, scan.png page 2"
    assert doubt.picture.startswith(b"\x89PNG")


def test_page_with_a_spoilt_code_is_identified_by_a_person(case: Case):
    (page,) = case.filled(RESPONSES).pages
    x, y = round(CODE_AREA.x * PER_MM), round(CODE_AREA.y * PER_MM)
    page[y : y + 150, x : x + 210] = 255
    found, paper = pictures([page]), case.assignment.papers[0].id

    unknown = read(case, found)
    known = read(case, found, decisions={("scan.png page 1", "page"): f"{paper.lower()}/1"})
    none = read(case, found, decisions={("scan.png page 1", "page"): "blank"})

    assert [(d.sheet, d.question, d.why) for d in unknown.unknown] == [
        ("scan.png page 1", "page", UNREADABLE)
    ]
    assert (unknown.sheets(), only(known).responses) == ([], RESPONSES)
    assert (none.unknown, none.sheets()) == ([], [])
    assert known.unused("") == none.unused("") == []


# What is refused.


def refused(case: Case, pixels: np.ndarray) -> str:
    scan = read(case, [pixels] if isinstance(pixels, Problem) else pictures_of(pixels))
    (problem,) = scan.problems + scan.blanks()
    assert not scan.sheets()
    return str(problem)


def pictures_of(pixels: np.ndarray) -> list:
    picture = pictures([np.full((10, 10), 255, np.uint8)])[0]
    return [replace(picture, pixels=pixels)]


def test_blank_paper_is_left_out(case: Case):
    paper = scanned(np.full((3508, 2480), 255, np.uint8), Machine(), np.random.default_rng(1))

    assert refused(case, paper) == "scan.png:1: page: warning: is blank and left out"


def test_many_blank_backs_are_told_in_one_line(case: Case):
    paper = np.full((1754, 1240), 250, np.uint8)
    scan = read(case, [replace(pictures_of(paper)[0], number=n) for n in (2, 4, 6)])

    assert [p.what for p in scan.blanks()] == ["is blank and left out, and 2 more pages of this file"]


def test_photo_of_a_cat_is_refused(case: Case):
    cat = np.random.default_rng(1).normal(128, 60, (90, 120)).clip(0, 255).astype(np.uint8)
    cat = cv2.resize(cat, (1600, 1200), interpolation=cv2.INTER_CUBIC)

    assert refused(case, cat) == (
        "scan.png:1: page: shows neither corner marks nor a code: it is no answer sheet, or too unclear\n"
        "  hint: take it out, or scan the whole page again at 150 dpi or more"
    )


def with_code(text: str) -> np.ndarray:
    """Return a page with nothing but a square code."""
    matrix = np.array([list(row) for row in segno.make(text, error="m", micro=False).matrix], np.uint8)
    code = np.kron(255 * (1 - matrix), np.ones((8, 8), np.uint8)).astype(np.uint8)
    page = np.full((1754, 1240), 255, np.uint8)
    page[300 : 300 + len(code), 300 : 300 + len(code)] = code
    return page


def test_foreign_code_is_refused(case: Case):
    assert refused(case, with_code("https://example.com/pay")) == (
        "scan.png:1: page: has the code 'https://example.com/pay', which is none of ours\n"
        "  hint: take the page out"
    )


def test_page_without_its_corners_is_refused_by_name(case: Case):
    (page,) = case.filled(RESPONSES).pages
    paper = case.assignment.papers[0].id
    cut = scanned(page, PLAIN, np.random.default_rng(1))[:900]

    assert refused(case, cut) == (
        f"scan.png:1: page: is page 1 of paper {paper}, and its corner marks are not all to be seen\n"
        "  hint: scan the whole page, flat, with all four corners"
    )


def test_booklet_is_refused(case: Case):
    booklet = next(rendered(papers_pdf(copies_of(case.assignment), GOOD, DAY), 150))

    assert refused(case, booklet) == (
        "scan.png:1: page: is a page of the question booklet, which holds no answers\n"
        "  hint: take the page out"
    )


def test_page_of_another_assignment_is_refused(case: Case):
    (page,) = case.filled(RESPONSES).pages
    other = replace(case, assignment=replace(case.assignment, id="another-2026-11-11"))
    paper = case.assignment.papers[0].id

    assert refused(other, pictures([page])[0].pixels) == (
        f"scan.png:1: page: belongs to another assignment (paper {paper})\n"
        "  hint: scan it with its own assignment"
    )


def test_paper_that_the_assignment_does_not_have_is_refused(case: Case):
    (page,) = case.filled(RESPONSES).pages
    less = replace(case, assignment=replace(case.assignment, papers=case.assignment.papers[1:]))
    paper = case.assignment.papers[0].id

    assert refused(less, pictures([page])[0].pixels) == (
        f"scan.png:1: page: is a page of paper {paper}, which this assignment does not have\n"
        "  hint: was the assignment made anew since it was printed?"
    )


def test_page_printed_before_its_questions_were_changed_is_refused(case: Case):
    bank = GOOD["law/keys"]
    scenario = next(q for q in bank.questions if isinstance(q, Scenario))
    desk = scenario.scenes["desk"]
    turned = desk.model_copy(update={"choices": dict(reversed(desk.choices.items()))})
    changed = scenario.model_copy(update={"scenes": {**scenario.scenes, "desk": turned}})
    questions = tuple(changed if q is scenario else q for q in bank.questions)
    other = replace(case, banks={bank.name: Bank(bank.name, questions, bank.places, bank.source)})
    (page,) = case.filled(RESPONSES).pages
    paper = case.assignment.papers[0].id

    assert refused(other, pictures([page])[0].pixels) == (
        f"scan.png:1: page: was printed before questions of paper {paper} were changed: "
        "its boxes stand elsewhere\n"
        "  hint: put the banks back as they were when it was printed"
    )


def test_question_that_left_its_bank_is_told(case: Case):
    bank = GOOD["law/keys"]
    other = replace(case, banks={bank.name: Bank(bank.name, bank.questions[1:], bank.places, bank.source)})
    (page,) = case.filled(RESPONSES).pages
    paper = case.assignment.papers[0].id

    assert refused(other, pictures([page])[0].pixels) == (
        f"scan.png:1: page: cannot be read: question 'keys.who-signs' of paper {paper} "
        "stands in no bank any more\n"
        "  hint: put it back, with 'retired' or 'void'"
    )


def test_page_whose_boxes_are_not_in_their_places_is_refused(case: Case):
    (page,) = case.filled(RESPONSES).pages
    top, low = round(REGULAR.body * PER_MM), round(250 * PER_MM)
    page[top:low] = np.roll(page[top:low], round(4.4 * PER_MM), axis=1)
    paper = case.assignment.papers[0].id

    assert refused(case, pictures([page])[0].pixels) == (
        f"scan.png:1: page: is page 1 of paper {paper}, and its boxes are not where they were printed\n"
        "  hint: scan the page flat, whole and sharp"
    )


# The threshold.


def test_threshold_is_learnt_from_the_page():
    faint = np.array([0.01] * 30 + [0.17, 0.18, 0.19, 0.2])
    strong = np.array([0.03] * 30 + [0.9, 0.92, 0.95, 0.2])

    assert judge(faint)[0].tolist() == [BLANK] * 30 + [MARKED] * 4
    assert judge(strong)[0].tolist() == [BLANK] * 30 + [MARKED] * 3 + [DOUBTFUL]


def test_page_on_which_every_box_is_marked_has_no_empty_ones():
    assert judge(np.full(6, 0.6))[0].tolist() == [MARKED] * 6


def test_filled_boxes_are_marks_where_all_are_filled():
    states, full = judge(np.array([0.02] * 20 + [0.95] * 5))

    assert states[-5:].tolist() == [MARKED] * 5
    assert not full.any()


def test_area_grows_on_every_side():
    assert Area(2, 3, 4, 5).grown(1) == Area(1, 2, 6, 7)
