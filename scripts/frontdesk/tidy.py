"""How typed text is tidied before it is compared; its twin is `tidy` in `docs/assets/quiz/score.js`.

Only explicit characters are named: what a library calls a space or a quote differs between languages.
"""

import unicodedata

_SINGLE = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032`\u00b4"), "'")
_DOUBLE = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u300c\u300d\u300e\u300f"), '"')
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b"), "-")
_SPACES = dict.fromkeys(map(ord, "\t\n\r\u200b\ufeff"), " ")
_TABLE = {**_SINGLE, **_DOUBLE, **_DASHES, **_SPACES}


def unify(text: str) -> str:
    """Return the text in NFKC with one kind of quote, dash and space, and no space at its ends.

    Full-width letters, digits and Chinese commas become plain ones by NFKC.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_TABLE)).translate(_TABLE)
    return " ".join(word for word in plain.split(" ") if word)


def tidy(text: str) -> str:
    """Return the text as short answers are compared: unified, and in small letters one by one.

    Small letters may join with accents where capitals could not (T and two dots), so it is unified again.
    """
    return unify("".join(letter.lower() for letter in unify(text)))
