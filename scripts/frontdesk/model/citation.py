"""A citation: one statute of the register and the articles meant."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from frontdesk.model.fields import SLUG, refuse

_ARTICLE = r"[0-9]{1,5}(-[0-9]{1,5})?(\([0-9]{1,5}\))?"
_ARTICLES = re.compile(rf"{_ARTICLE}(, {_ARTICLE})*")


@dataclass(frozen=True)
class Citation:
    """`civil-code 937-950` read: the statute's slug and its articles as written (empty: the whole text)."""

    statute: str
    articles: str = ""

    @property
    def numbers(self) -> list[int]:
        """Return every article number that the citation names, the ends of ranges included."""
        return [int(n) for n in re.findall(r"[0-9]+", re.sub(r"\([0-9]+\)", "", self.articles))]

    def __str__(self) -> str:
        """Return the citation as a writer types it."""
        return f"{self.statute} {self.articles}".strip()


def parse_citation(text: str) -> Citation | None:
    """Return the citation that a text is, or None when it is none."""
    slug, _, articles = text.strip().partition(" ")
    if not SLUG.fullmatch(slug) or (articles and not _ARTICLES.fullmatch(articles)):
        return None
    return Citation(slug, articles)


def _read(value: Any) -> Any:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        refuse("should be a list of citations", "such as [civil-code 944]")
    found = []
    for place, text in enumerate(texts):
        citation = parse_citation(text)
        if citation is None:
            refuse(
                f"'{text}' is not a citation",
                "a statute's slug and articles, such as 'civil-code 937-950' or 'civil-code 938, 490(2)'",
                at=(place,),
            )
        found.append(citation)
    return tuple(found)


Citations = Annotated[
    tuple[Citation, ...],
    BeforeValidator(_read),
    WithJsonSchema({"type": "array", "items": {"type": "string"}}),
]
