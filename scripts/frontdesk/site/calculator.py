"""A formula as a form that the reader fills; without a script it shows its example."""

from collections.abc import Mapping
from html import escape

from frontdesk.library import Library
from frontdesk.site.assets import Assets
from frontdesk.site.reference import computed_text

_ASSETS = ("calculator/calculator.css", "quiz/score.js", "quiz/draw.js", "calculator/calculator.js")


def calculator_html(library: Library, assets: Assets, formula: str, given: Mapping[str, object]) -> str:
    """Return the calculator of a formula, filled with an example and its result."""
    found = library.formulas[formula]
    fields = "".join(
        f'<p><label>{escape(quantity.says)} <input type="text" inputmode="decimal" name="{name}" '
        f'autocomplete="off" value="{escape(str(given[name]))}"></label> {escape(quantity.unit)}</p>'
        for name, quantity in found.given.items()
    )
    return (
        f'<form class="fd-calculator" data-search-exclude data-postfix="{found.expression.postfix}" '
        f'data-places="{found.places}" data-bad="write numbers such as 12.50" autocomplete="off">'
        f"<p><strong>{escape(found.says)}</strong></p>{fields}"
        f"<p>Result: <output><strong>{computed_text(library, formula, dict(given))}</strong></output> "
        f"{escape(found.unit)}</p></form>{assets.tags(*_ASSETS)}"
    )
