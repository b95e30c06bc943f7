"""One figure stands in one file: changed there, it changes everywhere it is shown or asked."""

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from conftest import ROOT
from frontdesk.drawing import key_for
from frontdesk.lint import check_content
from frontdesk.site.macros import library_at
from frontdesk.site.place import Place
from frontdesk.site.reference import computed_text, table_html

FEE = "norms/property-fee"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("docs", "quizzes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def bill(root: Path) -> str:
    estate = library_at(root).estate
    given = {"area": estate["sample_area"], "rate": estate["rate"], "months": 12}
    return computed_text(library_at(root), "property-fee", given)


def key(root: Path) -> str:
    (question,) = [q for q in library_at(root).banks[FEE].questions if q.id == "bill-for-whole-months"]
    return key_for(question, {"area": "100", "shared": "12", "rate": "2.50", "months": "6"})["answer"]


def test_the_rate_of_the_estate_changes_the_lesson(copy: Path) -> None:
    before = bill(copy)
    change(copy, "docs/data/estate.yml", "rate: 2.50", "rate: 2.60")

    assert (before, bill(copy)) == ("2,895.00", "3,010.80")


def test_a_formula_changes_the_lesson_and_the_key_of_the_question(copy: Path) -> None:
    before = (bill(copy), key(copy))
    old = "expression: round(area * rate * months, 2)\n"
    change(copy, "docs/data/formulas.yml", old, old.replace("months", "months * 2"))

    assert before == ("2,895.00", "1500")
    assert (bill(copy), Fraction(key(copy))) == ("5,790.00", 3000)


def test_a_row_of_a_table_changes_what_the_page_shows(copy: Path) -> None:
    change(copy, "docs/data/tables/cost-items.yml", "zh: 办公费用", "zh: 办公开支")

    assert "办公开支" in table_html(library_at(copy), Place(FEE, f"{FEE}/"), "cost-items")


def test_the_copy_is_clean(copy: Path) -> None:
    assert [problem for problem in check_content(copy, date(2026, 11, 23)) if not problem.warning] == []
