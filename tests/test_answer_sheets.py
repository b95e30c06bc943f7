"""Answer sheets: every box is printed where the geometry says, and nothing else stands in it."""

import cv2
import numpy as np
import pypdfium2
import pytest
import zxingcpp

from conftest import ROOT
from frontdesk.library import read_library
from frontdesk.model.paper import Item
from frontdesk.model.questions import Matching, Scenario
from frontdesk.papers import questions_of
from frontdesk.print.exam.blocks import block_for
from frontdesk.print.exam.codes import page_code, short_id
from frontdesk.print.exam.layout import Placed, SheetPage, lay_out
from frontdesk.print.exam.letters import letter, letters_of, longest_path
from frontdesk.print.exam.papers import copies_of, papers_pdf
from frontdesk.print.geometry import BOTTOM, CODE_AREA, LARGE, PAGE_WIDTH, REGULAR, SIZES, Area, marker_cells
from paper_scans import DAY, MASTER, assigned, blank_sheets, rendered
from real_content import LIBRARY

GOOD = read_library(ROOT / "tests" / "cases" / "good")[0].banks
REAL = LIBRARY.banks
ALL_TYPES = {"from": "law/keys", "count": "9"}
PER_MM = MASTER / 25.4


@pytest.fixture(scope="module")
def nine():
    """One paper with all nine types, and its empty sheets in both sizes."""
    assignment = assigned(GOOD, ALL_TYPES)
    sheets = {size.name: blank_sheets(assignment, GOOD, is_large=size is LARGE) for size in SIZES}
    return assignment.papers[0], sheets


@pytest.mark.parametrize("number", range(8))
def test_corner_marker_is_the_one_of_the_dictionary(number: int):
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)

    drawn = cv2.aruco.generateImageMarker(dictionary, number, 6)

    assert (drawn == 0).tolist() == marker_cells(number)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_every_box_is_printed_where_the_geometry_says(nine, size):
    paper, sheets = nine
    pages = lay_out(paper, questions_of(GOOD), size)
    pictures = sheets[size.name][paper.id]
    found = 0

    for page, picture in zip(pages, pictures, strict=True):
        for area in (Area(*box) for box in page.boxes):
            assert np.abs(np.array(edges_of(picture, area)) - box_edges(area)).max() < 0.12
            assert part(picture, area.grown(-0.5)).min() > 250
            found += 1

    assert found > 100


def edges_of(picture: np.ndarray, area: Area) -> list[float]:
    """Return where the four lines of a box are found near the place it should have, in millimetres."""
    x, y = area.x + area.width / 2, area.y + area.height / 2
    across = part(picture, Area(area.x - 0.45, y - 0.5, area.width + 0.9, 1.0)).mean(axis=0)
    down = part(picture, Area(x - 0.5, area.y - 0.45, 1.0, area.height + 0.9)).mean(axis=1)
    return [
        *(area.x - 0.45 + edge for edge in lines(across)),
        *(area.y - 0.45 + edge for edge in lines(down)),
    ]


def box_edges(area: Area) -> np.ndarray:
    return np.array([area.x, area.x + area.width, area.y, area.y + area.height])


def lines(profile: np.ndarray) -> tuple[float, float]:
    """Return the middles of the first and the last dark line of a profile, in millimetres."""
    ink = 255.0 - profile
    half = len(ink) // 2
    places = (np.arange(len(ink)) + 0.5) / PER_MM
    return tuple(
        float((ink[side] * places[side]).sum() / ink[side].sum()) for side in (slice(half), slice(half, None))
    )


def part(picture: np.ndarray, area: Area) -> np.ndarray:
    left, top = round(area.x * PER_MM), round(area.y * PER_MM)
    return picture[top : round((area.y + area.height) * PER_MM), left : round((area.x + area.width) * PER_MM)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_each_page_is_known_by_its_code(nine, size):
    paper, sheets = nine
    pages = lay_out(paper, questions_of(GOOD), size)

    codes = [
        zxingcpp.read_barcodes(np.ascontiguousarray(part(picture, CODE_AREA.grown(3))))[0].text
        for picture in sheets[size.name][paper.id]
    ]

    assert codes == [page_code("test-2026-12-04", paper.id, str(page.number), page.check) for page in pages]
    assert codes[0].startswith(f"FD1/{short_id('test-2026-12-04')}/{paper.id}/1/")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_a_hundred_and_twenty_questions_find_their_places(size):
    lines = [
        {"from": "law", "count": "60"},
        {"from": "norms", "count": "40"},
        {"from": "etiquette", "count": "20"},
    ]
    paper = assigned(REAL, *lines).papers[0]

    pages = lay_out(paper, questions_of(REAL), size)

    assert len(paper.items) == 120
    for page in pages:
        check_page(page, size)
    answered = [p.block.number for page in pages for p in page.placed if p.block.boxes or p.block.frames]
    assert sorted(answered) == list(range(1, 121))


def check_page(page: SheetPage, size) -> None:
    areas = [placed.area() for placed in page.placed]
    for place, one in enumerate(areas):
        assert one.x >= 0
        assert one.x + one.width <= PAGE_WIDTH
        assert one.y >= size.body
        assert one.y + one.height <= BOTTOM + 0.01
        assert not any(overlap(one, other) for other in areas[:place])
    for placed in page.placed:
        inside = placed.area().grown(0.01)
        assert all(holds(inside, box.area) for box in placed.boxes())


def overlap(one: Area, other: Area) -> bool:
    return (
        one.x + one.width > other.x + 0.01
        and other.x + other.width > one.x + 0.01
        and one.y + one.height > other.y + 0.01
        and other.y + other.height > one.y + 0.01
    )


def holds(outer: Area, inner: Area) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and outer.x + outer.width >= inner.x + inner.width
        and outer.y + outer.height >= inner.y + inner.height
    )


