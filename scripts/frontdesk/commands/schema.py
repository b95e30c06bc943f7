"""`frontdesk schema`: the JSON Schemas that let an editor complete and check files while they are typed."""

from pathlib import Path
from typing import Annotated

import typer

from frontdesk.model.schema import schemas
from frontdesk.writing import write_text


def schema(
    out: Annotated[Path, typer.Option(help="The folder to write.")] = Path("docs/assets/schema"),
) -> None:
    """Write a JSON Schema for banks, blueprints, pages and each data file."""
    for name, text in schemas().items():
        write_text(out / f"{name}.json", text)
        print(out / f"{name}.json")
