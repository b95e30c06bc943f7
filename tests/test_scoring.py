"""The scorer in Python and the scorer in the browser give every response the same mark."""

import json
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any
from unicodedata import category

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import ROOT, VECTORS
from frontdesk.model.questions import TYPES
from frontdesk.scoring import MARKERS, RULES, mark
from frontdesk.tidy import tidy
from frontdesk.units import spellings

FILES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((VECTORS / "score").glob("*.json"))
}
CASES = [
    (f"{kind}: {group['about']}: {case['case']}", group["key"], case)
    for kind, groups in FILES.items()
    for group in groups
    for case in group["cases"]
]
IDS = [name for name, _, _ in CASES]
Marker = Callable[[list[tuple[dict, dict]]], list[dict]]

_IN_BROWSER = """pairs => pairs.map(([key, {response, response_repeat: long}]) =>
  frontdeskScore.mark(key, long ? long.text.repeat(long.times) : response))"""


def in_python(pairs: list[tuple[dict, dict]]) -> list[dict]:
    marks = [mark(key, response_of(case)) for key, case in pairs]
    return [{"earned": str(m.earned), "possible": str(m.possible), "state": m.state} for m in marks]


def response_of(case: dict) -> Any:
    long = case.get("response_repeat")
    return long["text"] * long["times"] if long else case["response"]


@pytest.fixture(scope="module", params=["python", pytest.param("browser", marks=pytest.mark.browser)])
def marked(request: pytest.FixtureRequest) -> dict[str, dict]:
    """The mark of every case, all of them at once."""
    marker = in_python
    if request.param == "browser":
        call = request.getfixturevalue("in_browser")
        marker = lambda pairs: call(_IN_BROWSER, pairs)  # noqa: E731
    return dict(zip(IDS, marker([(key, case) for _, key, case in CASES]), strict=True))


@pytest.mark.parametrize(("name", "key", "case"), CASES, ids=IDS)
def test_response_gets_its_mark(marked: dict[str, dict], name: str, key: dict, case: dict):
    expected = {"earned": case["earned"], "possible": str(Fraction(key["points"])), "state": case["state"]}

    assert expected == marked[name]


def test_a_type_is_the_same_word_in_model_marker_and_vectors():
    assert set(TYPES) == set(MARKERS) == set(FILES)


@pytest.mark.browser
def test_a_type_is_the_same_word_in_the_browser(in_browser):
    assert set(MARKERS) == set(in_browser("() => frontdeskScore.types", None))


def test_case_names_are_unique():
    assert len(IDS) == len(set(IDS))


@pytest.mark.parametrize("kind", FILES)
def test_each_type_has_a_right_a_wrong_a_blank_and_a_malformed_case(kind: str):
    states = {case["state"] for group in FILES[kind] for case in group["cases"]}
    needed = (
        {"needs-review", "blank", "invalid"} if kind == "essay" else {"right", "wrong", "blank", "invalid"}
    )

    assert needed <= states


@pytest.mark.parametrize("kind", FILES)
def test_vectors_have_the_shape_they_promise(kind: str):
    for group in FILES[kind]:
        assert group.keys() == {"about", "key", "cases"}
        assert group["key"]["type"] == kind
        for case in group["cases"]:
            assert case.keys() - {"response", "response_repeat"} == {"case", "earned", "state"}
            assert ("response" in case) != ("response_repeat" in case)
            assert re.fullmatch(r"[0-9]+(/[0-9]+)?", case["earned"])


def test_the_scorer_in_the_browser_leaves_nothing_to_the_language():
    code = (ROOT / "docs/assets/quiz/score.js").read_text(encoding="utf-8")

    assert not re.findall(
        r"\bNumber\(|parseFloat|parseInt|toFixed|\\[sdw]|\.trim|[lL]ocale|Math\.round", code
    )


