"""Units as people type them beside a number."""

from frontdesk.tidy import tidy

# Each group begins with the word that banks use.
_SPELLINGS = (
    ("yuan", "rmb", "cny", "¥", "元"),
    ("days", "calendar days", "day", "日", "天"),
    ("months", "month", "个月", "月"),
    ("years", "year", "年"),
    ("hours", "hour", "小时"),
    ("minutes", "minute", "min", "分钟"),
    ("%", "percent", "per cent"),
    ("m2", "square metres", "square meters", "sq m", "平方米", "平米"),
    ("people", "persons", "person", "人"),
    ("homes", "home", "户"),
)


def spellings(unit: str) -> list[str]:
    """Return every way to type a unit, tidied, the longest first."""
    own = tidy(unit)
    group = next((words for words in _SPELLINGS if own in words), ())
    return sorted({own, *group}, key=lambda word: (-len(word), word))
