"""Dates mean what an editor means: a bare day is that day in the site's zone, wherever that is."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.dates import first_moment, read_day, read_when, zone
from tests.support.building import make_site

BRUSSELS = ZoneInfo("Europe/Brussels")
ZONES = sorted(available_timezones() - {"Factory", "localtime"})
DAYS = st.dates(dt.date(1000, 1, 1), dt.date(9998, 12, 31))
INSTANT = dt.timedelta(microseconds=1)


def moment(text: str, here: str = "UTC") -> str:
    return read_when(text, zone(here)).at.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24", "2026-11-24T00:00:00+01:00"),
        ("2026-07-01", "2026-07-01T00:00:00+02:00"),
        (" 2026-11-24 ", "2026-11-24T00:00:00+01:00"),
        ("2026-11-24T09:30", "2026-11-24T09:30:00+01:00"),
        ("2026-11-24 09:30", "2026-11-24T09:30:00+01:00"),
        ("2026-11-24T09:30:15", "2026-11-24T09:30:15+01:00"),
        ("2026-11-24T09:30:15.250", "2026-11-24T09:30:15+01:00"),
        ("2026-11-24T09:30Z", "2026-11-24T10:30:00+01:00"),
        ("2026-11-24t09:30z", "2026-11-24T10:30:00+01:00"),
        ("2026-11-24T09:30:00-05:00", "2026-11-24T15:30:00+01:00"),
        ("2026-11-24T09:30:00+0900", "2026-11-24T01:30:00+01:00"),
        ("2026-11-24 23:30:00 -05:00", "2026-11-25T05:30:00+01:00"),
    ],
)
def test_what_an_editor_may_write(text: str, expected: str) -> None:
    assert moment(text, "Europe/Brussels") == expected


def test_a_bare_day_knows_that_it_has_no_time() -> None:
    assert not read_when("2026-11-24", BRUSSELS).timed
    assert read_when("2026-11-24T00:00", BRUSSELS).timed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "24.11.2026",
        "2026-11",
        "2026-11-24T",
        "2026-11-24T9:30",
        "2026-11-31",
        "2027-02-29",
        "2026-13-01",
        "0000-01-01",
        "9999-12-31",
        "0999-12-31",
        "2026-11-24T24:00",
        "2026-11-24T09:60",
        "2026-11-24T09:30:60",
        "2026-11-24T09:30+24:00",
        "2026-11-24T09:30+09:75",
        "2026-11-24T09:30 Europe/Brussels",
        "2026-11-24T09:30Zulu",
        "٢٠٢٦-١١-٢٤",
        "2026-11-24\n2026-11-25",
        "-2026-11-24",
    ],
)
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        read_when(text, BRUSSELS)
    if "T" not in text:
        with pytest.raises(ValueError, match="is not a date"):
            read_day(text)


@given(st.text(alphabet="0123456789-:TZ+ .", max_size=30))
def test_any_other_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        found = read_when(text, BRUSSELS)
    except ValueError:
        return
    assert found.at.utcoffset() is not None


@given(DAYS, st.sampled_from(ZONES))
@example(dt.date(2018, 11, 4), "America/Sao_Paulo")  # from 0:00 to 1:00
@example(dt.date(2026, 11, 1), "America/Havana")  # from 1:00 back to 0:00
@example(dt.date(2011, 12, 30), "Pacific/Apia")  # left out
@example(dt.date(1867, 10, 18), "America/Sitka")  # came twice
def test_any_day_anywhere_begins_with_its_first_moment(day: dt.date, name: str) -> None:
    here = ZoneInfo(name)
    start = first_moment(day, here)
    was_there = start != first_moment(day + dt.timedelta(days=1), here)
    assert (start.date() == day) == was_there
    just_before = (start.astimezone(dt.UTC) - INSTANT).astimezone(here)
    assert just_before.date() < day


def test_a_day_that_never_was_is_the_next_one() -> None:
    """Samoa went from the 29th to the 31st of December 2011."""
    assert read_when("2011-12-30", zone("Pacific/Apia")).day == dt.date(2011, 12, 31)


@given(st.integers(0, 4_000_000_000), st.sampled_from(ZONES))
def test_any_moment_with_an_offset_stays_that_moment(seconds: int, name: str) -> None:
    stated = dt.datetime.fromtimestamp(seconds, dt.timezone(dt.timedelta(hours=-3, minutes=-30)))
    read = read_when(stated.isoformat(), ZoneInfo(name)).at
    assert read == stated
    assert read.utcoffset() == stated.astimezone(ZoneInfo(name)).utcoffset()


def test_both_ends_of_the_date_line() -> None:
    """At one moment it is two days in the world, and with them two editions."""
    at = "2026-11-24T10:30:00Z"
    assert read_when(at, zone("Pacific/Kiritimati")).day == dt.date(2026, 11, 25)
    assert read_when(at, zone("Pacific/Pago_Pago")).day == dt.date(2026, 11, 23)
    assert moment("2026-11-24", "Pacific/Kiritimati") == "2026-11-24T00:00:00+14:00"
    assert moment("2026-11-24", "Pacific/Pago_Pago") == "2026-11-24T00:00:00-11:00"


def test_the_day_on_which_clocks_change() -> None:
    # Brussels 2026: forward at 2:00 on March 29, back at 3:00 on October 25.
    assert moment("2026-03-29T01:59", "Europe/Brussels") == "2026-03-29T01:59:00+01:00"
    assert moment("2026-03-29T02:30", "Europe/Brussels") == "2026-03-29T03:30:00+02:00"
    assert moment("2026-10-25T02:30", "Europe/Brussels") == "2026-10-25T02:30:00+02:00"
    assert moment("2026-10-25T03:00", "Europe/Brussels") == "2026-10-25T03:00:00+01:00"


def test_a_day_without_midnight() -> None:
    """In São Paulo the 4th of November 2018 began at one o'clock."""
    found = read_when("2018-11-04", zone("America/Sao_Paulo"))
    assert found.at.isoformat() == "2018-11-04T01:00:00-02:00"
    assert found.day == dt.date(2018, 11, 4)


