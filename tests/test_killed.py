"""A run that is killed at any moment loses nothing and doubles nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gradebooks import DATABASES, postgres_server

__all__ = ["postgres_server"]  # a fixture

KILLS = {"sqlite": 200, "postgresql": 60}


@pytest.mark.slow
@pytest.mark.parametrize("database", DATABASES)
def test_collecting_and_grading_killed_at_random_moments_loses_and_doubles_nothing(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
):
    server = "" if database == "sqlite" else request.getfixturevalue("postgres_server")
    runner = Path(__file__).with_name("killed.py")
    words = [str(tmp_path), server, str(KILLS[database]), "seed 1"]

    done = subprocess.run(
        [sys.executable, runner, *words], capture_output=True, text=True, encoding="utf-8", check=False
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["wrong"], told["submissions"]) == ([], 6)
    # Every child that counts its calls is struck; of those that race the clock some get through.
    assert told["struck"] >= KILLS[database] // 2
