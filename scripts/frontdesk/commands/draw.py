"""`frontdesk draw`: one paper of a blueprint, for a try-out or a single person."""

import json
import secrets as chance
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from frontdesk.assigning.folder import write_alone
from frontdesk.assigning.issue import issue_alone
from frontdesk.commands.content import content_root, today
from frontdesk.commands.papers import checked_library, plan_named
from frontdesk.commands.printing import check_print, tell_undrawn, write_pdf
from frontdesk.papers import draw_paper
from frontdesk.print.exam.papers import copy_of, key_pdf, papers_pdf
from frontdesk.writing import write_text

_A_MONTH = timedelta(days=30)


def draw(
    context: typer.Context,
    blueprint: Annotated[str, typer.Argument(help="A blueprint of quizzes/papers/, such as desk-ready.")],
    seed: Annotated[str, typer.Option(help="Any text; the same text draws the same paper.")],
    out: Annotated[Path | None, typer.Option(help="The folder to write; papers/… unless told.")] = None,
) -> None:
    """Draw one paper: its manifest, a page without a key, the paper in print, and the key."""
    root = content_root(context)
    check_print()
    library = checked_library(root)
    name, plan = plan_named(library, blueprint)
    paper = draw_paper(name, plan, library.banks, today(), seed)
    if paper is None:
        raise typer.BadParameter(f"'{name}' finds too few questions; run frontdesk check")
    folder = out or Path("papers") / f"{name}-{paper.id}"
    manifest = json.dumps(paper.as_json(), ensure_ascii=False, indent=1) + "\n"
    try:
        write_text(folder / "paper.json", manifest)
    except OSError as error:
        what = f"'{folder}' cannot be written: {error.strerror}"
        raise typer.BadParameter(what, param_hint="--out") from None
    print(folder / "paper.json")
    alone = issue_alone(paper, today() + _A_MONTH, chance.token_hex(24))
    print(write_alone(folder, *alone, library.banks))
    copies = [copy_of(paper)]
    tell_undrawn(copies, library.banks, folder)
    write_pdf(folder / "paper.pdf", papers_pdf(copies, library.banks, today()))
    write_pdf(folder / "SECRET-key.pdf", key_pdf(copies, library.banks, today()))
