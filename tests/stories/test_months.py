"""Stories: which reports tell of one event, whatever comes before or after, and in whatever order it came."""

import datetime as dt
from itertools import pairwise
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.facts import MonthKey
from digest.objects import Objects
from digest.stories.days import REFERENCE, DayOfStories
from digest.stories.months import FOLDER, MonthOfStories
from digest.stories.report import Report, ReportText
from tests.support.reports import FIRST, WINDOW, Newsroom

OTHERS = 24


def newsroom(*events: tuple[str, int, int], outlet: str = "") -> Newsroom:
    """Reports by path, day and event, after others that tell of nothing in common."""
    room = Newsroom()
    for n in range(OTHERS):
        room.add_event(f"other-{n}", -1 - n // 2, 100 + n)
    for path, day, event in events:
        room.add_event(path, day, event, outlet=outlet)
    return room


def test_what_several_outlets_tell_of_one_event_is_a_story() -> None:
    room = newsroom(("a", 0, 1), ("b", 0, 1), ("c", 2, 1), ("d", 1, 2), ("e", 1, 2))
    assert room.stories() == [{"a", "b", "c"}, {"d", "e"}]


def test_one_outlet_alone_tells_no_story() -> None:
    assert newsroom(("a", 0, 1), ("b", 0, 1), outlet="The Gazette").stories() == []
    assert newsroom(("a", 0, 1), ("b", 0, 1), outlet="").stories() == [{"a", "b"}], "one of each path"


def test_a_story_is_open_for_the_days_of_its_window() -> None:
    assert newsroom(("a", 0, 1), ("b", WINDOW, 1)).stories() == [{"a", "b"}]
    assert newsroom(("a", 0, 1), ("b", WINDOW + 1, 1)).stories() == []
    assert newsroom(("a", 0, 1), ("b", 3, 1)).stories(window=2) == []
    chain = newsroom(("a", 0, 1), ("b", 3, 1), ("c", 6, 1), ("d", 6, 1))
    assert chain.stories() == [{"a", "b"}, {"c", "d"}], "from its first article on, not from its last"


def test_a_later_story_of_the_same_follows_the_earlier() -> None:
    room = newsroom(("a", 0, 1), ("b", 0, 1), ("c", 8, 1), ("d", 9, 1), ("e", 20, 1), ("f", 20, 1), ("g", 60, 1))
    first, second, third = room.all_stories()
    assert [first.follows, second.follows, third.follows] == ["", first.address, second.address]


def test_a_story_goes_on_into_the_next_month() -> None:
    room = newsroom(("a", 11, 1), ("b", 12, 1))
    (story,) = room.all_stories()
    assert (story.first, story.last) == (dt.date(2026, 1, 31), dt.date(2026, 2, 1))
    assert story.articles == ("2026/01/31/a/", "2026/02/01/b/")


def test_the_editors_word_goes_before_the_words_of_a_text() -> None:
    room = newsroom(("a", 0, 1), ("b", 0, 1))
    room.add_event("c", 0, 1, said="none")
    room.add_event("d", 1, 7, said="strait")
    room.add_event("e", 40, 8, said="strait")
    room.add_event("f", 1, 7)
    first, second = room.all_stories()
    assert first.articles == ("2026/01/20/a/", "2026/01/20/b/"), "c belongs to none"
    assert second.address == f"{FOLDER}strait/"
    assert [address[11:] for address in second.articles] == ["d/", "f/", "e/"], "f tells what d tells"


def test_without_a_window_only_the_editors_make_stories() -> None:
    room = newsroom(("a", 0, 1), ("b", 0, 1))
    room.add_event("c", 0, 5, said="x")
    room.add_event("d", 3, 6, said="x")
    assert room.stories(window=0)[0] == {"c", "d"}


def test_an_address_stays_when_an_older_article_comes_later() -> None:
    room = newsroom(("b", 1, 1), ("c", 1, 1))
    (before,) = room.all_stories()
    room.add_event("a", 0, 1, added=9)
    (after,) = room.all_stories()
    assert after.articles[0] == "2026/01/20/a/"
    assert before.address == after.address == f"{FOLDER}2026/01/21/b/"


def test_reports_of_one_form_are_no_story() -> None:
    """What two earthquakes share is their form: neither has a word of the other's headline that is its own."""
    room = newsroom()
    form = "magnitude quake struck depth kilometres survey said epicentre tremor felt aftershocks reported damage"
    for place in ("Lima", "Osaka", "Izmir"):
        own = f"{place}town {place}river {place}shire"
        room.add(place.lower(), 2, f"Quake strikes {place}\nA {form} near {place} and {own}.", outlet=place)
    assert room.stories() == []


def test_look_alikes_with_words_of_their_own_are_two_stories() -> None:
    """Two fights of one boxer: each report has more in common with those of its own fight."""
    room = newsroom()
    both = [f"Champion{n}" for n in range(8)]
    for fight in ("Spring", "Autumn"):
        own = [f"{fight}{n}" for n in range(16)]
        for n in range(4):
            chance = Random(f"{fight}{n}")
            words = [*chance.sample(both, 6), *chance.sample(own, 12)]
            room.add(f"{fight.lower()}{n}", 2, f"{both[0]} {own[0]}\n{' '.join(words)}")
    assert room.stories() == [{f"autumn{n}" for n in range(4)}, {f"spring{n}" for n in range(4)}]


REPORTS = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 5), st.integers(0, 3)), min_size=1, max_size=30)
"""Day, event and outlet of each."""
SAID = ("", "", "", "", "none", "strait")


