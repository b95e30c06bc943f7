"""The head of a lesson says when it was last read, and warns of itself when that is too long ago."""

from datetime import date

import pytest

from frontdesk.site.lesson import head_html
from frontdesk.site.overview import reviews_html
from frontdesk.site.place import Place
from real_content import LIBRARY

LESSON = LIBRARY.lessons["law/service-contract"]


@pytest.mark.parametrize(("today", "warns"), [(date(2027, 5, 23), False), (date(2027, 5, 24), True)])
def test_a_page_past_its_review_date_says_so_itself(today: date, warns: bool) -> None:
    html = head_html(LIBRARY, LESSON, today)

    assert ("was due to be read again by 2027-05-23" in html) is warns
    assert "9 minutes" in html


def test_pages_past_their_review_date_are_listed_for_managers() -> None:
    place = Place("managing/reviews", "managing/reviews.html")
    early = reviews_html(LIBRARY, place, date(2026, 11, 23))
    late = reviews_html(LIBRARY, place, date(2040, 1, 1))

    assert (early.count("overdue"), late.count("in time")) == (0, 0)
    assert late.count("overdue") == early.count("in time") > len(LIBRARY.lessons)
