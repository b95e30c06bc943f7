"""The page of one person's paper: one HTML file that asks for nothing, holds no key, and hands answers in.

Its words stand in `page.html`, English with Chinese beside; its script (`docs/assets/assigned/`) says none.
A policy in the page itself lets only that script run and nothing be fetched.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from frontdesk.html.answer_fields import Form, Words, fields_html
from frontdesk.html.asking import asked_html, settled
from frontdesk.html.markup import chinese
from frontdesk.model.assignment import Assignment, Person
from frontdesk.model.bank import Bank
from frontdesk.model.paper import Item, Paper
from frontdesk.model.questions import Question, Scenario

# The page's own files: any content root gets the same page.
_ASSETS = Path(__file__).resolve().parents[3] / "docs" / "assets"
_SCRIPTS = (
    "quiz/sha256.js",
    "quiz/fields.js",
    "assigned/seal.js",
    "quiz/keeping.js",
    "assigned/assigned.js",
)
_STYLES = ("assigned/assigned.css",)
_TEMPLATES = Environment(
    loader=PackageLoader("frontdesk.assigning", "."),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["zh"] = chinese


def page_html(
    assignment: Assignment, paper: Paper, banks: Mapping[str, Bank], token: str, signature: str
) -> str:
    """Return the page of one paper; `banks` hold its questions as they were when it was drawn.

    `token` is `sealing.token_for` of the assignment's seed, `signature` that of `Assignment.code_text`.
    """
    person = assignment.person(paper.person) or Person(paper.person, paper.person)
    questions = [_question(item, banks[item.bank]) for item in paper.items]
    script, style = _joined(_SCRIPTS), _joined(_STYLES)
    return _TEMPLATES.get_template("page.html").render(
        assignment=assignment,
        paper=paper,
        person=person,
        attempt=assignment.attempt_of(paper),
        minutes=assignment.minutes_for(person),
        due=_day(assignment.due_for(person)),
        cards=[
            _card(number, *found) for number, found in enumerate(zip(paper.items, questions, strict=True), 1)
        ],
        has_critical=any(question.critical for question in questions),
        data=_script_json(_data(assignment, paper, person, token, signature)),
        style=Markup(style),
        script=Markup(script),
        policy=f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'",
    )


def _data(assignment: Assignment, paper: Paper, person: Person, token: str, signature: str) -> dict[str, Any]:
    """Return what the script must know: whose paper it is, and what makes its answers believed."""
    return {
        "p": paper.id,
        "w": person.id,
        "n": assignment.attempt_of(paper),
        "c": signature,
        "key": assignment.sealing_key,
        "token": token,
        "minutes": assignment.minutes_for(person),
        "due": str(assignment.due_for(person)),
        "file": f"{person.id}.{paper.id}.txt",
        "head": [
            f"Answers of {person.name} · {paper.title} · {paper.id}",
            "Send all of this, unchanged, to your manager. 请将全部内容原样发给主管。",
        ],
    }


def _question(item: Item, bank: Bank) -> Question:
    return next(question for question in bank.questions if question.id == item.slug)


def _card(number: int, item: Item, question: Question) -> dict[str, Any]:
    """Return one question as the template shows it."""
    legend, more = asked_html(question, item.values)
    anchor = f"q-{number}"
    start = list(question.scenes).index(question.start) + 1 if isinstance(question, Scenario) else None
    return {
        "number": number,
        "anchor": anchor,
        "type": question.type,
        "critical": question.critical,
        "points": format(question.points, "f"),
        "legend": Markup(settled(legend)),
        "more": Markup(settled(more)),
        "fields": Markup(fields_html(question, Form(anchor, item.order, is_practice=False, words=_WORDS))),
        "start": start,
    }


_WORDS = Words(
    answer=f"Your answer {chinese('你的答案')}",
    true=f"True {chinese('正确')}",
    false=f"False {chinese('错误')}",
    choose="Choose … 请选择",
    up="Move up 上移",
    down="Move down 下移",
    scene=f"Scene {{}} {chinese('场景')}",
    ending=f"Ending {{}} {chinese('结局')}",
    go_to="(→ {})",
    the_end=f"(→ the end {chinese('结束')})",
    decide=f"Decide {chinese('确定')}",
)

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _day(day: date) -> Markup:
    """Return a day in both languages, whatever the machine's own language is."""
    english = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
    weekday = "一二三四五六日"[day.weekday()]
    told = chinese(f"{day.year}年{day.month}月{day.day}日（星期{weekday}）")
    return Markup('<time datetime="{}">{}</time> {}').format(day, english, told)


@cache
def _joined(names: tuple[str, ...]) -> str:
    return "\n".join((_ASSETS / name).read_text("utf-8") for name in names)


def _script_json(data: dict) -> Markup:
    """Return data as JSON that can stand in a script element: no `<` can close it."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
