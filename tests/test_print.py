"""Setting type: what is typed is shown, tables fit, sheets fold, and the same input gives the same bytes."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from conftest import ROOT
from frontdesk.commands import app
from frontdesk.print.booklet import folded, section_sizes, tell_sections
from frontdesk.print.fonts import drawable, undrawable
from frontdesk.print.html_tree import parse_html
from frontdesk.print.pictures import qr_code, read_picture
from frontdesk.print.tables import Cell, Table, fit_columns, table_markup
from frontdesk.print.text import Typist, literal
from frontdesk.print.typesetting import TypesettingError, compile_pdf, typeset
from pdf_reader import Pdf

GOOD = ROOT / "tests" / "cases" / "good"
DAY = date(2026, 11, 25)
WIDTHS = {"text": 37.0, "wide": 49.0, "turned": 71.0}
BASE = '#import "base.typ": *\n#show: base.with(title: "Test")\n'
_ESCAPED = re.compile(r"\\.|#zh\[|\];|#tick-square\(\);|#h\(0\.2em\);|#missing\(\"[0-9A-F]+\"\);", re.DOTALL)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A content root of one lesson and one situation, to spoil."""
    return shutil.copytree(GOOD, tmp_path / "root")


def handbook(root: Path, *words: str, out: str = "book.pdf") -> Result:
    told = ["--root", str(root), "handbook", "--date", "2026-11-25", "--out", str(root / out), *words]
    return CliRunner().invoke(app, told)


def spoil(root: Path, text: str, instead: str, file: str = "docs/law/keys.md") -> None:
    path = root / file
    before = path.read_text("utf-8")
    assert text in before
    path.write_text(before.replace(text, instead), "utf-8")


def book_of(root: Path, name: str = "book.pdf") -> Pdf:
    return Pdf((root / name).read_bytes())


def whole(book: Pdf) -> str:
    return " ".join(book.text(page) for page in range(1, len(book) + 1))


# Letters


@settings(deadline=None)
@given(st.text())
def test_nothing_typed_is_obeyed(text: str) -> None:
    left = _ESCAPED.sub("", Typist().text(text))

    assert not re.search(r"[\\#$*_`<>@=\-+/~\[\]{}|^]", left)


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("call-back 回拨核实", "call\\-back #zh[回拨核实];"),
        ("您好，“请问”是谁？", "#zh[您好，“请问”是谁？];"),
        ("“湖畔花园” is a name", "#zh[“湖畔花园”]; is a name"),
        ("“Am I clear? 清楚了吗”", "“Am I clear? #zh[清楚了吗];”"),
        ("第一行\n第二行", "#zh[第一行第二行];"),
        ("☐ owner", "#tick-square();#h(0.2em); owner"),
    ],
)
def test_chinese_is_told_to_be_chinese(text: str, markup: str) -> None:
    assert Typist().text(text) == markup


def test_a_word_that_no_line_can_hold_may_be_broken() -> None:
    assert Typist().text("x" * 30) == "\u200b".join(["x" * 12, "x" * 12, "x" * 6])


def test_a_character_that_no_font_draws_is_kept_to_be_told_and_stands_as_its_number() -> None:
    typist = Typist()

    assert typist.text("a 😀 b 😀") == 'a #missing("1F600"); b #missing("1F600");'
    assert typist.missing == ["😀"]


def test_a_text_as_a_string_cannot_end_it() -> None:
    assert literal('a "b" \\') == '"a \\"b\\" \\\\"'


def test_our_fonts_draw_pinyin_chinese_and_the_signs_we_use() -> None:
    assert undrawable("wùpǐn fàngxíng tiáo ǖ 物业服务合同 ☐ ① → × ½ m² “”…—《》￥") == []
    assert undrawable("a✕😀a") == ["✕", "😀"]
    assert len(drawable()) > 40_000


# Pages


def test_a_page_is_tagged_and_all_its_fonts_are_embedded() -> None:
    book = Pdf(compile_pdf(f"{BASE}= Head\n#zh[中文] _a_ *b*", day=DAY))

    assert book.is_tagged
    assert all(book.fonts.values())
    assert book.size(1) == (210, 297)


def test_a_source_that_typst_refuses_is_our_bug() -> None:
    with pytest.raises(TypesettingError, match="unknown variable"):
        compile_pdf(f"{BASE}#nothing", day=DAY)


def test_a_missing_glyph_is_refused_and_never_printed_as_a_blank() -> None:
    with pytest.raises(TypesettingError, match="could not be displayed"):
        compile_pdf(f"{BASE}😀", day=DAY)


def test_a_second_run_says_nothing_new() -> None:
    assert typeset(f"{BASE}= Head", day=DAY) == typeset(f"{BASE}= Head", day=DAY)


