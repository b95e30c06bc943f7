"""One mistake each: the exact text that `frontdesk check` says about it.

A case is a folder of tests/cases/bad: `change.yml` makes one mistake in a copy of tests/cases/good, and
`expected.txt` is what check says.  `pytest --update-cases` writes what it says now.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from frontdesk import lint
from frontdesk.banks import read_bank
from frontdesk.library import read_shared
from frontdesk.lint import check_content
from frontdesk.model.questions import TYPES

CASES = ROOT / "tests" / "cases"
GOOD, BAD = CASES / "good", CASES / "bad"
ENGINE = ROOT / "scripts" / "frontdesk"
ROOMS = ["source.py", "pages.py", "banks.py", "library/*.py", "lint/*.py", "model/[!as]*.py", "model/*/*.py"]
TODAY = date(2026, 11, 23)
NAMES = sorted(folder.name for folder in BAD.iterdir())
# What one mistake breaks in two places, each of which somebody has to look at.
TWICE = {"yaml-anchor-and-alias": 2, "yaml-alias-in-place-of-a-needed-text": 2}
AS_COMMAND = [
    "yaml-tab-indent",
    "not-utf-8",
    "page-front-matter-missing",
    "answer-not-an-option",
    "nav-to-nowhere",
]


def root_of(case: str, folder: Path) -> Path:
    """Return a copy of the good content root with the mistake of a case."""
    root = folder / "root"
    shutil.copytree(GOOD, root)
    # The base loader: what stands in a change is text, as it is in the files it changes.
    for change in yaml.load((BAD / case / "change.yml").read_text("utf-8"), Loader=yaml.BaseLoader):
        apply(root, **change)
    return root


def apply(
    root: Path,
    file: str,
    find: str = "",
    replace: str = "",
    text: str | None = None,
    bytes: str = "",  # noqa: A002 -- the word the case files use
    copy: str = "",
    delete: str = "",
) -> None:
    """Make one change: replace a text that stands once, or write, copy or delete a whole file."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if delete:
        path.unlink()
    elif copy:
        shutil.copy(root / copy, path)
    elif bytes:
        path.write_bytes(bytes_of(path, find, bytes))
    elif text is not None:
        path.write_text(text, "utf-8")
    else:
        old = path.read_text("utf-8")
        assert old.count(find) == 1, f"'{find}' stands {old.count(find)} times in {file}"
        path.write_bytes(old.replace(find, replace).encode())


def bytes_of(path: Path, find: str, hexadecimal: str) -> bytes:
    """Return the file's bytes with a text replaced by bytes, or only the bytes where nothing is found."""
    new = bytearray.fromhex(hexadecimal)
    return path.read_bytes().replace(find.encode(), new, 1) if find else bytes(new)


def said(root: Path) -> str:
    return "".join(f"{problem}\n" for problem in check_content(root, TODAY))


def test_the_good_root_has_no_problem() -> None:
    assert check_content(GOOD, TODAY) == []


