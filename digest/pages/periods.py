"""Longer editions: the articles of an ISO week, a month, a year."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

import msgspec

from digest.archive.addresses import month_address, week_address, year_address
from digest.archive.archive import Archive
from digest.archive.counts import grouped, tally
from digest.archive.entry import Series
from digest.config import Config
from digest.model.card import Card, Term
from digest.model.editorial import EditionNote
from digest.model.text import Rich
from digest.pages.bounds import MOST_ARTICLES
from digest.pages.calendar import Scale, counted, date_range, first_day, month, month_anchor, month_title
from digest.pages.copied_files import AttachedFile, attachment_copies, attachments_of_prose
from digest.pages.dossiers import FEW
from digest.pages.editions import DaySummary, day_summary, in_order, leading
from digest.pages.frame import frame, site_feeds
from digest.pages.page import Page, Parts
from digest.pages.sentences import articles, change, most, plural
from digest.pages.view import Crumb, Month, PageView, TermCount

TOP = 12
"""Actors and regions named on a longer edition's page."""
LEADS = 3
"""Articles that represent a month on the page of its year."""


class PeriodView(PageView, frozen=True, kw_only=True):
    """What period.html finds in `page`: a week or a month."""

    unit: str
    """`week` or `month`."""
    first: dt.date
    last: dt.date
    dates: str
    """`8–14 July 2024`."""
    heading: str
    """The editors' title, or empty."""
    introduction: Rich
    chosen: tuple[Card, ...]
    """What the editors put first, of a week; each stands under its day too."""
    sentence: str
    """How many articles, how that compares, whom they name most."""
    count: int
    days: tuple[DaySummary, ...]
    """Newest first."""
    is_whole: bool
    """Whether all articles are here; if not, each day's page has its own."""
    calendar: Month | None
    """Of a month."""
    weeks: tuple[WeekSummary, ...]
    """Of a month: those that have articles in it, newest first."""
    actors: tuple[TermCount, ...]
    regions: tuple[TermCount, ...]
    previous: Crumb | None
    next: Crumb | None


class WeekSummary(msgspec.Struct, frozen=True):
    """A week as the page of its month or year shows it."""

    title: str
    """`Week 28`."""
    dates: str
    """`8–14 July 2024`."""
    address: str
    count: int
    """Its articles in that month or year."""


class MonthSummary(msgspec.Struct, frozen=True):
    """A month as the page of its year shows it."""

    first: dt.date
    address: str
    count: int
    sentence: str
    """How it goes on after the number of its articles: `on 7 days; most: NATO (7), Russia (7).`"""
    leads: tuple[Card, ...]
    """Those that lead its busiest days, newest first."""


class YearView(PageView, frozen=True, kw_only=True):
    """What year.html finds in `page`."""

    year: int
    sentence: str
    count: int
    months: tuple[MonthSummary, ...]
    """Those with articles, newest first."""
    weeks: tuple[WeekSummary, ...]
    """Newest first."""
    actors: tuple[TermCount, ...]
    regions: tuple[TermCount, ...]
    previous: Crumb | None
    next: Crumb | None


class Period(Parts, frozen=True, kw_only=True):
    """A week, a month or a year: what is known of it without its articles."""

    unit: str
    """`week`, `month` or `year`."""
    address: str
    notes: tuple[EditionNote, ...]
    """What the editors say of its days."""
    note: EditionNote | None
    """What they say of itself, if it is a week."""
    introduction: Rich
    attachments: tuple[AttachedFile, ...]
    """The files that the introduction links to."""
    before: int | None
    """The articles of the one before it in the calendar; None for the first."""
    older: tuple[str, dt.date] | None
    """The one before it that has articles: its address, and its first day."""
    newer: tuple[str, dt.date] | None
    short: tuple[str, ...]
    """Of the actors and regions that it names, the addresses of those whose dossiers list all their articles."""


class PeriodParts(Parts, frozen=True, kw_only=True):
    """What the page of a period is made of."""

    period: Period
    series: Series


def period_pages(archive: Archive) -> Iterator[tuple[str, PeriodParts]]:
    """Address and parts of the page of each ISO week, month and year that has articles."""
    short = {
        family: {slug for slug, subject in archive.subjects[family].items() if subject.count <= FEW}
        for family in ("actors", "regions")
    }
    for unit in PERIODS:
        yield from _periods(archive, unit, short)


