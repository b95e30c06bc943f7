"""Macro calls in pages: the macro exists, and so does what it names."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from frontdesk.library import Library
from frontdesk.model.citation import parse_citation
from frontdesk.model.expression import ExpressionError
from frontdesk.model.numbers import read_figure
from frontdesk.model.page import LESSON_MACROS, MACROS, Call, Page
from frontdesk.problems import Problem, suggest

Fault = tuple[str, str]
# What the generator itself gives to every page.
_GENERATOR = ("loop", "page", "config")


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield calls of macros that do not exist, or that name what does not exist."""
    for page in library.pages.values():
        for call in page.calls:
            for what, hint in _faults(library, page, call):
                yield Problem(page.path, call.line, call.name.strip(".|"), what, hint)


def _faults(library: Library, page: Page, call: Call) -> Iterator[Fault]:
    if call.name.startswith("|"):
        yield f"there is no filter '{call.name[1:]}'", "show the value as it is"
    elif call.name.endswith("."):
        yield from _value(library, page, call)
    elif call.name not in MACROS:
        yield f"there is no macro '{call.name}'", suggest(call.name, MACROS)
    elif call.name in LESSON_MACROS and not page.is_lesson:
        if page.head is not None:
            yield f"'{call.name}' works only in a lesson or playbook", "delete it here"
    else:
        yield from _arguments(library, page, call)


def _arguments(library: Library, page: Page, call: Call) -> Iterator[Fault]:
    kind = MACROS[call.name]
    wanted, count = kind.rstrip("?*"), len(call.arguments)
    example = f'{call.name}("…")'
    if not wanted and (count or call.named):
        yield f"'{call.name}' takes nothing between its brackets", f"write {call.name}()"
        return
    if wanted and wanted != "formula" and call.named:
        yield f"'{call.name}' has no '{next(iter(call.named))}='", f"write only the name: {example}"
        return
    if wanted and not count and not kind.endswith("?"):
        yield f"'{call.name}' needs the name of a {wanted}", f"write {example}"
    if wanted and count > 1 and not kind.endswith("*"):
        yield f"'{call.name}' takes one {wanted}, not {count}", f"write {example}"
        return
    for argument in call.arguments:
        if argument is not None and wanted:
            yield from _argument(library, page, wanted, argument)
    if wanted == "formula":
        yield from _formula(library, call)


def _value(library: Library, page: Page, call: Call) -> Iterator[Fault]:
    holder, name = call.name.rstrip("."), call.arguments[0] if call.arguments else ""
    known = {"estate", *_GENERATOR, *(page.source.data if isinstance(page.source.data, dict) else ())}
    if holder in MACROS:
        yield f"'{holder}' is a macro and is not called", f"write {holder}()"
    elif holder not in known:
        hint = f"did you mean 'estate.{holder}'?" if holder in library.estate else suggest(holder, ["estate"])
        yield f"there is nothing called '{holder}'", hint
    elif holder == "estate" and name and not library.has("estate", name):
        yield f"the model estate has no '{name}'", suggest(name, library.estate)


def _argument(library: Library, page: Page, kind: str, argument: str) -> Iterator[Fault]:
    if kind == "citation":
        if parse_citation(argument) is None:
            yield f"'{argument}' is not a citation", "a statute's slug and articles, such as 'civil-code 944'"
        return
    if kind == "term":
        # A term with problems may have lost its English word.
        if argument.lower() not in library.terms and "glossary" not in library.unread:
            yield f"the glossary has no term '{argument}'", suggest(argument, library.terms)
        return
    if kind == "question":
        bank = library.banks.get(page.name)
        if bank and argument not in bank.places:
            yield f"there is no question '{argument}'", suggest(argument, bank.places)
        return
    if kind == "topic":
        if argument not in library.topics and "cities" not in library.unread:
            yield f"no city has a rule on '{argument}'", suggest(argument, library.topics)
        return
    if not library.has(f"{kind}s", argument):
        yield f"there is no {kind} '{argument}'", suggest(argument, getattr(library, f"{kind}s"))


def _formula(library: Library, call: Call) -> Iterator[Fault]:
    formula = library.formulas.get(call.arguments[0] or "") if call.arguments else None
    if formula is None:
        return
    missing = [name for name in formula.given if name not in call.named]
    meant: set[str] = set()
    for name in call.named:
        if name not in formula.given:
            yield f"the formula does not need '{name}'", suggest(name, formula.given)
            meant |= set(get_close_matches(name, missing, n=1, cutoff=0.6))
    for name in missing:
        if name not in meant:
            yield f"the formula needs '{name}'", f"write {name}=…"
    values = {name: read_figure(text) if text is not None else None for name, text in call.named.items()}
    for name, value in values.items():
        if value is None and call.named[name] is not None:
            yield (
                f"'{name}={call.named[name]}' is not a number",
                "digits and one decimal point, such as 12.50",
            )
    if not missing and all(value is not None for value in values.values()):
        try:
            formula.expression.value(values)
        except ExpressionError as error:
            yield f"the formula {error.what} with these values", "look at what stands behind each ="
