"""Item banks: the questions of one lesson or one situation."""

from dataclasses import dataclass
from datetime import date

from frontdesk.model.questions import Question
from frontdesk.source import Loc, Source


@dataclass(frozen=True)
class Bank:
    """The questions of one file; `name` is its path below quizzes/ without `.yml`."""

    name: str
    questions: tuple[Question, ...]
    places: dict[str, int]
    source: Source

    @property
    def lesson(self) -> str:
        """Return the last part of the name; with a question's id it makes the full id."""
        return self.name.rpartition("/")[2]

    @property
    def is_whole(self) -> bool:
        """Return whether every question of the file could be read."""
        return len(self.questions) == len(self.source.data["questions"])

    def full_id(self, question: Question) -> str:
        """Return the id that every record carries."""
        return f"{self.lesson}.{question.id}"

    def line(self, question: Question, *loc: str | int) -> int:
        """Return the line of a key of a question."""
        place: Loc = ("questions", self.places[question.id])
        return self.source.line(place + loc)

    def asked(self, today: date) -> list[Question]:
        """Return the questions that are asked on a day: those not retired by then."""
        return [q for q in self.questions if q.retired is None or q.retired > today]
