"""Classes that answered: drawn over the real banks, answered by ability, graded; data for tests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
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
from frontdesk.model.paper import Item
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
from frontdesk.papers import draw_paper, paper_id, seed_for
from frontdesk.reporting.class_record import ClassRecord, Lesson, PersonRecord
from frontdesk.reporting.register import lesson_of
from frontdesk.scoring import mark

TODAY = date(2026, 11, 25)
DUE = date(2026, 12, 4)
REPORTED = date(2026, 12, 7)
PLAN = {
    "title": "The contract and the fee",
    "attempts": "2",
    "draw": [
        {"from": "law/service-contract", "count": "4", "type": ["single-choice", "true-false"]},
        {"from": "law/service-contract", "count": "1", "type": "essay"},
        {"from": "law/service-contract", "count": "6"},
        {"from": "norms/property-fee", "count": "4", "type": "single-choice"},
        {"from": "norms/property-fee", "count": "2", "type": "numeric"},
        {"from": "norms/property-fee", "count": "4"},
    ],
    "shuffle": ["questions", "options"],
}
OWN_QUESTIONS = {
    "title": "Desk-Ready certificate",
    "draw": [{"from": "law", "count": "12"}, {"from": "norms", "count": "8"}],
    "shuffle": ["questions", "options"],
}
ALL_KEYS = {"title": "Keys of the week", "draw": [{"from": "law/keys", "count": "9"}]}
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = "丽杰芳敏静强磊军洋勇艳娟涛明超秀霞平刚桂"
PINYIN = ("Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Zhao", "Huang", "Zhou", "Wu")


@dataclass(frozen=True)
class Content:
    """Banks and lessons of a content root."""

    banks: Mapping[str, Bank]
    lessons: Mapping[str, Lesson]

    def changed(self, full_id: str, **changes: Any) -> "Content":
        """Return the content with a question changed, as a trainer would, rightly or by a slip."""
        return replace(self, banks=with_key(self.banks, full_id, **changes))


@cache
def content_of(root: Path) -> Content:
    library = read_library(root)[0]
    return Content(library.banks, {name: lesson_of(page) for name, page in library.lessons.items()})


def real() -> Content:
    """The real content, read once."""
    return content_of(ROOT)


def keys() -> Content:
    """A bank of nine questions, one of each type, that never changes."""
    return content_of(ROOT / "tests" / "cases" / "good")


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


def assignment(
    plan: Mapping[str, Any], who: tuple[Person, ...], content: Content, *, is_shared: bool = True
) -> Assignment:
    """Return an assignment; where it is shared, everybody has the same questions."""
    blueprint = Blueprint.model_validate(plan)
    papers = []
    for person in who:
        for attempt in range(1, blueprint.attempts + 1):
            own = seed_for("s", person.id, attempt)
            drawn_by = "everybody" if is_shared else own
            paper = draw_paper("simulated", blueprint, content.banks, TODAY, drawn_by, person.id)
            assert paper is not None
            papers.append(replace(paper, id=paper_id(own), seed=own))
    return Assignment(
        id="simulated",
        title=blueprint.title,
        blueprint="simulated",
        edition="e",
        due=DUE,
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
    content: Content,
    day: date = REPORTED,
    **more: Mapping[str, Any],
) -> ClassRecord:
    """Return a class of whose people those with a sheet handed in; `more` are fields by person."""
    questions = PaperQuestions(content.banks)
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
    return ClassRecord(given, tuple(rows), content.banks, content.lessons, day)


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


def key_class(
    *sheets: dict[str, Any] | None,
    day: date = REPORTED,
    content: Content | None = None,
    repaired: Content | None = None,
    **more: Any,
) -> ClassRecord:
    """Return a class that was asked all about keys: what each answered other than right, None for missing.

    It is graded with `repaired`, where a question was changed since.
    """
    content = content or keys()
    given = assignment(ALL_KEYS, people(len(sheets)), content)
    questions = {bank.full_id(q): q for bank in content.banks.values() for q in bank.questions}
    filled = {}
    for person, changed in zip(given.people, sheets, strict=True):
        if changed is not None:
            items = given.papers_of(person)[0].items
            right = {item.question: right_response(questions[item.question], item) for item in items}
            filled[person.id] = right | {f"keys.{slug}": response for slug, response in changed.items()}
    marked = {person: {"marked": Fraction(1)} for person in filled}
    return record_of(
        given,
        filled,
        repaired or content,
        day,
        **{key: marked.get(key, {}) | more.get(key, {}) for key in {*marked, *more}},
    )


def simulated(
    n: int = 30,
    plan: Mapping[str, Any] = PLAN,
    *,
    seed: int = 1,
    missing: int = 3,
    wrong_key: bool = True,
    is_shared: bool = True,
) -> ClassRecord:
    """Return a class of mixed ability; the last are missing, two essays wait, one is late, a key is wrong."""
    content = real()
    given = assignment(plan, people(n), content, is_shared=is_shared)
    questions = {bank.full_id(q): q for bank in content.banks.values() for q in bank.questions}
    random = Random(seed)
    hardness = {key: random.gauss(-0.9, 0.8) for key in sorted(questions)}
    sheets, more = {}, {}
    for number, person in enumerate(given.people[: n - missing]):
        pupil = Pupil(random, random.gauss(0, 1.1))
        items = given.papers_of(person)[0].items
        sheets[person.id] = {
            item.question: pupil.response(questions[item.question], item, hardness[item.question])
            for item in items
        }
        seconds = {item.question: max(4, round(random.gauss(35, 15))) for item in items}
        more[person.id] = {"seconds": seconds} | (
            {"marked": Fraction(random.randrange(3, 7), 6)} if number > 1 else {}
        )
        if number == 4:
            more[person.id] |= {"late": True, "submitted": "2026-12-05T21:02:00+08:00", "again": 1}
    if wrong_key:
        full_id = wrong_one(given)
        names = questions[full_id].options
        content = content.changed(
            full_id, answer=next(name for name in names if name != questions[full_id].answer)
        )
    return record_of(given, sheets, content, **more)


def wrong_one(given: Assignment) -> str:
    """Return the question whose key is made wrong: a single choice that everybody is asked."""
    questions = {bank.full_id(q): q for bank in real().banks.values() for q in bank.questions}
    items = given.papers[0].items
    singles = (item.question for item in items if isinstance(questions[item.question], SingleChoice))
    return min(key for key in singles if not questions[key].critical)
