"""What stands out in a question, and what a trainer does about it: sentences made of figures."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from frontdesk.html.markup import inline
from frontdesk.model.questions import MultipleResponse, Question, SingleChoice
from frontdesk.reporting.analysis import SPOKEN_OF, Analysis
from frontdesk.reporting.class_record import Asked
from frontdesk.reporting.question_text import right_text, shares_of
from frontdesk.reporting.wording import percent
from frontdesk.statistics import Item, OptionUse
from frontdesk.statistics.classical import ENOUGH

# A wrong option that none of so many chose is chosen by fewer than one in seven, as far as anybody can tell.
_NONE_OF = 20
_TELLING, _SOMEWHAT = 0.3, 0.1


@dataclass(frozen=True)
class Advice:
    """One thing that stands out: in a few words, and as sentences that say what to do."""

    short: str
    long: Markup


def advice_on(analysis: Analysis, asked: Asked) -> list[Advice]:
    """Return what stands out in a question, the worst first; nothing below ten answers."""
    item = analysis.items[asked.id]
    if item.n < SPOKEN_OF or item.facility is None or asked.question.void:
        return []
    doubt = analysis.doubts.get(asked.id)
    if doubt:
        return [_key_in_doubt(asked, item, doubt)]
    return [*_hardness(analysis, asked, item), *_sharpness(item), *_unused(asked, item)]


def _key_in_doubt(asked: Asked, item: Item, doubt: OptionUse) -> Advice:
    key = next((use for use in item.options if use.right), None)
    said = option_text(asked.question, doubt.name)
    text = Markup("Look at the key: those who chose “{}” had {} of the rest right").format(
        said, percent(doubt.rest or 0)
    )
    if key and not isinstance(asked.question, MultipleResponse):
        right = right_text(asked.question)
        if key.rest is None:
            text += Markup("; nobody chose what the bank calls right, “{}”").format(right)
        else:
            told = Markup(", those who chose what the bank calls right, “{}”, only {}")
            text += told.format(right, percent(key.rest))
    text += Markup(
        ". If the key is wrong, correct <code>answer</code> and run <code>frontdesk grade</code> on the "
        "assignment’s folder; everybody is marked again. If the question cannot be saved, write "
        "<code>void: disregard</code> (it counts for nobody) or <code>void: all-correct</code> "
        "(everybody gets the points). If the key is right, the wording misleads those who know most: mend it."
    )
    return Advice("Look at the key", text)


def _hardness(analysis: Analysis, asked: Asked, item: Item) -> Iterator[Advice]:
    earned_all = bool(np.all(shares_of(analysis, asked) >= 1))
    earned_none = bool(np.all(shares_of(analysis, asked) <= 0))
    if "too-easy" in item.flags or earned_all:
        who = "Everybody" if earned_all else "Nearly everybody"
        told = (
            "had it right: it tells nobody apart. "
            "Keep it if everybody must know it, else ask something harder."
        )
        yield Advice("Too easy", Markup(f"{who} {told}"))
    elif "too-hard" in item.flags or earned_none:
        who = "Nobody" if earned_none else "Hardly anybody"
        told = (
            "had it right: teach it before you ask it again, "
            "and read the question to somebody new to hear what is unclear."
        )
        yield Advice("Too hard", Markup(f"{who} {told}"))
    elif item.guess and item.high is not None and item.high < item.guess:
        told = (
            "Fewer had it right than blind guessing gives: most believe something wrong, "
            "or the question misleads. Ask one who missed it why."
        )
        yield Advice("Below guessing", Markup(told))


def _sharpness(item: Item) -> Iterator[Advice]:
    if "hardly-discriminates" not in item.flags or item.discrimination is None:
        return
    less = "did worse here" if item.discrimination < -_SOMEWHAT else "did no better here"
    told = "it may be read in two ways. Read it with somebody who knows the subject and missed it."
    yield Advice("Read it again", Markup(f"Those who did well elsewhere {less}: {told}"))


def _unused(asked: Asked, item: Item) -> Iterator[Advice]:
    if not isinstance(asked.question, SingleChoice | MultipleResponse):
        return
    flagged = "distractor-unused" in item.flags
    limit = 0.05 if flagged else 0
    if not flagged and not _NONE_OF <= item.n < ENOUGH:
        return
    for use in item.options:
        if not use.right and (use.share < limit or use.count == 0):
            who = "Nobody was" if use.count == 0 else f"Only {use.count} of {item.n} were"
            text = option_text(asked.question, use.name)
            told = Markup("{} tempted by “{}”: write a better wrong option, a mistake that people make.")
            yield Advice("Weak option", told.format(who, text))


def telling_text(item: Item) -> str:
    """Return whether those who did well elsewhere did well here, in words, with the figure for trainers."""
    if item.n < ENOUGH:
        told = "Too few answers to say whether those who did well elsewhere had it right"
        return f"{told}: {ENOUGH} are needed, {item.n} are here."
    if item.discrimination is None:
        return "Everybody earned the same, so it tells nobody apart."
    figure = f"(r = {item.discrimination:.2f})".replace("-", "−")
    if item.discrimination >= _TELLING:
        return f"Those who did well elsewhere had it right, the others less often {figure}."
    if item.discrimination >= _SOMEWHAT:
        return f"Those who did well elsewhere had it right a little more often {figure}."
    if item.discrimination > -_SOMEWHAT:
        return f"Those who did well elsewhere had it right no more often than the others {figure}."
    return f"Those who did well elsewhere had it right less often than the others {figure}."


def option_text(question: Question, name: str) -> Markup:
    """Return what an option says."""
    if isinstance(question, SingleChoice | MultipleResponse):
        return inline(question.options[name].text)
    return Markup(name.capitalize())