# Tables


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), min_size=2, max_size=5))
def test_columns_share_the_width_that_there_is(rows: list[list[str]]) -> None:
    fit = fit_columns(rows, WIDTHS)

    assert len(fit.shares) == 3
    assert all(share > 0 for share in fit.shares)
    assert fit.is_too_wide or sum(fit.shares) <= WIDTHS[fit.place] / fit.scale + 0.001


def test_a_small_table_stands_in_the_text_and_a_large_one_goes_into_the_margin_or_turns_the_page() -> None:
    small = [["Who", "When"], ["Desk", "Today"]]
    wide = [["A word " * 4] * 14, ["some words of text " * 4] * 14]
    endless = [["word" * 5] * 30, ["word" * 5] * 30]

    assert fit_columns(small, WIDTHS).place == "text"
    assert fit_columns(wide, WIDTHS).place == "turned"
    assert fit_columns(endless, WIDTHS).is_too_wide


def test_a_table_with_empty_cells_is_a_form_with_rows_to_write_in() -> None:
    head = [Cell("Field", "Field"), Cell("Entry", "Entry")]
    form, told = Table([head, [Cell("No.", "No.")]]), Table([head, [Cell("a", "a"), Cell("b", "b")]])

    assert "is-form: true" in table_markup(form, fit_columns(form.texts, WIDTHS))
    assert "is-form" not in table_markup(told, fit_columns(told.texts, WIDTHS))


# HTML


def test_html_that_is_not_closed_ends_where_its_parent_ends() -> None:
    tree = parse_html("<ul><li>a<li><b>b</ul><p>c<br>d</p>")

    assert [(element.tag, element.text) for element in tree.elements] == [("ul", "ab"), ("p", "cd")]
    assert [item.text for item in tree.below("li")] == ["a", "b"]


# Pictures


