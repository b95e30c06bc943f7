"""What a person under test may not see is stripped by one function, wherever it stands."""

import json

import pytest

from frontdesk.model.questions import TYPES, strip_secrets
from real_content import LIBRARY

WRITTEN = [
    pytest.param(item, id=f"{bank.lesson}.{item['id']}")
    for bank in LIBRARY.banks.values()
    for item in bank.source.data["questions"]
]
SECRET = {"answer", "accept", "tolerance", "why", "slips", "rubric", "model", "tests"}


def keys_and_texts(data, path=()):
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key), value if isinstance(value, str) else None
            yield from keys_and_texts(value, (*path, key))
    elif isinstance(data, list):
        for item in data:
            yield from keys_and_texts(item, path)


def is_secret(path):
    return bool(SECRET & set(path)) or ("scenes" in path and path[-1] == "points")


@pytest.mark.parametrize("item", WRITTEN)
def test_no_secret_key_and_no_explanation_survives(item):
    published = json.dumps(strip_secrets(item), ensure_ascii=False)

    left = [path for path, _ in keys_and_texts(strip_secrets(item)) if is_secret(path)]
    hidden = [text for path, text in keys_and_texts(item) if is_secret(path) and text and len(text) > 20]
    assert left == []
    assert hidden
    assert [text for text in hidden if text in published] == []


@pytest.mark.parametrize("item", WRITTEN)
def test_everything_that_is_not_secret_survives(item):
    kept = {path for path, _ in keys_and_texts(strip_secrets(item))}

    assert {path for path, _ in keys_and_texts(item) if not is_secret(path)} == kept


def test_the_real_banks_hold_every_question_type():
    assert {item["type"] for bank in LIBRARY.banks.values() for item in bank.source.data["questions"]} == set(
        TYPES
    )
