"""Results as a table for a person at a terminal."""

from io import StringIO

from rich.console import Console
from rich.table import Table

from frontdesk.model.attempt import Result
from frontdesk.model.expression import decimal_text


def as_table(results: list[Result]) -> str:
    """Return a line a result, and below it what a manager does next."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("person", "earned", "possible", "percent", "passed"):
        table.add_column(heading, justify="left" if heading in ("person", "passed") else "right")
    table.add_column("critical questions missed")
    for result in results:
        passed = {None: "needs review", True: "yes", False: "no"}[result.passed]
        table.add_row(
            result.person,
            decimal_text(result.earned),
            decimal_text(result.possible),
            decimal_text(result.percent, fixed=1),
            passed,
            ", ".join(name.partition(".")[2] for name in result.critical_missed),
        )
    out = StringIO()
    console = Console(file=out, width=140, highlight=False, markup=False, no_color=True)
    console.print(table)
    passed = sum(result.passed is True for result in results)
    console.print(f"{passed} of {len(results)} passed")
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
