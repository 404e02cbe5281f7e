"""Months and weekdays: names in ten languages, each of one month."""

import re

import pytest

from digest.config import Labels
from digest.language import calendar
from digest.language.calendar import ENGLISH_CALENDAR, ENGLISH_MONTHS, ENGLISH_WEEKDAYS, MONTH, WEEKDAY, month_number


@pytest.mark.parametrize(
    ("names", "number"),
    [
        ("January Jan. JAN janvier Januar jänner enero gennaio janeiro januari января", 1),
        ("May may mai Mayo maggio maio mei maj мая", 5),
        ("June Jun juin juni junio giugno junho июня", 6),
        ("September Sept. Sep septembre setiembre settembre setembro сентября", 9),
        ("December dec décembre Dezember diciembre dicembre dezembro декабря", 12),
        ("Sol Maybe Junebug Marchg J 7", 0),
    ],
)
def test_a_month_is_known_by_each_of_its_names(names: str, number: int) -> None:
    for name in names.split():
        assert month_number(name) == number, name
        assert bool(re.fullmatch(MONTH, name, re.IGNORECASE)) == bool(number), name


def test_no_name_is_of_two_months() -> None:
    names = " ".join(calendar._MONTHS.values()).split()
    assert len(names) == len(set(names))
    assert [month_number(name) for name in ENGLISH_MONTHS] == list(range(1, 13))


def test_the_labels_of_a_site_are_the_same_months_and_days() -> None:
    assert (Labels().months, Labels().weekdays) == (ENGLISH_MONTHS, ENGLISH_WEEKDAYS)


def test_weekdays_are_known_in_each_language() -> None:
    for name in "Monday mardi Mittwoch jueves venerdì sexta-feira Zaterdag söndag пятница".split():
        assert re.fullmatch(WEEKDAY, name, re.IGNORECASE), name
    assert {"Monday", "Mon", "Sept", "September"} <= ENGLISH_CALENDAR
