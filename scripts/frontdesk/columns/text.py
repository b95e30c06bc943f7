"""A CSV file as UTF-8 with plain line ends, read in pieces, so that memory does not grow with the file."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True)
class Text:
    """A file whose whole text is known to be readable; `piece` is how many bytes are read at once."""

    path: Path
    encoding: str
    piece: int
    quoted: bool = False

    def pieces(self) -> Iterator[bytes]:
        """Yield the text in pieces of UTF-8 that may end anywhere; every line ends with a line feed."""
        held = b""
        with self.path.open("rb") as file:
            for piece in self._as_utf8(file):
                piece, held = held + piece, b""
                # The line feed that belongs to a closing carriage return may come with the next piece.
                if piece.endswith(b"\r"):
                    piece, held = piece[:-1], b"\r"
                if b"\r" in piece:
                    piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
                yield piece
        if held:
            yield b"\n"

    def _as_utf8(self, file: BinaryIO) -> Iterator[bytes]:
        if file.read(len(BOM_UTF8)) != BOM_UTF8:
            file.seek(0)
        decoder = getincrementaldecoder(self.encoding)()
        while raw := file.read(self.piece):
            if self.encoding != "utf-16" and raw.isascii() and not decoder.getstate()[0]:
                yield raw
            else:
                yield decoder.decode(raw).encode()
        yield decoder.decode(b"", final=True).encode()

    def lines(self) -> Iterator[str]:
        """Yield the lines, each with its line feed but for the last."""
        rest: list[bytes] = []
        for piece in self.pieces():
            *whole, last = piece.split(b"\n")
            for line in whole:
                yield (b"".join([*rest, line, b"\n"])).decode()
                rest = []
            rest.append(last)
        if any(rest):
            yield b"".join(rest).decode()


def text_of(path: Path, piece: int) -> Text | None:
    """Return a file in the encoding that `exchange.decoding` finds, or None where it is no text."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            marked = file.read(2) in (BOM_UTF16_LE, BOM_UTF16_BE)
        return _first_that_fits(path, piece, ["utf-16"] if marked else ["utf-8", "gb18030"])
    except OSError:
        return None


def _first_that_fits(path: Path, piece: int, encodings: list[str]) -> Text | None:
    for encoding in encodings:
        quoted = False
        try:
            for block in Text(path, encoding, piece).pieces():
                if b"\0" in block:
                    return None
                quoted = quoted or b'"' in block
        except UnicodeError:
            continue
        return Text(path, encoding, piece, quoted)
    return None
