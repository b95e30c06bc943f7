"""Claims about people on a page, each with the strength of its evidence in plain words."""

from markupsafe import Markup

from frontdesk.html import markup
from frontdesk.model.reference import Finding, Strength

STRENGTHS: dict[Strength, tuple[str, str]] = {
    "strong": ("Well supported", "Many studies agree, with exceptions."),
    "mixed": ("Mixed evidence", "Studies are few, or disagree, or hold mostly in the laboratory."),
    "thin": ("Thin evidence", "Often repeated, hardly tested, or tested in other trades only."),
    "model": ("A model", "A way to sort what you see; no law of nature."),
    "practice": ("From practice", "What people in the trade report; nobody has measured it."),
}


def finding_html(finding: Finding) -> Markup:
    """Return a box with one claim, how sure anybody is of it, whose it is, and where it does not hold."""
    name, meaning = STRENGTHS[finding.strength]
    limits = (
        Markup(" <strong>But:</strong> {}").format(markup.inline(finding.limits)) if finding.limits else ""
    )
    return Markup(
        '<div class="fd-rule fd-finding" data-strength="{}"><p class="fd-rule-says">{}{}</p>'
        '<p class="fd-rule-source"><strong>{}.</strong> {} <span>{}</span></p></div>'
    ).format(
        finding.strength, markup.inline(finding.says), limits, name, meaning, markup.inline(finding.source)
    )
