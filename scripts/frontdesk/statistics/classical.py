"""Classical analysis of questions: how hard, how telling, which wrong answer tempts whom, what looks wrong.

The measure of a person is the mean share on the questions presented; a question is held against the mean
share on the others, so that it is never part of what it is compared with.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from frontdesk.statistics.answers import Answers
from frontdesk.statistics.intervals import wilson
from frontdesk.statistics.options import OptionSums, OptionUse
from frontdesk.statistics.rest import edges, means, rests

# Below this many answers a correlation is mostly chance: its 95 % interval is wider than ±0.36.
ENOUGH = 30
# A share above or below tells hardly anybody apart (Crocker and Algina 1986, chapter 14).
TOO_EASY, TOO_HARD = 0.95, 0.20
# Ebel and Frisbie (1991, chapter 13) call below 0.2 poor; half of that is hardly more than chance in a team.
HARDLY = 0.10
# A wrong option that fewer choose does not work (Haladyna and Downing 1993).
UNUSED = 0.05
# The parts at the top and bottom that show most (Kelley 1939, Journal of Educational Psychology 30, 17–24).
_KELLEY = 0.27
_NOTHING = 1e-12  # a variance of shares that is only the rounding of a machine


@dataclass(frozen=True)
class Item:
    """What the answers say about a question.

    `facility` is the mean share earned, from 0 to 1, with its 95 % interval `low` to `high`; blank answers
    count, questions not presented do not.  `discrimination` is the correlation of the share earned with the
    mean share on the other questions, from -1 to 1 (the corrected point-biserial, item and rest);
    `upper_lower` is the facility among the best 27 % less that among the weakest 27 %.  Both are None below
    `ENOUGH` answers, and where all earned the same.  `suspected_key` names the option that may be the right
    one; `guess` is the share that guessing earns, where one option is chosen.  `seconds` is the median.
    """

    question: str
    n: int
    facility: float | None
    low: float | None
    high: float | None
    discrimination: float | None
    upper_lower: float | None
    options: tuple[OptionUse, ...]
    suspected_key: str | None
    guess: float | None
    blank: float | None
    seconds: float | None
    flags: tuple[str, ...]


def analyse_items(answers: Answers) -> list[Item]:
    """Return what the answers say about each question, in the order of the columns.

    Flags: too-few-answers (fewer than `ENOUGH`, and then no other), too-easy, too-hard, hardly-discriminates,
    distractor-unused, suspected-wrong-key.
    """
    ability = means(answers.shares)
    sums = OptionSums(answers, ability)
    correlation = _correlation(answers, sums)
    known = ~np.isnan(answers.shares)
    n = known.sum(axis=0)
    facility = _mean(np.where(known, answers.shares, 0).sum(axis=0), n)
    upper, lower = (_facility_among(answers.shares, edge) for edge in edges(ability, _KELLEY))
    figures = np.array([facility, *wilson(facility, n), correlation, upper - lower])
    figures[3:, n < ENOUGH] = np.nan
    blank = None if answers.blank is None else _mean((answers.blank & known).sum(axis=0), n)
    return [
        _item(answers, sums, column, int(n[column]), figures[:, column], blank)
        for column in range(len(answers.questions))
    ]


def _item(
    answers: Answers, sums: OptionSums, column: int, n: int, figures: np.ndarray, blank: np.ndarray | None
) -> Item:
    facility, low, high, discrimination, upper_lower = map(_figure, figures)
    options = sums.of(column) if answers.options else ()
    suspected = sums.suspected_key(column) if options and n >= ENOUGH else None
    several = column in answers.ticked or not options
    return Item(
        answers.questions[column],
        n,
        facility,
        low,
        high,
        discrimination,
        upper_lower,
        options,
        suspected,
        None if several else 1 / len(options),
        None if blank is None else _figure(blank[column]),
        _median(answers.seconds, column),
        tuple(_flags(n, facility, discrimination, options, suspected)),
    )


def _flags(
    n: int,
    facility: float | None,
    discrimination: float | None,
    options: tuple[OptionUse, ...],
    suspected: str | None,
) -> Iterator[str]:
    if n < ENOUGH or facility is None:
        yield "too-few-answers"
        return
    if suspected:
        yield "suspected-wrong-key"
    if facility > TOO_EASY:
        yield "too-easy"
    if facility < TOO_HARD:
        yield "too-hard"
    if discrimination is not None and discrimination < HARDLY:
        yield "hardly-discriminates"
    if any(not option.right and option.share < UNUSED for option in options):
        yield "distractor-unused"


def _correlation(answers: Answers, options: OptionSums) -> np.ndarray:
    """Return the correlation of each question with the rest, and count its options on the way.

    Crocker and Algina (1986), chapter 14; Henrysson, S. (1963), Psychometrika 28, 211–218.
    """
    n, x, r, xx, rr, xr = np.zeros((6, len(answers.questions)))
    for part in rests(answers.shares):
        share, rest = part.share, part.rest
        n += len(share) if part.known is None else part.known.sum(axis=0)
        x += share.sum(axis=0)
        r += rest.sum(axis=0)
        xx += np.einsum("ij,ij->j", share, share)
        rr += np.einsum("ij,ij->j", rest, rest)
        xr += np.einsum("ij,ij->j", share, rest)
        options.add(part)
    spreads = (n * xx - x * x, n * rr - r * r)
    varies = np.minimum(*spreads) > _NOTHING * n * n
    product = np.sqrt(np.where(varies, spreads[0] * spreads[1], 1))
    return np.where(varies, (n * xr - x * r) / product, np.nan)


def _facility_among(shares: np.ndarray, weight: np.ndarray) -> np.ndarray:
    some = np.flatnonzero(weight)
    share, weight = shares[some], weight[some]
    known = ~np.isnan(share)
    return _mean(weight @ np.where(known, share, 0), weight @ known)


def _mean(total: np.ndarray, n: np.ndarray) -> np.ndarray:
    return np.divide(total, n, out=np.full(len(total), np.nan), where=n > 0)


def _median(seconds: np.ndarray | None, column: int) -> float | None:
    known = [] if seconds is None else seconds[~np.isnan(seconds[:, column]), column]
    return float(np.median(known)) if len(known) else None


def _figure(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
