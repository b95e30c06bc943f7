"""Text as typst source: whatever somebody typed is shown, and never obeyed."""

import re

_SPECIAL = re.compile(r"([\\#$*_`<>@=\-+/~\[\]{}|^.])")
_HAN = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
# A run of Chinese with the marks inside it; a quotation mark counts only between two characters.
_RUN = re.compile(f"[{_HAN}](?:[{_HAN}—…·“”‘’ ]*[{_HAN}…”])?")
_BREAK = re.compile(f"(?<=[{_HAN}])[ \\t\\r\\n]+(?=[{_HAN}])")
_SPACE = re.compile(r"[ \t\r\n]+")


def literal(text: str) -> str:
    """Return a text as a typst string with its quotation marks, such as `"Lin \\"Xiao\\" Wang"`."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def escaped(text: str) -> str:
    """Return a text as typst markup that shows just that text; runs of space become one space."""
    return _SPECIAL.sub(r"\\\1", _SPACE.sub(" ", _BREAK.sub("", text)))


def marked(text: str) -> str:
    """Return a text as markup in which each run of Chinese is told to be Chinese.

    So it is set by Chinese rules, never slanted, and read aloud by the right voice.
    """
    parts, end = [], 0
    text = _SPACE.sub(" ", _BREAK.sub("", text))
    for run in _RUN.finditer(text):
        parts += [escaped(text[end : run.start()]), f"#zh[{escaped(run[0])}]"]
        end = run.end()
    parts.append(escaped(text[end:]))
    # A bracket or a full stop right behind a call would be taken for more of it.
    return re.sub(r"(#zh\[(?:[^\]\\]|\\.)*\])(?=[(\[.])", r"\1;", "".join(parts))