def test_a_hundred_single_choices_stand_on_two_pages():
    kinds = ["single-choice", "true-false"]
    lines = [
        {"from": area, "count": count, "type": kinds} for area, count in (("law", "60"), ("norms", "40"))
    ]

    assert len(lay_out(assigned(REAL, *lines).papers[0], questions_of(REAL), REGULAR)) == 2


def test_written_answers_have_their_room_behind_the_boxes_and_a_line_says_where():
    paper = assigned(GOOD, ALL_TYPES).papers[0]
    questions = questions_of(GOOD)

    placed = [p for page in lay_out(paper, questions, REGULAR) for p in page.placed]

    written = [n for n, item in enumerate(paper.items, 1) if questions[item.question].type == "essay"]
    mine = [p.block for p in placed if p.block.number == written[0]]
    assert [block.is_written for block in mine] == [False, True]
    assert "written · page 1" in mine[0].labels[1].text


def test_check_changes_when_what_a_box_stands_for_changes():
    bank = GOOD["law/keys"]
    scenario = next(q for q in bank.questions if isinstance(q, Scenario))
    moved = {**scenario.scenes, "desk": scenario.scenes["desk"].model_copy()}
    turned = dict(reversed(scenario.scenes["desk"].choices.items()))
    moved["desk"] = scenario.scenes["desk"].model_copy(update={"choices": turned})
    matching = next(q for q in bank.questions if isinstance(q, Matching))
    other = matching.model_copy(update={"prompts": dict(reversed(matching.prompts.items()))})

    for before, after in ((scenario, scenario.model_copy(update={"scenes": moved})), (matching, other)):
        item = Item(bank.full_id(before), bank.name)
        checks = {
            SheetPage(1, 1, (Placed(block_for(1, item, question, REGULAR), 20, 60),)).check
            for question in (before, after)
        }
        assert len(checks) == 2


def test_letters_go_on_after_z():
    assert [letter(place) for place in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]


def test_letters_mean_the_order_of_the_manifest():
    paper = assigned(GOOD, ALL_TYPES).papers[0]
    questions = questions_of(GOOD)

    for item in paper.items:
        if item.order:
            letters = letters_of(item, questions[item.question])
            assert [item.name_of(name) for name in letters] == list(letters.values())


def test_the_longest_path_of_a_scenario_has_a_row_for_each_choice():
    scenario = next(q for q in GOOD["law/keys"].questions if isinstance(q, Scenario))

    assert longest_path(scenario) == 2


def test_same_paper_gives_the_same_bytes():
    assignment = assigned(GOOD, ALL_TYPES)

    assert len({papers_pdf(copies_of(assignment), GOOD, DAY) for _ in range(2)}) == 1


def test_papers_stand_in_the_order_of_the_roster_and_never_share_a_leaf():
    assignment = assigned(GOOD, ALL_TYPES, people=3, minutes="20")

    texts = page_texts(papers_pdf(copies_of(assignment), GOOD, DAY))

    ids = [paper.id for paper in assignment.papers]
    owners = [[name for name in ids if name in text] for text in texts]
    assert all(len(found) == 1 for found in owners)
    order = [found[0] for found in owners]
    assert [name for place, name in enumerate(order) if name not in order[:place]] == ids
    assert all(order.count(name) % 2 == 0 for name in ids)
    assert "Question booklet" in texts[0]
    assert "page 1 of 2" in texts[0]
    assert "page 2 of 2" in texts[1]
    assert "left blank on purpose" in texts[3]


def page_texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_rendered_pages_are_a4():
    pdf = papers_pdf(copies_of(assigned(GOOD, ALL_TYPES)), GOOD, DAY)

    assert next(rendered(pdf, 100)).shape in {(1169, 827), (1170, 827)}
