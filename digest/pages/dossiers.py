"""Dossiers: all that the site has on an actor, a region, a source or a topic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from digest.archive.archive import Archive, Subject
from digest.archive.counts import within
from digest.archive.entry import Series
from digest.config import Config
from digest.model.card import Term
from digest.model.editorial import FAMILIES, Dossier
from digest.model.text import Rich
from digest.pages.calendar import counted, first_day, level, month_title
from digest.pages.copied_files import AttachedFile, attachment_copies, attachments_of_prose
from digest.pages.families import SECTIONS, family_crumb
from digest.pages.feeds import subject_feeds
from digest.pages.frame import feed_links, frame, site_feeds_of
from digest.pages.page import Page, Parts
from digest.pages.pairs import PAIR_FROM, pair_address, slug_of
from digest.pages.redirects import redirect_pages
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


class SubjectScope(Parts, frozen=True, kw_only=True):
    """What the pages of an actor, region, source or topic are made of."""

    family: str
    slug: str
    term: Term
    aliases: tuple[str, ...]
    dossier: Dossier | None
    text: Rich
    """The dossier's."""
    series: Series
    company: TermsBeside
    feeds: tuple[FeedLink, ...]
    """The site's own."""
    attachments: tuple[AttachedFile, ...]


class TermsBeside:
    """The terms beside a subject. Its digest is empty: the digest of the subject's series covers all that it says."""

    digest = b""

    def __init__(self, archive: Archive, subject: Subject) -> None:
        self._archive, self._subject = archive, subject

    def tally(self, family: str) -> list[tuple[Term, int]]:
        """The terms of a family that have pages, and in how many articles each stands: the commonest first."""
        counts = self._subject.counts(family)
        subjects = self._archive.subjects[family]
        own = self._subject.slug if family == self._subject.family else ""
        found = [(subjects[slug].term, count) for slug, count in counts.items() if slug != own]
        return sorted(found, key=lambda pair: (-pair[1], pair[0].address))


def subject_scopes(archive: Archive, config: Config) -> Iterator[SubjectScope]:
    """The scope of each actor, region, source and topic that has a page."""
    feeds = site_feeds_of(archive, config)
    for family in FAMILIES:
        for subject in archive.subjects[family].values():
            if subject.term.address:
                yield _scope(archive, subject, feeds)


def _scope(archive: Archive, subject: Subject, feeds: tuple[FeedLink, ...]) -> SubjectScope:
    dossier, address, targets = subject.dossier, subject.term.address, archive.targets
    return SubjectScope(
        family=subject.family,
        slug=subject.slug,
        term=subject.term,
        aliases=subject.aliases,
        dossier=dossier,
        text=targets.rich(dossier.path, address, dossier.text) if dossier else Rich(),
        series=subject.series,
        company=TermsBeside(archive, subject),
        feeds=feeds,
        attachments=tuple(attachments_of_prose(targets, dossier.path, address, dossier.text)) if dossier else (),
    )


def subject_pages(config: Config, scope: SubjectScope) -> Iterator[Page]:
    """A dossier, its feeds, and what stands beside it."""
    series, address, dossier = scope.series, scope.term.address, scope.dossier
    yield Page.of(
        address,
        "dossier.html",
        _dossier_view,
        scope,
        origin=dossier.path if dossier else "",
        modified=series.newest.isoformat() if series else "",
    )
    if config.site.base_url and series:
        yield from subject_feeds(scope.term, dossier.summary if dossier else "", series)
    yield from attachment_copies(scope.attachments)
    if dossier:
        yield from redirect_pages((old, address, dossier.path) for old in dossier.old_addresses)


