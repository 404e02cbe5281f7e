"""Datelines: their many forms, what is none, and the year of a day without one."""

import datetime as dt

import pytest

from digest.language.datelines import date_near, read_dateline

TEXT = "The alliance met."


@pytest.mark.parametrize(
    ("dateline", "said", "agency", "day"),
    [
        ("TOKYO, July 9 (Reuters) - ", "TOKYO, July 9", "Reuters", (7, 9)),
        ("TOKYO (AP) — ", "TOKYO", "AP", (0, 0)),
        ("BRUSSELS/KYIV, July 9 - ", "BRUSSELS/KYIV, July 9", "", (7, 9)),
        ("HANOVER, West Germany, April 8 - ", "HANOVER, West Germany, April 8", "", (4, 8)),
        ("Oklahoma City, March 3 - ", "Oklahoma City, March 3", "", (3, 3)),
        ("****LONDON, March 3 - ", "LONDON, March 3", "", (3, 3)),
        ("ME}LBOURNE, March 3 - ", "ME}LBOURNE, March 3", "", (3, 3)),
        ("OAK BROOK, Ill., March 3 - ", "OAK BROOK, Ill., March 3", "", (3, 3)),
        ("UNITED NATIONS, March 3 - ", "UNITED NATIONS, March 3", "", (3, 3)),
        ("LONDON, 9 July (Reuters) - ", "LONDON, 9 July", "Reuters", (7, 9)),
        ("KYIV, Ukraine (AP) — ", "KYIV, Ukraine", "AP", (0, 0)),
        ("RIO DE JANEIRO, Jan 3 - ", "RIO DE JANEIRO, Jan 3", "", (1, 3)),
        ("ST. LOUIS, Mo., March 3 - ", "ST. LOUIS, Mo., March 3", "", (3, 3)),
        ("BEIJING, July 9 (Xinhua) -- ", "BEIJING, July 9", "Xinhua", (7, 9)),
        ("TOKYO, Japan – July 9, 2024 – ", "TOKYO, Japan – July 9, 2024", "", (7, 9)),
        ("São Paulo, 3 March (EFE) - ", "São Paulo, 3 March", "EFE", (3, 3)),
        ("PARIS -- ", "PARIS", "", (0, 0)),
    ],
)
def test_forms(dateline: str, said: str, agency: str, day: tuple[int, int]) -> None:
    found = read_dateline(dateline + TEXT)
    assert found is not None
    assert (found.text, found.agency, (found.month, found.day)) == (said, agency, day)
    assert (dateline + TEXT)[found.end :] == TEXT


@pytest.mark.parametrize(
    "opening",
    [
        "The talks - the third this year - ",
        "Mr. Smith - ",
        "Tokyo - once Edo - ",
        "NOTE: ",
        "EXCLUSIVE - ",
        "WARNING: ",
        "On Tuesday, July 9, 2024, ministers met. ",
        "The treaty of July 9, 2024 - the first - ",
        "Kishida (Japan) - ",
        "A — ",
        "",
    ],
)
def test_what_is_none(opening: str) -> None:
    assert read_dateline(opening + TEXT) is None


@pytest.mark.parametrize(
    ("dateline", "known", "day"),
    [
        ("TOKYO, July 9 - ", "2024-07-10", "2024-07-09"),
        ("TOKYO, Dec. 31 - ", "2025-01-01", "2024-12-31"),
        ("TOKYO, Jan. 1 - ", "2024-12-31", "2025-01-01"),
        ("TOKYO, July 9, 2019 - ", "2024-07-10", "2019-07-09"),
        ("TOKYO, Feb. 29 - ", "2025-03-01", "2024-02-29"),
    ],
)
def test_the_year_is_the_one_that_brings_it_nearest(dateline: str, known: str, day: str) -> None:
    found = read_dateline(dateline + TEXT)
    assert found is not None
    assert date_near(found, dt.date.fromisoformat(known)) == dt.date.fromisoformat(day)


def test_no_such_day_is_none() -> None:
    found = read_dateline("TOKYO, July 39 - " + TEXT)
    assert found is None or date_near(found, dt.date(2024, 7, 1)) is None
