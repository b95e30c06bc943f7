"""How long it takes to analyse very many answers."""

import time
from collections.abc import Callable
from functools import partial
from statistics import median

import numpy as np

from frontdesk.statistics import Answers, analyse_items, fit_two_parameter, measure_reliability

from .measure import interleaved, say, table


def report(rounds: int = 3, part: float = 1) -> str:
    """Return seconds on the wall and of the processor; `part` of the people is enough for a trial."""
    few, many = int(50_000 * part), int(100_000 * part)
    say(f"statistics: {many} × 50 and {few} × 100 answers")
    answers, right = four_options(many, 50), simulated(few, 100)
    work = {
        f"two parameters, {few:,} × 100": partial(fit_two_parameter, right),
        f"items with options, {many:,} × 50": partial(analyse_items, answers),
        f"reliability, {many:,} × 50": partial(measure_reliability, answers.shares),
    }
    times = interleaved({name: partial(_timed, task) for name, task in work.items()}, rounds)
    rows = [[name, f"{median(found.wall):.3f}", f"{median(found.cpu):.3f}"] for name, found in times.items()]
    return table(f"Statistics, {rounds} rounds", ["what", "median s", "processor s"], rows)


def simulated(people: int, questions: int, seed: int = 1) -> np.ndarray:
    """Return right (1) and wrong (0) answers of people with normal abilities."""
    random = np.random.default_rng(seed)
    slope, difficulty = random.uniform(0.5, 2, questions), random.normal(size=questions)
    ability = random.normal(size=people)
    chance = 1 / (1 + np.exp(-slope * (ability[:, None] - difficulty)))
    return (random.random((people, questions)) < chance).astype(float)


def four_options(people: int, questions: int, seed: int = 1) -> Answers:
    """Return answers to single-choice questions with four options, of which one is right."""
    random = np.random.default_rng(seed)
    shares = simulated(people, questions, seed)
    key = random.integers(0, 4, questions)
    wrong = (key + random.integers(1, 4, shares.shape)) % 4
    chosen = np.where(shares == 1, key, wrong).astype(np.int16)
    names = [f"question-{number}" for number in range(questions)]
    keys = [["abcd"[place]] for place in key]
    return Answers(names, shares, [list("abcd")] * questions, keys, chosen)


def _timed(task: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    task()
    return time.perf_counter() - wall, time.process_time() - cpu
