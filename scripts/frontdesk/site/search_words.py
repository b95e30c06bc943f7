"""Words by which the search finds Chinese: the words of a term, and its pinyin without tones.

A search index cuts text at spaces, and Chinese has none.  The spaces of a term's pinyin say where its words
end: `wùpǐn fàngxíng tiáo` makes 物品, 放行 and 条 of 物品放行条, and each is found in other texts as well.
"""

import re
from html import escape
from unicodedata import normalize
from weakref import WeakKeyDictionary

from frontdesk.library import Library
from frontdesk.model.reference import Term

# One syllable: what stands before a vowel, the vowels, and an ending that no vowel follows.
_SYLLABLE = re.compile(r"[^aeiouü]*[aeiouü]+(?:ng?(?![aeiouü])|r(?![aeiouü]))?")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_ASIDE = re.compile(r"（.*?）|\(.*?\)")
_TONES = re.compile("[\u0300\u0301\u0304\u030c]")


def plain_pinyin(pinyin: str) -> str:
    """Return pinyin as people type it: small letters without tones; ü stays."""
    return normalize("NFC", _TONES.sub("", normalize("NFD", pinyin))).lower()


def words_of(term: Term) -> dict[str, str]:
    """Return the Chinese words of a term with their plain pinyin; the whole term where they do not fit."""
    han, spelt = (
        "".join(_HAN.findall(_ASIDE.sub("", term.zh))),
        re.findall(r"[a-zü'’]+", plain_pinyin(term.pinyin)),
    )
    counts = [sum(len(_SYLLABLE.findall(part)) for part in re.split("['’]", word)) for word in spelt]
    if sum(counts) != len(han):
        return {han: "".join(spelt)} if han else {}
    words, start = {}, 0
    for word, count in zip(spelt, counts, strict=True):
        words[han[start : start + count]] = word.replace("'", "").replace("’", "")
        start += count
    return words


class SearchWords:
    """The words of all terms of a library's glossary."""

    def __init__(self, library: Library) -> None:
        """Collect the words of every term."""
        self._pinyin: dict[str, str] = {}
        for term in library.glossary.values():
            for word, spelt in words_of(term).items():
                if len(word) > 1:
                    self._pinyin.setdefault(word, spelt)
        self._longest = max(map(len, self._pinyin), default=0)

    def of(self, text: str) -> list[str]:
        """Return the known words in a Chinese text, longest first from the left, and their pinyin."""
        found: list[str] = []
        for run in _HAN.findall(text):
            place = 0
            while place < len(run):
                sizes = range(min(self._longest, len(run) - place), 0, -1)
                size = next((n for n in sizes if run[place : place + n] in self._pinyin), 0)
                found += [run[place : place + size]] if size else []
                place += size or 1
        return list(dict.fromkeys([*found, *(self._pinyin[word] for word in found)]))


def search_words_html(library: Library, text: str) -> str:
    """Return what the search finds a Chinese text by, seen and read aloud by nobody."""
    words = " ".join(library_words(library).of(text))
    return f'<span class="fd-words" hidden>{escape(words)}</span>' if words else ""


_KNOWN: WeakKeyDictionary[Library, SearchWords] = WeakKeyDictionary()


def library_words(library: Library) -> SearchWords:
    """Return the words of a library's glossary, collected once."""
    if library not in _KNOWN:
        _KNOWN[library] = SearchWords(library)
    return _KNOWN[library]
