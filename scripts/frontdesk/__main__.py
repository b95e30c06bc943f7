"""The front door: `frontdesk …` and `python -m frontdesk …`."""

import sys
from io import TextIOWrapper

from frontdesk.commands import app


def main() -> None:
    """Run one command and exit with its code."""
    # A console of another encoding still tells every problem, with what it cannot show written as numbers.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="frontdesk")


if __name__ == "__main__":
    main()
