"""The HTML of the furniture around a lesson."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from frontdesk.html import markup

TEMPLATES = Environment(
    loader=PackageLoader("frontdesk.site"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters |= {"inline": markup.inline}