def _periods(archive: Archive, unit: str, short: Mapping[str, AbstractSet[str]]) -> Iterator[tuple[str, PeriodParts]]:
    groups: dict[str, list[dt.date]] = {}
    for day in archive.days:
        groups.setdefault(PERIODS[unit].address(day), []).append(day)
    firsts = [(address, PERIODS[unit].span(days[0])[0]) for address, days in groups.items()]
    counts = {address: sum(archive.days[day] for day in days) for address, days in groups.items()}
    for n, (address, days) in enumerate(groups.items()):
        older = firsts[n + 1] if n + 1 < len(firsts) else None
        series = archive.between(days[-1], days[0])
        note = archive.weeks.get(firsts[n][1]) if unit == "week" else None
        prose = attachments_of_prose(archive.targets, note.path, address, note.introduction) if note else ()
        period = Period(
            unit=unit,
            address=address,
            notes=tuple(archive.editions[day] for day in days if day in archive.editions),
            note=note,
            introduction=archive.introduction(note),
            attachments=tuple(prose),
            before=counts.get(PERIODS[unit].address(firsts[n][1] - dt.timedelta(days=1)), 0) if older else None,
            older=older,
            newer=firsts[n - 1] if n else None,
            short=_short(series, short) if unit != "week" else (),
        )
        yield address, PeriodParts(period=period, series=series)


def _short(series: Series, short: Mapping[str, AbstractSet[str]]) -> tuple[str, ...]:
    named = {
        f"{family}/{slug}/"
        for family, slugs in short.items()
        for run in series.runs
        for slug in slugs & run.month.named(family, run.digests).keys()
    }
    return tuple(sorted(named))


def period_page(parts: PeriodParts) -> Iterator[Page]:
    """The page of a week, a month or a year."""
    modified, address = parts.series.newest.isoformat(), parts.period.address
    if parts.period.unit == "year":
        yield Page.of(address, "year.html", _year_view, parts, modified=modified)
    else:
        origin = parts.period.note.path if parts.period.note else ""
        yield Page.of(address, "period.html", _period_view, parts, origin=origin, modified=modified)
        yield from attachment_copies(parts.period.attachments)


def _period_view(config: Config, parts: PeriodParts) -> PeriodView:
    series, period = parts.series, parts.period
    days = grouped(series, lambda day: day)
    noted = {note.day: note for note in period.notes}
    first, last = PERIODS[period.unit].span(series.newest)
    is_whole, is_month = len(series) <= MOST_ARTICLES, period.unit == "month"
    counts = {day: len(part) for day, part in days.items()}
    return PeriodView(
        **_frame(config, parts),
        unit=period.unit,
        first=first,
        last=last,
        dates=date_range(config, first, last),
        heading=period.note.title if period.note else "",
        introduction=period.introduction,
        chosen=_chosen(series, period.note),
        sentence=_sentence(config, parts),
        count=len(series),
        days=tuple(day_summary(day, part, noted.get(day), None if is_whole else 0) for day, part in days.items()),
        is_whole=is_whole,
        calendar=month(first, counts, Scale(counts.values())) if is_month else None,
        weeks=_weeks(config, counts) if is_month else (),
        actors=_ranking(parts, "actors"),
        regions=_ranking(parts, "regions"),
        previous=_period_crumb(config, period.unit, period.older),
        next=_period_crumb(config, period.unit, period.newer),
    )


def _chosen(series: Series, note: EditionNote | None) -> tuple[Card, ...]:
    """What a note puts first: its lead, then its order."""
    slugs = dict.fromkeys((note.lead, *note.order)) if note else {}
    by_slug = {entry.slug: entry for entry in series} if any(slugs) else {}
    return tuple([by_slug[slug].card for slug in slugs if slug in by_slug])


