"""Where a date comes from: the editor, the input, the text, the file; and what is no date."""

import datetime as dt
from typing import Any

import pytest

from digest.dates import read_when, zone
from digest.ingest.dates.resolve import date_of, without_date_line
from digest.ingest.dates.text_dates import date_in_text
from digest.ingest.dates.timestamps import read_stated
from digest.ingest.draft import Draft, Location

TOKYO = zone("Asia/Tokyo")
NOW = dt.datetime(2024, 7, 10, 8, 0, tzinfo=TOKYO)
DAY = dt.date(2024, 7, 9)


def draft(body: str = "Some text.", **said: Any) -> Draft:
    modified = dt.datetime(2024, 7, 8, 20, 0, tzinfo=dt.UTC)
    return Draft(location=Location("x.txt", modified=modified), title="T", body=body, **said)


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
        "*July 9, 2024*\n\nText",
        "9 juillet 2024\n\nText",
        "Publié le mardi 9 juillet 2024 à 10h15\n\nText",
        "Dienstag, den 9. Juli 2024, 10:15 Uhr\n\nText",
        "9. Juli 2024\n\nText",
        "martes, 9 de julio de 2024\n\nText",
        "Martedì 9 luglio 2024\n\nText",
        "Terça-feira, 9 de julho de 2024\n\nText",
        "dinsdag 9 juli 2024\n\nText",
        "2024年7月9日\n\nText",
        "Datum: 09.07.2024\n\nText",
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
        "07-09-2024\n\nText",
        "13/13/2024\n\nText",
        "13.13.2024\n\nText",
        "9 juillot 2024\n\nText",
        "Sarajevo 9 juillet 2024\n\nText",
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
    future = Draft(location=Location("x", modified=NOW + dt.timedelta(days=9)), title="T", body="B")
    assert date_of(future, None, NOW).when.day == NOW.date()
    assert date_of(Draft(location=Location("-"), title="T", body="B"), None, NOW).when.day == NOW.date()


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
    with pytest.raises(ValueError, match="is not a date"):
        read_stated(text, TOKYO)


@pytest.mark.parametrize("line", ["23/06/2024", "06/23/2024", "Published: 23-06-2024", "23.06.2024", "06/06/2024"])
def test_figures_that_can_be_one_day_only_are_a_date(line: str) -> None:
    found = date_in_text(f"{line}\n\nText", NOW.date(), TOKYO)
    assert found is not None
    assert found.day == dt.date(2024, 6, 6 if line.startswith("06/06") else 23)


def test_a_line_that_may_be_one_of_two_days_is_named() -> None:
    filed = date_of(draft("By Jane\n\nPublished: 09/07/2024\n\nText"), None, NOW)
    assert filed.basis == "file"
    assert filed.warning.startswith('"Published: 09/07/2024" may be one of two days: the file\'s own is taken')
    assert date_of(draft(), None, NOW).warning.startswith("it states no date: the file's own is taken")


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("November 23, 2023 10:04 PM EST", "2023-11-23T22:04:00-05:00"),
        ("23.11.2023, 14:30 Uhr", "2023-11-23T14:30:00+09:00"),
        ("23/11/2023 14h30", "2023-11-23T14:30:00+09:00"),
    ],
)
def test_a_line_may_state_the_time_too(line: str, moment: str) -> None:
    found = date_in_text(f"{line}\n\nText", NOW.date(), TOKYO)
    assert found is not None
    assert found.at.isoformat() == moment


@pytest.mark.parametrize("line", ["23/06/2024", "*23 juin 2024*", "Sunday, June 23, 2024"])
def test_the_line_that_says_the_date_goes_once_it_is_known(line: str) -> None:
    found = without_date_line(draft(f"{line}\n\nText"), read_when("2024-06-23", TOKYO))
    assert (found.body, [each.words for each in found.stripped]) == ("Text", [line])
    other = draft(f"{line}\n\nText")
    assert without_date_line(other, read_when("2024-06-24", TOKYO)) == other
