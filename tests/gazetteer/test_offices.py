"""Who holds an office on a day: from its first to its last."""

import datetime as dt

import pytest

from digest.gazetteer.entries import Office, office_on

SINCE, UNTIL = dt.date(2026, 3, 1), dt.date(2026, 11, 24)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (SINCE, UNTIL, [False, True, True, False]),
        (SINCE, None, [False, True, True, True]),
        (None, UNTIL, [True, True, True, False]),
    ],
    ids=["from and until", "from", "until"],
)
def test_an_office_is_held_on_its_first_and_its_last_day(
    since: dt.date | None, until: dt.date | None, held: list[bool]
) -> None:
    office = Office("Minister", since, until)
    days = (SINCE - DAY, SINCE, UNTIL, UNTIL + DAY)
    assert [office.covers(day) for day in days] == held
    assert [office_on(day, [office]) for day in days] == ["Minister" if day else "" for day in held]


def test_of_several_offices_the_one_that_began_last_is_named() -> None:
    minister, chair = Office("Minister", SINCE, None), Office("Chair", SINCE + DAY, UNTIL)
    former = Office("Mayor", None, UNTIL)
    for offices in ([minister, chair, former], [former, chair, minister]):
        assert [office_on(day, offices) for day in (SINCE - DAY, SINCE, SINCE + DAY, UNTIL + DAY)] == [
            "Mayor", "Minister", "Chair", "Minister",
        ]  # fmt: skip
    assert office_on(SINCE, [Office("Spokesman")]) == "", "of which no day is known"
