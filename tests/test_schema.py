"""The schemas that editors read: made from the model, true for every file, and strict about keys."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from conftest import ROOT
from frontdesk.model.schema import schemas
from test_docs import DOCS, examples

SCHEMAS = {name: Draft202012Validator(json.loads(text)) for name, text in schemas().items()}


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as an editor reads it: no dates, and only true and false are flags."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def as_in_an_editor(text: str) -> Any:
    return yaml.load(text, Loader=EditorLoader)


def schema_of(path: str) -> str:
    """Return the name of the schema for a path; empty where a file has none."""
    folder, _, file = path.rpartition("/")
    if path.endswith(".md"):
        return "page"
    if path.startswith("quizzes/"):
        return "blueprint" if folder == "quizzes/papers" else "bank"
    own = {"docs/data/rules": "rules", "docs/data/tables": "table"}.get(folder, file.removesuffix(".yml"))
    return own if own in SCHEMAS else ""


def typed_files() -> Iterator[tuple[str, str, str]]:
    """Yield what writers type: the path, the name of its schema, and the YAML."""
    paths = sorted([*DOCS.rglob("*.md"), *DOCS.rglob("*.yml"), *(ROOT / "quizzes").rglob("*.yml")])
    texts = [(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths]
    for place, files in (("", texts), ("guide: ", examples().items())):
        for path, text in files:
            if schema := schema_of(path):
                yield place + path, schema, text.split("---\n", 2)[1] if schema == "page" else text


FILES = list(typed_files())
ALL_FILES = pytest.mark.parametrize(("path", "schema", "text"), FILES, ids=[path for path, _, _ in FILES])


def faults(schema: str, data: Any) -> list[str]:
    """Return what an editor underlines, said about the question type that stands there."""
    errors = SCHEMAS[schema].iter_errors(data)
    return [f"{deep.json_path}: {deep.message[:200]}" for error in errors for deep in _of_type(error)]


def _of_type(error: ValidationError) -> list[ValidationError]:
    """Return the errors of the alternative whose `type` or `kind` fits, or the error itself."""
    other = {deep.schema_path[0] for deep in error.context if deep.json_path.endswith((".type", ".kind"))}
    return [deep for deep in error.context if deep.schema_path[0] not in other] or [error]


@ALL_FILES
def test_editor_accepts_what_is_written(path: str, schema: str, text: str):
    assert not faults(schema, as_in_an_editor(text))


@ALL_FILES
def test_editor_refuses_a_misspelt_key(path: str, schema: str, text: str):
    data = as_in_an_editor(text)
    part = data["questions"][0] if schema == "bank" else data
    if schema in ("statutes", "rules", "formulas", "glossary", "roles"):
        part = next(iter(data.values()))
    part["misspelt"] = "text"

    assert faults(schema, data)


def test_schemas_on_disk_are_those_of_the_model():
    folder = DOCS / "assets" / "schema"

    assert schemas() == {path.stem: path.read_text("utf-8") for path in folder.iterdir()}
