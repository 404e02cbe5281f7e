"""Editions: the articles of a day, an ISO week, a month, a year."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from digest.archive.addresses import day_address, month_address, week_address, year_address
from digest.archive.archive import Archive
from digest.archive.counts import grouped, tally
from digest.archive.entry import Entry, Series
from digest.archive.month import MonthOfEntries
from digest.config import Config
from digest.model.card import Card, Term
from digest.model.editorial import EditionNote
from digest.model.text import Rich
from digest.pages.calendar import counted, day_title, month, month_title
from digest.pages.frame import frame, site_feeds
from digest.pages.page import Page, Parts
from digest.pages.scopes import MonthScope
from digest.pages.view import Crumb, Month, PageView, Section, TermCount

TOP = 12
"""Actors and regions named on a longer edition's page."""


class Share(msgspec.Struct, frozen=True):
    """A region's share of an edition: the articles whose first region it is."""

    term: Term
    count: int
    """The article that leads is among them."""
    listed: bool
    """Whether there is a section for them; the lead alone has none."""


class Edition(msgspec.Struct, frozen=True):
    """A day's articles, in the editor's order."""

    day: dt.date
    address: str
    title: str
    """The editor's title for the day, or empty."""
    introduction: Rich
    lead: Card | None
    """The article that leads; None where none may (all dates unconfirmed)."""
    sections: tuple[Section, ...]
    """The others by the first region of each; those without a region come last, under a term without address."""
    shares: tuple[Share, ...]
    """All of them by the first region of each, in the order of the page."""
    count: int
    regions: int
    """How many regions have a share."""
    minutes: int
    """Reading time of all of them."""
    previous: Crumb | None
    """The edition before, if there is one."""
    next: Crumb | None


class DayView(PageView, frozen=True, kw_only=True):
    """What day.html finds in `page`."""

    edition: Edition
    actors: tuple[TermCount, ...]
    """By the number of the edition's articles."""


class DaySummary(msgspec.Struct, frozen=True):
    """A day as a longer period's page shows it."""

    day: dt.date
    address: str
    title: str
    """The editor's title for the day, or empty."""
    count: int
    lead: Card | None
    cards: tuple[Card, ...]
    """On a week's page the other articles of the day; empty on a month's and a year's."""


class PeriodView(PageView, frozen=True, kw_only=True):
    """What period.html finds in `page`: a week, a month or a year."""

    unit: str
    """`week`, `month` or `year`."""
    first: dt.date
    last: dt.date
    count: int
    days: tuple[DaySummary, ...]
    """Newest first."""
    months: tuple[Month, ...]
    """Calendars of the months it covers."""
    actors: tuple[TermCount, ...]
    regions: tuple[TermCount, ...]
    previous: Crumb | None
    next: Crumb | None


class EditionParts(Parts, frozen=True, kw_only=True):
    """What a day's edition is made of."""

    day: dt.date
    series: Series
    note: EditionNote | None
    """What the editors say of the day."""
    introduction: Rich
    older: dt.date | None
    """The days of the editions beside it."""
    newer: dt.date | None


def edition_parts(archive: Archive, *, day: dt.date, older: dt.date | None, newer: dt.date | None) -> EditionParts:
    """What the edition of a day with articles is made of."""
    return EditionParts(
        day=day,
        series=archive.of_day(day),
        note=archive.editions.get(day),
        introduction=archive.introduction(day, day_address(day)),
        older=older,
        newer=newer,
    )


def by_day(month: MonthOfEntries) -> Iterator[tuple[dt.date, Series]]:
    """The editions of a month, newest first."""
    series, start = month.series, 0
    for day, count in month.stub.days:
        yield day, series[start : start + count]
        start += count


def day_pages(scope: MonthScope) -> Iterator[Page]:
    """A page for each day of a month that has articles."""
    if not scope.month:
        return
    notes = scope.notes_by_day
    introductions = dict(zip(notes, scope.introductions, strict=True))
    days = [day for day, _ in scope.month.stub.days]
    beside = [scope.newer, *days, scope.older]
    for n, (day, series) in enumerate(by_day(scope.month)):
        note = notes.get(day)
        parts = EditionParts(
            day=day,
            series=series,
            note=note,
            introduction=introductions.get(day, Rich()),
            older=beside[n + 2],
            newer=beside[n],
        )
        yield Page.of(
            day_address(day), "day.html", _day_view, parts, origin=note.path if note else "", modified=day.isoformat()
        )


