"""Papers: the questions one person is asked, in which order and variant; and how a paper is written down."""

from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = "frontdesk-paper/1"


@dataclass(frozen=True)
class Item:
    """One question on a paper.

    `question` is the full id, `bank` where it stands; `order` holds the names of its options, steps or
    choices as they are printed, the only map from a printed letter to a name; `values` are those of the
    variant.
    """

    question: str
    bank: str
    order: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """Return the question's id within its bank."""
        return self.question.partition(".")[2]

    def name_of(self, letter: str) -> str | None:
        """Return the name behind a printed letter (`A` is the first), or None where nothing stands there."""
        place = ord(letter.upper()) - ord("A") if len(letter) == 1 else -1
        return self.order[place] if 0 <= place < len(self.order) else None


@dataclass(frozen=True)
class Paper:
    """A paper manifest: with a sheet and the bank it gives the result, in any year."""

    id: str
    blueprint: str
    title: str
    seed: str
    edition: str
    pass_mark: int
    items: tuple[Item, ...]
    minutes: int | None = None
    person: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the manifest as `frontdesk-paper/1`."""
        return {
            "format": FORMAT,
            "paper": self.id,
            "person": self.person,
            "blueprint": self.blueprint,
            "title": self.title,
            "seed": self.seed,
            "edition": self.edition,
            "pass_mark": self.pass_mark,
            "minutes": self.minutes,
            "questions": [asdict(item) | {"order": list(item.order)} for item in self.items],
        }


def paper_from_json(data: Any) -> Paper | None:
    """Return the paper that a manifest describes, or None where it is none."""
    try:
        items = tuple(map(_item, data["questions"]))
        known = {key: _text(data[key]) for key in ("blueprint", "title", "seed", "edition")}
        minutes = data.get("minutes")
        paper = Paper(
            id=_text(data["paper"]),
            pass_mark=_whole(data["pass_mark"]),
            items=items,
            minutes=None if minutes is None else _whole(minutes),
            person=_text(data.get("person", "")),
            **known,
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return paper if data.get("format") == FORMAT and items else None


def _item(data: Any) -> Item:
    order = tuple(map(_text, data["order"]))
    return Item(_text(data["question"]), _text(data["bank"]), order, _texts(data["values"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: Any) -> dict[str, str]:
    return {_text(name): _text(text) for name, text in value.items()}


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError
    return int(value)
