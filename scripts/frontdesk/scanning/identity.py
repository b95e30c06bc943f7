"""Whose page it is: the square code read from where it is printed, else from the whole picture."""

import re
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp

from frontdesk.print.exam.codes import BOOKLET, PREFIX
from frontdesk.print.geometry import CODE_AREA, CODE_QUIET
from frontdesk.scanning.register import Flat

_CODE = re.compile(
    rf"{PREFIX}/([0-9A-F]{{6}})/([A-Z0-9-]{{1,20}})/(\d{{1,2}}|{BOOKLET})(?:/([0-9A-F]{{4}}))?"
)


@dataclass(frozen=True)
class Identity:
    """What a page's code says: the assignment's six letters, the paper, the page, the check of its boxes."""

    assignment: str
    paper: str
    page: str
    check: str = ""

    @property
    def is_booklet(self) -> bool:
        """Return whether it is a page of questions, which holds no answers."""
        return self.page == BOOKLET


def identity_of(text: str) -> Identity | None:
    """Return what the text of a code says, or None where the code is none of ours."""
    found = _CODE.fullmatch(text.strip())
    return Identity(found[1], found[2], found[3], found[4] or "") if found else None


def code_of(flat: Flat) -> str | None:
    """Return the text of the code on a page that was laid flat, or None where it cannot be read."""
    part = flat.cut(CODE_AREA.grown(CODE_QUIET))
    return (
        _read(part) or _read(cv2.GaussianBlur(part, (0, 0), 1.2)) or _read(cv2.resize(part, None, fx=2, fy=2))
    )


def code_in(pixels: np.ndarray) -> str | None:
    """Return the text of a code anywhere in a picture, or None where there is none."""
    return _read(pixels, is_thorough=True)


def _read(pixels: np.ndarray, *, is_thorough: bool = False) -> str | None:
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(pixels),
        formats=zxingcpp.BarcodeFormat.QRCode,
        try_rotate=is_thorough,
        try_downscale=is_thorough,
        try_invert=False,
    )
    return next((code.text for code in found if code.valid), None)
