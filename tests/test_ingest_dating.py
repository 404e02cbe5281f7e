"""Where a date comes from: the editor, the input, the text, the file; and what is no date."""

import datetime as dt
from typing import Any

import pytest

from digest.dates import read_when, zone
from digest.ingest.dating import date_in_text, date_of, read_stated
from digest.ingest.draft import Draft, Place

TOKYO = zone("Asia/Tokyo")
NOW = dt.datetime(2024, 7, 10, 8, 0, tzinfo=TOKYO)
DAY = dt.date(2024, 7, 9)


def draft(body: str = "Some text.", **said: Any) -> Draft:
    modified = dt.datetime(2024, 7, 8, 20, 0, tzinfo=dt.UTC)
    return Draft(place=Place("x.txt", modified=modified), title="T", body=body, **said)


@pytest.mark.parametrize(
    "opening",
    [
        "TOKYO, July 9, 2024 (Reuters) - Text",
        "TOKYO, 9 July 2024 - Text",
        "WASHINGTON/TOKYO, July 9, 2024 — Text",
        "UNITED NATIONS, Jul. 9, 2024 (AP): Text",
        "July 9, 2024\n\nText",
        "Tuesday, July 9, 2024\n\nText",
        "By Jane Roe\n\nPublished: 9th July 2024\n\nText",
        "Published on July 9, 2024 at 10:15 GMT\n\nText",
        "2024-07-09\n\nText",
    ],
)
def test_a_text_may_state_its_date(opening: str) -> None:
    found = date_in_text(opening, NOW.date(), TOKYO)
    assert found is not None
    assert found.day == DAY


@pytest.mark.parametrize(
    "opening",
    [
        "TOKYO, July 9 (Reuters) - Text",
        "The treaty of July 9, 2024 - the first - says so",
        "On Tuesday, July 9, 2024, ministers met.",
        "09/07/2024\n\nText",
        "July 9, 2031\n\nText",
        "July 39, 2024\n\nText",
        "Updated: July 9, 2024\n\nText",
        "One\n\nTwo\n\nThree\n\nJuly 9, 2024",
        "",
    ],
)
def test_what_is_not_plainly_a_date_is_none(opening: str) -> None:
    assert date_in_text(opening, NOW.date(), TOKYO) is None


def test_the_editor_wins_then_the_input_then_the_text_then_the_file() -> None:
    editor, metadata = read_when("2024-07-01", TOKYO), read_when("2024-07-02", TOKYO)
    full = draft("July 9, 2024\n\nText", date=metadata, date_basis="metadata")
    assert date_of(full, editor, NOW)[:2] == (editor, "")
    assert date_of(full, None, NOW)[:2] == (metadata, "metadata")
    assert date_of(draft("July 9, 2024\n\nText"), None, NOW)[:2] == (read_when("2024-07-09", TOKYO), "text")
    filed = date_of(draft(), None, NOW)
    assert filed[:2] == (read_when("2024-07-09", TOKYO), "file")
    assert "delete the line" in filed.warning


def test_a_file_from_the_future_is_of_today() -> None:
    future = Draft(place=Place("x", modified=NOW + dt.timedelta(days=9)), title="T", body="B")
    assert date_of(future, None, NOW).when.day == NOW.date()
    assert date_of(Draft(place=Place("-"), title="T", body="B"), None, NOW).when.day == NOW.date()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-07-09", "2024-07-09T00:00:00+09:00"),
        ("2024-07-09T01:00:00Z", "2024-07-09T01:00:00+00:00"),
        ("Tue, 09 Jul 2024 01:00:00 GMT", "2024-07-09T01:00:00+00:00"),
        ("2024-07-09T01:00", "2024-07-09T01:00:00+09:00"),
        ("20240709T010000-0400", "2024-07-09T01:00:00-04:00"),
        ("2024-07-09 01:00:00 +02:00", "2024-07-09T01:00:00+02:00"),
        ("Tue Jul 9 01:00:00 CEST 2024", "2024-07-09T01:00:00+02:00"),
        ("July 9, 2024", "2024-07-09T00:00:00+09:00"),
        ("Tuesday, 9 July 2024", "2024-07-09T00:00:00+09:00"),
    ],
)
def test_metadata_state_dates_in_a_few_forms(text: str, moment: str) -> None:
    assert read_stated(text, TOKYO).at.isoformat() == moment


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "1720486800", "09/07/2024", "July 2024", "Tue, 99 Jul 2024 99:00", "0439-07-11", "9999-01-01"],
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        read_stated(text, TOKYO)
