"""Draw values, orders and papers from a seed: the same in any year, in Python and in the browser.

The stream is specified, not borrowed.  Block `n` (from 0) is SHA-256 of the UTF-8 text `seed:n`; each block
gives four numbers, eight bytes each, most significant first.  A number below `n` is a stream number modulo
`n`, and a stream number at or above the largest multiple of `n` up to 2^64 is thrown away.  The twin is
`docs/assets/quiz/draw.js`; both pass `tests/vectors/draw/*.json`.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import TypeVar

from frontdesk.model.questions import Numeric, Question

T = TypeVar("T")
_SPAN = 2**64


class Stream:
    """The numbers that a seed stands for, in order."""

    def __init__(self, seed: str) -> None:
        """Begin at the first number of a seed."""
        self._numbers = _numbers(seed)

    def below(self, bound: int) -> int:
        """Return the next number from 0 to `bound` - 1, each as likely as any other."""
        limit = _SPAN - _SPAN % bound
        return next(number for number in self._numbers if number < limit) % bound

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in a drawn order (Fisher and Yates, from the last place down)."""
        order = list(items)
        for place in range(len(order) - 1, 0, -1):
            other = self.below(place + 1)
            order[place], order[other] = order[other], order[place]
        return order


def _numbers(seed: str) -> Iterator[int]:
    counter = 0
    while True:
        block = sha256(f"{seed}:{counter}".encode()).digest()
        yield from (int.from_bytes(block[start : start + 8], "big") for start in (0, 8, 16, 24))
        counter += 1


def stream_for(seed: str, question: str, purpose: str) -> Stream:
    """Return the stream of one question for one purpose (`given` or `options`).

    Each question has its own, so that adding a question never changes what another draws.
    """
    return Stream(f"{seed}/{question}/{purpose}")


def draw_values(question: Question, full_id: str, seed: str) -> dict[str, str]:
    """Return the values of a question's variant by name, as they are printed; empty without `given`."""
    if not isinstance(question, Numeric) or not question.given:
        return {}
    stream = stream_for(seed, full_id, "given")
    return {name: given.text(stream.below(given.count())) for name, given in question.given.items()}


def as_numbers(values: Mapping[str, str]) -> dict[str, Fraction]:
    """Return printed values as numbers to compute with."""
    return {name: Fraction(text) for name, text in values.items()}


def key_for(question: Question, values: Mapping[str, str]) -> dict:
    """Return the scoring key of one variant of a question."""
    return question.key(as_numbers(values)) if isinstance(question, Numeric) else question.key()
