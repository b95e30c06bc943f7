"""Certificates: a page to print, and a code that tells whether a word of it was changed.

A code is `FDC1.<what it certifies>.<signature>`, both base64url; the assignment's Ed25519 key signs
`frontdesk-certificate/1.<what it certifies>`, so no other signature of the assignment can pass for one.
"""

import json
import re
from dataclasses import asdict, dataclass
from fractions import Fraction
from html import escape

import segno

from frontdesk.assignments import Secrets
from frontdesk.gradebook.standing import Standing
from frontdesk.model.assignment import Assignment
from frontdesk.model.expression import decimal_text
from frontdesk.sealing import as_bytes, as_text, is_signed, sign

_PURPOSE = "frontdesk-certificate/1"
_MOST_IN_SQUARE = 2300
_CODE = re.compile(r"FDC1\.([A-Za-z0-9_-]{1,20000})\.([A-Za-z0-9_-]{86})")


@dataclass(frozen=True)
class Certificate:
    """What is certified: who reached how many percent in what, on which day."""

    assignment: str
    person: str
    name: str
    title: str
    percent: str
    day: str


def certificate_of(assignment: Assignment, standing: Standing) -> Certificate | None:
    """Return the certificate of somebody who passed, else None; the day is that of the hand-in."""
    if standing.result is None or not standing.result.passed or standing.submission is None:
        return None
    return Certificate(
        assignment.id,
        standing.person.id,
        standing.person.name,
        assignment.title,
        decimal_text(_down(standing.result.percent), fixed=1),
        (standing.submission.submitted or standing.submission.arrived)[:10],
    )


def _down(percent: Fraction) -> Fraction:
    """Return a percent cut to one place: nobody certifies more than was earned."""
    return Fraction(percent.numerator * 10 // percent.denominator, 10)


def code_of(certificate: Certificate, secrets: Secrets) -> str:
    """Return the code of a certificate, always the same for the same words."""
    told = as_text(json.dumps(asdict(certificate), ensure_ascii=False, separators=(",", ":")).encode())
    return f"FDC1.{told}.{sign(secrets.signing_key, f'{_PURPOSE}.{told}')}"


def verified(code: str, assignment: Assignment) -> Certificate | None:
    """Return what a code certifies, or None where it was altered or another assignment signed it.

    Spaces and line ends in it are overlooked: it may have been copied from paper.
    """
    found = _CODE.fullmatch("".join(code.split()))
    if not found or not is_signed(assignment.signing_key, f"{_PURPOSE}.{found[1]}", found[2]):
        return None
    try:
        certificate = Certificate(**json.loads(as_bytes(found[1]) or b""))
    except (TypeError, ValueError):
        return None
    return certificate if certificate.assignment == assignment.id else None


def certificate_html(certificate: Certificate, code: str, paper: str) -> str:
    """Return the page of a certificate: A4 landscape, nothing from elsewhere, ready to print or to save."""
    told = {key: escape(value) for key, value in asdict(certificate).items()}
    fits = len(code) <= _MOST_IN_SQUARE
    square = segno.make(code, error="m").svg_inline(omitsize=True, border=2) if fits else ""
    return _PAGE.format(**told, code=escape(code), paper=escape(paper), square=square, style=_STYLE)


_STYLE = """\
@page { size: A4 landscape; margin: 0 }
* { box-sizing: border-box }
body { margin: 0; color: #14213d; background: #fff;
  font-family: "Source Serif 4", Georgia, "Songti SC", "Noto Serif CJK SC", SimSun, serif }
main { width: 297mm; height: 209mm; padding: 20mm 24mm 14mm; margin: auto; position: relative;
  border: 1.2mm solid #14213d; outline: .4mm solid #14213d; outline-offset: -3.4mm; text-align: center }
.kind { letter-spacing: .18em; font-size: 13pt; text-transform: uppercase; margin: 4mm 0 0 }
.kind span { letter-spacing: .3em }
.name { font-size: 38pt; margin: 11mm 0 3mm; overflow-wrap: anywhere }
.id { font-size: 11pt; color: #4a5568; margin: 0 }
.text { font-size: 15pt; line-height: 1.7; margin: 9mm 0 0 }
.text b { font-size: 19pt; overflow-wrap: anywhere }
.day { font-size: 13pt; margin: 7mm 0 0 }
.sign { display: flex; justify-content: space-around; margin: 20mm 12mm 0; font-size: 10pt; color: #4a5568 }
.sign span { border-top: .3mm solid #4a5568; padding-top: 1.5mm; width: 70mm }
footer { position: absolute; left: 24mm; right: 24mm; bottom: 13mm; display: flex; gap: 6mm;
  align-items: flex-end; text-align: left; font-size: 8pt; color: #4a5568 }
footer svg { flex: none; width: 34mm; height: 34mm }
footer code { display: block; font: 5.6pt/1.35 ui-monospace, Consolas, monospace; overflow-wrap: anywhere }
@media screen { body { background: #eee; padding: 8mm 0 } main { background: #fff } }"""

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{title}: {name}</title>
<style>
{style}
</style>
</head>
<body>
<main>
<p class="kind">Certificate · <span lang="zh-Hans">合格证书</span></p>
<h1 class="name">{name}</h1>
<p class="id">{person}</p>
<p class="text">has passed <span lang="zh-Hans">已通过考核</span><br><b>{title}</b><br>\
with {percent} percent <span lang="zh-Hans">得分率 {percent}%</span></p>
<p class="day">{day}</p>
<p class="sign"><span>Issued by <bdi lang="zh-Hans">签发人</bdi></span>
<span>Seal <bdi lang="zh-Hans">公章</bdi></span></p>
<footer>{square}<div>
<p>Assignment <span lang="zh-Hans">考核编号</span>: {assignment}, {paper}.
Whoever gave it out can tell from this code whether a word was changed.
<span lang="zh-Hans">发证方可凭此码核验真伪。</span></p>
<code>{code}</code>
</div></footer>
</main>
</body>
</html>
"""
