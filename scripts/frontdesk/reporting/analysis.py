"""A class analysed: the figures that the parts of a report share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from frontdesk.reporting.class_record import Asked, ClassRecord, PersonRecord, asked_questions
from frontdesk.reporting.names import Names
from frontdesk.reporting.temptations import Temptation, temptations
from frontdesk.statistics import (
    Answers,
    Item,
    Latent,
    ObjectiveShare,
    OptionUse,
    Reliability,
    analyse_items,
    fit_rasch,
    fit_two_parameter,
    measure_reliability,
    share_objectives,
)
from frontdesk.statistics.answers import answers_of
from frontdesk.statistics.latent import ENOUGH_FOR_RASCH, ENOUGH_FOR_TWO_PARAMETER

# From this many answers on a question is spoken of: its facility, its options, what stands out at once.
SPOKEN_OF = 10
_LONGEST_SECONDS = 86_400
_MOST_OF_THE_STRONGEST = 0.6
_FEWEST_CHOOSERS = 4
_GOES_WITH = 0.2  # a correlation


@dataclass(frozen=True)
class Analysis:
    """A class with its figures; rows of `answers` are `record.graded`, columns are `asked`.

    `doubts` names, by question, the option that may be the right one in place of the key; `tempted` holds
    the slips that people made in it.  `objectives` and `reached` (people × objectives, shares) count every
    question; `to_teach` and `taught_shares` count only those that say what to teach again, `taught`.
    """

    record: ClassRecord
    names: Names
    asked: dict[str, Asked]
    answers: Answers
    items: dict[str, Item]
    doubts: dict[str, OptionUse]
    tempted: dict[str, list[Temptation]]
    objectives: list[ObjectiveShare]
    reached: np.ndarray
    taught: list[str]
    to_teach: list[ObjectiveShare]
    taught_shares: np.ndarray
    reliability: Reliability
    rasch: Latent | None
    two_parameter: Latent | None

    @property
    def people(self) -> list[PersonRecord]:
        """Return the people of the rows."""
        return self.record.graded

    def item(self, question: str) -> Item:
        """Return what the answers say about a question."""
        return self.items[question]

    def objective_text(self, objective: str) -> str:
        """Return an objective, or a lesson, in words; slugs in words where the lesson cannot be read."""
        lesson, _, slug = objective.partition("#")
        if not slug:
            return self.lesson_title(lesson)
        known = self.record.lessons.get(lesson)
        words = slug.replace("-", " ")
        return known.objectives.get(slug, words) if known else words

    def lesson_title(self, objective: str) -> str:
        """Return the title of an objective's lesson; its path where it cannot be read."""
        lesson = objective.partition("#")[0]
        known = self.record.lessons.get(lesson)
        return known.title if known else lesson

    def lessons(self) -> tuple[list[ObjectiveShare], np.ndarray]:
        """Return the shares as those of objectives, by lesson."""
        return share_objectives(
            self.answers.shares,
            [one.bank.name for one in self.asked.values()],
            [float(one.question.possible) for one in self.asked.values()],
        )


def analyse(record: ClassRecord, names: Names) -> Analysis:
    """Return a class with all its figures."""
    asked = asked_questions(record)
    questions = {key: one.question for key, one in asked.items()}
    results = [one.result for one in record.graded]
    answers = replace(answers_of(results, questions), seconds=_seconds(record, asked))
    items = {item.question: item for item in analyse_items(answers)}
    doubts = {
        key: use
        for key, item in items.items()
        if asked[key].question.void is None and (use := doubted_option(item))
    }
    objectives, reached = _objectives(answers, asked, list(asked))
    taught = _taught(asked, doubts)
    to_teach, taught_shares = _objectives(answers, asked, taught)
    right = np.where(np.isnan(answers.shares), np.nan, answers.shares >= 1)
    return Analysis(
        record,
        names,
        asked,
        answers,
        items,
        doubts,
        {key: temptations(key, question, record.graded) for key, question in questions.items()},
        objectives,
        reached,
        taught,
        to_teach,
        taught_shares,
        measure_reliability(answers.shares),
        fit_rasch(right) if len(results) >= ENOUGH_FOR_RASCH else None,
        fit_two_parameter(right) if len(results) >= ENOUGH_FOR_TWO_PARAMETER and len(asked) > 2 else None,
    )


def _taught(asked: Mapping[str, Asked], doubts: Mapping[str, OptionUse]) -> list[str]:
    """Return the questions that say what to teach again.

    Nobody learns anything from a lesson on a wrong key; and where an objective has critical questions, those
    must be right, whatever the others are.
    """
    sure = {key: one for key, one in asked.items() if key not in doubts}
    must = {one.objective for one in sure.values() if one.question.critical}
    return [key for key, one in sure.items() if one.question.critical or one.objective not in must]


def _objectives(
    answers: Answers, asked: Mapping[str, Asked], keys: list[str]
) -> tuple[list[ObjectiveShare], np.ndarray]:
    columns = [place for place, key in enumerate(asked) if key in set(keys)]
    chosen = [asked[key] for key in keys]
    return share_objectives(
        answers.shares[:, columns],
        [one.objective for one in chosen],
        [float(one.question.possible) for one in chosen],
        [one.question.critical for one in chosen],
    )


def doubted_option(item: Item) -> OptionUse | None:
    """Return the option that may be the right one in place of the key, or None.

    It is the one that statistics suspect; but they want ten people who chose the key, and few choose a wrong
    one.  So an option is looked at too whose choosers did better otherwise than those of the key, when most
    of the strongest third chose it, more than the key, or when choosing it goes with knowing more and
    choosing the key with knowing less.  That is no proof; it costs a trainer one look.
    """
    if item.suspected_key:
        return next(use for use in item.options if use.name == item.suspected_key)
    right = [use for use in item.options if use.right]
    if item.guess is None or len(right) != 1 or item.n < SPOKEN_OF:
        return None
    better = [
        use
        for use in item.options
        if not use.right
        and use.count >= _FEWEST_CHOOSERS
        and (use.rest or 0) > (right[0].rest or 0)
        and (_is_preferred(use, right[0]) or _is_turned_round(use, right[0]))
    ]
    return max(better, key=lambda use: use.rest or 0, default=None)


def _is_preferred(use: OptionUse, key: OptionUse) -> bool:
    return use.upper >= _MOST_OF_THE_STRONGEST and use.upper > key.upper


def _is_turned_round(use: OptionUse, key: OptionUse) -> bool:
    return (use.discrimination or 0) >= _GOES_WITH and (key.discrimination or 0) <= -_GOES_WITH


def _seconds(record: ClassRecord, asked: Mapping[str, Asked]) -> np.ndarray:
    rows = [[_second(one.seconds.get(key)) for key in asked] for one in record.graded]
    return np.array(rows, float).reshape(len(rows), len(asked))


def _second(value: Any) -> float:
    """Return a time as a person's page tells it, NaN where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return np.nan
    return float(value) if 0 <= value <= _LONGEST_SECONDS else np.nan
