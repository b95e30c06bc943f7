"""The report as one page that needs nothing else: no network, no script to be read, no colour to be told."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from frontdesk.reporting.analysis import Analysis
from frontdesk.reporting.distribution import distribution_of
from frontdesk.reporting.heat_map import bands_of, heat_map_of
from frontdesk.reporting.questions import cards_of
from frontdesk.reporting.standings import MOST_LISTED, standings_of
from frontdesk.reporting.summary import summary_of
from frontdesk.reporting.teaching import topics_of
from frontdesk.reporting.trust import trust_of
from frontdesk.reporting.wording import counted, day_text

_FILES = files("frontdesk.reporting") / "templates"
_STYLE = (_FILES / "report.css").read_text("utf-8")
_SCRIPT = (_FILES / "sort.js").read_text("utf-8")
_TEMPLATES = Environment(
    loader=PackageLoader("frontdesk.reporting"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals |= {"counted": counted, "day_text": day_text}


def report_html(analysis: Analysis, site: str = "") -> str:
    """Return the page; `site` is the address or folder of the site, for links to lessons."""
    topics = topics_of(analysis, site)
    return _TEMPLATES.get_template("report.html").render(
        record=analysis.record,
        assignment=analysis.record.assignment,
        hidden=analysis.names.hidden,
        summary=summary_of(analysis, topics),
        standings=standings_of(analysis),
        most_listed=MOST_LISTED,
        topics=topics,
        doubts=[analysis.asked[key] for key in analysis.doubts],
        heat_map=heat_map_of(analysis),
        bands=bands_of(analysis.record.wanted),
        distribution=distribution_of(analysis),
        cards=cards_of(analysis),
        trust=trust_of(analysis),
        style=Markup(_STYLE),
        script=Markup(_SCRIPT),
        script_hash=b64encode(sha256(_SCRIPT.encode()).digest()).decode(),
    )
