"""Editions: the articles of a day, an ISO week, a month, a year."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from digest.archive.addresses import Targets, day_address, month_address, week_address, year_address
from digest.archive.archive import Archive, Entry
from digest.archive.counts import tally
from digest.config import Config
from digest.model.card import Card, Term
from digest.model.page import Page
from digest.model.text import Rich
from digest.pages.calendar import counted, day_title, month, month_title
from digest.pages.frame import frame, site_feeds
from digest.pages.view import Count, Crumb, Month, PageView, Section

TOP = 12
"""Actors and regions named on a longer edition's page."""

Span = tuple[dt.date, dt.date]


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
    count: int
    regions: int
    """How many regions the articles name."""
    minutes: int
    """Reading time of all of them."""
    previous: Crumb | None
    """The edition before, if there is one."""
    next: Crumb | None


class DayView(PageView, frozen=True, kw_only=True):
    """What day.html finds in `page`."""

    edition: Edition
    actors: tuple[Count, ...]
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
    actors: tuple[Count, ...]
    regions: tuple[Count, ...]
    previous: Crumb | None
    next: Crumb | None


def day_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """A page for each day that has articles."""
    days = tuple(archive.days)
    for n, day in enumerate(days):
        newer, older = (days[n - 1] if n else None), (days[n + 1] if n + 1 < len(days) else None)
        yield Page(
            address=day_address(day),
            renderer="day.html",
            view=partial(_day_view, archive, config, day, older, newer),
            origin=archive.editions[day].path if day in archive.editions else "",
            modified=day.isoformat(),
        )


def edition(archive: Archive, config: Config, day: dt.date, older: dt.date | None, newer: dt.date | None) -> Edition:
    """The edition of a day, which has articles."""
    entries = in_order(archive, day)
    lead = leading(archive, day, entries)
    cards = [entry.card for entry in entries]
    note = archive.editions.get(day)
    targets = Targets(archive.addresses, archive.attachments)
    address = day_address(day)
    return Edition(
        day=day,
        address=address,
        title=note.title if note else "",
        introduction=targets.rich(note.path, address, note.introduction) if note else Rich(),
        lead=lead,
        sections=_sections([card for card in cards if card is not lead], config),
        count=len(cards),
        regions=len({term.name for card in cards for term in card.regions}),
        minutes=sum(card.minutes for card in cards),
        previous=_day_crumb(config, older),
        next=_day_crumb(config, newer),
    )


def in_order(archive: Archive, day: dt.date) -> list[Entry]:
    """A day's entries as its page shows them: the lead, what the editor put in order, then the newest first."""
    entries = archive.of_day(day)
    note = archive.editions.get(day)
    places = {slug: n for n, slug in enumerate(note.order)} if note else {}
    ordered = sorted(entries, key=lambda entry: places.get(entry.article.slug, len(places)))
    lead = leading(archive, day, ordered)
    return sorted(ordered, key=lambda entry: entry.card is not lead)


def leading(archive: Archive, day: dt.date, entries: Sequence[Entry]) -> Card | None:
    """The card that leads: the edition's choice, else an article that asks to, else the first.

    An article whose date is unconfirmed never leads.
    """
    note = archive.editions.get(day)
    chosen = note.lead if note else ""
    able = [entry for entry in entries if entry.card.confirmed]
    able.sort(key=lambda entry: (entry.article.slug != chosen, not entry.card.lead))
    return able[0].card if able else None


def _sections(cards: Sequence[Card], config: Config) -> tuple[Section, ...]:
    groups: dict[Term, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.regions[0] if card.regions else Term(""), []).append(card)
    elsewhere = groups.pop(Term(""), [])
    ordered = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0].name))
    if elsewhere:
        ordered.append((Term(config.labels.elsewhere), elsewhere))
    return tuple(Section(term, tuple(listed)) for term, listed in ordered)


def _day_view(archive: Archive, config: Config, day: dt.date, older: dt.date | None, newer: dt.date | None) -> DayView:
    shown = edition(archive, config, day, older, newer)
    title = day_title(config, day)
    return DayView(
        **frame(
            config,
            "day",
            shown.address,
            f"{shown.title} – {title}" if shown.title else title,
            description=shown.lead.summary if shown.lead else "",
            section="archive",
            crumbs=(_year_crumb(day), _month_crumb(config, day)),
            feeds=site_feeds(archive, config),
        ),
        edition=shown,
        actors=counted(archive, "actors", tally(archive, range(*archive.days[day]), "actors"), TOP),
    )


def period_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """A page for each ISO week, month and year that has articles."""
    for unit, (address_of, title_of, _) in PERIODS.items():
        groups: dict[str, list[dt.date]] = {}
        for day in archive.days:
            groups.setdefault(address_of(day), []).append(day)
        periods = list(groups.items())
        crumbs = [Crumb(title_of(config, days[0]), address) for address, days in periods]
        for n, (address, days) in enumerate(periods):
            newer, older = (crumbs[n - 1] if n else None), (crumbs[n + 1] if n + 1 < len(crumbs) else None)
            yield Page(
                address=address,
                renderer="period.html",
                view=partial(_period_view, archive, config, unit, address, tuple(days), older, newer),
                modified=days[0].isoformat(),
            )


def _period_view(
    archive: Archive,
    config: Config,
    unit: str,
    address: str,
    days: tuple[dt.date, ...],
    older: Crumb | None,
    newer: Crumb | None,
) -> PeriodView:
    _, title_of, span_of = PERIODS[unit]
    first, last = span_of(days[0])
    ranks = [rank for day in days for rank in range(*archive.days[day])]
    counts = {day: archive.days[day][1] - archive.days[day][0] for day in days}
    return PeriodView(
        **frame(
            config,
            unit,
            address,
            title_of(config, days[0]),
            section="archive",
            crumbs=() if unit == "year" else (_year_crumb(days[0]),),
            feeds=site_feeds(archive, config),
        ),
        unit=unit,
        first=first,
        last=last,
        count=len(ranks),
        days=tuple(_summary(archive, day, whole=unit == "week") for day in days),
        months=_months(unit, first, counts),
        actors=counted(archive, "actors", tally(archive, ranks, "actors"), TOP),
        regions=counted(archive, "regions", tally(archive, ranks, "regions"), TOP),
        previous=older,
        next=newer,
    )


def _summary(archive: Archive, day: dt.date, *, whole: bool) -> DaySummary:
    entries = in_order(archive, day)
    lead = leading(archive, day, entries)
    note = archive.editions.get(day)
    others = tuple(entry.card for entry in entries if entry.card is not lead) if whole else ()
    return DaySummary(day, day_address(day), note.title if note else "", len(entries), lead, others)


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


PERIODS: Mapping[str, tuple[Callable[[dt.date], str], Callable[[Config, dt.date], str], Callable[[dt.date], Span]]] = {
    "week": (week_address, _week_title, _week_span),
    "month": (month_address, month_title, _month_span),
    "year": (lambda day: year_address(day.year), _year_title, _year_span),
}
"""For each longer edition: its address, its title, and its first and last day."""


def _day_crumb(config: Config, day: dt.date | None) -> Crumb | None:
    return Crumb(day_title(config, day), day_address(day)) if day else None


def _year_crumb(day: dt.date) -> Crumb:
    return Crumb(str(day.year), year_address(day.year))


def _month_crumb(config: Config, day: dt.date) -> Crumb:
    return Crumb(config.labels.months[day.month - 1], month_address(day))
