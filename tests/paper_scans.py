"""Synthetic scans made from our own printed sheets: marks drawn as hands draw them, then what machines do."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import cv2
import numpy as np
import pypdfium2

from frontdesk.model.assignment import Assignment, Person
from frontdesk.model.bank import Bank
from frontdesk.model.blueprint import Blueprint
from frontdesk.model.paper import Item
from frontdesk.model.questions import Matching, Numeric, Question, Scenario
from frontdesk.papers import draw_paper, questions_of, seed_for
from frontdesk.print.exam.blocks import digit_places
from frontdesk.print.exam.layout import Placed, SheetPage, lay_out
from frontdesk.print.exam.letters import printed_names, prompt_numbers, scene_letters
from frontdesk.print.exam.papers import copies_of, sheets_pdf
from frontdesk.print.geometry import LARGE, REGULAR, Area, Size

MASTER = 300
DAY = date(2026, 11, 25)
STYLES = ("fill", "cross", "tick", "scribble")


def rendered(pdf: bytes, dpi: int = MASTER, pages: Iterable[int] | None = None) -> Iterator[np.ndarray]:
    """Yield the pages of a PDF as grey pictures."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number in pages if pages is not None else range(len(document)):
            bitmap = document[number].render(scale=dpi / 72, grayscale=True)
            yield np.array(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width)


def spots_of(item: Item, question: Question, response: Any) -> set[tuple[int, int]]:
    """Return the row and column of each box that a person with this response marks."""
    names = printed_names(item, question)
    match question.type:
        case "single-choice" | "true-false":
            return {(0, names.index(response))}
        case "multiple-response":
            return {(0, names.index(name)) for name in response}
        case "ordering":
            return {(row, names.index(name)) for row, name in enumerate(response)}
        case "matching":
            return _pairs(question, names, response)
        case "scenario":
            return set(_path(question, response))
        case "numeric":
            return set(_figures(item, question, response))
    return set()


def _pairs(question: Matching, names: list[str], response: Mapping[str, str]) -> set[tuple[int, int]]:
    prompts = list(prompt_numbers(question).values())
    return {(prompts.index(prompt), names.index(choice)) for prompt, choice in response.items()}


def _path(question: Scenario, response: list[str]) -> Iterator[tuple[int, int]]:
    scene = question.start
    for row, name in enumerate(response):
        yield row, list(scene_letters(question, scene).values()).index(name)
        scene = question.scenes[scene].choices[name].next


def _figures(item: Item, question: Numeric, response: str) -> Iterator[tuple[int, int]]:
    before, _ = digit_places(item, question)
    whole, _, part = response.lstrip("-").partition(".")
    if response.startswith("-"):
        yield 0, -1
    for column, digit in enumerate(whole, before - len(whole)):
        yield int(digit), column
    for column, digit in enumerate(part, before):
        yield int(digit), column


def random_response(item: Item, question: Question, random: np.random.Generator) -> Any:
    """Return any response that boxes can hold, None for one in ten; texts are left blank."""
    names = printed_names(item, question)
    if random.random() < 0.1:
        return None
    match question.type:
        case "single-choice" | "true-false":
            return str(random.choice(names))
        case "multiple-response":
            return [name for name in question.names if random.random() < 0.5] or None
        case "ordering":
            return [str(name) for name in random.permutation(names)]
        case "matching":
            return {prompt: str(random.choice(names)) for prompt in question.prompts}
        case "scenario":
            return _any_path(question, random)
        case "numeric":
            return _any_number(random)
    return None


def some_response(item: Item, question: Question, random: np.random.Generator) -> Any:
    """Return a response that is not blank, where boxes can hold one."""
    if question.type in ("short-answer", "essay"):
        return None
    while (response := random_response(item, question, random)) is None:
        pass
    return response


def _any_path(question: Scenario, random: np.random.Generator) -> list[str]:
    path, scene = [], question.start
    while scene and question.scenes[scene].choices:
        path.append(str(random.choice(list(question.scenes[scene].choices))))
        scene = question.scenes[scene].choices[path[-1]].next
    return path


def _any_number(random: np.random.Generator) -> str:
    whole = str(random.integers(0, 10 ** random.integers(1, 7)))
    part = "".join(str(digit) for digit in random.integers(0, 10, random.integers(0, 4)))
    return ("-" if random.random() < 0.2 else "") + whole + (f".{part}" if part else "")


def mark(page: np.ndarray, area: Area, style: str, random: np.random.Generator, ink: int = 40) -> None:
    """Draw one mark into a box of a page at 300 dpi, in place, as a hand does."""
    scale = MASTER / 25.4
    x, y, side = area.x * scale, area.y * scale, area.width * scale
    shift = random.normal(0, 0.05 * side, 2)
    _DRAWN[style](page, x + shift[0], y + shift[1], side, random, ink)


