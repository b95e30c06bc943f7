"""What a question asks, as HTML: the first paragraph names its fields, the rest stands below."""

import re
from collections.abc import Mapping

from markupsafe import Markup

from frontdesk.html import markup
from frontdesk.html.numbers import shown
from frontdesk.model.questions import Numeric, Question

_SPAN = re.compile(r'<span data-value="[^"]*"(?: data-places="[^"]*")?>([^<]*)</span>')


def text_html(question: Question, values: Mapping[str, str], text: str) -> Markup:
    """Return a text of a question with the numbers of its variant in spans that can be filled anew."""
    return shown(question, values, text) if isinstance(question, Numeric) else markup.block(text)


def asked_html(question: Question, values: Mapping[str, str]) -> tuple[Markup, Markup]:
    """Return what stands in the legend, and what stands below it; the second may be empty."""
    first, _, rest = question.ask.partition("\n\n")
    return (
        markup.unwrapped(text_html(question, values, first)),
        text_html(question, values, rest) if rest else Markup(""),
    )


def settled(html: str) -> str:
    """Return HTML whose numbers stay as they are: without the expressions they came from."""
    return _SPAN.sub(r"\1", html)
