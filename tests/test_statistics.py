"""Statistics agree with published figures, with small cases by hand, and with themselves."""

import json
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.statistics import four_options, simulated
from conftest import ROOT
from frontdesk.grading import Quiz, grade_sheet
from frontdesk.library import read_bank, read_shared
from frontdesk.model.attempt import Sheet
from frontdesk.statistics import (
    Answers,
    ObjectiveShare,
    analyse_items,
    fit_rasch,
    fit_two_parameter,
    measure_reliability,
    share_objectives,
    spearman_brown,
    to_teach_again,
    wilson,
)
from frontdesk.statistics.answers import answers_of
from frontdesk.statistics.expectation import cross_product, expect, grid_of, patterns_of
from frontdesk.statistics.rest import edges

ORACLES = json.loads((ROOT / "tests" / "oracles" / "lsat.json").read_text("utf-8"))
TESTS = ["lsat6", "lsat7"]
NAN = np.nan


def people_of(test: str) -> np.ndarray:
    patterns = ORACLES[test]["patterns"]
    return np.repeat([[float(x) for x in pattern] for pattern in patterns], list(patterns.values()), axis=0)


def items(shares: np.ndarray, **more):
    return analyse_items(
        Answers([f"q{n}" for n in range(shares.shape[1])], np.asarray(shares, float), **more)
    )


def one_choice(chosen: list[list[int]], keys: list[str], options: str = "abc") -> Answers:
    """Return answers in which the option at a place was chosen, -1 for none."""
    places = np.array(chosen)
    right = np.array([options.index(key) for key in keys])
    names = [f"q{n}" for n in range(len(keys))]
    shares = (places == right).astype(float)
    return Answers(names, shares, [list(options)] * len(keys), [[key] for key in keys], places)


@pytest.mark.parametrize("test", TESTS)
def test_published_figures_of_questions_and_scores(test: str):
    oracle, found = ORACLES[test], items(people_of(test))
    scores = measure_reliability(people_of(test))

    assert [item.facility for item in found] == pytest.approx(oracle["p"])
    assert [item.discrimination for item in found] == pytest.approx(oracle["r_rest"], abs=1e-7)
    assert scores.alpha == pytest.approx(oracle["alpha"], abs=1e-8)
    assert scores.kr20 == pytest.approx(oracle["kr20_popvar"], abs=1e-8)
    assert scores.alpha_without == pytest.approx(oracle["alpha_drop"], abs=1e-8)
    assert (scores.n, scores.questions) == (1000, 5)
    assert scores.standard_error == pytest.approx(scores.deviation * (1 - scores.alpha) ** 0.5)


@pytest.mark.parametrize("test", TESTS)
@pytest.mark.parametrize("model", ["onepl_mml", "rasch_a1_mml", "twopl_mml"])
def test_published_figures_of_models(test: str, model: str):
    oracle = ORACLES[test][model]
    fit = {
        "onepl_mml": fit_rasch,
        "rasch_a1_mml": lambda right: fit_rasch(right, slope=1),
        "twopl_mml": fit_two_parameter,
    }[model]

    found = fit(people_of(test))

    assert found.converged
    assert found.log_likelihood == pytest.approx(oracle["loglik"], abs=1e-3)
    assert found.difficulty == pytest.approx(np.array(oracle["b"]), abs=1e-3)
    assert found.slope == pytest.approx(np.broadcast_to(oracle.get("a", 1), 5), abs=1e-3)


def test_a_model_is_the_same_in_any_order_and_whether_equal_rows_are_joined():
    right = people_of("lsat7")
    shuffled = np.random.default_rng(2).permutation(right)

    one, other = fit_two_parameter(right), fit_two_parameter(shuffled)

    assert len(patterns_of(right).people) == 32
    assert patterns_of(right).people.sum() == 1000
    assert one.difficulty == pytest.approx(other.difficulty, abs=1e-6)


