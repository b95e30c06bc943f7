"""What to teach again first: the objective, who needs it, and the question that shows it."""

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from frontdesk.reporting.analysis import Analysis
from frontdesk.reporting.class_record import Asked
from frontdesk.reporting.question_text import facility_text, right_text, stem
from frontdesk.reporting.temptations import Temptation
from frontdesk.reporting.wording import between, counted, percent
from frontdesk.statistics import ObjectiveShare, to_teach_again

MOST = 5
_MOST_NAMES = 12
_MOST_TEMPTED = 8


@dataclass(frozen=True)
class Topic:
    """One thing to teach again, in words.

    `where` leads to the lesson's heading: `path` in words, `url` where the site's address is known.
    """

    text: str
    critical: bool
    lesson: str
    path: str
    url: str
    share: str
    needed: str
    who: str
    question: str
    asked: Markup
    facility: str
    right: Markup
    tempted: str
    did: Markup
    why: Markup


def topics_of(analysis: Analysis, site: str = "") -> list[Topic]:
    """Return up to five topics; critical ones stand first, then those whose share is surely low."""
    low = to_teach_again(analysis.to_teach, wanted=analysis.record.wanted, most=MOST)
    return [_topic(analysis, one, site) for one in low]


def _topic(analysis: Analysis, objective: ObjectiveShare, site: str) -> Topic:
    asked = _shows(analysis, objective)
    item = analysis.item(asked.id)
    found = analysis.tempted[asked.id]
    if analysis.names.hidden:
        found = [one for one in found if not one.slip.typed]
    top = found[0] if found else None
    return Topic(
        analysis.objective_text(objective.objective),
        objective.critical,
        analysis.lesson_title(objective.objective),
        *_where(analysis, asked, site),
        _share(objective),
        *_who(analysis, objective),
        asked.id,
        stem(analysis, asked),
        facility_text(analysis, asked),
        right_text(asked.question),
        _tempted(analysis, top, item.n) if top else "",
        top.slip.did if top else Markup(),
        top.slip.why if top else Markup(),
    )


def _shows(analysis: Analysis, objective: ObjectiveShare) -> Asked:
    """Return the question of an objective that went worst, where some were asked often among those."""
    mine = [
        key
        for key in analysis.taught
        if analysis.asked[key].objective == objective.objective and analysis.items[key].n
    ]
    most = max(analysis.items[key].n for key in mine)
    often = [key for key in mine if 2 * analysis.items[key].n >= most]
    return analysis.asked[min(often, key=lambda key: (analysis.items[key].facility or 0.0, key))]


def _where(analysis: Analysis, asked: Asked, site: str) -> tuple[str, str]:
    """Return the way to the lesson's heading: in words, and as an address below the site's."""
    lesson, heading = analysis.record.lessons.get(asked.bank.name), asked.question.see or ""
    path = f"{asked.bank.name} › {heading}" if heading else asked.bank.name
    if not site or lesson is None:
        return path, ""
    anchor = f"#{lesson.anchors[heading]}" if heading in lesson.anchors else ""
    # A site on a server has folders as addresses, one from a memory stick has files.
    page = f"{asked.bank.name}/" if site.startswith(("http://", "https://")) else f"{asked.bank.name}.html"
    return path, f"{site.rstrip('/')}/{page}{anchor}"


def _share(objective: ObjectiveShare) -> str:
    told = f"{percent(objective.share)} right, {counted(objective.n, 'person', 'people')} asked"
    return f"{told}; in a big class {between(objective.low, objective.high)}"


def _who(analysis: Analysis, objective: ObjectiveShare) -> tuple[str, str]:
    """Return how many need it, and who, the weakest first."""
    column = [one.objective for one in analysis.to_teach].index(objective.objective)
    reached = analysis.taught_shares[:, column]
    low = [
        (reached[row], row)
        for row in range(len(analysis.people))
        if not np.isnan(reached[row]) and reached[row] < analysis.record.wanted
    ]
    needed = f"{len(low)} of {objective.n} {'needs' if len(low) == 1 else 'need'} it"
    return needed, analysis.names.listed([analysis.people[row] for _, row in sorted(low)], _MOST_NAMES)


def _tempted(analysis: Analysis, temptation: Temptation, n: int) -> str:
    if temptation.count == n and n > 1:
        return f"All {n}"
    who = analysis.names.listed(list(temptation.people), _MOST_TEMPTED)
    return f"{temptation.count} of {n} ({who})"
