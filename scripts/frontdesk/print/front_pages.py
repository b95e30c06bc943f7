"""The front of the book: cover, what its signs mean, contents."""

from collections.abc import Sequence

from frontdesk.print.edition import EVERYBODY, Edition
from frontdesk.print.lessons import Written
from frontdesk.print.text import Typist, literal
from frontdesk.site.findings import STRENGTHS
from frontdesk.site.law import EVIDENCE

_HINTS = (
    "#list([A number behind *p.* is the page to turn to.], "
    "[Answers and their reasons stand in a part of their own, behind the job aids: write first, then look.], "
    "[Words with Chinese behind them stand in the glossary; articles of law in the index of articles.], "
    "[Job aids are pages to tear out: copy them before you write on them.])"
)
_SIGNS = (
    ("say", "Say", "Words to say, in English and in Chinese."),
    ("never", "Never", "What must not be done, whoever orders it."),
    ("worked", "Worked example", "An example with its working."),
    (
        "standard",
        "Company standard",
        "Our own rule. Never show it to an owner as law. Marked in the margin as well.",
    ),
    ("locally", "Check locally", "Your city may differ: look it up before you quote."),
    ("aid", "Job aid", "A page to tear out and keep at the desk."),
    ("today", "Today", "One thing to do today."),
    ("rule", "Law", "A rule of law in our words, with its article and the day it was read."),
    ("finding", "About people", "A claim about people, with how strong its evidence is."),
)
_COLOPHON = (
    "Set from the same lessons and questions as the site. The edition is a fingerprint of what the book "
    "says: two books with the same edition say the same."
)


def title_of(edition: Edition) -> tuple[str, str]:
    """Return the title of the book, in English and Chinese: for whom it is."""
    role = edition.library.roles.get(edition.audience)
    if role:
        return f"Handbook for the {role.en.lower()}", f"{role.zh}手册"
    if edition.audience == EVERYBODY:
        return "The whole handbook", "全套手册"
    return "Handbook", "手册"


def front_markup(edition: Edition, number: str, lessons: Sequence[Written], body: str) -> str:
    """Return what stands before the first part of the book."""
    english, chinese = title_of(edition)
    name, facts = Typist().text(edition.name), _facts(edition, number, lessons)
    signs = "".join(f'("{kind}", [{word}], [{said}]), ' for kind, word, said in _SIGNS if _stands(kind, body))
    evidence = "".join(f"([{word}], [{said}]), " for word, said in EVIDENCE.values())
    strengths = "".join(f"([{word}], [{said}]), " for word, said in STRENGTHS.values() if "#finding(" in body)
    title, keywords = literal(f"{edition.name}: {english}"), literal(f"edition {number}")
    return "\n".join(
        [
            '#import "handbook.typ": *',
            f"#show: handbook.with(title: {title}, keywords: ({keywords},))",
            f"#cover([{name}], [{english}], [#zh[{chinese}]], ({facts}), [{_COLOPHON}])",
            f"#legend(({signs}), ({evidence}), ({strengths}), [{_HINTS}])",
            "#contents",
        ]
    )


def _facts(edition: Edition, number: str, lessons: Sequence[Written]) -> str:
    heads = [lesson.page.head for lesson in lessons]
    facts = (
        ("Edition", number),
        ("Date", f"{edition.day}"),
        ("Holds", f"{len(heads)} lessons, {sum(head.minutes for head in heads)} minutes of reading"),
        ("Last read through", f"{min(h.reviewed for h in heads)} to {max(h.reviewed for h in heads)}"),
    )
    return "".join(f"([{what}], [{said}]), " for what, said in facts)


def _stands(kind: str, body: str) -> bool:
    """Return whether a sign stands in the book, so that its legend names no other."""
    calls = {"rule": "#law-rule(", "finding": "#finding(", "aid": "#aid("}
    return calls.get(kind, f'#box-of("{kind}"') in body