@pytest.mark.parametrize(
    "svg",
    [
        "<svg",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 0 10'/>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>",
    ],
)
def test_a_drawing_that_cannot_be_trusted_is_none(svg: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(svg, "utf-8")

    assert read_picture(tmp_path, "a.svg") is None


def test_a_drawing_never_comes_from_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>", "utf-8")

    assert read_picture(tmp_path / "docs", "../a.svg") is None


def test_a_drawing_keeps_its_size_unless_the_paper_is_smaller(tmp_path: Path) -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 96 192' width='96'/>"
    (tmp_path / "a.svg").write_text(svg, "utf-8")
    found = read_picture(tmp_path, "a.svg")

    assert found
    assert round(found.fitted(100, 100), 1) == 25.4
    assert round(found.fitted(100, 25.4), 1) == 12.7


def test_a_qr_code_is_the_same_in_every_run() -> None:
    assert qr_code("https://desk.example.com/law/keys/") == qr_code("https://desk.example.com/law/keys/")


# Booklets


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=600))
def test_every_page_is_printed_once_on_as_few_sides_as_folding_needs(pages: int) -> None:
    sides = list(folded(pages))
    printed = [page for side in sides for page in side if page]

    assert sorted(printed) == list(range(1, pages + 1))
    assert len(sides) == 2 * -(-pages // 4)
    assert all(size % 4 == 0 for size in section_sizes(pages))


def test_eight_pages_fold_as_a_printer_folds_them() -> None:
    assert list(folded(8)) == [(8, 1), (2, 7), (6, 3), (4, 5)]


def test_a_thick_book_is_folded_in_sections() -> None:
    assert section_sizes(64) == [64]
    assert section_sizes(100) == [32, 32, 32, 4]
    assert tell_sections(100).endswith("fold 4 sections of 8 sheets, the last of 1")


# The command


@pytest.mark.parametrize(("size", "page"), [("a4", (210, 297)), ("a5", (148, 210))])
def test_a_book_has_its_size_its_lessons_and_its_back(root: Path, size: str, page: tuple[int, int]) -> None:
    done = handbook(root, "--size", size)
    book = book_of(root)

    assert (done.exit_code, book.size(1)) == (0, page)
    assert [mark.title for mark in book.bookmarks if mark.level == 1] == ["Keys", "Locked out"]
    assert re.fullmatch(rf".*book\.pdf\nedition [0-9a-f]{{8}}, {len(book)} pages\n", done.stdout)


def test_a_booklet_has_two_pages_on_a_side(root: Path) -> None:
    handbook(root, "--size", "a5")
    done = handbook(root, "--booklet", out="booklet.pdf")
    book, booklet = book_of(root), book_of(root, "booklet.pdf")

    assert booklet.size(1) == (297, 210)
    assert len(booklet) == 2 * -(-len(book) // 4)
    assert "fold all together" in done.stdout


def test_the_same_lessons_give_the_same_bytes_in_any_folder_and_process(tmp_path: Path) -> None:
    found = []
    for name in ("one", "another/deeper"):
        root = shutil.copytree(GOOD, tmp_path / name)
        words = ["--root", str(root), "handbook", "--date", "2026-11-25", "--out", str(root / "b.pdf")]
        place = {"TMPDIR": str(root), "HOME": str(root), "TZ": "Asia/Shanghai" if found else "UTC"}
        command = [sys.executable, "-m", "frontdesk", *words]
        done = subprocess.run(command, env=os.environ | place, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found.append((root / "b.pdf").read_bytes())

    assert found[0] == found[1]


def test_another_word_is_another_edition(root: Path) -> None:
    before = handbook(root).stdout
    spoil(root, "All texts stand", "Every text stands")

    assert handbook(root).stdout != before


def test_without_an_address_there_are_no_qr_codes_and_it_says_so(root: Path) -> None:
    told = "no QR codes: mkdocs.yml has no site_url, and no --site was given\n"

    assert handbook(root).stderr == told
    assert handbook(root, "--site", "https://desk.example.com").stderr == ""
    assert "https://desk.example.com/law/keys/" in whole(book_of(root)).replace("\u200b", "")


def test_a_role_gets_what_is_for_it_and_a_list_only_what_it_names(root: Path) -> None:
    handbook(root, "--for", "new-hire")
    assert "Handbook for the new hire" in book_of(root).text(1)

    handbook(root, "--lessons", "situations/locked-out")
    assert [mark.title for mark in book_of(root).bookmarks if mark.level == 1] == ["Locked out"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--for", "new-hir"], "there is no role 'new-hir'; did you mean 'new-hire'?"),
        (["--lessons", "law/key"], "there is no lesson 'law/key'; did you mean 'law/keys'?"),
    ],
)
def test_a_word_that_is_none_ends_with_2(root: Path, words: list[str], told: str) -> None:
    done = handbook(root, *words)

    assert done.exit_code == 2
    assert told in done.stderr


def test_a_file_that_cannot_be_written_ends_with_2(root: Path) -> None:
    done = handbook(root, out="mkdocs.yml/book.pdf")

    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


# Bad input: a clear line, and the rest goes on


def test_a_character_without_a_glyph_is_told_with_its_line_and_stands_as_its_number(root: Path) -> None:
    spoil(root, "All texts stand", "All 😀 texts stand")
    done = handbook(root)

    assert done.exit_code == 1
    assert "docs/law/keys.md:25: handbook: no font draws '😀' (U+1F600)" in done.stderr
    assert "All U+1F600 texts stand" in whole(book_of(root))


def test_a_table_with_too_many_columns_is_told_and_still_stands_on_its_page(root: Path) -> None:
    row = "|" + "extraordinarily|" * 24
    spoil(root, "## Try first", f"{row}\n|{'---|' * 24}\n{row}\n\n## Try first")
    done = handbook(root)
    book = book_of(root)

    assert done.exit_code == 0
    assert "has 24 columns, too many for paper" in done.stderr
    assert all(box[2] < 835 for page in range(1, len(book) + 1) for box in book.boxes(page))


def test_an_option_of_400_words_and_a_formula_are_set_as_typed(root: Path) -> None:
    option = "word " * 400
    spoil(root, "He pays his fee", f"'{option} $a^2_b$ \\frac{{1}}{{2}}'", "quizzes/law/keys.yml")
    done = handbook(root)

    assert done.exit_code == 0
    assert "$a^2_b$ \\frac{1}{2}" in whole(book_of(root))


def test_a_page_whose_macro_fails_is_left_out_and_told(root: Path) -> None:
    spoil(root, '{{ show_rule("key-signed-out") }}', '{{ show_rule("no-such-rule") }}')
    done = handbook(root)

    assert done.exit_code == 1
    assert "docs/law/keys.md:1: handbook: the page is left out of the book: " in done.stderr
    assert [mark.title for mark in book_of(root).bookmarks if mark.level == 1] == ["Locked out"]


def test_a_picture_that_cannot_be_shown_gives_its_description(root: Path) -> None:
    (root / "docs/assets/key.svg").write_text("<svg", "utf-8")
    done = handbook(root)

    assert done.exit_code == 1
    assert "the picture docs/assets/key.svg cannot be shown; its description stands there" in done.stderr
    assert "A key" in whole(book_of(root))


def test_headings_that_skip_a_level_do_no_harm(root: Path) -> None:
    spoil(root, "## Try first", "##### Deep\n\n## Try first")

    assert handbook(root).exit_code == 0