def test_standard_errors_are_those_of_the_curvature_of_the_likelihood():
    right = simulated(5000, 6)
    fit, patterns, grid = fit_two_parameter(right), patterns_of(right), grid_of(61)
    slope, intercept = fit.slope, -fit.difficulty * fit.slope
    place, step = np.concatenate((intercept, slope)), 1e-3

    def height(point: np.ndarray) -> float:
        return expect(patterns, point[6:], point[:6], grid).log_likelihood

    eye = np.eye(12) * step
    curve = [
        [
            (height(place + a + b) - height(place + a - b) - height(place - a + b) + height(place - a - b))
            / (4 * step**2)
            for a in eye
        ]
        for b in eye
    ]
    expected = np.sqrt(np.diag(np.linalg.inv(-np.array(curve))))
    found = np.sqrt(np.diag(np.linalg.inv(cross_product(patterns, slope, intercept, grid))))

    assert found == pytest.approx(expected, rel=0.15)
    assert fit.slope_error == pytest.approx(found[6:])


def test_simulated_parameters_are_found_within_their_errors_also_where_answers_are_missing():
    right = simulated(4000, 20)
    random = np.random.default_rng(1)
    slope, difficulty = random.uniform(0.5, 2, 20), random.normal(size=20)
    right[np.random.default_rng(7).random(right.shape) < 0.25] = NAN

    found = fit_two_parameter(right)

    assert found.converged
    assert np.abs((found.slope - slope) / found.slope_error).max() < 4
    assert np.abs((found.difficulty - difficulty) / found.difficulty_error).max() < 4


def test_a_question_that_all_or_none_had_right_has_no_place_and_moves_no_other():
    right = people_of("lsat7")
    more = np.column_stack([np.ones(1000), right, np.zeros(1000), np.full(1000, NAN)])

    found, alone = fit_rasch(more), fit_rasch(right)

    assert np.isnan(found.difficulty[[0, 6, 7]]).all()
    assert found.difficulty[1:6] == pytest.approx(alone.difficulty, abs=1e-6)
    assert found.slope_error[1:6] == pytest.approx(alone.slope_error, abs=1e-6)


@pytest.mark.parametrize("fit", [fit_rasch, fit_two_parameter])
@pytest.mark.parametrize("right", [np.zeros((0, 3)), np.ones((5, 2)), np.full((4, 2), NAN), np.zeros((3, 0))])
def test_a_model_of_nothing_to_learn_from_says_so(fit, right: np.ndarray):
    found = fit(right)

    assert not found.converged
    assert np.isnan(found.difficulty).all()
    assert len(found.slope) == right.shape[1]


def test_a_model_takes_no_parts_of_points():
    with pytest.raises(ValueError, match="neither 1, 0 nor NaN"):
        fit_rasch(np.array([[0.5, 1], [0, 1]]))


@pytest.mark.parametrize("fit", [fit_rasch, fit_two_parameter])
@pytest.mark.parametrize("shape", [(1, 1), (2, 1), (2, 2), (40, 1), (3, 9)])
def test_a_model_of_very_few_answers_ends_with_numbers_or_none(fit, shape: tuple[int, int]):
    right = (np.random.default_rng(5).random(shape) < 0.5).astype(float)

    found = fit(right)

    assert found.iterations <= 603
    assert np.isfinite(found.log_likelihood)


def test_answers_seen_in_a_mirror_turn_difficulties_round():
    right = people_of("lsat7")

    found, mirrored = fit_rasch(right), fit_rasch(1 - right)

    assert mirrored.difficulty == pytest.approx(-found.difficulty, abs=1e-4)
    assert mirrored.log_likelihood == pytest.approx(found.log_likelihood, abs=1e-6)


def test_wilson_by_hand():
    low, high = wilson(np.array([0.8, 0, 1, NAN]), np.array([10, 5, 5, 0]))

    assert low[:3] == pytest.approx([0.490162, 0, 0.565518], abs=1e-6)
    assert high[:3] == pytest.approx([0.943318, 0.434482, 1], abs=1e-6)
    assert np.isnan([low[3], high[3]]).all()


def test_spearman_brown_by_hand():
    assert spearman_brown(0.5, 2) == pytest.approx(2 / 3)
    assert spearman_brown(0.8, 0.5) == pytest.approx(2 / 3)
    with pytest.raises(ValueError, match="no quiz is 0 times as long"):
        spearman_brown(0.5, 0)


