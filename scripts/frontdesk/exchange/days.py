"""Days as people type them: 2026-12-04, 2026/12/4, 2026年12月4日."""

import re
from datetime import date, timedelta

_DAY = re.compile(r"([0-9]{4})[-/.年 ]+([0-9]{1,2})[-/.月 ]+([0-9]{1,2})日?(?:[ T].*)?")
_WEEKDAYS = {
    name: place
    for place, names in enumerate(
        (
            "monday mon 周一 星期一",
            "tuesday tue 周二 星期二",
            "wednesday wed 周三 星期三",
            "thursday thu 周四 星期四",
            "friday fri 周五 星期五",
            "saturday sat 周六 星期六",
            "sunday sun 周日 周天 星期日 星期天",
        )
    )
    for name in names.split()
}


def read_day(text: str, today: date | None = None) -> date | None:
    """Return the day a text names, or None; with `today`, a weekday is the next one, today included."""
    found = _DAY.fullmatch(text.strip())
    if found:
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return None
    place = _WEEKDAYS.get(text.strip().lower())
    if place is None or today is None:
        return None
    return today + timedelta(days=(place - today.weekday()) % 7)
