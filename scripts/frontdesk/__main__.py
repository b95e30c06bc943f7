"""The front door: `frontdesk …` and `python -m frontdesk …`."""

from frontdesk.commands import app


def main() -> None:
    """Run one command and exit with its code."""
    app(prog_name="frontdesk")


if __name__ == "__main__":
    main()