def _year_view(config: Config, parts: PeriodParts) -> YearView:
    series, period = parts.series, parts.period
    counts = {day: len(part) for day, part in grouped(series, lambda day: day).items()}
    noted = {note.day: note for note in period.notes}
    months = series.grouped(lambda month: month)
    return YearView(
        **_frame(config, parts),
        year=series.newest.year,
        sentence=_sentence(config, parts),
        count=len(series),
        months=tuple(_month_summary(first_day(key), part, noted) for key, part in months.items()),
        weeks=_weeks(config, counts),
        actors=_ranking(parts, "actors"),
        regions=_ranking(parts, "regions"),
        previous=_period_crumb(config, "year", period.older),
        next=_period_crumb(config, "year", period.newer),
    )


def _frame(config: Config, parts: PeriodParts) -> dict[str, Any]:
    unit, newest = parts.period.unit, parts.series.newest
    return frame(
        config,
        unit,
        parts.period.address,
        PERIODS[unit].title(config, newest),
        description=_sentence(config, parts),
        section="archive",
        crumbs=() if unit == "year" else (Crumb(str(newest.year), year_address(newest.year)),),
        feeds=site_feeds(config),
    )


def _sentence(config: Config, parts: PeriodParts) -> str:
    """`10 articles on 5 days, up from 2 the week before; most: NATO (6), Russia (5), Ukraine (5).`"""
    unit, series = parts.period.unit, parts.series
    days = len(set(series.editions))
    compared = change(len(series), parts.period.before, f"the {unit} before")
    named = most(tally(series, "actors"), "most:")
    return f"{articles(len(series))} on {plural(days, 'day', 'days')}{compared}{named}."


def _month_summary(first: dt.date, series: Series, noted: Mapping[dt.date, EditionNote]) -> MonthSummary:
    days = grouped(series, lambda day: day)
    busiest = sorted(days, key=lambda day: (-len(days[day]), -day.toordinal()))[:LEADS]
    leads = [leading(in_order(days[day], noted.get(day)), noted.get(day)) for day in sorted(busiest, reverse=True)]
    return MonthSummary(
        first=first,
        address=month_address(first),
        sentence=f"on {plural(len(days), 'day', 'days')}{most(tally(series, 'actors'), 'most:')}.",
        count=len(series),
        leads=tuple(lead.card for lead in leads if lead),
    )


def _weeks(config: Config, counts: Mapping[dt.date, int]) -> tuple[WeekSummary, ...]:
    weeks: dict[str, list[dt.date]] = {}
    for day in counts:
        weeks.setdefault(week_address(day), []).append(day)
    return tuple(
        WeekSummary(
            f"{config.labels.week} {days[0].isocalendar().week}",
            date_range(config, *_week_span(days[0])),
            address,
            sum(counts[day] for day in days),
        )
        for address, days in weeks.items()
    )


def _ranking(parts: PeriodParts, family: str) -> tuple[TermCount, ...]:
    """The terms that a period names most. Of a month and a year each has the address of its articles."""
    newest, unit = parts.series.newest, parts.period.unit
    anchor = month_anchor(newest.year * 100 + newest.month)

    def place(term: Term) -> str:
        if unit == "week":
            return ""
        if term.address in parts.period.short:
            return f"{term.address}#{anchor}" if unit == "month" else f"{term.address}#{newest.year}"
        return f"{term.address}{newest.year}/#{anchor}" if unit == "month" else f"{term.address}{newest.year}/"

    return counted(tally(parts.series, family), TOP, place)


def _period_crumb(config: Config, unit: str, beside: tuple[str, dt.date] | None) -> Crumb | None:
    return Crumb(PERIODS[unit].short(config, beside[1]), beside[0]) if beside else None


def _week_title(config: Config, day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{config.labels.week} {week}, {year}"


def _week_dates(config: Config, day: dt.date) -> str:
    return date_range(config, *_week_span(day))


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
    short: Callable[[Config, dt.date], str]
    """The title among its neighbours: of a week its days."""
    span: Callable[[dt.date], tuple[dt.date, dt.date]]
    """The first and the last day."""


PERIODS: Mapping[str, _Unit] = {
    "week": _Unit(week_address, _week_title, _week_dates, _week_span),
    "month": _Unit(month_address, month_title, month_title, _month_span),
    "year": _Unit(lambda day: year_address(day.year), _year_title, _year_title, _year_span),
}
"""The units of the longer editions."""