def _line(page: np.ndarray, points: list[tuple[float, float]], width: float, ink: int) -> None:
    spots = np.array([points], np.float32)
    cv2.polylines(page, np.rint(spots * 8).astype(np.int32), False, ink, max(1, round(width)), cv2.LINE_AA, 3)


def _pen(side: float, random: np.random.Generator) -> float:
    return side * random.uniform(0.10, 0.16)


def _fill(page, x, y, side, random, ink) -> None:
    edge = side * random.uniform(-0.02, 0.08)
    corners = [
        (x + edge, y + edge),
        (x + side - edge, y + edge),
        (x + side - edge, y + side - edge),
        (x + edge, y + side - edge),
    ]
    jitter = random.normal(0, 0.03 * side, (4, 2))
    cv2.fillPoly(page, [np.rint(np.array(corners) + jitter).astype(np.int32)], ink, cv2.LINE_AA)


def _cross(page, x, y, side, random, ink) -> None:
    pen = _pen(side, random)
    for one, other in (((0, 0), (1, 1)), ((1, 0), (0, 1))):
        ends = np.array([one, other]) + random.normal(0, 0.07, (2, 2)) * 1.0
        bend = ends.mean(axis=0) + random.normal(0, 0.04, 2)
        _line(page, [(x + side * u, y + side * v) for u, v in (ends[0], bend, ends[1])], pen, ink)


def _tick(page, x, y, side, random, ink) -> None:
    points = np.array([(0.08, 0.50), (0.40, 0.90), (1.05, -0.10)]) + random.normal(0, 0.06, (3, 2))
    _line(page, [(x + side * u, y + side * v) for u, v in points], _pen(side, random), ink)


def _scribble(page, x, y, side, random, ink) -> None:
    strokes = int(random.integers(7, 11))
    heights = np.linspace(0.06, 0.94, strokes) + random.normal(0, 0.03, strokes)
    points = [(x + side * ((n % 2) + random.normal(0, 0.05)), y + side * v) for n, v in enumerate(heights)]
    _line(page, points, _pen(side, random), ink)


_DRAWN: dict[str, Callable[..., None]] = {
    "fill": _fill,
    "cross": _cross,
    "tick": _tick,
    "scribble": _scribble,
}


@dataclass(frozen=True)
class Machine:
    """What a scanner or a camera does to a page."""

    dpi: int = 150
    degrees: float = 1.5
    stretch: float = 0.015
    blur: float = 0.7
    noise: float = 8.0
    specks: int = 60
    shadow: float = 0.0
    tilt: float = 0.0
    bend: float = 0.0
    quality: int | None = None
    turns: int = 0


def scanned(page: np.ndarray, machine: Machine, random: np.random.Generator) -> np.ndarray:
    """Return a page at 300 dpi as a machine would hand it over."""
    page = _warped(page, machine, random)
    if machine.bend:
        page = _bent(page, machine.bend)
    _speckle(page, machine.specks, random)
    scale = machine.dpi / MASTER
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if machine.blur:
        small = cv2.GaussianBlur(small, (0, 0), machine.blur)
    rough = small.astype(np.float32)
    if machine.shadow:
        rough *= _shade(small.shape, machine.shadow, random)
    rough += random.normal(0, machine.noise, small.shape).astype(np.float32)
    out = np.clip(rough, 0, 255).astype(np.uint8)
    if machine.quality:
        out = cv2.imdecode(cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, machine.quality])[1], 0)
    return np.ascontiguousarray(np.rot90(out, machine.turns))


def _warped(page: np.ndarray, machine: Machine, random: np.random.Generator) -> np.ndarray:
    height, width = page.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    angle = np.radians(random.uniform(-machine.degrees, machine.degrees))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    size = 1 + random.uniform(-machine.stretch, machine.stretch, 2)
    middle = corners.mean(axis=0)
    moved = (corners - middle) * size @ turn.T + middle + random.uniform(-8, 8, 2)
    moved += random.uniform(-machine.tilt, machine.tilt, (4, 2)) * width
    matrix = cv2.getPerspectiveTransform(
        corners, _inside(moved, width, height, machine.tilt).astype(np.float32)
    )
    return cv2.warpPerspective(page, matrix, (width, height), borderValue=235 if not machine.tilt else 90)


def _inside(corners: np.ndarray, width: int, height: int, tilt: float) -> np.ndarray:
    """Return the corners pulled in, as a photo shows the table around the page."""
    if not tilt:
        return corners
    low, high = corners.min(axis=0), corners.max(axis=0)
    scale = min(0.96 * width / (high - low)[0], 0.96 * height / (high - low)[1])
    return (corners - low) * scale + 0.02 * width


def _bent(page: np.ndarray, bend: float) -> np.ndarray:
    """Return a page that does not lie flat: its middle stands `bend` millimetres off."""
    height, width = page.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    off = bend * MASTER / 25.4
    wave = np.sin(np.pi * x / width) * off
    return cv2.remap(page, x, y + wave, cv2.INTER_LINEAR, borderValue=235)