def test_reliability_by_hand():
    shares = np.repeat([[1, 1], [1, 0], [0, 0], [0.5, 0.5]], 10, axis=0)
    found = measure_reliability(shares)

    # Over n: both variances 0.171875, the covariance 0.078125; alpha = 2 × (1 - 0.34375 / 0.5).
    assert found.alpha == pytest.approx(5 / 8)
    assert (found.kr20, found.alpha_without) == (None, (None, None))
    assert found.mean == 1


@pytest.mark.parametrize(
    "shares", [np.ones((50, 3)), np.ones((50, 1)), np.ones((29, 3)), np.zeros((0, 3)), np.full((50, 3), NAN)]
)
def test_reliability_of_nothing_that_varies_is_none(shares: np.ndarray):
    assert measure_reliability(shares).alpha is None


def test_only_whole_papers_are_compared():
    shares = np.vstack([people_of("lsat7"), [[NAN, 1, 1, 1, 1]]])

    assert measure_reliability(shares) == measure_reliability(people_of("lsat7"))


def test_options_by_hand():
    # Six people; the other two questions put them in order: the first two are the best third.
    answers = one_choice([[0, 0, 0], [0, 0, 0], [1, 0, 1], [1, 1, 0], [2, 1, 1], [-1, 1, 1]], ["a", "a", "a"])
    a, b, c = analyse_items(answers)[0].options

    assert [(use.name, use.right, use.count) for use in (a, b, c)] == [
        ("a", True, 2),
        ("b", False, 2),
        ("c", False, 1),
    ]
    assert [use.share for use in (a, b, c)] == pytest.approx([2 / 6, 2 / 6, 1 / 6])
    assert [use.rest for use in (a, b, c)] == pytest.approx([1, 0.5, 0])
    assert [use.upper for use in (a, b, c)] == pytest.approx([1, 0, 0])
    assert [use.lower for use in (a, b, c)] == pytest.approx([0, 0, 0.5])
    assert a.discrimination == pytest.approx(np.corrcoef([1, 1, 0, 0, 0, 0], [1, 1, 0.5, 0.5, 0, 0])[0, 1])


def test_few_answers_are_counted_and_not_judged():
    (item,) = analyse_items(one_choice([[0]] * 29, ["a"]))

    assert (item.n, item.facility, item.flags) == (29, 1, ("too-few-answers",))
    assert (item.discrimination, item.upper_lower, item.suspected_key) == (None, None, None)
    assert item.options[0].rest is None


def test_a_question_is_judged_by_what_is_known_of_it():
    easy, hard = np.ones(100), np.zeros(100)
    hard[:10] = 1
    telling = np.tile([1, 0], 50)
    found = items(np.column_stack([easy, hard, telling, telling]))

    assert [item.flags for item in found] == [
        ("too-easy",),
        ("too-hard", "hardly-discriminates"),
        (),
        (),
    ]
    assert found[0].discrimination is None
    assert found[2].discrimination == pytest.approx(np.corrcoef(telling, (easy + hard + telling) / 3)[0, 1])


def keyed_wrongly(answers: Answers, column: int) -> Answers:
    """Return the answers as they would be marked if an option that is wrong were the key."""
    keys = [list(key) for key in answers.keys]
    place = ("abcd".index(keys[column][0]) + 1) % 4
    keys[column] = ["abcd"[place]]
    shares = answers.shares.copy()
    shares[:, column] = answers.chosen[:, column] == place
    return Answers(answers.questions, shares, answers.options, keys, answers.chosen)


def test_a_wrong_key_is_suspected_and_the_right_one_named():
    answers = four_options(300, 12)
    found = analyse_items(keyed_wrongly(answers, 3))

    assert [item.question for item in found if "suspected-wrong-key" in item.flags] == ["question-3"]
    assert found[3].suspected_key == answers.keys[3][0]


def test_a_sound_key_is_hardly_ever_suspected():
    suspected = [
        item.suspected_key for seed in range(20) for item in analyse_items(four_options(60, 12, seed))
    ]

    assert sum(name is not None for name in suspected) <= 2


