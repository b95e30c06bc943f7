"""Citations: each leads to a statute of the register, one that is in force, and to an article it has."""

from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.model.citation import Citation, parse_citation
from frontdesk.model.page import Page
from frontdesk.problems import Problem, suggest

HISTORY = "What changed"


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield every citation that leads nowhere or to a repealed text."""
    for path, line, where, citation, history in _citations(library):
        what, hint = _fault(library, citation, history)
        if what:
            yield Problem(path, line, where, what, hint)
    yield from _asked(library)
    yield from _register(library)


def _asked(library: Library) -> Iterator[Problem]:
    """Yield questions that rest on a text read only in a copy: it is taught with "check", never asked."""
    for bank in library.banks.values():
        for question in bank.questions:
            for place, citation in enumerate(question.cite):
                statute = library.statutes.get(citation.statute)
                if statute and statute.evidence == "secondary":
                    what = f"'{citation.statute}' was read only in a copy, and a question asks it"
                    hint = "teach it with 'check', and ask what was read in the text itself"
                    line = bank.line(question, "cite", place)
                    yield Problem(bank.source.path, line, bank.full_id(question), what, hint)


def _fault(library: Library, citation: Citation, history: bool) -> tuple[str, str]:
    statute = library.statutes.get(citation.statute)
    if statute is None and library.has("statutes", citation.statute):
        return "", ""
    if statute is None:
        return f"'{citation.statute}' is not in the register of statutes", suggest(
            citation.statute, library.statutes
        )
    if statute.status == "repealed" and not history:
        instead = " or ".join(statute.replaced_by) or "what replaced it"
        return (
            f"'{citation.statute}' was repealed on {statute.until}",
            f"cite {instead}; a repealed text stands only under '## {HISTORY}'",
        )
    last = statute.articles
    beyond = [number for number in citation.numbers if last and number > last]
    if beyond:
        return f"'{citation.statute}' has no article {beyond[0]}", f"its last article is {last}"
    return "", ""


def _citations(library: Library) -> Iterator[tuple[str, int, str, Citation, bool]]:
    for page in library.pages.values():
        yield from _in_page(page)
    for bank in library.banks.values():
        for question in bank.questions:
            for place, citation in enumerate(question.cite):
                line = bank.line(question, "cite", place)
                yield bank.source.path, line, bank.full_id(question), citation, False
    for path, source in library.sources.items():
        for slug, thing in _data_of(library, path).items():
            for place, citation in enumerate(thing.cite):
                line = source.line((slug, "cite", place) if slug in source.data else ("cite", place))
                yield path, line, slug, citation, False


def _data_of(library: Library, path: str) -> dict:
    data = library.sources[path].data
    for folder, found in (("docs/data/rules/", library.rules), ("docs/data/formulas.yml", library.formulas)):
        if path.startswith(folder):
            return {slug: thing for slug, thing in found.items() if isinstance(data, dict) and slug in data}
    stem = path.rpartition("/")[2].removesuffix(".yml")
    if path.startswith("docs/data/tables/") and stem in library.tables:
        return {stem: library.tables[stem]}
    return {}


def _in_page(page: Page) -> Iterator[tuple[str, int, str, Citation, bool]]:
    for place, citation in enumerate(getattr(page.head, "sources", ())):
        yield page.path, page.source.line(("sources", place)), "sources", citation, False
    for call in page.calls:
        text = call.arguments[0] if call.name == "cite" and call.arguments else None
        citation = parse_citation(text) if text else None
        if citation:
            yield page.path, call.line, "cite", citation, section_of(page, call.line) == HISTORY


def section_of(page: Page, line: int) -> str:
    """Return the second-level heading that a line of a page stands under."""
    return next((h.text for h in reversed(page.headings) if h.level == 2 and h.line <= line), "")


def _register(library: Library) -> Iterator[Problem]:
    path = "docs/data/statutes.yml"
    for slug, statute in library.statutes.items():
        source = library.sources[path]
        for place, other in enumerate(statute.replaced_by):
            if not library.has("statutes", other):
                yield Problem(
                    path,
                    source.line((slug, "replaced_by", place)),
                    slug,
                    f"'{other}' is not in the register of statutes",
                    suggest(other, library.statutes),
                )
        if (statute.status == "repealed") != bool(statute.until):
            told = (
                "is repealed and does not say since when"
                if statute.status == "repealed"
                else "is in force and has an 'until'"
            )
            key = "until" if statute.until else "status"
            yield Problem(path, source.line((slug, key)), slug, told, "'until' is the day of repeal")
