"""What guessing strategies score, as a table for a trainer at a terminal."""

from io import StringIO

from rich.console import Console
from rich.table import Table

from frontdesk.lint.cues import Cue
from frontdesk.model.expression import decimal_text


def cues_table(cues: list[Cue]) -> str:
    """Return a line a strategy: what it scores in percent, and what it wins over chance in points."""
    if not cues:
        return "no single-choice questions, so nothing to guess"
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("strategy")
    for heading in ("right %", "chance %", "gain"):
        table.add_column(heading, justify="right")
    for cue in cues:
        table.add_row(
            cue.strategy, *(decimal_text(100 * part, fixed=1) for part in (cue.right, cue.chance, cue.gain))
        )
    out = StringIO()
    Console(file=out, width=100, highlight=False, markup=False, no_color=True).print(table)
    lines = "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n"))
    return f"What a guesser would score on {cues[0].questions} single-choice questions:\n{lines}"
