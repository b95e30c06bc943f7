"""A seed draws the same numbers, orders, values and texts in Python and in the browser."""

import json
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import VECTORS
from frontdesk.drawing import Stream, draw_values
from frontdesk.model.expression import ExpressionError, compile_expression, decimal_text, exact_text
from frontdesk.model.questions import Numeric

FILES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((VECTORS / "draw").glob("*.json"))
}
# A case knows what stands once for its group: its seed, or what is given.
CASES = [
    (f"{subject}: {group['about']}: {case['case']}", subject, {**group, **case})
    for subject, groups in FILES.items()
    for group in groups
    for case in group["cases"]
]
IDS = [name for name, _, _ in CASES]

_IN_BROWSER = """cases => {
  const run = {
    stream(c) {
      const {below} = frontdeskDraw.stream(c.seed);
      return c.bounds.map(bound => `${below(BigInt(bound))}`);
    },
    shuffle: c => frontdeskDraw.stream(c.seed).shuffled(c.items),
    given: c => frontdeskDraw.values(c.given, c.question, c.seed),
    expression(c) {
      try { return frontdeskScore.fraction.show(frontdeskDraw.evaluate(c.postfix, c.values)); }
      catch (error) { return `${error.message}`; }
    },
    decimal(c) {
      const value = frontdeskScore.fraction.read(c.value);
      return c.exact ? frontdeskDraw.exactText(value) : frontdeskDraw.decimalText(value, c.most, c.fixed);
    },
  };
  return cases.map(([subject, c]) => run[subject](c));
}"""
EXPECTED = {
    "stream": lambda case: case["numbers"],
    "shuffle": lambda case: case["order"],
    "given": lambda case: case["values"],
    "expression": lambda case: case["value"] or "divides by zero",
    "decimal": lambda case: case["text"],
}


def question_with(given: dict) -> Numeric:
    words = {"id": "q", "objective": "o", "level": "apply", "ask": "?", "answer": "1", "why": "."}
    return Numeric.model_validate({**words, "type": "numeric", "given": given})


def stream(case: dict) -> list[str]:
    numbers = Stream(case["seed"])
    return [str(numbers.below(int(bound))) for bound in case["bounds"]]


def expression(case: dict) -> str:
    compiled = compile_expression(case["text"], case["values"])
    assert compiled.postfix == case["postfix"]
    try:
        return str(compiled.value({name: Fraction(text) for name, text in case["values"].items()}))
    except ExpressionError as error:
        return error.what


def decimal(case: dict) -> str:
    value = Fraction(case["value"])
    return (
        exact_text(value)
        if case.get("exact")
        else decimal_text(value, case.get("most", 4), case.get("fixed"))
    )


IN_PYTHON = {
    "stream": stream,
    "shuffle": lambda case: Stream(case["seed"]).shuffled(case["items"]),
    "given": lambda case: draw_values(question_with(case["given"]), case["question"], case["seed"]),
    "expression": expression,
    "decimal": decimal,
}


@pytest.fixture(scope="module", params=["python", pytest.param("browser", marks=pytest.mark.browser)])
def drawn(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What every case draws, all of them at once."""
    if request.param == "python":
        return {name: IN_PYTHON[subject](case) for name, subject, case in CASES}
    asked = [(subject, {k: v for k, v in case.items() if k != "cases"}) for _, subject, case in CASES]
    return dict(zip(IDS, request.getfixturevalue("in_browser")(_IN_BROWSER, asked), strict=True))


@pytest.mark.parametrize(("name", "subject", "case"), CASES, ids=IDS)
def test_seed_draws_what_it_always_drew(drawn: dict[str, Any], name: str, subject: str, case: dict):
    assert EXPECTED[subject](case) == drawn[name]


def test_values_are_drawn_in_the_order_they_are_written(drawn: dict[str, Any]):
    for name, subject, case in CASES:
        if subject == "given":
            assert list(case["given"]) == list(drawn[name])


def test_case_names_are_unique():
    assert len(IDS) == len(set(IDS))
    assert set(FILES) == set(IN_PYTHON)


def test_the_drawer_gets_from_a_question_what_the_vectors_hold():
    for group in FILES["given"]:
        question = question_with(group["given"])
        assert {name: values.as_key() for name, values in question.given.items()} == group["given"]


@pytest.mark.parametrize("bound", [2, 3, 7, 10])
def test_each_number_is_as_likely_as_any_other(bound: int):
    numbers = Stream("fair")
    counts = Counter(numbers.below(bound) for _ in range(bound * 1000))

    assert set(counts) == set(range(bound))
    # Far outside what chance does to a thousand: five deviations are 160.
    assert all(840 < count < 1160 for count in counts.values())


@given(st.text(st.characters(exclude_categories=["Cs"])), st.lists(st.integers()))
def test_shuffling_loses_and_adds_nothing(seed: str, items: list[int]):
    assert Counter(Stream(seed).shuffled(items)) == Counter(items)


def test_every_order_of_three_is_as_likely_as_any_other():
    counts = Counter("".join(Stream(f"seed {n}").shuffled("abc")) for n in range(6000))

    assert len(counts) == 6
    assert all(840 < count < 1160 for count in counts.values())