def test_a_day_with_two_midnights() -> None:
    """In Havana clocks went back from one o'clock to midnight: the day begins with the first of the two."""
    assert moment("2026-11-01", "America/Havana") == "2026-11-01T00:00:00-04:00"


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../../etc/passwd", "/etc/localtime", "Europe", "UTC+2"])
def test_what_is_no_time_zone(name: str) -> None:
    with pytest.raises(ValueError, match="is not a time zone"):
        zone(name)


@pytest.mark.parametrize(
    ("here", "edition", "shown"),
    [
        ("Pacific/Kiritimati", "2026/11/25/", "2026-11-25T00:30:00+14:00"),
        ("UTC", "2026/11/24/", "2026-11-24T10:30:00+00:00"),
        ("Pacific/Pago_Pago", "2026/11/23/", "2026-11-23T23:30:00-11:00"),
    ],
)
def test_an_article_stands_under_the_day_of_the_site(tmp_path: Path, here: str, edition: str, shown: str) -> None:
    site = make_site(
        tmp_path,
        f"""
        -- digest.toml --
        [site]
        timezone = "{here}"
        base_url = "https://example.org/"
        [theme]
        name = "plain"
        -- content/articles/moment.md --
        ---
        title: At one moment
        date: 2026-11-24T10:30:00Z
        ---
        -- content/articles/day.md --
        ---
        title: On one day
        date: 2026-11-24
        ---
        """,
    )
    site.build()
    assert shown in site.page(f"{edition}moment/")
    assert "2026-11-24T00:00:00" in site.page("2026/11/24/day/")
    assert f"<published>{shown.replace('+00:00', 'Z')}</published>" in site.page("feed.xml")
