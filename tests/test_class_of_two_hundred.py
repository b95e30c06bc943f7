"""A class of 200 from roster to result: real pages, a chat, an archive, a spreadsheet, a wrong key.

Each page is opened from its folder, filled and handed in by its own script; what it gives out is collected.
"""

import csv
import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser
from typer.testing import CliRunner

from conftest import ROOT
from frontdesk.assignments import read_assignment
from frontdesk.commands import app
from frontdesk.exchange.results import response_text
from frontdesk.grading import PaperQuestions, grade_paper
from frontdesk.library import read_library
from frontdesk.model.assignment import Assignment
from frontdesk.model.attempt import Result, Sheet
from frontdesk.model.expression import decimal_text
from frontdesk.model.paper import Item, Paper
from frontdesk.model.questions import Question
from real_content import LIBRARY

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLAN = """\
title: Everybody at the counter
pass_mark: 60
draw:
  - {from: law/service-contract, count: 6, type: single-choice}
  - {from: law/service-contract, count: 4, type: [multiple-response, true-false, numeric, ordering, matching]}
  - {from: duties/goods-release, count: 2, type: [single-choice, multiple-response, ordering]}
shuffle: [questions, options]
"""
REPAIRED = "service-contract.arrears-first-step"
TYPED, PASTED, PACKED, MISSING = 30, 40, 20, 5
# Before a page's own script: what its person had answered when the page was closed.
_FILL = """const kept = %s[decodeURIComponent(location.pathname).slice(-14, -5)];
  if (kept) localStorage.setItem(`frontdesk-paper:${kept.p}`, JSON.stringify(kept));"""
_GIVEN = "() => [...document.querySelectorAll('textarea')].some((it) => it.value.includes('FDS1.'))"


