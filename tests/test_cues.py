"""What a test-wise guesser gains on the real banks, and on banks that give themselves away."""

from fractions import Fraction

import pytest
from typer.testing import CliRunner

from conftest import ROOT
from frontdesk.commands import app
from frontdesk.lint.cues import find_cues, single_choices, true_share
from frontdesk.model.questions import SingleChoice
from real_content import LIBRARY

MOST = Fraction(5, 100)


def question(answer: str, **texts: str) -> SingleChoice:
    options = {name: {"text": text, "why": "So."} for name, text in texts.items()}
    return SingleChoice.model_validate(
        {
            "id": "case", "objective": "o", "type": "single-choice", "level": "apply",
            "ask": "What?", "options": options, "answer": answer,
        }
    )  # fmt: skip


@pytest.mark.parametrize("cue", find_cues(single_choices(LIBRARY)), ids=lambda cue: cue.strategy)
def test_no_strategy_beats_chance_by_more_than_five_points(cue):
    assert cue.questions > 100
    assert cue.gain <= MOST


def test_true_and_false_both_occur_among_the_keys():
    true, asked = true_share(LIBRARY)

    assert 0 < true < asked


@pytest.mark.parametrize(
    ("strategy", "asked"),
    [
        ("longest option", question("a", a="A long and careful answer", b="No", c="Yes")),
        ("shortest option", question("b", a="A long answer", b="No", c="Another one")),
        ("most hedged", question("b", a="He pays", b="He may usually pay", c="He owes")),
        ("never absolutes", question("c", a="Always", b="Never", c="Today")),
        ("first place", question("a", a="One", b="Two", c="Six")),
        ("middle place", question("b", a="One", b="Two", c="Six")),
        ("last place", question("c", a="One", b="Two", c="Six")),
        ("has a number", question("b", a="Soon", b="In 60 days", c="Later")),
    ],
)
def test_a_question_that_gives_itself_away_is_seen(strategy: str, asked: SingleChoice):
    (found,) = [cue for cue in find_cues([asked]) if cue.strategy == strategy]

    assert (found.right, found.chance) == (1, Fraction(1, 3))


def test_options_that_a_strategy_cannot_tell_apart_score_their_share():
    (found,) = [
        cue for cue in find_cues([question("a", a="One", b="Two", c="Six")]) if cue.strategy == "most hedged"
    ]

    assert found.gain == 0


def test_the_check_reports_the_cues():
    done = CliRunner().invoke(app, ["--root", str(ROOT), "check", "--cues"])

    assert done.exit_code == 0
    assert "longest option" in done.stdout