def _speckle(page: np.ndarray, specks: int, random: np.random.Generator) -> None:
    height, width = page.shape
    for _ in range(specks):
        spot = (int(random.integers(0, width)), int(random.integers(0, height)))
        cv2.circle(page, spot, int(random.integers(1, 4)), int(random.integers(60, 160)), -1)


def _shade(shape: tuple[int, int], depth: float, random: np.random.Generator) -> np.ndarray:
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    angle = random.uniform(0, 2 * np.pi)
    ramp = (np.cos(angle) * x / shape[1] + np.sin(angle) * y / shape[0]) * 2
    return (1 - depth / (1 + np.exp(-4 * (ramp - ramp.mean())))).astype(np.float32)


@dataclass(frozen=True)
class Filled:
    """The pages of one person's sheet with marks on them, and the responses they stand for."""

    paper: str
    responses: dict[str, Any]
    pages: list[np.ndarray]


def filled_sheet(
    assignment: Assignment,
    paper: str,
    blank: list[np.ndarray],
    questions: Mapping[str, Question],
    size: Size,
    style: str,
    random: np.random.Generator,
    responses: Mapping[str, Any] | None = None,
) -> Filled:
    """Return a sheet filled in; without responses, with random ones."""
    found = assignment.paper(paper)
    items = {item.question: item for item in found.items}
    if responses is None:
        responses = {name: random_response(item, questions[name], random) for name, item in items.items()}
    layout = lay_out(found, questions, size)
    pages = [page.copy() for page in blank[: len(layout)]]
    for page, sheet in zip(pages, layout, strict=True):
        _fill_page(page, sheet, items, questions, responses, style, random)
    return Filled(paper, dict(responses), pages)


def _fill_page(
    page: np.ndarray,
    sheet: SheetPage,
    items: Mapping[str, Item],
    questions: Mapping[str, Question],
    responses: Mapping[str, Any],
    style: str,
    random: np.random.Generator,
) -> None:
    for placed in sheet.placed:
        name = placed.block.question
        response = responses.get(name)
        if response is None:
            continue
        if placed.block.is_written:
            write(page, placed, str(response))
            continue
        spots = spots_of(items[name], questions[name], response)
        for box in placed.boxes():
            if (box.row, box.column) in spots:
                mark(page, box.area, style, random)


def write(page: np.ndarray, placed: Placed, text: str) -> None:
    """Write a text into a frame, as plainly as can be."""
    frame = placed.frames()[0]
    scale = MASTER / 25.4
    spot = (round((frame.x + 4) * scale), round((frame.y + 7) * scale))
    cv2.putText(page, text[:60], spot, cv2.FONT_HERSHEY_SIMPLEX, 2.0, 40, 4, cv2.LINE_AA)


def assigned(banks: Mapping[str, Bank], *draw: Mapping[str, str], people: int = 1, **more: str) -> Assignment:
    """Return an assignment whose papers are drawn from banks by some lines of a blueprint."""
    shuffle = ["questions", "options"]
    plan = Blueprint.model_validate({"title": "Desk test", "draw": list(draw), "shuffle": shuffle, **more})
    roster = tuple(Person(f"p{n}", f"Person {n} 员工") for n in range(1, people + 1))
    papers = [draw_paper("test", plan, banks, DAY, seed_for("secret", p.id), p.id) for p in roster]
    assert None not in papers
    return Assignment(
        id="test-2026-12-04",
        title=plan.title,
        blueprint="test",
        edition=papers[0].edition,
        due=date(2026, 12, 4),
        pass_mark=plan.pass_mark,
        attempts=1,
        sealing_key="",
        signing_key="",
        people=roster,
        papers=tuple(papers),
        minutes=plan.minutes,
    )


def blank_sheets(
    assignment: Assignment, banks: Mapping[str, Bank], *, is_large: bool = False
) -> dict[str, list[np.ndarray]]:
    """Return the empty answer sheets of an assignment by paper, rendered at 300 dpi."""
    copies = copies_of(assignment)
    questions, size = questions_of(banks), LARGE if is_large else REGULAR
    pages = rendered(sheets_pdf(copies, banks, DAY, is_large=is_large))
    found = {}
    for copy in copies:
        count = len(lay_out(copy.paper, questions, size))
        found[copy.paper.id] = [next(pages) for _ in range(count)]
        if count % 2:
            next(pages)
    return found


def scanned_pdf(pages: Iterable[bytes]) -> bytes:
    """Return a PDF as scanners write it: a JPEG on each page of A4."""
    document = pypdfium2.PdfDocument.new()
    for data in pages:
        image = pypdfium2.PdfImage.new(document)
        image.load_jpeg(io.BytesIO(data), inline=True)
        image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
        page = document.new_page(595, 842)
        page.insert_obj(image)
        page.gen_content()
        page.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()
