"""Every question as a card for the trainer: how it went, what stands out, where it is mended."""

from dataclasses import dataclass

from markupsafe import Markup

from frontdesk.reporting.advice import Advice, advice_on, option_text, telling_text
from frontdesk.reporting.analysis import SPOKEN_OF, Analysis
from frontdesk.reporting.class_record import Asked
from frontdesk.reporting.question_text import facility_text, right_of, right_text, stem
from frontdesk.reporting.temptations import Temptation
from frontdesk.reporting.wording import duration, percent
from frontdesk.statistics import Item, OptionUse

_MOST_SLIPS = 4
_MOST_NAMES = 12
_URGENT = ("Look at the key", "Too hard", "Below guessing", "Read it again", "Too easy", "Weak option")


@dataclass(frozen=True)
class OptionRow:
    """One option of a card's table; shares in words, and who was tempted by a wrong one."""

    name: str
    text: Markup
    right: bool
    is_doubted: bool
    count: int
    share: str
    upper: str
    lower: str
    who: str


@dataclass(frozen=True)
class SlipLine:
    """What some people did wrong, for questions without options."""

    count: int
    did: Markup
    why: Markup
    who: str


@dataclass(frozen=True)
class Card:
    """One question in words; `brief` is its facility without the interval."""

    asked: Asked
    verdict: str
    stem: Markup
    right: Markup
    facility: str
    brief: str
    telling: str
    advice: list[Advice]
    options: list[OptionRow]
    slips: list[SlipLine]
    guess: str
    blank: str
    seconds: str


@dataclass(frozen=True)
class Cards:
    """The cards: what stands out first, then the others; questions with few answers, and void ones."""

    flagged: list[Card]
    fine: list[Card]
    few: list[Card]
    void: list[Asked]


def cards_of(analysis: Analysis) -> Cards:
    """Return a card for each question that was asked."""
    counted = [one for one in analysis.asked.values() if not one.question.void]
    cards = [_card(analysis, one) for one in counted]
    spoken = [card for card in cards if analysis.items[card.asked.id].n >= SPOKEN_OF]
    flagged = [card for card in spoken if card.advice]
    flagged.sort(key=lambda card: (_URGENT.index(card.advice[0].short), _facility(analysis, card)))
    fine = sorted((card for card in spoken if not card.advice), key=lambda card: _facility(analysis, card))
    few = [card for card in cards if analysis.items[card.asked.id].n < SPOKEN_OF]
    few.sort(key=lambda card: _facility(analysis, card))
    return Cards(flagged, fine, few, [one for one in analysis.asked.values() if one.question.void])


def _facility(analysis: Analysis, card: Card) -> float:
    return analysis.items[card.asked.id].facility or 0.0


def _card(analysis: Analysis, asked: Asked) -> Card:
    item, advice = analysis.items[asked.id], advice_on(analysis, asked)
    found = analysis.tempted[asked.id]
    return Card(
        asked,
        ", ".join(dict.fromkeys(one.short for one in advice)),
        stem(analysis, asked),
        right_text(asked.question),
        facility_text(analysis, asked),
        right_of(analysis, asked),
        telling_text(item),
        advice,
        _options(analysis, asked, item, found),
        [] if item.options else _slips(analysis, found),
        _guess(item),
        f"{percent(item.blank)} left it blank." if item.blank else "",
        f"Half of them needed {duration(item.seconds)} or less." if item.seconds is not None else "",
    )


def _guess(item: Item) -> str:
    if item.guess is None:
        return ""
    return f"Blind guessing gives {percent(item.guess)}."


def _options(analysis: Analysis, asked: Asked, item: Item, found: list[Temptation]) -> list[OptionRow]:
    tempted = {one.key[-1]: one for one in found if one.key[0] != "left out"}
    doubt = analysis.doubts.get(asked.id)
    return [
        OptionRow(
            use.name,
            option_text(asked.question, use.name),
            use.right,
            doubt is not None and use.name == doubt.name,
            use.count,
            percent(use.share),
            percent(use.upper),
            percent(use.lower),
            _who(analysis, _wrong(tempted, use)),
        )
        for use in item.options
    ]


def _wrong(tempted: dict[str, Temptation], use: OptionUse) -> Temptation | None:
    # The one wrong answer to a statement has no name of its own among the slips.
    return None if use.right else tempted.get(use.name) or tempted.get("said")


def _who(analysis: Analysis, temptation: Temptation | None) -> str:
    if temptation is None or temptation.count > _MOST_NAMES:
        return ""
    return analysis.names.listed(list(temptation.people))


def _slips(analysis: Analysis, found: list[Temptation]) -> list[SlipLine]:
    shown = [one for one in found if not (one.slip.typed and analysis.names.hidden)]
    return [
        SlipLine(one.count, one.slip.did, one.slip.why, _who(analysis, one)) for one in shown[:_MOST_SLIPS]
    ]