def year_scopes(subject: SubjectScope) -> Iterator[SpanParts]:
    """The scope of each year of a dossier."""
    years = subject.series.grouped(lambda month: month // 100)
    crumbs = [Crumb(str(year), f"{subject.term.address}{year}/") for year in years]
    for n, series in enumerate(years.values()):
        yield _span(subject.family, subject.term, series, crumbs, n)


def year_pages(config: Config, scope: SpanParts) -> Iterator[Page]:
    """The page of a year; with very many articles its months too."""
    yield _span_page(scope)
    if len(scope.series) > MANY:
        months = scope.series.grouped(lambda month: month)
        crumbs = [Crumb(month_title(config, first_day(key)), f"{scope.address}{key % 100:02d}/") for key in months]
        for n, series in enumerate(months.values()):
            yield _span_page(_span(scope.family, scope.term, series, crumbs, n))


def _span(family: str, term: Term, series: Series, crumbs: Sequence[Crumb], n: int) -> SpanParts:
    """The year or month at position `n` of `crumbs`, which are newest first."""
    return SpanParts(
        family=family,
        term=term,
        series=series,
        address=crumbs[n].address,
        older=crumbs[n + 1] if n + 1 < len(crumbs) else None,
        newer=crumbs[n - 1] if n else None,
    )


def _span_page(parts: SpanParts) -> Page:
    return Page.of(parts.address, "dossier-year.html", _year_view, parts)


class SpanParts(Parts, frozen=True, kw_only=True):
    """What a year or a month of a dossier is made of."""

    family: str
    term: Term
    series: Series
    address: str
    older: Crumb | None
    newer: Crumb | None


def _dossier_view(config: Config, parts: SubjectScope) -> DossierView:
    family, term, dossier, series = parts.family, parts.term, parts.dossier, parts.series
    first = series.oldest if series else None
    last = series.newest if series else None
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
        actors=_with(parts) if family == "actors" else _beside(parts, "actors"),
        regions=_beside(parts, "regions"),
        sources=_beside(parts, "sources"),
    )


def _other_names(term: Term, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """The aliases that a reader sees as other names: `Nato` is not one of NATO, nor `Asia Pacific` of Asia-Pacific."""
    names = {slug(name): name for name in (*reversed(aliases), term.name)}
    return tuple(name for name in dict.fromkeys(aliases) if names[slug(name)] == name)


def _with(scope: SubjectScope) -> tuple[TermCount, ...]:
    return tuple(
        msgspec.structs.replace(count, pair=pair_address(scope.slug, slug_of(count.term)))
        if count.count >= PAIR_FROM
        else count
        for count in _beside(scope, "actors")
    )


def _beside(scope: SubjectScope, family: str) -> tuple[TermCount, ...]:
    return counted(scope.company.tally(family), BESIDE)


def _timeline(series: Series, term: Term) -> tuple[Year, ...]:
    counts = {month: len(part) for month, part in series.grouped(lambda month: month).items()}
    top = max(counts.values(), default=0)
    years = []
    for year in dict.fromkeys(month // 100 for month in counts):
        months = tuple(counts.get(year * 100 + number, 0) for number in range(1, 13))
        levels = tuple(level(count, top) for count in months)
        years.append(Year(year, f"{term.address}{year}/", sum(months), months, levels))
    return tuple(years)


def _by_month(config: Config, series: Series, address: str) -> tuple[Section, ...]:
    months = {first_day(month): part for month, part in series.grouped(lambda month: month).items()}
    return tuple(
        Section(
            Term(month_title(config, first), f"{address}{first.year}/" if address else ""),
            listed.cards,
        )
        for first, listed in months.items()
    )


def _year_view(config: Config, parts: SpanParts) -> DossierYearView:
    family, term, series, address = parts.family, parts.term, parts.series, parts.address
    day = series.newest
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
    months = {first_day(month): part for month, part in series.grouped(lambda month: month).items()}
    top = max(map(len, months.values()))
    return tuple(
        TermCount(
            Term(month_title(config, first), f"{address}{first.month:02d}/"),
            len(listed),
            max(1, 100 * len(listed) // top),
        )
        for first, listed in months.items()
    )