def test_options_of_which_several_may_be_ticked():
    random = np.random.default_rng(3)
    others = simulated(200, 8)
    able = others.mean(axis=1)
    ticked = np.column_stack([able > 0.3, random.random(200) < 0.5, able > 0.5])
    shares = np.column_stack([ticked[:, 0].astype(float), others])
    names, options = [f"q{n}" for n in range(9)], [list("abc"), *[[]] * 8]
    right = Answers(names, shares, options, [["a", "c"], *[[]] * 8], ticked={0: ticked})
    wrong = Answers(names, shares, options, [["a", "b"], *[[]] * 8], ticked={0: ticked})

    assert analyse_items(right)[0].suspected_key is None
    assert analyse_items(wrong)[0].suspected_key == "c"
    uses = analyse_items(right)[0].options
    assert [use.count for use in uses] == ticked.sum(axis=0).tolist()
    assert uses[2].discrimination == pytest.approx(np.corrcoef(ticked[:, 2], others.mean(axis=1))[0, 1])
    assert analyse_items(right)[0].guess is None


def test_blanks_guesses_times_and_unused_options():
    chosen = [[0], [1]] * 20
    blank = np.array([[False]] * 39 + [[True]])
    seconds = np.array([[4.0], [NAN]] * 20)
    seconds[2] = 100
    answers = one_choice(chosen, ["a"])
    (item,) = analyse_items(
        Answers(["q"], answers.shares, answers.options, answers.keys, answers.chosen, {}, blank, seconds)
    )

    assert (item.blank, item.guess, item.seconds) == (1 / 40, 1 / 3, 4)
    assert item.flags == ("distractor-unused",)


def test_what_was_not_presented_is_no_answer():
    shares = np.random.default_rng(4).permutation(people_of("lsat6"))
    shares[:500, 0] = NAN
    found = items(shares)[0]
    rest = np.nanmean(shares[500:, 1:], axis=1)

    assert found.n == 500
    assert found.facility == pytest.approx(shares[500:, 0].mean())
    assert found.discrimination == pytest.approx(np.corrcoef(shares[500:, 0], rest)[0, 1])


def test_of_a_person_with_one_question_there_is_no_rest():
    shares = np.vstack([people_of("lsat7"), [[1, NAN, NAN, NAN, NAN]] * 50])

    assert items(shares)[0].n == 1050
    assert items(shares)[0].discrimination == pytest.approx(ORACLES["lsat7"]["r_rest"][0], abs=1e-7)


@pytest.mark.parametrize("shape", [(0, 2), (3, 0), (1, 1)])
def test_nobody_and_nothing_are_no_errors(shape: tuple[int, int]):
    found = items(np.full(shape, NAN))

    assert [(item.n, item.facility, item.low) for item in found] == [(0, None, None)] * shape[1]


def test_arrays_of_another_shape_are_refused():
    with pytest.raises(ValueError, match="blank has the shape"):
        Answers(["q"], np.ones((2, 1)), blank=np.zeros((1, 2), bool))
    with pytest.raises(ValueError, match="options and keys"):
        Answers(["q"], np.ones((2, 1)), options=[["a"]])


_SHARES = st.lists(
    st.lists(st.sampled_from([0, 0.25, 0.5, 1, NAN]), min_size=4, max_size=4), min_size=1, max_size=60
).map(np.array)


@given(shares=_SHARES, seed=st.integers(0, 9))
@settings(deadline=None, max_examples=60)
def test_the_order_of_people_never_matters(shares: np.ndarray, seed: int):
    found, shuffled = items(shares), items(np.random.default_rng(seed).permutation(shares))

    for one, other in zip(found, shuffled, strict=True):
        assert (one.n, one.flags) == (other.n, other.flags)
        assert one.upper_lower == pytest.approx(other.upper_lower, nan_ok=True)
        assert one.discrimination == pytest.approx(other.discrimination)


@given(shares=_SHARES)
@settings(deadline=None, max_examples=60)
def test_everybody_twice_changes_no_figure_and_makes_all_surer(shares: np.ndarray):
    once, twice = items(np.repeat(shares, 30, axis=0)), items(np.repeat(shares, 60, axis=0))

    for one, two in zip(once, twice, strict=True):
        assert one.discrimination == pytest.approx(two.discrimination, abs=1e-9)
        assert one.facility == pytest.approx(two.facility)
        assert one.n == 0 or two.high - two.low < one.high - one.low
        assert one.n == 0 or one.low - 1e-9 <= one.facility <= one.high + 1e-9
        assert one.discrimination is None or abs(one.discrimination) <= 1 + 1e-9