def test_windows_line_ends_are_no_problem(tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(GOOD, root)
    for path in [*root.rglob("*.yml"), *root.rglob("*.md")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert said(root) == ""


@pytest.mark.parametrize("case", NAMES)
def test_mistake_is_told(case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root, expected = root_of(case, tmp_path), BAD / case / "expected.txt"
    problems = check_content(root, TODAY)
    told = "".join(f"{problem}\n" for problem in problems)
    if request.config.getoption("--update-cases"):
        expected.write_text(told, "utf-8")
    assert told == expected.read_text("utf-8")
    assert len(problems) == TWICE.get(case, 1)


@pytest.mark.parametrize("case", AS_COMMAND)
def test_command_tells_the_mistake_and_ends_with_1(case: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "frontdesk", "--root", str(root_of(case, tmp_path)), "check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == (BAD / case / "expected.txt").read_text("utf-8") + "1 problem in 1 file\n"
    assert (done.returncode, done.stderr) == (1, "")


def test_console_of_another_encoding_still_tells_all(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "frontdesk",
        "--root",
        str(root_of("slug-in-chinese", tmp_path)),
        "check",
    ]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, encoding="ascii", env=environment, check=False)
    assert "'\\u94a5\\u5319' is not a slug" in done.stdout
    assert (done.returncode, done.stderr) == (1, "")


def literals() -> Iterator[tuple[str, str]]:
    """Yield every text of the checking rooms that a writer may read: its place, and a pattern of it."""
    for path in sorted(path for room in ROOMS for path in ENGINE.glob(room)):
        tree = ast.parse(path.read_text("utf-8"))
        skipped = {id(node) for parent in ast.walk(tree) for node in unread_by_writers(parent)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr | ast.Constant) and id(node) not in skipped:
                pattern = pattern_of(node)
                if " " in pattern.replace(".*", ""):
                    yield f"{path.relative_to(ENGINE).as_posix()}:{node.lineno}", pattern


def unread_by_writers(parent: ast.AST) -> list[ast.AST]:
    """Return the texts below a node that no writer reads: docstrings, descriptions, patterns, signs."""
    if isinstance(parent, ast.JoinedStr):
        return parent.values
    if isinstance(parent, ast.Expr):
        return [parent.value]
    if isinstance(parent, ast.Dict):
        return parent.keys
    if isinstance(parent, ast.Call):
        name = getattr(parent.func, "attr", getattr(parent.func, "id", ""))
        return list(ast.walk(parent)) if name in ("Field", "compile") else []
    return []


def pattern_of(text: ast.JoinedStr | ast.Constant) -> str:
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    return "".join(re.escape(p.value) if isinstance(getattr(p, "value", 0), str) else ".*" for p in parts)


def told_in_cases() -> str:
    return "".join(path.read_text("utf-8") for path in sorted(BAD.glob("*/expected.txt")))


def test_every_message_of_the_engine_has_a_case() -> None:
    told = told_in_cases()
    missing = [f"{place}: {pattern}" for place, pattern in literals() if not re.search(pattern, told)]
    assert not missing, "\n".join(missing)


def test_every_rule_and_question_type_has_a_case() -> None:
    told = told_in_cases()
    rules = {rule.__name__.rpartition(".")[2] for rule in lint.RULES}
    assert rules == {
        place.split("/")[1].split(".")[0] for place, _ in literals() if place.startswith("lint/")
    }
    questions = read_bank(GOOD, "law/keys", read_shared(GOOD)[0])[0].questions
    assert {question.type for question in questions if f" keys.{question.id}: " in told} == set(TYPES)


TEXTS = sorted(
    path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*") if path.suffix in (".md", ".yml")
)
SIGNS = [
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    "*a",
    "&a ",
    "!a ",
    '"',
    "'",
    "|",
    "%",
    "\t",
    "---\n",
    "{{",
    "}}",
    "\0",
    "../",
]


@st.composite
def mangled(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a file of the good root with lines deleted, doubled, swapped, cut, or with a sign thrown in."""
    name = draw(st.sampled_from(TEXTS))
    lines = (GOOD / name).read_text("utf-8").split("\n")
    for _ in range(draw(st.integers(1, 3))):
        one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        place = draw(st.integers(0, len(lines[one])))
        start, end = lines[one][:place], lines[one][place:]
        lines = draw(
            st.sampled_from(
                [
                    [*lines[:one], *lines[one + 1 :], ""],
                    [*lines[:other], lines[one], *lines[other:]],
                    [
                        lines[other] if n == one else lines[one] if n == other else t
                        for n, t in enumerate(lines)
                    ],
                    [*lines[:one], start, *lines[one + 1 :]],
                    [*lines[:one], start + draw(st.sampled_from(SIGNS)) + end, *lines[one + 1 :]],
                ]
            )
        )
    raw = "\n".join(lines).encode()
    return name, raw + draw(st.sampled_from([b"", b"", b"", b"\xff", b"\xb3\xd7"]))


@pytest.fixture(scope="module")
def mangled_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path_factory.mktemp("mangled") / "root"))


@settings(max_examples=150, derandomize=True, deadline=None, database=None)
@given(change=mangled())
def test_nothing_typed_raises_an_error(mangled_root: Path, change: tuple[str, bytes]) -> None:
    name, raw = change
    path = mangled_root / name
    path.write_bytes(raw)
    try:
        problems = check_content(mangled_root, TODAY)
    finally:
        path.write_bytes((GOOD / name).read_bytes())
    assert all(problem.line >= 1 and problem.what and problem.where for problem in problems)
