"""Sheets from a file, whatever its format."""

from pathlib import Path

from frontdesk.exchange import sheets_csv, sheets_json
from frontdesk.exchange.decoding import decode
from frontdesk.model.attempt import Sheet
from frontdesk.problems import Problem


def read_sheets(path: Path, quiz: str) -> tuple[list[Sheet], list[Problem]]:
    """Return the sheets of a .json or .csv file and every problem; rows of a spreadsheet belong to `quiz`."""
    name = str(path)
    if path.suffix.lower() not in (".json", ".csv"):
        return [], [Problem(name, 1, "file", "is neither .json nor .csv", "save the spreadsheet as CSV")]
    try:
        raw = path.read_bytes()
    except OSError as error:
        return [], [Problem(name, 1, "file", f"cannot be opened: {error.strerror}")]
    text = decode(raw)
    if text is None or "\0" in text:
        return [], [
            Problem(
                name, 1, "file", "is not text in UTF-8, UTF-16 or GB18030", "save it again as 'CSV UTF-8'"
            )
        ]
    if path.suffix.lower() == ".csv":
        return sheets_csv.read_sheets(text, name, quiz)
    return sheets_json.read_sheets(text, name)
