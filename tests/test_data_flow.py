"""One figure stands in one file: changed there, it changes everywhere it is shown or asked."""

import re
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from conftest import ROOT
from frontdesk.drawing import draw_values, key_for
from frontdesk.lint import check_content
from frontdesk.site.assets import Assets
from frontdesk.site.calculator import calculator_html
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
    values = draw_values(question, "property-fee.bill-for-whole-months", "")
    assert values["rate"] == library_at(root).estate["rate"]
    return key_for(question, {**values, "area": "100", "shared": "12", "months": "6"})["answer"]


def calculator(root: Path) -> str:
    library = library_at(root)
    given = {"area": library.estate["sample_area"], "rate": library.estate["rate"], "months": 12}
    html = calculator_html(library, Assets(root, Place(FEE, f"{FEE}/")), "property-fee", given)
    return re.search(r"<output><strong>([^<]+)", html)[1]


def test_the_rate_of_the_estate_changes_lesson_calculator_and_key_together(copy: Path) -> None:
    before = (bill(copy), calculator(copy), key(copy))
    change(copy, "docs/data/estate.yml", "rate: 2.50", "rate: 2.60")

    assert before == ("2,895.00", "2,895.00", "1500")
    assert (bill(copy), calculator(copy), key(copy)) == ("3,010.80", "3,010.80", "1560")


def test_a_formula_changes_lesson_calculator_and_key_together(copy: Path) -> None:
    old = "expression: round(area * rate * months, 2)\n"
    change(copy, "docs/data/formulas.yml", old, old.replace("months", "months * 2"))

    assert (bill(copy), calculator(copy), Fraction(key(copy))) == ("5,790.00", "5,790.00", 3000)


def test_a_row_of_a_table_changes_what_the_page_shows(copy: Path) -> None:
    change(copy, "docs/data/tables/cost-items.yml", "zh: 办公费用", "zh: 办公开支")

    assert "办公开支" in table_html(library_at(copy), Place(FEE, f"{FEE}/"), "cost-items")


def test_the_copy_is_clean(copy: Path) -> None:
    assert [problem for problem in check_content(copy, date(2026, 11, 26)) if not problem.warning] == []
