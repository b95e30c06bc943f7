"""Macro calls in pages: the macro exists, and so does what it names."""

from collections.abc import Iterator
from datetime import date

from frontdesk.library import Library
from frontdesk.model.citation import parse_citation
from frontdesk.model.expression import ExpressionError
from frontdesk.model.numbers import read_figure
from frontdesk.model.page import LESSON_MACROS, MACROS, Call, Page
from frontdesk.problems import Problem, suggest


def find(library: Library, today: date) -> Iterator[Problem]:
    """Yield calls of macros that do not exist, or that name what does not exist."""
    for page in library.pages.values():
        for call in page.calls:
            for what, hint in _faults(library, page, call):
                yield Problem(page.path, call.line, call.name.rstrip("."), what, hint)


def _faults(library: Library, page: Page, call: Call) -> Iterator[tuple[str, str]]:
    if call.name.endswith("."):
        yield from _value(library, call)
        return
    if call.name not in MACROS:
        yield f"there is no macro '{call.name}'", suggest(call.name, MACROS)
        return
    if call.name in LESSON_MACROS and not page.is_lesson:
        if page.head is not None:
            yield f"'{call.name}' works only in a lesson or playbook", ""
        return
    kind = MACROS[call.name]
    wanted = kind.rstrip("?*")
    if not wanted and call.arguments:
        yield f"'{call.name}' takes nothing, and {len(call.arguments)} stand here", ""
    if wanted and not call.arguments and not kind.endswith("?"):
        yield f"'{call.name}' needs the name of a {wanted}", ""
    for argument in call.arguments:
        if argument is not None and wanted:
            yield from _argument(library, page, wanted, argument)
    if wanted == "formula":
        yield from _formula(library, call)


def _value(library: Library, call: Call) -> Iterator[tuple[str, str]]:
    holder, name = call.name.rstrip("."), call.arguments[0] or ""
    if holder == "estate" and name not in library.estate:
        yield f"the model estate has no '{name}'", suggest(name, library.estate)
    elif holder != "estate" and holder not in ("loop", "page", "config"):
        yield f"there is nothing called '{holder}'", suggest(holder, ["estate"])


def _argument(library: Library, page: Page, kind: str, argument: str) -> Iterator[tuple[str, str]]:
    if kind == "citation":
        if parse_citation(argument) is None:
            yield f"'{argument}' is not a citation", "a statute's slug and articles, such as 'civil-code 944'"
        return
    if kind == "term":
        if argument.lower() not in library.terms:
            yield f"the glossary has no term '{argument}'", suggest(argument, library.terms)
        return
    bank = library.banks.get(page.name)
    known = {
        "question": [question.id for question in bank.questions] if bank else None,
        "bank": list(library.banks),
        "rule": list(library.rules),
        "table": list(library.tables),
        "formula": list(library.formulas),
    }[kind]
    if known is not None and argument not in known:
        yield f"there is no {kind} '{argument}'", suggest(argument, known)


def _formula(library: Library, call: Call) -> Iterator[tuple[str, str]]:
    formula = library.formulas.get(call.arguments[0] or "") if call.arguments else None
    if formula is None:
        return
    for name in call.named:
        if name not in formula.given:
            yield f"the formula does not need '{name}'", suggest(name, formula.given)
    missing = [name for name in formula.given if name not in call.named]
    for name in missing:
        yield f"the formula needs '{name}'", f"write {name}=…"
    values = {name: read_figure(text) if text is not None else None for name, text in call.named.items()}
    for name, value in values.items():
        if value is None and call.named[name] is not None:
            yield f"'{name}={call.named[name]}' is not a number", ""
    if not missing and all(value is not None for value in values.values()):
        try:
            formula.expression.value(values)
        except ExpressionError as error:
            yield f"the formula {error.what} with these values", ""