def edition(config: Config, parts: EditionParts) -> Edition:
    """The edition of a day."""
    entries = in_order(parts.series, parts.note)
    leader = leading(entries, parts.note)
    lead = leader.card if leader else None
    cards = [entry.card for entry in entries]
    regions = _by_region(cards, lead, config)
    return Edition(
        day=parts.day,
        address=day_address(parts.day),
        title=parts.note.title if parts.note else "",
        introduction=parts.introduction,
        lead=lead,
        sections=tuple([Section(term, others) for term, _, others in regions if others]),
        shares=tuple([Share(term, count, bool(others)) for term, count, others in regions]),
        count=len(cards),
        regions=len({card.regions[0].name for card in cards if card.regions}),
        minutes=sum(card.minutes for card in cards),
        previous=_day_crumb(config, parts.older),
        next=_day_crumb(config, parts.newer),
    )


def in_order(entries: Iterable[Entry], note: EditionNote | None) -> list[Entry]:
    """A day's entries as its page shows them: the lead, what the editor put in order, then the newest first."""
    ordered = list(entries)
    if note:
        places = {slug: n for n, slug in enumerate(note.order)}
        ordered.sort(key=lambda entry: places.get(entry.slug, len(places)))
    lead = leading(ordered, note)
    return sorted(ordered, key=lambda entry: entry is not lead)


def leading(entries: Iterable[Entry], note: EditionNote | None) -> Entry | None:
    """The article that leads: the edition's choice, else an article that asks to, else the first.

    An article whose date is unconfirmed never leads.
    """
    chosen = note.lead if note else ""
    able = [entry for entry in entries if entry.stub.confirmed]
    return min(able, key=lambda entry: (entry.slug != chosen, not entry.stub.lead), default=None)


def _by_region(cards: Sequence[Card], lead: Card | None, config: Config) -> list[tuple[Term, int, tuple[Card, ...]]]:
    """Each first region, the number of its articles, and those that do not lead; in the order of the page."""
    groups: dict[Term, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.regions[0] if card.regions else Term(config.labels.elsewhere), []).append(card)
    regions = [
        (term, len(group), tuple([card for card in group if card is not lead])) for term, group in groups.items()
    ]
    return sorted(regions, key=_place)


def _place(region: tuple[Term, int, tuple[Card, ...]]) -> tuple[bool, bool, int, str]:
    """The lead stands first, then the largest sections; what is elsewhere comes last."""
    term, _, others = region
    return not term.address, bool(others), -len(others), term.name


def _day_view(config: Config, parts: EditionParts) -> DayView:
    shown = edition(config, parts)
    title = day_title(config, parts.day)
    return DayView(
        **frame(
            config,
            "day",
            shown.address,
            f"{shown.title} – {title}" if shown.title else title,
            description=shown.lead.summary if shown.lead else "",
            section="archive",
            crumbs=(_year_crumb(parts.day), _month_crumb(config, parts.day)),
            feeds=site_feeds(config),
        ),
        edition=shown,
        actors=counted(tally(parts.series, "actors"), TOP),
    )


def period_pages(archive: Archive) -> Iterator[tuple[str, PeriodParts]]:
    """Address and parts of the page of each ISO week, month and year that has articles."""
    for unit in PERIODS:
        yield from _periods(archive, unit)


def _periods(archive: Archive, unit: str) -> Iterator[tuple[str, PeriodParts]]:
    groups: dict[str, list[dt.date]] = {}
    for day in archive.days:
        groups.setdefault(PERIODS[unit].address(day), []).append(day)
    firsts = [(address, PERIODS[unit].span(days[0])[0]) for address, days in groups.items()]
    for n, (address, days) in enumerate(groups.items()):
        period = Period(
            unit=unit,
            address=address,
            notes=tuple(archive.editions[day] for day in days if day in archive.editions),
            older=firsts[n + 1] if n + 1 < len(firsts) else None,
            newer=firsts[n - 1] if n else None,
        )
        yield address, PeriodParts(period=period, series=archive.between(days[-1], days[0]))


