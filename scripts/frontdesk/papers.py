"""Draw a paper: blueprint, edition of the banks and seed give the same questions, in any year.

Line `n` of a blueprint (from 1) shuffles the questions it may take, sorted by full id and without those that
lines above it took, by the stream `seed/draw/n`, and takes the first.  The order of questions comes from
`seed/questions`, the order of options from `seed/<full id>/options`, values from `seed/<full id>/given`.
`tests/vectors/papers/` holds what must come out.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256

from frontdesk.drawing import Stream, draw_values, stream_for
from frontdesk.model.bank import Bank
from frontdesk.model.blueprint import Blueprint, Draw
from frontdesk.model.paper import Item, Paper
from frontdesk.model.questions import (
    Matching,
    MultipleResponse,
    Ordering,
    Question,
    SingleChoice,
)

# People copy an id from paper: no letter that looks like a figure or like another letter.
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def banks_of(blueprint: Blueprint, banks: Mapping[str, Bank]) -> dict[str, Bank]:
    """Return the banks that a blueprint draws from, by name."""
    return {
        name: bank for name, bank in banks.items() if any(stands_in(name, d.source) for d in blueprint.draw)
    }


def stands_in(bank: str, source: str) -> bool:
    """Return whether a bank is the one a line names, or stands in its area."""
    return bank == source or bank.startswith(f"{source}/")


def questions_of(banks: Mapping[str, Bank]) -> dict[str, Question]:
    """Return every question of some banks by full id, retired ones too: an old paper may hold them."""
    return {bank.full_id(question): question for bank in banks.values() for question in bank.questions}


def pool(
    blueprint: Blueprint, draw: Draw, banks: Mapping[str, Bank], today: date
) -> dict[str, tuple[Bank, Question]]:
    """Return the questions that a line of a blueprint may take, by full id and sorted by it."""
    found = {
        bank.full_id(question): (bank, question)
        for name, bank in banks.items()
        if stands_in(name, draw.source)
        for question in bank.asked(today)
        if _fits(draw, question) and question.type not in blueprint.without
    }
    return dict(sorted(found.items()))


def _fits(draw: Draw, question: Question) -> bool:
    return (
        question.level in (draw.level or [question.level])
        and question.type in (draw.type or [question.type])
        and draw.critical in (None, question.critical)
        and question.void is None
    )


def edition_of(banks: Iterable[Bank]) -> str:
    """Return a name of twelve letters for the banks as they stand: any change of a question changes it."""
    written = [[bank.name, bank.source.data["questions"]] for bank in sorted(banks, key=lambda b: b.name)]
    return sha256(json.dumps(written, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def draw_paper(
    name: str, blueprint: Blueprint, banks: Mapping[str, Bank], today: date, seed: str, person: str = ""
) -> Paper | None:
    """Return the paper that a seed draws from a blueprint, or None where a line finds too few questions."""
    taken: dict[str, tuple[Bank, Question]] = {}
    for number, draw in enumerate(blueprint.draw, 1):
        found = pool(blueprint, draw, banks, today)
        free = [full_id for full_id in found if full_id not in taken]
        if len(free) < draw.count:
            return None
        drawn = Stream(f"{seed}/draw/{number}").shuffled(free)[: draw.count]
        taken |= {full_id: found[full_id] for full_id in drawn}
    ids = (
        Stream(f"{seed}/questions").shuffled(list(taken)) if "questions" in blueprint.shuffle else list(taken)
    )
    is_shuffled = "options" in blueprint.shuffle
    items = tuple(_item(full_id, *taken[full_id], seed, is_shuffled) for full_id in ids)
    return Paper(
        id=paper_id(seed),
        blueprint=name,
        title=blueprint.title,
        seed=seed,
        edition=edition_of(banks_of(blueprint, banks).values()),
        pass_mark=blueprint.pass_mark,
        items=items,
        minutes=blueprint.minutes,
        person=person,
    )


def paper_id(seed: str) -> str:
    """Return an id that people can copy by hand: two groups of four letters, such as `K7QF-2M9T`."""
    number = int.from_bytes(sha256(f"{seed}/paper".encode()).digest()[:8], "big")
    letters = []
    for _ in range(8):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


def seed_for(secret: str, person: str, attempt: int = 1) -> str:
    """Return the seed of one person's paper: nobody without the assignment's secret can guess it."""
    return sha256(f"{secret}/{attempt}/{person}".encode()).hexdigest()[:32]


def _item(full_id: str, bank: Bank, question: Question, seed: str, is_shuffled: bool) -> Item:
    order = ordered(question)
    if is_shuffled and order:
        stream = stream_for(seed, full_id, "options")
        order = stream.shuffled(order)
        # Steps that are drawn in the right order would give the answer away.
        while isinstance(question, Ordering) and order == question.answer:
            order = stream.shuffled(order)
    return Item(full_id, bank.name, tuple(order), draw_values(question, full_id, seed))


def ordered(question: Question) -> list[str]:
    """Return the names that a printed letter may stand for, as the bank writes them; none where none is."""
    match question:
        case SingleChoice() | MultipleResponse():
            return list(question.options)
        case Ordering():
            return list(question.steps)
        case Matching():
            return list(question.choices)
    return []