@dataclass
class Class:
    """A content root, an assignment's folder, and what everybody means to answer."""

    root: Path
    folder: Path
    assignment: Assignment
    meant: dict[str, dict[str, Any]]

    def run(self, *words: str) -> str:
        done = CliRunner().invoke(app, ["--root", str(self.root), *words], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    def graded(self) -> dict[str, dict]:
        return {
            one["person"]: one for one in json.loads(self.run("grade", str(self.folder), "--format", "json"))
        }

    def expected(self) -> dict[str, Result]:
        """Return what everybody earns by the banks as they stand, marked one by one."""
        questions = PaperQuestions(read_library(self.root)[0].banks)
        return {
            paper.person: grade_paper(paper, questions, Sheet(paper.person, self.meant[paper.person]))[0]
            for paper in self.assignment.papers
            if paper.person in self.meant
        }


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the content in which one key is wrong."""
    root = tmp_path_factory.mktemp("class") / "root"
    shutil.copytree(ROOT / "quizzes", root / "quizzes")
    shutil.copytree(ROOT / "docs" / "data", root / "docs" / "data")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "quizzes" / "papers" / "everybody.yml").write_text(PLAN, "utf-8")
    set_key(root, "c")
    return root


def set_key(root: Path, name: str) -> None:
    """Write another key for the question whose first key is wrong."""
    bank = root / "quizzes" / "law" / "service-contract.yml"
    before, found, after = bank.read_text("utf-8").partition("  - id: arrears-first-step\n")
    item, mark, rest = after.partition("    answer: ")
    bank.write_text(f"{before}{found}{item}{mark}{name}{rest[1:]}", "utf-8")


@pytest.fixture(scope="module")
def everybody(content: Path, chromium: Browser) -> Class:
    roster = content.parent / "roster.csv"
    rows = "".join(f"{1000 + number},员工{number}\n" for number in range(200))
    roster.write_bytes(f"工号,姓名\n{rows}".encode("gb18030"))
    folder = content.parent / "everybody"
    words = ["--root", str(content), "assign", "everybody", "--roster", str(roster), "--due", "friday"]
    assert CliRunner().invoke(app, [*words, "--out", str(folder)]).exit_code == 0
    assignment, _ = read_assignment(folder)
    found = Class(content, folder, assignment, answers_of(assignment))
    hand_in(found, chromium)
    return found


def answers_of(assignment: Assignment) -> dict[str, dict[str, Any]]:
    """Return what all but the last five mean to answer, by the true keys and an ability of their own."""
    banks = LIBRARY.banks
    questions = {bank.full_id(q): q for bank in banks.values() for q in bank.questions}
    meant = {}
    for number, paper in enumerate(assignment.papers[:-MISSING]):
        chance = Random(number)
        able = chance.uniform(0.2, 0.95)
        meant[paper.person] = {
            item.question: response(questions[item.question], item, chance, able) for item in paper.items
        }
    return meant


def response(question: Question, item: Item, chance: Random, able: float) -> Any:
    """Return the right response, or another that a person could give."""
    key = question.key()
    if chance.random() < able:
        return key["answer"]
    match question.type:
        case "single-choice":
            return chance.choice(list(item.order))
        case "multiple-response":
            return chance.sample(list(item.order), 2)
        case "ordering":
            return chance.sample(list(item.order), len(item.order))
        case "matching":
            return {prompt: chance.choice(list(item.order)) for prompt in key["prompts"]}
        case "true-false":
            return chance.choice(["true", "false"])
    return "7"


def hand_in(everybody: Class, chromium: Browser) -> None:
    """Hand in as people do: most as a file, some pasted into one chat, some zipped, some on a typed sheet."""
    taking_part = [paper for paper in everybody.assignment.papers if paper.person in everybody.meant]
    typed, played = taking_part[:TYPED], taking_part[TYPED:]
    texts = played_in(chromium, everybody, played)
    chat = everybody.folder.parent / "from the group"
    chat.mkdir()
    (chat / "chat.txt").write_text("\n\n".join(f"> {text}" for text in texts[:PASTED]), "utf-8")
    with zipfile.ZipFile(chat / "night shift.zip", "w") as archive:
        for number, text in enumerate(texts[PASTED : PASTED + PACKED]):
            archive.writestr(f"({number}) answers.txt", text)
    for number, text in enumerate(texts[PASTED + PACKED :]):
        (chat / f"mmexport{number}.txt").write_text(text, "utf-8")
    write_typed(everybody, typed, chat / "answers.csv")


def played_in(chromium: Browser, everybody: Class, papers: list[Paper]) -> list[str]:
    """Return the text that each person's page gives out when it is handed in.

    What was answered stands in the browser's store, as if all had answered and closed the page.
    """
    pages = {path.stem[-9:]: path.as_uri() for path in (everybody.folder / "hand-out" / "pages").iterdir()}
    context = chromium.new_context(viewport={"width": 390, "height": 700})
    kept = {paper.id: kept_by(paper, everybody.meant[paper.person]) for paper in papers}
    context.add_init_script(_FILL % json.dumps(kept))
    page = context.new_page()
    texts = []
    for paper in papers:
        page.goto(pages[paper.id])
        page.get_by_role("button", name="Hand in").click()
        page.get_by_role("button", name="Yes, hand in").click()
        page.wait_for_function(_GIVEN)
        texts.append(page.locator("textarea:visible").last.input_value())
    context.close()
    return texts


def kept_by(paper: Paper, meant: dict[str, Any]) -> dict[str, Any]:
    """Return what a browser keeps of a page that was answered and closed."""
    answers = [meant[item.question] for item in paper.items]
    started = "2026-11-25T09:00:00+08:00"
    return {"p": paper.id, "s": started, "e": "", "a": answers, "t": [5] * len(answers), "text": ""}


def write_typed(everybody: Class, papers: list[Paper], path: Path) -> None:
    """Fill the spreadsheet as it is handed out, with the letters that stand on each paper."""
    with (everybody.folder / "hand-out" / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    papers_by_id = {paper.id: paper for paper in papers}
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for row in rows:
            paper = papers_by_id.get(row[3])
            meant = everybody.meant.get(row[0], {})
            cells = [printed(item, meant[item.question]) for item in paper.items] if paper else []
            writer.writerow([*row[:4], *cells, *[""] * (len(header) - 4 - len(cells))])


def printed(item: Item, response: Any) -> str:
    """Return a response as somebody writes it on paper: the printed letters."""
    letters = {name: chr(ord("A") + place) for place, name in enumerate(item.order)}
    if isinstance(response, dict):
        return " ".join(f"{place}={letters[name]}" for place, name in enumerate(response.values(), 1))
    if isinstance(response, list):
        return " ".join(letters[name] for name in response)
    return letters.get(response, response_text(response))


def test_a_class_of_two_hundred_is_collected_graded_and_repaired(everybody: Class):
    told = everybody.run("collect", str(everybody.folder), str(everybody.folder.parent / "from the group"))
    assert told.startswith("195 new, 0 already here")
    again = everybody.run("collect", str(everybody.folder), str(everybody.folder.parent / "from the group"))
    assert again.startswith("0 new, 195 already here")
    states = json.loads(everybody.run("status", str(everybody.folder), "--format", "json"))
    assert sum(one["state"] == "missing" for one in states) == MISSING

    first, wrong_key = everybody.graded(), everybody.expected()
    assert_same(first, wrong_key)

    set_key(everybody.root, "a")
    second, right_key = everybody.graded(), everybody.expected()
    # Nobody loses what the wrong key gave: whoever would be lower keeps the first result.
    kept = {name: max(wrong_key[name].percent, right_key[name].percent) for name in right_key}
    assert {name: one["percent"] for name, one in second.items()} == {
        name: decimal_text(percent, fixed=1) for name, percent in kept.items()
    }
    gained = [name for name in kept if right_key[name].percent > wrong_key[name].percent]
    assert len(gained) > 50


def assert_same(graded: dict[str, dict], expected: dict[str, Result]) -> None:
    assert graded.keys() == expected.keys()
    for name, result in expected.items():
        states = {answer.question: answer.mark.state for answer in result.answers}
        assert {answer["question"]: answer["state"] for answer in graded[name]["answers"]} == states, name
        assert graded[name]["passed"] == result.passed


def test_allowed_to_lower_everybody_has_what_the_right_key_gives(everybody: Class):
    set_key(everybody.root, "a")
    told = everybody.run("grade", str(everybody.folder), "--allow-lower", "--format", "json")

    assert_same({one["person"]: one for one in json.loads(told)}, everybody.expected())