def period_page(parts: PeriodParts) -> Iterator[Page]:
    """The page of a week, a month or a year."""
    modified = parts.series.newest.isoformat()
    yield Page.of(parts.period.address, "period.html", _period_view, parts, modified=modified)


class Period(Parts, frozen=True, kw_only=True):
    """A week, a month or a year: what is known of it without its articles."""

    unit: str
    """`week`, `month` or `year`."""
    address: str
    notes: tuple[EditionNote, ...]
    """What the editors say of its days."""
    older: tuple[str, dt.date] | None
    """The period before it: its address, and its first day."""
    newer: tuple[str, dt.date] | None


class PeriodParts(Parts, frozen=True, kw_only=True):
    """What the page of a period is made of."""

    period: Period
    series: Series


def _period_view(config: Config, parts: PeriodParts) -> PeriodView:
    series, unit, address = parts.series, parts.period.unit, parts.period.address
    days = grouped(series, lambda day: day)
    noted = {note.day: note for note in parts.period.notes}
    newest = series.newest
    first, last = PERIODS[unit].span(newest)
    return PeriodView(
        **frame(
            config,
            unit,
            address,
            PERIODS[unit].title(config, newest),
            section="archive",
            crumbs=() if unit == "year" else (_year_crumb(newest),),
            feeds=site_feeds(config),
        ),
        unit=unit,
        first=first,
        last=last,
        count=len(series),
        days=tuple(_summary(day, part, noted.get(day), whole=unit == "week") for day, part in days.items()),
        months=_months(unit, first, {day: len(part) for day, part in days.items()}),
        actors=counted(tally(series, "actors"), TOP),
        regions=counted(tally(series, "regions"), TOP),
        previous=_period_crumb(config, unit, parts.period.older),
        next=_period_crumb(config, unit, parts.period.newer),
    )


def _period_crumb(config: Config, unit: str, beside: tuple[str, dt.date] | None) -> Crumb | None:
    return Crumb(PERIODS[unit].title(config, beside[1]), beside[0]) if beside else None


def _summary(day: dt.date, series: Series, note: EditionNote | None, *, whole: bool) -> DaySummary:
    entries = in_order(series, note)
    lead = leading(entries, note)
    others = tuple(entry.card for entry in entries if entry is not lead) if whole else ()
    title = note.title if note else ""
    return DaySummary(day, day_address(day), title, len(entries), lead.card if lead else None, others)


def _months(unit: str, first: dt.date, counts: Mapping[dt.date, int]) -> tuple[Month, ...]:
    top = max(counts.values(), default=0)
    if unit == "month":
        return (month(first, counts, top),)
    if unit == "year":
        return tuple(month(first.replace(month=number), counts, top) for number in range(1, 13))
    return ()


def _week_title(config: Config, day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{config.labels.week} {week}, {year}"


def _year_title(config: Config, day: dt.date) -> str:
    return str(day.year)


def _week_span(day: dt.date) -> tuple[dt.date, dt.date]:
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


def _month_span(day: dt.date) -> tuple[dt.date, dt.date]:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _year_span(day: dt.date) -> tuple[dt.date, dt.date]:
    return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)


class _Unit(NamedTuple):
    """How the periods of a unit are named; each function takes any day of the period."""

    address: Callable[[dt.date], str]
    title: Callable[[Config, dt.date], str]
    span: Callable[[dt.date], tuple[dt.date, dt.date]]
    """The first and the last day."""


PERIODS: Mapping[str, _Unit] = {
    "week": _Unit(week_address, _week_title, _week_span),
    "month": _Unit(month_address, month_title, _month_span),
    "year": _Unit(lambda day: year_address(day.year), _year_title, _year_span),
}
"""The units of the longer editions."""


def _day_crumb(config: Config, day: dt.date | None) -> Crumb | None:
    return Crumb(day_title(config, day), day_address(day)) if day else None


def _year_crumb(day: dt.date) -> Crumb:
    return Crumb(str(day.year), year_address(day.year))


def _month_crumb(config: Config, day: dt.date) -> Crumb:
    return Crumb(config.labels.months[day.month - 1], month_address(day))
