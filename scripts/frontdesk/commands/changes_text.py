"""What a regrade changed, a line a person: from what to what, and by which questions."""

from frontdesk.gradebook.regrading import Change, Moved, Regraded
from frontdesk.model.attempt import Result
from frontdesk.model.expression import decimal_text

_PASSED = {True: "passed", False: "not passed", None: "needs review"}


def changes_text(regraded: Regraded) -> str:
    """Return the lines, nothing where nothing changed."""
    lines = [_line(change) for change in regraded.changes]
    held = sum(change.is_held for change in regraded.changes)
    if held:
        verb = "keeps" if held == 1 else "keep"
        lines.append(f"{held} {verb} the higher result; --allow-lower takes the lower one")
    return "".join(f"{line}\n" for line in lines)


def _line(change: Change) -> str:
    before, after = _told(change.before), _told(change.after)
    why = "; ".join(map(_why, change.moved)) or "other questions or pass mark"
    whose = f"{change.submission.person}, paper {change.submission.paper}"
    if change.is_held:
        return f"{whose}: keeps {before}, would be {after} ({why})"
    return f"{whose}: {before} → {after} ({why})"


def _told(result: Result) -> str:
    return f"{decimal_text(result.percent, fixed=1)} {_PASSED[result.passed]}"


def _why(moved: Moved) -> str:
    (was, now), (had, has) = moved.states, moved.earned
    points = "" if had == has else f", {decimal_text(had)} → {decimal_text(has)}"
    return f"{moved.question}: {was} → {now}{points}" if was != now else f"{moved.question}: {was}{points}"
