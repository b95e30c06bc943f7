"""How the percents spread: a histogram that a screen reader and a photocopier can tell."""

from dataclasses import dataclass

from markupsafe import Markup

from frontdesk.reporting.analysis import Analysis
from frontdesk.reporting.wording import counted, listed

_STEPS = 10
_WIDTH, _HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _FLOOR = 14, 18, 46, 176


@dataclass(frozen=True)
class Distribution:
    """The picture, and the same in words."""

    svg: Markup
    words: str
    middle: str


def distribution_of(analysis: Analysis) -> Distribution | None:
    """Return how the percents of those who have one spread; None where nobody has."""
    percents = sorted(one.percent for one in analysis.people if one.percent is not None)
    if not percents:
        return None
    counts = [0] * _STEPS
    for percent in percents:
        counts[min(int(percent) // _STEPS, _STEPS - 1)] += 1
    pass_mark = analysis.record.assignment.pass_mark
    return Distribution(_svg(counts, pass_mark), _words(counts), _middle(percents, pass_mark))


def _words(counts: list[int]) -> str:
    told = [f"{_range(place)} percent: {count}" for place, count in enumerate(counts) if count]
    return f"{', '.join(told)}."


def _range(place: int) -> str:
    low = place * _STEPS
    return f"{low} to {100 if place == _STEPS - 1 else low + _STEPS - 1}"


def _middle(percents: list, pass_mark: int) -> str:
    half = percents[(len(percents) - 1) // 2]
    near = sum(pass_mark - 5 <= percent < pass_mark for percent in percents)
    parts = [f"Half of them reached {int(half)} percent or less" if len(percents) > 1 else ""]
    if near:
        who = counted(near, "person", "people")
        parts.append(f"{who} stood less than five points below the pass mark")
    told = listed([part for part in parts if part])
    return f"{told}." if told else ""


def _svg(counts: list[int], pass_mark: int) -> Markup:
    step = (_WIDTH - _LEFT - _RIGHT) / _STEPS
    most = max(counts)
    parts = [
        _bar(place, count, step, most, is_above=place * _STEPS >= pass_mark)
        for place, count in enumerate(counts)
    ]
    parts += [
        f'<text class="tick" x="{_x(percent, step)}" y="{_FLOOR + 18}">{percent}</text>'
        for percent in range(0, 101, 20)
    ]
    x = _x(pass_mark, step)
    side = "end" if pass_mark > 30 else "start"
    gap = -6 if side == "end" else 6
    parts.append(
        f'<line class="mark" x1="{x}" x2="{x}" y1="6" y2="{_FLOOR}"/>'
        f'<text class="mark-text" x="{float(x) + gap:g}" y="16" text-anchor="{side}">'
        f"pass mark {pass_mark} %</text>"
        f'<line class="floor" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{_FLOOR}" y2="{_FLOOR}"/>'
        f'<text class="tick" x="{_WIDTH / 2:g}" y="{_FLOOR + 38}">percent of the points</text>'
    )
    hatch = (
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" class="hatch-paper"/>'
        '<line x1="0" y1="0" x2="0" y2="6" class="hatch-line"/></pattern></defs>'
    )
    return Markup(
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="spread-words">'
        f"{hatch}{''.join(parts)}</svg>"
    )


def _x(percent: int, step: float) -> str:
    return f"{_LEFT + step * percent / _STEPS:.1f}".removesuffix(".0")


def _bar(place: int, count: int, step: float, most: int, *, is_above: bool) -> str:
    if not count:
        return ""
    height = max((_FLOOR - _TOP) * count / most, 2)
    x, y = _LEFT + place * step, _FLOOR - height
    return (
        f'<rect class="{"above" if is_above else "below"}" x="{x + 3:.1f}" y="{y:.1f}" '
        f'width="{step - 6:.1f}" height="{height:.1f}"/>'
        f'<text class="count" x="{x + step / 2:.1f}" y="{y - 5:.1f}">{count}</text>'
    )