def told(reports: list[tuple[int, int, int]]) -> Newsroom:
    room = Newsroom()
    for n, (day, event, outlet) in enumerate(reports):
        room.add_event(f"r{n}", day, event, outlet=f"o{outlet}", said=Random(n * 7 + day).choice(SAID))
    return room


def days(months: dict[MonthKey, MonthOfStories], objects: Objects) -> dict[dt.date, DayOfStories]:
    kept = [objects.get(month.days) for month in months.values()]
    return {day.day: day for one in kept for day in msgspec.msgpack.decode(one, type=tuple[DayOfStories, ...])}


@given(REPORTS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_any_order_of_coming_gives_the_same_stories(reports: list[tuple[int, int, int]], chance: Random) -> None:
    room, other = told(reports), told(reports)
    shuffled = list(other.reports.items())
    chance.shuffle(shuffled)
    other.reports = dict(shuffled)
    assert other.months() == room.months()


@given(REPORTS, st.data())
@settings(max_examples=60, deadline=None)
def test_any_article_changes_only_the_days_after_it_and_what_hangs_on_them(
    reports: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    """And what is known of the months before gives the same as nothing known."""
    objects = Objects()
    room = told(reports)
    before = room.months(objects=objects)
    day = data.draw(st.integers(0, 70))
    room.add_event("new", day, data.draw(st.integers(0, 5)), outlet="o9")
    after = room.months(known=before, objects=objects)
    assert after == room.months(objects=objects)
    old, new = days(before, objects), days(after, objects)
    changed = sorted(each for each in new if each not in old or old[each].told != new[each].told)
    assert changed[0] >= FIRST + dt.timedelta(day)
    for earlier, later in pairwise(changed):
        assert later - earlier <= dt.timedelta(REFERENCE)
    gone = room.reports.pop("new")
    assert room.months(known=after, objects=objects) == before, gone


def test_a_month_that_stays_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    room, objects = newsroom(("a", 0, 1), ("b", 0, 1), ("c", 40, 2), ("d", 40, 2)), Objects()
    known = room.months(objects=objects)
    opened: list[str] = []
    text = room.text

    def noting(report: Report) -> ReportText:
        opened.append(report.path)
        return text(report)

    monkeypatch.setattr(room, "text", noting)
    assert room.months(known=known, objects=objects) == known
    assert not opened
    room.add_event("e", 41, 2)
    room.months(known=known, objects=objects)
    assert opened == ["e"], "only the words of the day that is new"
