"""Which of the dates that a page shows and states is the article's."""

import pytest

from tests.ingest.formats.test_webpage import draft, page

LONG = "<p>The mayor opened the new bridge over the harbour on Tuesday before several thousand of the old town.</p>"
STORY = LONG + "<p>The loan is to be repaid by December 31, 2005, said the council on Tuesday, after a long vote.</p>"


def text(above: str, head: str = "") -> str:
    return page(f"<h1>Bridge over the harbour</h1>{above}{LONG * 2}{STORY}", head=head)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("<p>May 7, 1987</p>", "1987-05-07"),
        ("<p><i>February 26, 1987</i></p>", "1987-02-26"),
        ("<div class='info'>Mo 02.03.26 | 14:07 Uhr | Von Jane Roe</div>", "2026-03-02T14:07"),
        ("<div>erstellt: <b>1. April 2025, 15:25</b> in: <a href='/s'>S</a> | Comments: 0</div>", "2025-04-01T15:25"),
        ("<p>Posted on May 3, 2020 by Jane Roe</p>", "2020-05-03"),
        ("<p>By Jane Roe</p><p>Published 3 May 2020, 9:30 PM</p>", "2020-05-03T21:30"),
    ],
)
def test_a_line_above_the_text_states_the_date(line: str, moment: str) -> None:
    found = draft(text(line))
    assert found.date is not None
    assert (found.date.at.isoformat().startswith(moment), found.date_basis) == (True, "text")


@pytest.mark.parametrize("line", ["", "<p>Updated May 7, 1987</p>", "<p>09/07/2024</p>"])
def test_a_date_in_the_story_does_not(line: str) -> None:
    assert draft(text(line)).date is None


def test_the_data_count_first_and_a_contradiction_is_named() -> None:
    found = draft(text("<p>May 7, 1987</p>", head='<meta name="date" content="2018-01-01">'))
    assert found.date is not None
    assert found.date.day.year == 2018
    assert any("it shows 1987-05-07 above its text" in warning for warning in found.warnings)


def test_the_time_that_only_the_line_states_is_not_lost() -> None:
    found = draft(text("<p>2 March 2026, 14:07</p>", head='<meta name="date" content="2026-03-02">'))
    assert found.date is not None
    assert found.date.at.isoformat()[:16] == "2026-03-02T14:07"
    assert not any("which is right" in warning for warning in found.warnings)


@pytest.mark.parametrize("zero", ["1970-01-01", "1900-01-01T00:00:00Z", "0001-01-01T00:00:00"])
def test_the_first_day_of_a_clock_is_no_date(zero: str) -> None:
    assert draft(text("", head=f'<meta name="date" content="{zero}">')).date is None


def test_a_stated_date_that_cannot_be_read_is_named() -> None:
    warnings = draft(text("", head='<meta name="date" content="thirty days ago">')).warnings
    assert 'its date "thirty days ago" is not understood, or may be one of two days' in warnings
    read = text("", head='<meta name="date" content="thirty days ago"><meta name="pubdate" content="2018-01-01">')
    assert not any("is not understood" in warning for warning in draft(read).warnings)
