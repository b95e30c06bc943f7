"""Chinese is found by its words and by pinyin typed without tones."""

import pytest

from frontdesk.model.reference import Term
from frontdesk.site.search_words import library_words, plain_pinyin, words_of
from real_content import LIBRARY


def term(zh: str, pinyin: str) -> Term:
    return Term(en="x", zh=zh, pinyin=pinyin, line="x")


@pytest.mark.parametrize(
    ("zh", "pinyin", "words"),
    [
        ("物品放行条", "wùpǐn fàngxíng tiáo", {"物品": "wupin", "放行": "fangxing", "条": "tiao"}),
        ("业主档案", "yèzhǔ dàng'àn", {"业主": "yezhu", "档案": "dangan"}),
        ("绿化养护", "lǜhuà yǎnghù", {"绿化": "lühua", "养护": "yanghu"}),
        ("一般事项（过半数）", "yībān shìxiàng", {"一般": "yiban", "事项": "shixiang"}),
        ("整改单", "zhěng", {"整改单": "zheng"}),
    ],
)
def test_words_of_a_term_end_where_its_pinyin_has_spaces(zh: str, pinyin: str, words: dict[str, str]):
    assert words_of(term(zh, pinyin)) == words


def test_pinyin_loses_its_tones_and_keeps_its_dots():
    assert plain_pinyin("Nǚshì Lǜhuà") == "nüshì".replace("ì", "i") + " lühua"


def test_goods_release_is_found_in_a_longer_text():
    assert {"放行", "fangxing"} <= set(library_words(LIBRARY).of("物品放行，今天有效"))


def test_text_without_a_known_word_has_no_words():
    assert library_words(LIBRARY).of("Lakeside Garden 〇") == []
