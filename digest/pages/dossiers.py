"""Dossiers: all that the site has on an actor, a region, a source or a topic."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import accumulate

import msgspec

from digest.archive.archive import Archive, Subject, subjects_at
from digest.archive.counts import grouped, tally, within
from digest.archive.entry import Series
from digest.config import Config
from digest.model.card import Term
from digest.model.editorial import FAMILIES, Dossier
from digest.model.text import Rich
from digest.pages.calendar import counted, level, month_title
from digest.pages.families import SECTIONS, family_crumb
from digest.pages.frame import feed_links, frame, site_feeds_of
from digest.pages.page import Page, Parts
from digest.pages.pairs import PAIR_FROM, pair_address, slug_of
from digest.pages.view import Crumb, FeedLink, PageView, Section, TermCount
from digest.slugs import slug

LATEST = 30
"""Articles on a dossier's first page."""
MANY = 300
"""With more articles than this in a year, the year's page is an index of its months."""
BESIDE = 15
"""Actors, regions and sources named beside a dossier."""


class Year(msgspec.Struct, frozen=True):
    """A year of a dossier's timeline."""

    year: int
    address: str
    count: int
    months: tuple[int, ...]
    """Articles in each of its twelve months."""
    levels: tuple[int, ...]
    """The same as steps 0 to 4 of the largest month in the dossier."""


class DossierView(PageView, frozen=True, kw_only=True):
    """What dossier.html finds in `page`."""

    family: str
    """`actors`, `regions`, `sources` or `topics`."""
    term: Term
    summary: str
    """A sentence of the editor's, or empty."""
    text: Rich
    """The dossier text that the site's editors wrote, or empty."""
    aliases: tuple[str, ...]
    """Other names, each spelling once, and the term's own left out."""
    count: int
    first: dt.date | None
    """The day of its first article; None where no article names it (yet)."""
    last: dt.date | None
    recent: int
    """Articles in the 14 days that end with its own newest."""
    latest: tuple[Section, ...]
    """Its 30 newest articles by month, newest first; each section's term names the month."""
    years: tuple[Year, ...]
    """Newest first."""
    actors: tuple[TermCount, ...]
    """For actors: whom it is mentioned with; else who is in its articles."""
    regions: tuple[TermCount, ...]
    sources: tuple[TermCount, ...]


class DossierYearView(PageView, frozen=True, kw_only=True):
    """What dossier-year.html finds in `page`: a year of a dossier (or one of its months, if it has very many)."""

    family: str
    term: Term
    year: int
    count: int
    months: tuple[Section, ...]
    """Newest first, one line an article; empty where the year is an index of its months."""
    index: tuple[TermCount, ...]
    """Where the year has too many articles for one page: the pages of its months."""
    previous: Crumb | None
    next: Crumb | None


def dossier_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """A dossier for each actor, region, source and topic that has one, and its years."""
    for family in FAMILIES:
        for subject in archive.subjects[family].values():
            if subject.term.address:
                yield from _subject_pages(archive, config, subject)


def touched_dossiers(archive: Archive, config: Config, rank: int) -> Iterator[Page]:
    """The dossiers of all that the article at that rank names."""
    for subject in subjects_at(archive, rank):
        yield from _subject_pages(archive, config, subject)


def _subject_pages(archive: Archive, config: Config, subject: Subject) -> Iterator[Page]:
    series, address = subject.series, subject.term.address
    yield Page.of(
        address,
        "dossier.html",
        _dossier_view,
        partial(_dossier_parts, family=subject.family, slug=subject.slug, feeds=site_feeds_of(archive, config)),
        origin=subject.dossier.path if subject.dossier else "",
        modified=series[0].edition.isoformat() if series else "",
    )
    years = grouped(series, lambda day: day.year)
    starts = accumulate(map(len, years.values()), initial=0)
    listed = [(f"{address}{year}/", part, start) for (year, part), start in zip(years.items(), starts, strict=False)]
    crumbs = [Crumb(str(year), f"{address}{year}/") for year in years]
    for n, (year_page, part, start) in enumerate(listed):
        newer, older = (crumbs[n - 1] if n else None), (crumbs[n + 1] if n + 1 < len(crumbs) else None)
        span = DossierSpan(start=start, stop=start + len(part), address=year_page, older=older, newer=newer)
        yield _span_page(subject, span)
        if len(part) > MANY:
            yield from _month_pages(config, subject, part, start, year_page)


def _month_pages(config: Config, subject: Subject, series: Series, start: int, year_page: str) -> Iterator[Page]:
    months = grouped(series, lambda day: (day.year, day.month))
    crumbs = [Crumb(month_title(config, dt.date(*key, 1)), f"{year_page}{key[1]:02d}/") for key in months]
    for n, (crumb, part) in enumerate(zip(crumbs, months.values(), strict=True)):
        newer, older = (crumbs[n - 1] if n else None), (crumbs[n + 1] if n + 1 < len(crumbs) else None)
        span = DossierSpan(start=start, stop=start + len(part), address=crumb.address, older=older, newer=newer)
        yield _span_page(subject, span)
        start += len(part)


def _span_page(subject: Subject, span: DossierSpan) -> Page:
    take = partial(_year_parts, family=subject.family, slug=subject.slug, span=span)
    return Page.of(span.address, "dossier-year.html", _year_view, take)


