"""The fonts of everything printed, and the characters they can draw.

They come from wheels, so that a page looks the same on any machine: Source Sans 3 for Latin and pinyin, Noto
Sans CJK SC for Chinese.  The two were drawn to stand beside each other; both are under the Open Font License.
"""

import struct
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path

# Package, folder in it, file, and which face of the file: the third of Noto's collection is SC.
_LATIN = ("fontpkg_source_sans_3", "files", "SourceSans3[wght].ttf", 0)
_CHINESE = ("manimgx_fonts_cjk", "", "NotoSansCJK-VF.otf.ttc", 2)
_NEEDED = ("typst", _LATIN[0], _CHINESE[0])


class PrintNotInstalledError(RuntimeError):
    """Printing was asked for, and the extra `print` is not installed."""


def check_installed() -> None:
    """Raise `PrintNotInstalledError` with what to type where a part of the extra is missing."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise PrintNotInstalledError("printing is not installed; type: pip install 'frontdesk[print]'")


def font_folders() -> list[Path]:
    """Return the folders that hold our fonts, and no others."""
    check_installed()
    return [_folder(package) / below for package, below, *_ in (_LATIN, _CHINESE)]


@lru_cache(maxsize=1)
def drawable() -> frozenset[int]:
    """Return the code points that our fonts can draw."""
    return latin() | _characters(_CHINESE)


@lru_cache(maxsize=1)
def latin() -> frozenset[int]:
    """Return the code points of the Latin font alone."""
    return _characters(_LATIN)


def _characters(font: tuple[str, str, str, int]) -> frozenset[int]:
    check_installed()
    package, below, name, face = font
    return frozenset(characters_of(_folder(package) / below / name, face))


def undrawable(text: str) -> list[str]:
    """Return the characters of a text that no font of ours can draw, each once, in the order met."""
    known = drawable()
    return [letter for letter in dict.fromkeys(text) if ord(letter) not in known and letter not in "\n\t\r"]


def _folder(package: str) -> Path:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else Path()


def characters_of(file: Path, face: int = 0) -> set[int]:
    """Return the code points a TrueType or OpenType file maps, of one face where it is a collection.

    Read from the table `cmap`, format 12, which every font that goes beyond 65,536 characters has.
    """
    with file.open("rb") as handle, mmap(handle.fileno(), 0, access=ACCESS_READ) as data:
        start = struct.unpack_from(">I", data, 12 + 4 * face)[0] if data[:4] == b"ttcf" else 0
        return {code for first, last in _groups(data, start) for code in range(first, last + 1)}


def _groups(data: mmap, start: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last code point of each run in the maps of format 12."""
    (count,) = struct.unpack_from(">H", data, start + 4)
    tables = {data[at : at + 4]: at for at in range(start + 12, start + 12 + 16 * count, 16)}
    (cmap,) = struct.unpack_from(">I", data, tables[b"cmap"] + 8)
    for at in range(cmap + 4, cmap + 4 + 8 * struct.unpack_from(">H", data, cmap + 2)[0], 8):
        map_at = cmap + struct.unpack_from(">I", data, at + 4)[0]
        if struct.unpack_from(">H", data, map_at)[0] == 12:
            (runs,) = struct.unpack_from(">I", data, map_at + 12)
            groups = data[map_at + 16 : map_at + 16 + 12 * runs]
            for first, last, _glyph in struct.iter_unpack(">III", groups):
                yield first, last
