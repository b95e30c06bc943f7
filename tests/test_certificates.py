"""A certificate's code says what was certified, and nothing else can."""

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk import assigned
from frontdesk.certificates import Certificate, certificate_html, code_of, verified
from frontdesk.sealing import as_text, sign

GIVEN = assigned()
OTHER = assigned(name="other")
TRUE = Certificate(GIVEN.assignment.id, "wang-li", "王丽", "Desk-Ready certificate", "92.5", "2026-12-03")
CODE = code_of(TRUE, GIVEN.secrets)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_code_says_what_was_certified(name: str, title: str):
    certificate = replace(TRUE, name=name.encode("utf-8", "replace").decode(), title=title)

    assert verified(code_of(certificate, GIVEN.secrets), GIVEN.assignment) == certificate


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(CODE) - 1), st.sampled_from("ABCabc019_-. ."))
def test_code_with_a_sign_changed_certifies_nothing(place: int, sign_there: str):
    altered = CODE[:place] + sign_there + CODE[place + 1 :]

    found = verified(altered, GIVEN.assignment)

    assert found is None or (found == TRUE and _same(altered))


def _same(altered: str) -> bool:
    """Return whether only bits changed that base64url leaves unused at the end."""
    return altered[:-1] == CODE[:-1]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
@example("FDC1..")
@example(f"FDC1.{'A' * 30}.{'A' * 86}")
def test_any_text_certifies_nothing(text: str):
    assert verified(text, GIVEN.assignment) is None


def test_code_copied_from_paper_with_spaces_and_lines_is_the_same():
    copied = "\n ".join(CODE[place : place + 30] for place in range(0, len(CODE), 30))

    assert verified(copied, GIVEN.assignment) == TRUE


def test_code_of_another_assignment_or_purpose_certifies_nothing():
    told = as_text(b'{"assignment": "x"}')
    other_purpose = f"FDC1.{told}.{sign(GIVEN.secrets.signing_key, told)}"
    not_ours = f"FDC1.{told}.{sign(GIVEN.secrets.signing_key, f'frontdesk-certificate/1.{told}')}"

    assert verified(CODE, OTHER.assignment) is None
    assert verified(code_of(TRUE, OTHER.secrets), GIVEN.assignment) is None
    assert verified(other_purpose, GIVEN.assignment) is None
    assert verified(not_ours, GIVEN.assignment) is None
    assert verified(CODE, replace(GIVEN.assignment, id="renamed")) is None


def test_page_shows_names_as_text_however_long():
    certificate = replace(TRUE, name="<script>" * 300)

    page = certificate_html(certificate, code_of(certificate, GIVEN.secrets), "ABCD-2345")

    assert "<script>" not in page
    assert "<svg" not in page
    assert "<svg" in certificate_html(TRUE, CODE, "ABCD-2345")