# Characters both languages know: Python knows Unicode 14, a browser may know a newer one.
letters = st.characters(exclude_categories=["Cs", "Cn", "Co"])
typed = st.text(
    st.sampled_from("abcABC xyｘ１２1234567890.,，。+-*=:;、/>%¥元天İΣ’“—\u00a0\u3000\u200b\u0308") | letters,
    max_size=12,
)
names = st.sampled_from(["a", "b", "c", "d", "A", " b", "", "e", "ab", "true", "false"])
json_like = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | typed
    | names,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(names | typed, inner, max_size=4),
    max_leaves=8,
)
numbers = st.decimals(-2000, 2000, places=2).map(str)
points = st.sampled_from(["1", "2", "0.5", "2.75", "10"])
some = st.lists(st.sampled_from("abcd"), min_size=1, unique=True)
scene = st.fixed_dictionaries(
    {
        "a": st.fixed_dictionaries(
            {"points": st.sampled_from(["0", "1", "2.5", "-1"])}, optional={"next": st.just("two")}
        )
    },
    optional={"b": st.fixed_dictionaries({"points": st.sampled_from(["3", "0.25"])})},
)
ending = st.fixed_dictionaries(
    {}, optional={name: st.just({"points": points}) for name in "ab" for points in ["1"]}
)
OWN = {
    "single-choice": st.fixed_dictionaries(
        {"options": st.just([*"abcd"]), "answer": st.sampled_from("abcd")}
    ),
    "multiple-response": st.fixed_dictionaries(
        {"options": st.just([*"abcd"]), "answer": some, "rule": st.sampled_from(sorted(RULES))}
    ),
    "true-false": st.fixed_dictionaries({"answer": st.sampled_from(["true", "false"])}),
    "numeric": st.fixed_dictionaries(
        {"answer": numbers | st.just("-7/3"), "tolerance": st.sampled_from(["0", "0.5", "2%", "+1", "100%"])},
        optional={
            "units": st.sampled_from([spellings(u) for u in ("yuan", "days", "m²", "%", "kWh", "个月", "°C")])
        },
    ),
    "short-answer": st.fixed_dictionaries(
        {
            "accept": st.lists(
                st.text("ab*", min_size=1, max_size=6) | typed.filter(tidy), min_size=1, max_size=3
            )
        }
    ),
    "ordering": st.fixed_dictionaries({"steps": st.just([*"abcd"]), "answer": st.permutations([*"abcd"])}),
    "matching": st.fixed_dictionaries(
        {
            "prompts": st.just([*"ab"]),
            "choices": st.just([*"abc"]),
            "answer": st.fixed_dictionaries({"a": st.sampled_from("abc"), "b": st.sampled_from("abc")}),
        }
    ),
    "scenario": st.fixed_dictionaries(
        {
            "start": st.just("one"),
            "scenes": st.fixed_dictionaries(
                {"one": scene.map(lambda moves: moves | {"c": {"points": "1"}}), "two": ending}
            ),
        }
    ),
    "essay": st.just({}),
}
keys = st.sampled_from(sorted(OWN)).flatmap(
    lambda kind: st.tuples(points, OWN[kind]).map(
        lambda drawn: {"type": kind, "points": drawn[0], **drawn[1]}
    )
)


@st.composite
def answered(draw: st.DrawFn) -> tuple[dict, dict]:
    """A key and a response, half of the time one that the type could get."""
    key = draw(keys)
    likely = {
        "numeric": st.tuples(
            numbers | st.just(key.get("answer")), st.sampled_from(["", "元", " days", "%", ".", ",5"])
        ).map("".join),
        "short-answer": st.text("ab", max_size=8)
        | st.sampled_from(key.get("accept", [""])).map(lambda text: text.swapcase().replace("*", "a-")),
        "matching": st.dictionaries(st.sampled_from("abA"), st.sampled_from("abc"))
        | st.lists(st.sampled_from(["a=b", "b:c", "a=a", "b=", "x=y", "a==b", "a=b=c", "b"])).map(" ".join),
    }.get(key["type"], names | st.lists(names) | st.lists(names).map(" ".join))
    return key, {"response": draw(likely | json_like)}


@given(answered())
def test_a_mark_lies_between_nothing_and_all_and_nothing_raises(pair: tuple[dict, dict]):
    key, case = pair
    got = mark(key, case["response"])

    assert 0 <= got.earned <= got.possible
    assert (got.earned == got.possible) == (got.state == "right")
    assert (got.earned > 0) == (got.state in ("right", "partial"))


@given(OWN["multiple-response"], st.lists(names), st.randoms())
def test_the_order_of_ticks_never_matters(own: dict, ticks: list[str], random: Any):
    key = {"type": "multiple-response", "points": "1", **own}
    other = random.sample(ticks, len(ticks))

    assert mark(key, ticks) == mark(key, other)


@given(st.text())
def test_tidying_twice_is_tidying_once(text: str):
    assert tidy(tidy(text)) == tidy(text)


def test_lists_deeper_than_python_can_follow_are_marked():
    response: Any = "a"
    for _ in range(100_000):
        response = [response]

    assert (
        mark({"type": "single-choice", "points": "1", "options": ["a"], "answer": "a"}, response).state
        == "invalid"
    )


@pytest.mark.browser
def test_no_shape_of_a_response_stops_the_browser(in_browser):
    states = in_browser(
        """key => {
          let deep = "a";
          for (let level = 0; level < 100000; level++) deep = [deep];
          const wide = Array(1000000).fill("");
          return [deep, wide, [...wide, "a"], undefined].map(one => frontdeskScore.mark(key, one).state);
        }""",
        {"type": "single-choice", "points": "1", "options": ["a"], "answer": "a"},
    )

    assert states == ["invalid", "blank", "right", "blank"]


@pytest.mark.browser
def test_both_scorers_agree_on_responses_nobody_thought_of(in_browser):
    pairs: list[tuple[dict, dict]] = []

    @settings(
        max_examples=2000,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(answered())
    def collect(pair: tuple[dict, dict]) -> None:
        pairs.append(pair)

    collect()
    theirs = in_browser(_IN_BROWSER, pairs)
    differ = [
        (pair, ours, other)
        for pair, ours, other in zip(pairs, in_python(pairs), theirs, strict=True)
        if ours != other
    ]

    assert len(pairs) >= 1500
    assert differ[:5] == []


@pytest.mark.browser
def test_both_tidy_every_letter_alike(in_browser):
    points = [code for code in range(0x30000) if category(chr(code)) not in ("Cs", "Cn")]
    ours = [tidy("a" + chr(code) + "b") for code in points]
    theirs = in_browser(
        "codes => codes.map(code => frontdeskScore.tidy('a' + String.fromCodePoint(code) + 'b'))", points
    )

    assert [(hex(code), a, b) for code, a, b in zip(points, ours, theirs, strict=True) if a != b] == []
