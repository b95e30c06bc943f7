"""Question booklets as Typst source: the head with what one must know, then the questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from frontdesk.model.expression import decimal_text
from frontdesk.model.paper import Paper
from frontdesk.model.questions import Question
from frontdesk.print.exam.codes import BOOKLET, code_svg, page_code
from frontdesk.print.exam.questions import question_source
from frontdesk.print.exam.text import shown
from frontdesk.print.text import literal


@dataclass(frozen=True)
class Copy:
    """One paper as it is handed to one person: what the paper itself does not know."""

    paper: Paper
    assignment: str
    name: str
    minutes: int | None = None
    due: date | None = None


def booklet_source(copy: Copy, questions: Mapping[str, Question]) -> str:
    """Return the source of one booklet."""
    paper = copy.paper
    asked = [
        question_source(number, item, questions[item.question]) for number, item in enumerate(paper.items, 1)
    ]
    named = f"id: {literal(paper.id)}, name: [{shown(copy.name)}], title: [{shown(paper.title)}]"
    body = _head(copy, questions) + "".join(asked)
    return f"#booklet({named}, first: <first-{paper.id}>, last: <last-{paper.id}>)[{body}]\n"


def _head(copy: Copy, questions: Mapping[str, Question]) -> str:
    paper = copy.paper
    code = literal(code_svg(page_code(copy.assignment, paper.id, BOOKLET)))
    facts = ", ".join(
        f"fact([{english}], [{zh}], [{value}])" for english, zh, value in _facts(copy, questions)
    )
    rules = ", ".join(f"[{english}]" for english, _ in _rules(copy))
    rules_zh = ", ".join(f"[{chinese}]" for _, chinese in _rules(copy))
    return (
        f"#booklet-head(title: [{shown(paper.title)}], name: [{shown(copy.name)}], id: {literal(paper.id)}, "
        f"code: qr({code}, 16mm), facts: ({facts},), rules: ({rules},), rules-zh: ({rules_zh},))"
    )


def _facts(copy: Copy, questions: Mapping[str, Question]) -> list[tuple[str, str, str]]:
    paper = copy.paper
    marks = sum((questions[item.question].possible for item in paper.items), Fraction(0))
    facts = [
        ("Questions", "题数", str(len(paper.items))),
        ("Marks", "总分", decimal_text(marks)),
        ("To pass", "及格", f"{paper.pass_mark}\u202f%"),
    ]
    if copy.minutes is not None:
        facts.append(("Time", "时间", f"{copy.minutes} min"))
    if copy.due is not None:
        facts.append(("Hand in by", "截止", shown(str(copy.due))))
    return facts


def _rules(copy: Copy) -> list[tuple[str, str]]:
    rules = [
        (
            "Check that the paper number on the answer sheet is the one on this booklet.",
            "核对答题卡上的试卷编号与本册一致。",
        ),
        (
            "Answer on the answer sheet; only what stands there counts. You may write in this booklet.",
            "答案写在答题卡上，仅答题卡计分；试题册上可以打草稿。",
        ),
        (
            "Mark a box with a cross. To take a mark back, fill the box completely and cross another.",
            "在方框内打叉。改答时把原方框全部涂满，再在另一个方框打叉。",
        ),
        (
            "A question left blank earns nothing; a guess costs nothing unless it says so.",
            "空题不得分；除另有说明外，答错不倒扣。",
        ),
    ]
    if copy.minutes is not None:
        rules.append(
            (
                f"You have {copy.minutes} minutes. Hand in the booklet and every page of the answer sheet.",
                f"时间 {copy.minutes} 分钟。交卷时请交试题册和全部答题卡。",
            )
        )
    return rules
