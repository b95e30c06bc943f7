"""A content root with one small bank, and `frontdesk grade` run on it."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from frontdesk.commands import app

BANK = """\
questions:
  - {id: lift-card, objective: arrears, level: apply, type: single-choice, critical: true, answer: a,
     ask: What comes first?, options: {a: {text: A reminder, why: Yes.}, b: {text: The lift card, why: No.}}}
  - {id: papers, objective: arrears, level: apply, type: multiple-response, ask: Which two?, answer: [a, c],
     options: {a: {text: One, why: Yes.}, b: {text: Two, why: No.}, c: {text: Three, why: Yes.}}}
  - {id: rate, objective: bill, level: apply, type: numeric, ask: What?, answer: "1.5", unit: yuan, why: So.}
  - {id: closed, objective: bill, level: apply, type: true-false, ask: Closed., answer: "true", why: It is.,
     replaces: [old-closed]}
  - {id: gone, objective: bill, level: apply, type: true-false, ask: Gone., answer: "true", why: It is.,
     retired: 2020-01-01}
"""
SHEET = {
    "format": "frontdesk-sheet/1",
    "quiz": "law/keys",
    "person": "wang-li",
    "answers": {"lift-card": "a", "papers": ["a"], "rate": "1.5", "closed": "true"},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Keys\n", "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "quizzes" / "law").mkdir(parents=True)
    (tmp_path / "quizzes" / "law" / "keys.yml").write_text(BANK, "utf-8")
    return tmp_path


def grade(root: Path, *words: str | Path, quiz: str = "law/keys") -> Result:
    return CliRunner().invoke(app, ["--root", str(root), "grade", quiz, *map(str, words)])


def sheet(root: Path, data: Any = None, name: str = "sheet.json", **changes: Any) -> Path:
    path = root / name
    path.write_text(json.dumps({**SHEET, **changes} if data is None else data, ensure_ascii=False), "utf-8")
    return path


def table(root: Path, text: str | bytes, name: str = "sheets.csv") -> Path:
    path = root / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def results(done: Result) -> list[dict]:
    return json.loads(done.stdout)


def persons(done: Result) -> list[str]:
    return [row["person"] for row in csv.DictReader(StringIO(done.stdout))]
