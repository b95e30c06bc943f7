"""Text as typst source: whatever somebody typed is shown, and never obeyed."""

import re

from frontdesk.print.fonts import undrawable

_SPECIAL = re.compile(r"([\\#$*_`<>@=\-+/~\[\]{}|^.])")
_HAN = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
# A run of Chinese with the marks and spaces inside it, and the quotation marks around it.
_RUN = re.compile(f"[“‘]?[{_HAN}](?:[{_HAN}—…·“”‘’ ]*[{_HAN}…”’])?")
_BREAK = re.compile(f"(?<=[{_HAN}])[ \\t\\r\\n]+(?=[{_HAN}])")
_SPACE = re.compile(r"[ \t\r\n]+")
_LONG_WORD = re.compile(r"[^\s\u2e80-\uffef]{25,}")
_TICK = "☐"
# A mark of the encoding that some editors write; PDF/UA refuses it.
_NOTHING = "\ufeff"


def literal(text: str) -> str:
    r"""Return a text as a typst string with its quotation marks: `"Lin \"Xiao\" Wang"`."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def spaced(text: str) -> str:
    """Return a text with each run of space as one, and none where only a line ended inside Chinese."""
    return _SPACE.sub(" ", _BREAK.sub("", text))


def escaped(text: str) -> str:
    """Return a text as typst markup that shows just that text."""
    return _SPECIAL.sub(r"\\\1", text)


class Typist:
    """Writes texts as markup, and keeps what no font can draw until somebody tells it."""

    def __init__(self) -> None:
        """Begin with nothing missing."""
        self.missing: list[str] = []

    def text(self, text: str, *, in_chinese: bool = False) -> str:
        """Return a text as markup in which each run of Chinese is told to be Chinese.

        So it is set by Chinese rules, never slanted, and read aloud by the right voice.
        """
        text = _LONG_WORD.sub(_with_breaks, spaced(text))
        if in_chinese:
            return self._drawn(text)
        parts, end = [], 0
        for run in _RUN.finditer(text):
            first, last = _own_marks(run)
            parts += [self._drawn(text[end:first]), f"#zh[{self._drawn(text[first:last])}];"]
            end = last
        parts.append(self._drawn(text[end:]))
        return "".join(parts)

    def _drawn(self, text: str) -> str:
        """Return markup for a text; a character that no font has stands as its number in a frame."""
        if text.isascii():
            return escaped(text)
        text = text.replace(_NOTHING, "")
        lost = undrawable(text)
        self.missing += [letter for letter in lost if letter not in self.missing]
        markup = escaped(text).replace(_TICK, "#tick-square();#h(0.2em);")
        for letter in lost:
            markup = markup.replace(letter, f'#missing("{ord(letter):04X}");')
        return markup


def _own_marks(run: re.Match[str]) -> tuple[int, int]:
    """Return where a run of Chinese begins and ends: without a quotation mark whose other half is outside."""
    first, last = run.span()
    if run[0][0] in "“‘" and not re.search("[”’]", run[0]):
        first += 1
    if run[0][-1] in "”’" and not re.search("[“‘]", run[0]):
        last -= 1
    return first, last


def _with_breaks(word: re.Match[str]) -> str:
    """Return a word that no line can hold, with places where it may be broken."""
    text = word[0]
    return "\u200b".join(text[at : at + 12] for at in range(0, len(text), 12))
