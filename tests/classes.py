"""Classes that answered: drawn over the real banks, answered by ability, graded; data for tests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

from conftest import ROOT
from frontdesk.drawing import as_numbers, key_for
from frontdesk.grading import PaperQuestions, grade_paper
from frontdesk.library import read_library
from frontdesk.model.assignment import Assignment, Person
from frontdesk.model.attempt import Mark, Result, Sheet
from frontdesk.model.bank import Bank
from frontdesk.model.blueprint import Blueprint
from frontdesk.model.expression import decimal_text
from frontdesk.model.paper import Item, Paper
from frontdesk.model.questions import (
    Essay,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    Question,
    Scenario,
    ShortAnswer,
    SingleChoice,
)
from frontdesk.papers import draw_paper, seed_for
from frontdesk.reporting.class_record import ClassRecord, Lesson, PersonRecord
from frontdesk.scoring import mark

DUE = date(2026, 12, 4)
REPORTED = date(2026, 12, 7)
EVERYBODY_THE_SAME = {
    "title": "The contract and the fee",
    "attempts": "2",
    "minutes": "40",
    "draw": [
        {
            "from": "law/service-contract",
            "count": "10",
            "type": ["single-choice", "multiple-response", "true-false", "ordering", "matching"],
        },
        {"from": "law/service-contract", "count": "1", "type": "short-answer"},
        {"from": "law/service-contract", "count": "1", "type": "essay"},
        {"from": "norms/property-fee", "count": "13"},
    ],
    "shuffle": ["questions", "options"],
}
OWN_QUESTIONS = {
    "title": "Desk-Ready certificate",
    "draw": [{"from": "law", "count": "12"}, {"from": "norms", "count": "8"}],
    "shuffle": ["questions", "options"],
}
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = "丽杰芳敏静强磊军洋勇艳娟涛明超秀霞平刚桂"
PINYIN = ("Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Zhao", "Huang", "Zhou", "Wu")


@cache
def library() -> Any:
    """The real content, read once."""
    return read_library(ROOT)[0]


def lessons() -> dict[str, Lesson]:
    return {
        name: Lesson(page.head.title, page.head.objectives, {h.text: h.anchor for h in page.headings})
        for name, page in library().lessons.items()
    }


def people(n: int) -> tuple[Person, ...]:
    return tuple(
        Person(
            f"member-{number:03}",
            FAMILY[number % 30] + GIVEN[number * 7 % 20] + (GIVEN[number // 30 % 20] if number > 29 else ""),
        )
        for number in range(n)
    )


def with_key(banks: Mapping[str, Bank], full_id: str, **changes: Any) -> dict[str, Bank]:
    """Return the banks with a question changed, as a slip of a trainer would."""
    return {
        name: replace(
            bank,
            questions=tuple(
                question.model_copy(update=changes) if bank.full_id(question) == full_id else question
                for question in bank.questions
            ),
        )
        for name, bank in banks.items()
    }


def assignment(plan: Mapping[str, Any], who: tuple[Person, ...], due: date = DUE) -> Assignment:
    blueprint = Blueprint.model_validate(plan)
    banks = library().banks
    papers = []
    for person in who:
        for attempt in range(1, blueprint.attempts + 1):
            paper = draw_paper(
                "simulated",
                blueprint,
                banks,
                date(2026, 11, 25),
                seed_for("s", person.id, attempt),
                person.id,
            )
            assert paper is not None
            papers.append(paper)
    return Assignment(
        id="simulated",
        title=blueprint.title,
        blueprint="simulated",
        edition="e",
        due=due,
        pass_mark=blueprint.pass_mark,
        attempts=blueprint.attempts,
        sealing_key="",
        signing_key="",
        people=who,
        papers=tuple(papers),
        minutes=blueprint.minutes,
    )


@dataclass
class Pupil:
    """Answers by ability: a wrong answer is mostly the one that tempts most."""

    random: Random
    ability: float

    def response(self, question: Question, item: Item, hardness: float) -> Any:
        knows = self.random.random() < 1 / (1 + 2.718 ** -(1.4 * (self.ability - hardness)))
        if self.random.random() < 0.02:
            return None
        right = right_response(question, item)
        if isinstance(question, Essay):
            return "The lift stays on. 电梯照常运行。 =1+1 <b>We</b> write first."
        return right if knows else self._wrong(question, item, right)

    def _wrong(self, question: Question, item: Item, right: Any) -> Any:
        choose = self.random
        match question:
            case SingleChoice():
                wrong = [name for name in question.options if name != right]
                return choose.choices(wrong, [4, 1, 1, 1, 1][: len(wrong)])[0]
            case MultipleResponse():
                ticked = [name for name in question.options if (name in right) != (choose.random() < 0.3)]
                return ticked or [next(iter(question.options))]
            case Numeric():
                slip = choose.choice(list(question.slips) or ["1"])
                return decimal_text(question.compiled(slip).value(as_numbers(item.values)))
            case ShortAnswer():
                return choose.choice(["the term", "no idea", "=cmd|' /C calc'!A0"])
            case Ordering():
                order = list(right)
                place = choose.randrange(len(order) - 1)
                order[place], order[place + 1] = order[place + 1], order[place]
                return order
            case Matching():
                wrong = dict(right)
                one, other = choose.sample(list(wrong), 2)
                wrong[one], wrong[other] = wrong[other], wrong[one]
                return wrong
            case Scenario():
                return choose.choice(list(paths(question, question.start)))
        return "false" if right == "true" else "true"


def paths(question: Scenario, scene: str | None) -> Iterator[list[str]]:
    choices = question.scenes[scene].choices if scene else {}
    if not choices:
        yield []
    for name, move in choices.items():
        yield from ([name, *rest] for rest in paths(question, move.next))


def right_response(question: Question, item: Item) -> Any:
    key = key_for(question, item.values)
    if isinstance(question, Essay):
        return "Lifts stay on."
    if isinstance(question, Scenario):
        return max(paths(question, question.start), key=lambda path: mark(key, path).earned)
    if isinstance(question, ShortAnswer):
        return key["accept"][0].replace("*", "")
    return decimal_text(Fraction(key["answer"])) if isinstance(question, Numeric) else key["answer"]


def record_of(
    given: Assignment,
    sheets: Mapping[str, dict[str, Any]],
    banks: Mapping[str, Bank] | None = None,
    day: date = REPORTED,
    **more: Mapping[str, Any],
) -> ClassRecord:
    """Return a class of whose people those with a sheet handed in; `more` are fields by person."""
    banks = banks or library().banks
    questions = PaperQuestions(banks)
    rows = []
    for person in given.people:
        changes = dict(more.get(person.id, {}))
        due = given.due_for(person)
        if person.id not in sheets:
            rows.append(PersonRecord(person, due, "overdue" if day > due else "missing", **changes))
            continue
        paper = given.papers_of(person)[0]
        result, _ = grade_paper(paper, questions, Sheet(person.id, sheets[person.id], paper=paper.id))
        if "marked" in changes:
            result = marked_by_hand(result, changes.pop("marked"))
        state = {None: "needs review", True: "passed", False: "not passed"}[result.passed]
        waiting = sum(answer.mark.state == "needs-review" for answer in result.answers)
        fields = {
            "attempts": 1,
            "open": waiting,
            "submitted": "2026-12-03T09:14:31+08:00",
            "arrived": "2026-12-03T10:00:00+08:00",
        }
        rows.append(PersonRecord(person, due, state, result=result, paper=paper, **(fields | changes)))
    return ClassRecord(given, tuple(rows), banks, lessons(), day)


def marked_by_hand(result: Result, share: Fraction) -> Result:
    """Return a result whose open answers a person has marked."""
    return replace(
        result,
        answers=tuple(
            replace(answer, mark=Mark(share * answer.mark.possible, answer.mark.possible, "partial"))
            if answer.mark.state == "needs-review"
            else answer
            for answer in result.answers
        ),
    )


def simulated(
    n: int = 30,
    plan: Mapping[str, Any] = EVERYBODY_THE_SAME,
    *,
    seed: int = 1,
    missing: int = 3,
    wrong_key: bool = True,
) -> ClassRecord:
    """Return a class of mixed ability; the last are missing, two essays wait, one is late, a key is wrong."""
    given = assignment(plan, people(n))
    banks = library().banks
    key_of = PaperQuestions(banks)._found
    random = Random(seed)
    hardness = {key: random.gauss(-0.9, 0.8) for key in sorted(key_of)}
    sheets, more = {}, {}
    for number, person in enumerate(given.people[: n - missing]):
        pupil = Pupil(random, random.gauss(0, 1.1))
        paper = given.papers_of(person)[0]
        sheets[person.id] = {
            item.question: pupil.response(key_of[item.question][1], item, hardness[item.question])
            for item in paper.items
        }
        more[person.id] = {
            "seconds": {item.question: max(4, round(random.gauss(35, 15))) for item in paper.items}
        }
        if number >= 2:
            more[person.id]["marked"] = Fraction(random.randrange(3, 7), 6)
        if number == 4:
            more[person.id] |= {"late": True, "submitted": "2026-12-05T21:02:00+08:00", "again": 1}
    if wrong_key:
        full_id, question = wrong_one(banks, given.papers)
        banks = with_key(
            banks, full_id, answer=next(name for name in question.options if name != question.answer)
        )
    return record_of(given, sheets, banks, **more)


def wrong_one(banks: Mapping[str, Bank], papers: tuple[Paper, ...]) -> tuple[str, SingleChoice]:
    """Return the question whose key is made wrong: the first single choice that everybody is asked most."""
    questions = PaperQuestions(banks)._found
    asked = [item.question for paper in papers for item in paper.items]
    singles = sorted(
        key
        for key in set(asked)
        if isinstance(questions[key][1], SingleChoice) and not questions[key][1].critical
    )
    most = max(singles, key=asked.count)
    return most, questions[most][1]
