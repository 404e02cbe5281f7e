"""The stories of a site, month by month: a month whose reports are the same as before is not opened.

A story begins in one month and may end in the next, so what is known of a month's stories rests on the months beside.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from digest.fingerprint import SIZE, digest_of
from digest.model.facts import MonthKey, month_after, month_before, month_of
from digest.objects import Objects
from digest.stories.days import EDITORS, REFERENCE, DayOfStories, Stories, Told
from digest.stories.likeness import Weighed, cosine
from digest.stories.report import Report, ReportText

FOLLOWS = 0.3
"""How like a story must be to an earlier one to follow it."""
OUTLETS = 2
"""What one outlet alone tells is no story."""
FOLDER = "stories/"
"""The part of the site that has the stories' pages."""


class Story(msgspec.Struct, frozen=True, array_like=True):
    """An event, as several outlets told it."""

    address: str
    """Of its page: as that article which came into the site first, so that it stays when others come."""
    first: dt.date
    last: dt.date
    """The days of its first and its last report."""
    articles: tuple[str, ...]
    """The addresses of its articles, oldest first."""
    outlets: int
    follows: str = ""
    """The address of the earlier story that it continues; empty for none."""


class MonthOfStories(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What is remembered of a month's reports, and of the stories that begin in it. Objects are given by name."""

    basis: bytes
    """Digest of all that its days are made from."""
    digest: bytes
    """Of its days."""
    days: bytes
    """The object that has its days."""
    words: bytes
    """The objects that have their words, one name after the other."""
    named: tuple[Told, ...]
    """The reports of stories that the editors named."""
    beside: bytes = b""
    """Digest of all that its stories are made from."""
    stories: tuple[Story, ...] = ()
    """Those that begin in it, oldest first."""
    gists: bytes = b""
    """The object that has the words that stand for each of them."""

    @property
    def objects(self) -> set[bytes]:
        """All objects that it names."""
        return {self.days, self.gists, *(self.words[n : n + SIZE] for n in range(0, len(self.words), SIZE))}


class ReportsOfMonth(NamedTuple):
    """The reports of a month, once they are asked for."""

    digest: bytes
    """Of all that they are made from."""
    reports: Callable[[], Iterable[Report]]


def stories_by_month(
    months: Mapping[MonthKey, ReportsOfMonth],
    known: Mapping[MonthKey, MonthOfStories],
    window: int,
    texts: Callable[[Report], ReportText],
    objects: Objects,
) -> dict[MonthKey, MonthOfStories]:
    """What is known of each month, oldest first; of `known` what would be made equal."""
    grouping, opened = Stories(window, texts, objects), _Days(objects)
    made: dict[MonthKey, MonthOfStories] = {}
    for key in sorted(months):
        before = made.get(month_before(key))
        basis = digest_of((window, months[key].digest, before.digest if before else b""))
        kept = known.get(key)
        if kept is None or kept.basis != basis:
            past, before_it = opened.of(before), {day.day: day for day in opened.of(kept)}
            days = tuple(grouping.of_days(months[key].reports(), past, before_it))
            kept = _month(basis, days, objects, kept)
            opened.note(kept, days)
        made[key] = kept
    return dict(_with_stories(made, opened, objects))


def _month(
    basis: bytes, days: Sequence[DayOfStories], objects: Objects, before: MonthOfStories | None
) -> MonthOfStories:
    return MonthOfStories(
        basis=basis,
        digest=digest_of([(day.basis, day.reports) for day in days]),
        days=objects.add(_ENCODER.encode(days)),
        words=b"".join(day.words for day in days),
        named=tuple(told for day in days for told in day.told if told.story.startswith(EDITORS)),
        beside=before.beside if before else b"",
        stories=before.stories if before else (),
        gists=before.gists if before else b"",
    )


class _Days:
    """The days of months, opened when they are asked for."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._opened: dict[bytes, tuple[DayOfStories, ...]] = {}

    def note(self, month: MonthOfStories, days: tuple[DayOfStories, ...]) -> None:
        self._opened[month.days] = days
        while len(self._opened) > 4:
            del self._opened[next(iter(self._opened))]

    def of(self, month: MonthOfStories | None) -> tuple[DayOfStories, ...]:
        if month is None:
            return ()
        if month.days not in self._opened:
            self.note(month, _DAYS.decode(self._objects.get(month.days)))
        return self._opened[month.days]


def _with_stories(
    months: Mapping[MonthKey, MonthOfStories], opened: _Days, objects: Objects
) -> Iterator[tuple[MonthKey, MonthOfStories]]:
    """The months with the stories that begin in each."""
    named: defaultdict[str, list[Told]] = defaultdict(list)
    for month in months.values():
        for told in month.named:
            named[told.story].append(told)
    before: tuple[MonthKey, MonthOfStories] | None = None
    for key, month in months.items():
        after = months.get(month_after(key))
        earlier = before[1] if before and before[0] == month_before(key) else None
        own = {told.story: named[told.story] for told in month.named}
        was = (earlier.stories, earlier.gists) if earlier else ()
        beside = digest_of((month.digest, after.digest if after else b"", was, list(own.items())))
        if month.beside != beside:
            begun = _begun(key, own, opened.of(month), opened.of(after))
            new = [(_story(one.told), one.gist) for one in begun]
            known = [*_gists(earlier, objects), *new]
            stories = tuple([_following(story, gist, known) for story, gist in new])
            gists = {story.address: gist for story, gist in new}
            name = objects.add(_ENCODER.encode(gists))
            before = key, msgspec.structs.replace(month, beside=beside, stories=stories, gists=name)
        else:
            before = key, month
        yield before


class _Begun(NamedTuple):
    """A story that begins in a month."""

    told: tuple[Told, ...]
    """Its reports, oldest first."""
    gist: Weighed


def _begun(
    key: MonthKey,
    named: Mapping[str, Sequence[Told]],
    days: Sequence[DayOfStories],
    later: Sequence[DayOfStories],
) -> list[_Begun]:
    """The stories of several outlets that begin in a month, oldest first. `named` are those that the editors named."""
    reports: defaultdict[str, list[Told]] = defaultdict(list)
    gists: dict[str, Weighed] = {}
    for day in (*days, *later):
        gists |= day.gists
        for told in day.told:
            if told.story not in named and month_of(told.since) == key:
                reports[told.story].append(told)
    for name, told_of in named.items():
        if month_of(min(told.report.edition for told in told_of)) == key:
            reports[name] = sorted(told_of, key=lambda told: told.report.place)
    begun = [_Begun(tuple(told), gists.get(name, {})) for name, told in reports.items()]
    return [one for one in begun if len({told.report.outlet for told in one.told} - {""}) >= OUTLETS]


def _story(told: Sequence[Told]) -> Story:
    reports, name = [one.report for one in told], told[0].story
    first = min(reports, key=lambda report: report.age)
    return Story(
        address=FOLDER + (f"{name.removeprefix(EDITORS)}/" if name.startswith(EDITORS) else first.address),
        first=reports[0].edition,
        last=reports[-1].edition,
        articles=tuple(report.address for report in reports),
        outlets=len({report.outlet for report in reports} - {""}),
    )


def _gists(month: MonthOfStories | None, objects: Objects) -> list[tuple[Story, Weighed]]:
    """The stories that begin in a month, each with the words that stand for it."""
    if month is None or not month.stories:
        return []
    gists = _GISTS.decode(objects.get(month.gists))
    return [(story, gists[story.address]) for story in month.stories]


def _following(story: Story, gist: Weighed, known: Sequence[tuple[Story, Weighed]]) -> Story:
    """The story with the one that it follows: of those that ended before it the most like, of equals the later."""
    best = FOLLOWS, dt.date.min, ""
    for other, of_other in known:
        if story.first - dt.timedelta(REFERENCE) <= other.first and other.last < story.first:
            best = max(best, (cosine(gist, of_other), other.first, other.address))
    return msgspec.structs.replace(story, follows=best[2]) if best[2] else story


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DAYS = msgspec.msgpack.Decoder(tuple[DayOfStories, ...])
_GISTS = msgspec.msgpack.Decoder(dict[str, dict[str, float]])