@given(
    ability=st.lists(st.sampled_from([0, 0.2, 0.5, 1, NAN]), max_size=40),
    part=st.sampled_from([0.27, 1 / 3, 0.5]),
)
def test_the_best_and_the_weakest_are_the_part_asked_for(ability: list[float], part: float):
    upper, lower = edges(np.array(ability, float), part)
    known = sum(not np.isnan(one) for one in ability)

    assert upper.sum() == pytest.approx(max(part * known, 1) if known else 0)
    assert lower.sum() == pytest.approx(upper.sum())
    assert ((upper >= 0) & (upper <= 1)).all()
    assert not upper[np.isnan(ability)].any()


def test_objectives_by_hand():
    shares = np.array([[1, 0, 1], [1, 1, 0], [0.5, NAN, NAN]])
    found, matrix = share_objectives(shares, ["bill", "bill", "keys"], [1, 3, 1], [False, False, True])

    assert matrix == pytest.approx(np.array([[0.25, 1], [1, 0], [0.5, NAN]]), nan_ok=True)
    assert [(one.objective, one.critical, one.questions, one.n) for one in found] == [
        ("bill", False, 2, 3),
        ("keys", True, 1, 2),
    ]
    assert [one.share for one in found] == pytest.approx([1.75 / 3, 0.5])
    assert [found[1].low, found[1].high] == pytest.approx([float(end) for end in wilson(0.5, 2)])
    assert share_objectives(np.zeros((0, 1)), ["bill"])[0][0].share is None


def test_what_to_teach_again_comes_critical_first_then_surely_low():
    def reached(name: str, share: float, n: int, *, critical: bool = False) -> ObjectiveShare:
        low, high = wilson(share, n)
        return ObjectiveShare(name, critical, 2, n, share, float(low), float(high))

    found = [
        reached("few-and-low", 0.3, 3),
        reached("many-and-low", 0.4, 200),
        reached("fine", 0.9, 200),
        reached("critical", 0.7, 50, critical=True),
        reached("middling", 0.6, 50),
        ObjectiveShare("never-asked", True, 2, 0, None, None, None),
    ]

    assert [one.objective for one in to_teach_again(found)] == [
        "critical",
        "many-and-low",
        "middling",
        "few-and-low",
    ]
    assert [one.objective for one in to_teach_again(found, most=1)] == ["critical"]
    assert [one.objective for one in to_teach_again(found, wanted=0.5)] == ["many-and-low", "few-and-low"]


def test_results_become_arrays():
    bank, _ = read_bank(ROOT, "norms/property-fee", read_shared(ROOT)[0])
    quiz = Quiz(bank, date(2026, 11, 23))
    questions = {bank.full_id(question): question for question in bank.questions}
    keys = [quiz.key(question, "").get("answer") for question in bank.questions]
    given = {
        question.id: key
        for question, key in zip(bank.questions, keys, strict=True)
        if question.type in ("single-choice", "true-false", "multiple-response")
    }
    results = [
        grade_sheet(quiz, Sheet(person, answers))[0] for person, answers in (("li", given), ("wang", {}))
    ]

    answers = answers_of(results, questions)

    for column, question in enumerate(bank.questions):
        if question.id in given:
            assert answers.shares[:, column].tolist() == [1, 0]
            assert answers.blank[:, column].tolist() == [False, True]
        if question.type in ("single-choice", "true-false"):
            assert answers.options[column][answers.chosen[0, column]] == given[question.id]
            assert answers.chosen[1, column] == -1
        if question.type == "multiple-response":
            ticked = answers.ticked[column]
            names = [name for name, tick in zip(answers.options[column], ticked[0], strict=True) if tick]
            assert (sorted(names), ticked[1].any()) == (sorted(given[question.id]), False)
    assert len(analyse_items(answers)) == len(bank.questions)
