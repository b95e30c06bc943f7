"""What the commands that print share: whether printing is installed, questions that are gone, files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import typer

from frontdesk.commands.content import tell
from frontdesk.model.bank import Bank
from frontdesk.print.exam.booklet import Copy
from frontdesk.print.exam.papers import missing_questions, undrawn_in
from frontdesk.print.fonts import PrintNotInstalledError, check_installed
from frontdesk.problems import Problem
from frontdesk.writing import write_bytes


def check_print() -> None:
    """End the command with 2 where the extra `print` is not installed."""
    try:
        check_installed()
    except PrintNotInstalledError as error:
        raise typer.BadParameter(str(error)) from None


def check_questions(copies: Sequence[Copy], banks: Mapping[str, Bank], source: Path) -> None:
    """End the command with 1 where a question of a paper stands in no bank any more."""
    gone = missing_questions(copies, banks)
    hint = "put it back, with 'retired' or 'void'"
    tell([Problem(str(source), 1, name, "stands in no bank any more", hint) for name in gone])
    if gone:
        raise typer.Exit(1)


def tell_undrawn(copies: Sequence[Copy], banks: Mapping[str, Bank], source: Path) -> None:
    """Warn of characters that no font draws: whoever hands the paper out writes them by hand."""
    hint = "write it in other words, or by hand on the paper"
    tell(
        [
            Problem(
                str(source),
                1,
                name,
                f"no font draws '{letter}' (U+{ord(letter):04X}); its number stands in print",
                hint,
                warning=True,
            )
            for letter, name in undrawn_in(copies, banks)
        ]
    )


def write_pdf(path: Path, pdf: bytes) -> None:
    """Write a PDF and say so; end the command with 2 where it cannot be written."""
    try:
        write_bytes(path, pdf)
    except OSError as error:
        what = f"'{path}' cannot be written: {error.strerror}"
        raise typer.BadParameter(what, param_hint="--out") from None
    print(path)