class DossierParts(Parts, frozen=True, kw_only=True):
    """What a dossier is made of."""

    family: str
    term: Term
    aliases: tuple[str, ...]
    dossier: Dossier | None
    text: Rich
    series: Series
    feeds: tuple[FeedLink, ...]
    """The site's own."""


class DossierSpan(Parts, frozen=True, kw_only=True):
    """A year or a month of a dossier: which of its articles, and the pages beside it."""

    start: int
    stop: int
    """Positions in the subject's series, the second exclusive."""
    address: str
    older: Crumb | None
    newer: Crumb | None


class YearParts(Parts, frozen=True, kw_only=True):
    """What a year or a month of a dossier is made of."""

    family: str
    term: Term
    series: Series
    address: str
    older: Crumb | None
    newer: Crumb | None


def _dossier_parts(archive: Archive, *, family: str, slug: str, feeds: tuple[FeedLink, ...]) -> DossierParts:
    subject = archive.subject(family, slug)
    dossier, address = subject.dossier, subject.term.address
    text = archive.targets.rich(dossier.path, address, dossier.text) if dossier else Rich()
    return DossierParts(
        family=family,
        term=subject.term,
        aliases=subject.aliases,
        dossier=dossier,
        text=text,
        series=subject.series,
        feeds=feeds,
    )


def _year_parts(archive: Archive, *, family: str, slug: str, span: DossierSpan) -> YearParts:
    subject = archive.subject(family, slug)
    return YearParts(
        family=family,
        term=subject.term,
        series=subject.series[span.start : span.stop],
        address=span.address,
        older=span.older,
        newer=span.newer,
    )


def _dossier_view(config: Config, parts: DossierParts) -> DossierView:
    family, term, dossier, series = parts.family, parts.term, parts.dossier, parts.series
    first = series[-1].edition if series else None
    last = series[0].edition if series else None
    return DossierView(
        **frame(
            config,
            "dossier",
            term.address,
            term.name,
            description=dossier.summary if dossier else "",
            section=SECTIONS[family],
            crumbs=(family_crumb(config, family),),
            feeds=feed_links(config, term.address, term.name) if series else parts.feeds,
        ),
        family=family,
        term=term,
        summary=dossier.summary if dossier else "",
        text=parts.text,
        aliases=_other_names(term, parts.aliases),
        count=len(series),
        first=first,
        last=last,
        recent=within(series, last) if last else 0,
        latest=_by_month(config, series[:LATEST], term.address),
        years=_timeline(series, term),
        actors=_with(series, term) if family == "actors" else _beside(series, term, "actors"),
        regions=_beside(series, term, "regions"),
        sources=_beside(series, term, "sources"),
    )


def _other_names(term: Term, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """The aliases that a reader sees as other names: `Nato` is not one of NATO, nor `Asia Pacific` of Asia-Pacific."""
    names = {slug(name): name for name in (*reversed(aliases), term.name)}
    return tuple(name for name in dict.fromkeys(aliases) if names[slug(name)] == name)


def _with(series: Series, actor: Term) -> tuple[TermCount, ...]:
    return tuple(
        msgspec.structs.replace(count, pair=pair_address(slug_of(actor), slug_of(count.term)))
        if count.count >= PAIR_FROM
        else count
        for count in _beside(series, actor, "actors")
    )


def _beside(series: Series, term: Term, family: str) -> tuple[TermCount, ...]:
    return counted(tally(series, family, without=term.address), BESIDE)


def _timeline(series: Series, term: Term) -> tuple[Year, ...]:
    counts = Counter((entry.edition.year, entry.edition.month) for entry in series)
    top = max(counts.values(), default=0)
    years = []
    for year in sorted({year for year, _ in counts}, reverse=True):
        months = tuple(counts[year, number] for number in range(1, 13))
        levels = tuple(level(count, top) for count in months)
        years.append(Year(year, f"{term.address}{year}/", sum(months), months, levels))
    return tuple(years)


def _by_month(config: Config, series: Series, address: str) -> tuple[Section, ...]:
    months = grouped(series, lambda day: day.replace(day=1))
    return tuple(
        Section(
            Term(month_title(config, first), f"{address}{first.year}/" if address else ""),
            listed.cards,
        )
        for first, listed in months.items()
    )


def _year_view(config: Config, parts: YearParts) -> DossierYearView:
    family, term, series, address = parts.family, parts.term, parts.series, parts.address
    day = series[0].edition
    is_month = address.count("/") > term.address.count("/") + 1
    above = (Crumb(str(day.year), f"{term.address}{day.year}/"),) if is_month else ()
    crumbs = (family_crumb(config, family), Crumb(term.name, term.address), *above)
    index = () if is_month or len(series) <= MANY else _month_crumbs(config, series, address)
    title = f"{term.name}, {month_title(config, day) if is_month else day.year}"
    return DossierYearView(
        **frame(config, "dossier-year", address, title, section=SECTIONS[family], crumbs=crumbs),
        family=family,
        term=term,
        year=day.year,
        count=len(series),
        months=() if index else _by_month(config, series, ""),
        index=index,
        previous=parts.older,
        next=parts.newer,
    )


def _month_crumbs(config: Config, series: Series, address: str) -> tuple[TermCount, ...]:
    months = grouped(series, lambda day: day.replace(day=1))
    top = max(map(len, months.values()))
    return tuple(
        TermCount(
            Term(month_title(config, first), f"{address}{first.month:02d}/"),
            len(listed),
            max(1, 100 * len(listed) // top),
        )
        for first, listed in months.items()
    )
