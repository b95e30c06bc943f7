"""How sure a score is: would another set of such questions put the same people in the same order?"""

from dataclasses import dataclass

import numpy as np

# Below this many people alpha is mostly chance (its interval is wider than ±0.2 at 0.7).
ENOUGH = 30


@dataclass(frozen=True)
class Reliability:
    """The reliability of scores, which are sums of shares: from 0 to the number of questions.

    `n` counts the people to whom all questions were presented; only they can be compared, so papers drawn
    for each person have none.  Figures are None below `ENOUGH` of them, with one question, or without any
    spread. `deviation` is the standard deviation of the scores and `standard_error` that of one person's
    score, both in points of one share.  `kr20` is given where every answer is right or wrong.
    `alpha_without` holds alpha without each question: one that raises it when left out weakens the quiz.
    """

    n: int
    questions: int
    mean: float | None = None
    deviation: float | None = None
    alpha: float | None = None
    standard_error: float | None = None
    kr20: float | None = None
    alpha_without: tuple[float | None, ...] = ()


def measure_reliability(shares: np.ndarray) -> Reliability:
    """Return the reliability of the scores of people (rows) in questions (columns).

    Alpha: Cronbach, L. J. (1951), Psychometrika 16, 297–334, with variances over n - 1.  Kuder–Richardson
    20: Kuder, G. F. and Richardson, M. W. (1937), Psychometrika 2, 151–160, with variances over n
    throughout, which makes it equal to alpha.  Standard error of measurement: deviation × √(1 - alpha).
    """
    whole = shares[~np.isnan(shares).any(axis=1)]
    n, k = whole.shape
    if n < ENOUGH or k < 2:
        return Reliability(n, k)
    centred = whole - whole.mean(axis=0)
    score = centred.sum(axis=1)
    single, total, both = centred.var(axis=0, ddof=1), score.var(ddof=1), centred.T @ score / (n - 1)
    alpha = _alpha(k, single.sum(), total)
    without = (_alpha(k - 1, single.sum() - single[j], total - 2 * both[j] + single[j]) for j in range(k))
    return Reliability(
        n,
        k,
        float(whole.mean(axis=0).sum()),
        float(total**0.5),
        alpha,
        None if alpha is None else float((total * max(1 - alpha, 0)) ** 0.5),
        _kr20(whole),
        tuple(without),
    )


def spearman_brown(reliability: float, times: float) -> float:
    """Return the reliability of a quiz `times` as long, of questions like these.

    Spearman, C. (1910), British Journal of Psychology 3, 271–295; Brown, W. (1910), the same, 296–322.
    Raise ValueError where `times` is not above 0, or where the rule has no answer.
    """
    below = 1 + (times - 1) * reliability
    if times <= 0 or below <= 0:
        raise ValueError(f"no quiz is {times} times as long as one with a reliability of {reliability}")
    return times * reliability / below


def _alpha(k: int, single: float, total: float) -> float | None:
    return float(k / (k - 1) * (1 - single / total)) if k > 1 and total > 1e-12 else None


def _kr20(whole: np.ndarray) -> float | None:
    if not ((whole == 0) | (whole == 1)).all():
        return None
    p = whole.mean(axis=0)
    return _alpha(whole.shape[1], float((p * (1 - p)).sum()), float(whole.sum(axis=1).var()))
