"""Persons as they are written into results: as they stand where nothing could be changed, else one by one."""

import re

from frontdesk.exchange.results import csv_lines

# Bytes that a CSV quotes, and those that begin the characters which count as space in Unicode.
_CHANGING = bytes([*range(32), *b'",', 0xC2, 0xE1, 0xE2, 0xE3])
_PLAIN = bytes(set(range(256)) - set(_CHANGING))
# Nobody, a space to cut, the beginning of a formula; a line feed stands between persons.
_EDGES = (b"\n\n", b"\n ", b" \n", b"\n=", b"\n+", b"\n-", b"\n@")
_ONE = re.compile(rb"(?![=+\-@ ])[^%s]*(?<! )" % re.escape(_CHANGING))


def persons_written(cells: list[bytes]) -> list[bytes]:
    """Return each person as a cell of the results; empty where a cell names nobody."""
    together = b"\n%s\n" % b"\n".join(cells)
    if not together.translate(None, _PLAIN + b"\n") and not any(edge in together for edge in _EDGES):
        return cells
    return [cell if _ONE.fullmatch(cell) else _written(cell.decode().strip()) for cell in cells]


def _written(person: str) -> bytes:
    return csv_lines([[person, ""]])[:-2].encode()
