"""How far the scores can be trusted, in words; what too few people carry is left out with the reason."""

from dataclasses import dataclass
from math import isnan

from frontdesk.reporting.analysis import Analysis
from frontdesk.reporting.wording import counted
from frontdesk.statistics.latent import ENOUGH_FOR_RASCH, ENOUGH_FOR_TWO_PARAMETER
from frontdesk.statistics.reliability import ENOUGH

_MOST = 5
_STEADY = ((0.9, "Very steady"), (0.8, "Steady"), (0.7, "Steady enough for a training quiz"))
_FEWEST_ANSWERS = 30  # on one question, before its place on a scale is told


@dataclass(frozen=True)
class Place:
    """One question on the scale: its id, its name, its figures in words."""

    question: str
    name: str
    difficulty: str
    slope: str


@dataclass(frozen=True)
class Trust:
    """Sentences about reliability and models, and the ends of the scale where there is one."""

    reliability: str
    models: list[str]
    hardest: list[Place]
    easiest: list[Place]


def trust_of(analysis: Analysis) -> Trust:
    """Return how far the scores of a class can be trusted."""
    hardest, easiest = _ends(analysis)
    return Trust(_reliability(analysis), _models(analysis), hardest, easiest)


def _reliability(analysis: Analysis) -> str:
    people, found = len(analysis.people), analysis.reliability
    if people < ENOUGH:
        told = f"How steady the scores are is told from {ENOUGH} people on; {people} are here."
        return f"{told} Treat a person’s percent as rough: one or two questions can go either way."
    if found.n < ENOUGH:
        return (
            "Everybody had questions of their own, so how steady the scores are cannot be told in one figure."
        )
    if found.alpha is None or found.standard_error is None:
        return "All scores are the same, so nothing can be said of how steady they are."
    words = next((words for least, words in _STEADY if found.alpha >= least), "Rough")
    points = round(100 * found.standard_error / found.questions)
    advice = "" if found.alpha >= _STEADY[-1][0] else " Use them to see what to teach, not to rank people."
    return (
        f"{words} (alpha {_figure(found.alpha)}, {counted(found.n, 'person', 'people')}).{advice} "
        f"Another quiz of this kind would, in two of three cases, give the same person a percent within "
        f"about {points} points of this one, so do not argue about less."
    )


def _models(analysis: Analysis) -> list[str]:
    people, told = len(analysis.people), []
    if analysis.rasch is None:
        told.append(
            f"Questions stand on one scale with people (Rasch) from {ENOUGH_FOR_RASCH} people on; "
            f"{people} {'is' if people == 1 else 'are'} here."
        )
    elif not analysis.rasch.converged:
        told.append("Questions could not be put on one scale (Rasch): the answers do not carry it.")
    else:
        told.append(
            "The scale (Rasch): at 0 somebody in the middle of this class is right in half of the cases; "
            "1 is harder by one standard deviation of the class."
        )
    if analysis.two_parameter is None:
        told.append(
            "How sharply each question parts people (two parameters) is told from "
            f"{ENOUGH_FOR_TWO_PARAMETER} people on."
        )
    return told


def _ends(analysis: Analysis) -> tuple[list[Place], list[Place]]:
    rasch = analysis.rasch
    if rasch is None or not rasch.converged:
        return [], []
    keys = list(analysis.asked)
    placed = [
        column
        for column, key in enumerate(keys)
        if analysis.items[key].n >= _FEWEST_ANSWERS and not isnan(rasch.difficulty[column])
    ]
    placed.sort(key=lambda column: -rasch.difficulty[column])
    most = min(_MOST, len(placed) // 2)
    return (
        [_place(analysis, keys[column], column) for column in placed[:most]],
        [_place(analysis, keys[column], column) for column in placed[len(placed) - most :]],
    )


def _place(analysis: Analysis, key: str, column: int) -> Place:
    rasch, two = analysis.rasch, analysis.two_parameter
    slope = "" if two is None or isnan(two.slope[column]) else _figure(two.slope[column])
    error = rasch.difficulty_error[column]
    told = _figure(rasch.difficulty[column]) + ("" if isnan(error) else f" ± {error:.2f}")
    return Place(key, analysis.asked[key].name, told, slope)


def _figure(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
