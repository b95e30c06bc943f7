"""The guides and the engine say the same: every name is explained, every example works."""

import ast
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from conftest import ROOT
from frontdesk.commands import app
from frontdesk.lint import check_content
from frontdesk.model.blueprint import Blueprint, Draw
from frontdesk.model.expression import _FUNCTIONS as FUNCTIONS
from frontdesk.model.law import LocalRule, Rule, Statute
from frontdesk.model.page import MACROS, LessonHead, PageHead, Saying, SituationHead
from frontdesk.model.questions import TYPES
from frontdesk.model.questions.base import SECRET_KEYS, Option, ResponseTest
from frontdesk.model.questions.numeric import FromEstate, OneOf, Range
from frontdesk.model.questions.scenario import Move, Scene
from frontdesk.model.questions.written import Criterion
from frontdesk.model.reference import Finding, Formula, Quantity, Role, Table, Term
from frontdesk.scoring import RULES

DOCS = ROOT / "docs"
GUIDES = {path.stem: path.read_text("utf-8") for path in (DOCS / "authoring").glob("*.md")}
MANAGING = "\n".join(path.read_text("utf-8") for path in sorted((DOCS / "managing").glob("*.md")))
QUESTION_PARTS = [
    *TYPES.values(),
    Option,
    ResponseTest,
    Range,
    OneOf,
    FromEstate,
    Move,
    Scene,
    Criterion,
    Blueprint,
    Draw,
]
PAGE_PARTS = [
    LessonHead,
    SituationHead,
    Saying,
    PageHead,
    Statute,
    Rule,
    Finding,
    LocalRule,
    Formula,
    Quantity,
    Term,
    Table,
    Role,
]
COMMANDS = typer.main.get_command(app)

_FENCE = re.compile(r"^(`{3,})(\w+) title=\"([^\"]+)\"\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def explained(text: str) -> set[str]:
    """Return what a guide shows as code inside its sentences, and the first word of each."""
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL))
    return {*spans, *(re.split(r"[ :(]", span)[0] for span in spans)}


def examples() -> dict[str, str]:
    """Return the files that the examples of the guides are, by path: blocks with one title are joined."""
    files: dict[str, str] = {}
    for guide in ("lessons", "questions"):
        for _, _, path, text in _FENCE.findall(GUIDES[guide]):
            files[path] = f"{files[path]}\n{text}" if path in files else text
    return files


def keys_of(parts: list[Any]) -> list[tuple[str, str]]:
    return [
        (part.__name__, field.alias or name) for part in parts for name, field in part.model_fields.items()
    ]


@pytest.mark.parametrize(("part", "key"), keys_of(QUESTION_PARTS))
def test_key_of_a_question_is_explained(part: str, key: str):
    assert key in explained(GUIDES["questions"])


@pytest.mark.parametrize(("part", "key"), keys_of(PAGE_PARTS))
def test_key_of_a_page_or_a_data_file_is_explained(part: str, key: str):
    assert key in explained(GUIDES["lessons"])


@pytest.mark.parametrize("name", [*TYPES, *RULES, *sorted(SECRET_KEYS), *FUNCTIONS])
def test_word_of_questions_is_explained(name: str):
    assert name in explained(GUIDES["questions"])


@pytest.mark.parametrize("kind", TYPES)
def test_type_has_an_example(kind: str):
    assert f"type: {kind}\n" in examples()["quizzes/law/arrears-letter.yml"]


@pytest.mark.parametrize("name", [*MACROS, "estate.rate"])
def test_macro_is_explained(name: str):
    assert f"`{{{{ {name}" in GUIDES["lessons"]


@pytest.mark.parametrize("name", COMMANDS.commands)
def test_command_and_its_options_are_explained(name: str):
    text = GUIDES["index"] + MANAGING
    options = [word for option in COMMANDS.commands[name].params for word in option.opts]

    assert f"frontdesk {name}" in explained(text)
    assert {word for word in options if word.startswith("--")} <= set(re.findall(r"--[a-z-]+", text))


def test_options_before_a_command_are_explained():
    assert {word for option in COMMANDS.params for word in option.opts} <= explained(GUIDES["index"])


def test_every_command_and_option_says_what_it_does():
    for command in COMMANDS.commands.values():
        assert command.help
        assert all(option.help for option in command.params)


def test_examples_of_the_guides_are_a_content_root_without_problems(tmp_path: Path):
    for path, text in examples().items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    problems = check_content(tmp_path, date(2026, 11, 23))

    assert not problems


@cache
def said_by_the_engine() -> str:
    """Return every text in the engine, one a line."""
    files = (ROOT / "scripts" / "frontdesk").rglob("*.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    return "\n".join(n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))


def quoted_messages(guide: str) -> list[str]:
    """Return the messages in the first column of a guide's tables; `…` stands for somebody's own words."""
    rows = re.findall(r"^\| (`.*?`) \|", guide, re.MULTILINE)
    return [message for row in rows for message in re.findall(r"`([^`]+)`", row)]


def pieces(message: str) -> list[str]:
    return [piece.strip() for piece in message.split("…")]


IN_CHECKS = quoted_messages(GUIDES["checks"].partition("## Every kind")[2])
IN_MANAGING = [
    message
    for page in sorted((DOCS / "managing").glob("*.md"))
    for message in quoted_messages(page.read_text("utf-8").partition("## When something")[2])
]
SAID = {
    path.parent.name: path.read_text("utf-8")
    for path in sorted((ROOT / "tests" / "cases" / "bad").glob("*/expected.txt"))
}


@pytest.mark.parametrize("message", [*IN_CHECKS, *IN_MANAGING])
def test_message_in_a_guide_is_one_that_is_said(message: str):
    in_case = any(is_said(message, line) for text in SAID.values() for line in text.splitlines())

    assert in_case or all(piece in said_by_the_engine() for piece in pieces(message)), message


@pytest.mark.parametrize("case", SAID)
def test_message_of_a_case_is_explained(case: str):
    told = [line for line in SAID[case].splitlines() if not line.startswith("  hint: ")]
    unexplained = [line for line in told if not any(is_said(message, line) for message in IN_CHECKS)]

    assert not unexplained


def is_said(message: str, line: str) -> bool:
    return re.search(".*".join(map(re.escape, pieces(message))), line) is not None


def test_every_dependency_says_why_it_is_there():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(part for extra in project["optional-dependencies"].values() for part in extra),
    ]
    names = {re.match(r"[a-z0-9-]+", part)[0] for part in wanted}

    assert names <= explained((ROOT / "CONTRIBUTING.md").read_text("utf-8"))


def test_tree_of_the_house_is_the_one_that_stands():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    drawn = re.search(r"```text\n(scripts.*?)```", text, re.DOTALL)[1]
    above: list[str] = []
    for line in drawn.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        above = [*above[:depth], line.split()[0]]
        assert (ROOT / "".join(above)).exists(), "".join(above)
    rooms = {
        path.name for path in (ROOT / "scripts" / "frontdesk").iterdir() if not path.name.startswith("__")
    }
    assert rooms <= {word.rstrip("/") for word in drawn.split()}


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_link_of_a_document_leads_somewhere(file: str):
    links = re.findall(r"(?<!!)\[[^\]]*\]\(([^)#:]+)\)", (ROOT / file).read_text("utf-8"))

    assert all((ROOT / link).exists() for link in links), links
