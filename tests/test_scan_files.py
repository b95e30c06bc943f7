"""Files of scans: every one that is a picture is read, every other is told in a line, the rest goes on."""

import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest

from frontdesk.problems import Problem
from frontdesk.scanning.pages import MOST_PIXELS, Picture, files_of, read_pictures
from frontdesk.scanning.sizes import is_whole, kind_of, sizes_of
from paper_scans import Machine, scanned_pdf
from scan_cases import RESPONSES, nine_types, pictures, read

PAGE = np.random.default_rng(1).integers(0, 255, (400, 300), np.uint8)


IMAGE = "/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8"


def encoded(kind: str, page: np.ndarray = PAGE) -> bytes:
    return cv2.imencode(f".{kind}", page)[1].tobytes()


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def told(*files: Path) -> list[str]:
    return [
        f"{Path(found.path).name} {found.number}"
        if isinstance(found, Picture)
        else str(found).replace(str(files[0].parent) + "/", "")
        for found in read_pictures(files)
    ]


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that says it is large and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def pdf_of(*contents: tuple[str, bytes]) -> bytes:
    """Return a PDF with one page; `contents` are its objects from number 4 on."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</A 5 0 R>>>>/Contents 4 0 R>>",
    ]
    parts = [f"{n} 0 obj{body}endobj\n".encode() for n, body in enumerate(objects, 1)]
    for number, (head, stream) in enumerate(contents, 4):
        whole = f"{number} 0 obj<<{head}/Length {len(stream)}>>stream\n".encode() + stream
        parts.append(whole + b"\nendstream endobj\n")
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R/Size 6>>"


def locked_pdf() -> bytes:
    """Return a PDF that says it is locked, with a password that nobody knows."""
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]"
    return pdf_of(("", b"q Q")).replace(b"trailer<<", f"trailer<<{lock}".encode())


@pytest.mark.parametrize("kind", ["png", "jpg", "tif"])
def test_picture_is_read_whatever_its_name_is(tmp_path: Path, kind: str):
    (found,) = read_pictures([file(tmp_path, "scan", encoded(kind))])

    assert found.pixels.shape == (400, 300)


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("empty.pdf", b"", "empty.pdf:1: file: is empty\n  hint: scan or send it again"),
        (
            "letter.docx",
            b"PK\3\4 a letter",
            "letter.docx:1: file: is neither PDF, PNG, JPEG nor TIFF\n  hint: save the scan as one of them",
        ),
        (
            "half.jpg",
            encoded("jpg")[:4000],
            "half.jpg:1: file: is cut off: the end of the picture is missing\n  hint: scan or send it again",
        ),
        (
            "half.png",
            encoded("png")[:4000],
            "half.png:1: file: is cut off: the end of the picture is missing\n  hint: scan or send it again",
        ),
        (
            "head.tif",
            encoded("tif")[:6],
            "head.tif:1: file: is cut off: the end of the picture is missing\n  hint: scan or send it again",
        ),
        (
            "bomb.png",
            png_of(40_000, 40_000),
            "bomb.png:1: file: is 40,000 × 40,000 pixels; a page may have 120 million\n"
            "  hint: scan at 150 to 300 dpi",
        ),
        (
            "broken.pdf",
            b"%PDF-1.7\nnothing",
            "broken.pdf:1: file: is no readable PDF: it is damaged or cut off\n  hint: scan or send it again",
        ),
        (
            "locked.pdf",
            locked_pdf(),
            "locked.pdf:1: file: is locked with a password\n  hint: save it without one",
        ),
        (
            "bomb.pdf",
            pdf_of(
                ("", b"q 595 0 0 842 0 0 cm /A Do Q"),
                (
                    f"{IMAGE}/Width 40000/Height 40000",
                    b"0",
                ),
            ),
            "bomb.pdf:1: file: is 40,000 × 40,000 pixels; a page may have 120 million\n"
            "  hint: scan at 150 to 300 dpi",
        ),
    ],
)
def test_file_that_is_no_scan_is_told_and_the_next_is_read(tmp_path: Path, name: str, data: bytes, line: str):
    bad, good = file(tmp_path, name, data), file(tmp_path, "good.png", encoded("png"))

    assert told(bad, good) == [line, "good.png 1"]


def test_file_that_is_not_there_is_told(tmp_path: Path):
    assert told(tmp_path / "none.png") == [
        "none.png:1: file: cannot be opened: No such file or directory\n  hint: check its name and place"
    ]


def test_picture_whose_inside_is_damaged_is_told(tmp_path: Path):
    found = told(file(tmp_path, "bad.png", png_of(400, 300)))

    assert found in (
        ["bad.png 1"],
        ["bad.png:1: file: cannot be decoded: the picture is damaged\n  hint: scan or send it again"],
    )


def test_pages_of_a_tiff_are_read_one_by_one(tmp_path: Path):
    path = tmp_path / "many.tif"
    cv2.imwritemulti(str(path), [PAGE, PAGE[:200], PAGE])

    shapes = [found.pixels.shape for found in read_pictures([path])]

    assert shapes == [(400, 300), (200, 300), (400, 300)]


def test_page_at_600_dpi_is_read_and_made_smaller(tmp_path: Path):
    path = file(tmp_path, "large.jpg", encoded("jpg", np.full((7016, 4960), 255, np.uint8)))

    (found,) = read_pictures([path])

    assert max(found.pixels.shape) <= 2020


def test_folder_is_read_in_the_order_of_names(tmp_path: Path):
    for name in ("b.png", "a.png", ".hidden.png"):
        file(tmp_path, name, encoded("png"))

    assert [path.name for path in files_of([tmp_path])] == ["a.png", "b.png"]


def test_every_kind_of_file_gives_the_same_answers(tmp_path: Path):
    case = nine_types()
    (page,) = (p.pixels for p in pictures(case.filled(RESPONSES).pages, Machine()))
    paths = [file(tmp_path, f"page.{kind}", encoded(kind, page)) for kind in ("png", "jpg", "tif")]
    paths.append(file(tmp_path, "page.pdf", scanned_pdf([encoded("jpg", page)])))

    for path in paths:
        (sheet,) = read(case, read_pictures([path])).sheets()
        assert sheet.responses == RESPONSES


@pytest.mark.parametrize("kind", ["png", "jpg", "tif"])
def test_size_is_known_before_anything_is_decoded(kind: str):
    data = encoded(kind)
    found = kind_of(data)

    assert sizes_of(data, found) == [(300, 400)]
    assert is_whole(data, found)


def test_camera_that_writes_behind_the_picture_does_not_cut_it_off():
    data = encoded("jpg") + b"\0" * 3000 + b"SEFT"

    assert is_whole(data, "jpeg")


def test_limit_lets_a3_at_600_dpi_in():
    assert MOST_PIXELS > 9933 * 7016


def test_problem_names_the_page_of_its_file(tmp_path: Path):
    path = tmp_path / "many.tif"
    cv2.imwritemulti(str(path), [PAGE, PAGE])
    (first, second) = read_pictures([path])

    assert not isinstance(first, Problem)
    assert (second.number, second.told) == (2, "many.tif page 2")
