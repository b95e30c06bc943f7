"""One text as a site in four forms: without questions, ours, mkdocs-quiz, and plain lists."""

import shutil
from collections.abc import Callable
from pathlib import Path

import yaml

from .content import Lesson, Question, lessons

ROOT = Path(__file__).resolve().parent.parent.parent
_SETTINGS = """\
site_name: Benchmark
theme: {name: material, font: false}
plugins:
  - search
  - macros: {modules: [frontdesk.site.macros], on_error_fail: true, on_undefined: strict}
"""
_EXTENSIONS = "markdown_extensions: [admonition, attr_list, tables, frontdesk.site.stash]\n"


def write_site(root: Path, form: str, pages: int) -> Path:
    """Write a content root in one of `FORMS` and return it."""
    (root / "docs/area").mkdir(parents=True)
    (root / "quizzes").mkdir()
    shutil.copytree(ROOT / "docs/assets/quiz", root / "docs/assets/quiz")
    more = "  - mkdocs_quiz\n" if form == "mkdocs-quiz" else ""
    (root / "mkdocs.yml").write_text(_SETTINGS + more + _EXTENSIONS, "utf-8")
    (root / "docs/index.md").write_text("---\ntitle: Home\nkind: guide\n---\n\n# Home\n", "utf-8")
    for lesson in lessons(pages):
        parts = [_head(lesson), f"# {lesson.title}", lesson.body, "## Check yourself", FORMS[form](lesson)]
        (root / f"docs/area/{lesson.slug}.md").write_text("\n\n".join(parts) + "\n", "utf-8")
        if form == "ours":
            write_bank(root, lesson)
    return root


def write_bank(root: Path, lesson: Lesson) -> None:
    """Write a lesson's questions as our item bank."""
    path = root / f"quizzes/area/{lesson.slug}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    items = [_item(question) for question in lesson.questions]
    path.write_text(yaml.safe_dump({"questions": items}, sort_keys=False, width=1000), "utf-8")


def _head(lesson: Lesson) -> str:
    return (
        f"---\ntitle: {lesson.title}\ntitle_zh: 课题\nkind: lesson\naudience: [new-hire]\n"
        "minutes: 8\nneeds: []\nowner: new-hire\nreviewed: 2026-11-23\nreview_months: 12\n"
        "evidence: company-standard\n"
        "objectives:\n  first-step: Say what comes first\nsources: []\n---"
    )


def _item(question: Question) -> dict:
    return {
        "id": question.slug,
        "objective": "first-step",
        "type": "single-choice",
        "level": question.level,
        "ask": question.ask,
        "options": {name: {"text": c.text, "why": c.why} for name, c in question.choices.items()},
        "answer": question.answer,
    }


def _as_mkdocs_quiz(question: Question) -> str:
    lines = [
        line
        for name, choice in question.choices.items()
        for line in (f"- [{'x' if name == question.answer else ' '}] {choice.text}", f"> {choice.why}")
    ]
    return "\n".join(["<quiz>", question.ask, *lines, "</quiz>"])


def _as_list(question: Question) -> str:
    lines = [f"- {choice.text} ({choice.why})" for choice in question.choices.values()]
    return "\n".join([f"**{question.ask}**", "", *lines])


FORMS: dict[str, Callable[[Lesson], str]] = {
    "no questions": lambda lesson: "The questions of this lesson are asked at the desk.",
    "ours": lambda lesson: "{{ show_quiz() }}",
    "mkdocs-quiz": lambda lesson: "\n\n".join(map(_as_mkdocs_quiz, lesson.questions)),
    "plain lists": lambda lesson: "\n\n".join(map(_as_list, lesson.questions)),
}
