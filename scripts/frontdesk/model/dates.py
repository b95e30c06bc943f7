"""Days that follow from other days."""

from calendar import monthrange
from datetime import date


def due_day(reviewed: date, months: int) -> date:
    """Return the day by which something must be read again."""
    years, month = divmod(reviewed.month - 1 + months, 12)
    year = reviewed.year + years
    return date(year, month + 1, min(reviewed.day, monthrange(year, month + 1)[1]))
