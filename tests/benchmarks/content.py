"""Lessons and questions of any number, the same in every run, for benchmarks only."""

from dataclasses import dataclass
from random import Random

WORDS_A_SECTION = 85
SECTIONS = 6
_LEVELS = ("remember", "understand", "apply", "judge")
_WHO = ("the owner of flat 602", "a tenant", "the night guard", "Mrs Chen", "the site manager", "a courier")
_DOES = ("asks for", "reports", "signs for", "complains about", "forgets", "hands in", "checks", "explains")
_WHAT = (
    "the lift notice",
    "a parking card",
    "the repair order",
    "last month's fee",
    "a lost parcel",
    "the key log",
)
_WHEN = ("before nine", "on a rainy evening", "during the handover", "after the holiday", "twice in one week")
_THEN = (
    "so the desk writes down the time",
    "and the answer is given the same day",
    "and nobody promises what the contract does not hold",
    "so a colleague is called at once",
)


@dataclass(frozen=True)
class Choice:
    """One of four options and what it shows to the person who chose it."""

    text: str
    why: str


@dataclass(frozen=True)
class Question:
    """A single-choice question, whatever form it is written in."""

    slug: str
    level: str
    ask: str
    choices: dict[str, Choice]
    answer: str


@dataclass(frozen=True)
class Lesson:
    """A page of about 600 words and its questions."""

    slug: str
    title: str
    body: str
    questions: tuple[Question, ...]


def lessons(pages: int, questions: int = 10) -> list[Lesson]:
    """Return that many lessons, each with that many questions."""
    return [_lesson(number, questions) for number in range(1, pages + 1)]


def _lesson(number: int, questions: int) -> Lesson:
    random = Random(number)
    sections = [
        f"## Part {part} of topic {number}\n\n{_paragraph(random)}" for part in range(1, SECTIONS + 1)
    ]
    asked = tuple(_question(random, number, place) for place in range(1, questions + 1))
    return Lesson(f"topic-{number}", f"Topic {number}", "\n\n".join(sections), asked)


def _paragraph(random: Random) -> str:
    sentences: list[str] = []
    while sum(sentence.count(" ") + 1 for sentence in sentences) < WORDS_A_SECTION:
        sentences.append(_sentence(random))
    return "\n".join(sentences)


def _sentence(random: Random) -> str:
    who, does, what, when, then = (random.choice(words) for words in (_WHO, _DOES, _WHAT, _WHEN, _THEN))
    return f"{who[0].upper()}{who[1:]} {does} {what} {when}, {then}."


def _question(random: Random, lesson: int, place: int) -> Question:
    choices = {
        name: Choice(
            f"Write down {random.choice(_WHAT)} for case {lesson}-{place}{name}",
            f"Case {lesson}-{place}{name} turns on the record. {_sentence(random)}",
        )
        for name in "abcd"
    }
    ask = f"{_sentence(random)} Case {lesson}-{place}: what comes first?"
    return Question(f"case-{lesson}-{place}", _LEVELS[place % 4], ask, choices, random.choice("abcd"))
