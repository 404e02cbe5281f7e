"""Dossiers: all that the site has on an actor, a region, a source or a topic."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from digest.archive.addresses import Targets
from digest.archive.archive import Archive, Subject
from digest.archive.counts import grouped, tally, within
from digest.config import Config
from digest.model.card import Term
from digest.model.notes import FAMILIES
from digest.model.page import Page
from digest.model.text import Rich
from digest.pages.calendar import counted, level, month_title
from digest.pages.families import SECTIONS, family_crumb
from digest.pages.frame import feed_links, frame, site_feeds
from digest.pages.pairs import PAIR_FROM, pair_address
from digest.pages.view import Count, Crumb, PageView, Section
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
    actors: tuple[Count, ...]
    """For actors: whom it is mentioned with; else who is in its articles."""
    regions: tuple[Count, ...]
    sources: tuple[Count, ...]


class DossierYearView(PageView, frozen=True, kw_only=True):
    """What dossier-year.html finds in `page`: a year of a dossier (or one of its months, if it has very many)."""

    family: str
    term: Term
    year: int
    count: int
    months: tuple[Section, ...]
    """Newest first, one line an article; empty where the year is an index of its months."""
    index: tuple[Count, ...]
    """Where the year has too many articles for one page: the pages of its months."""
    previous: Crumb | None
    next: Crumb | None


def dossier_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """A dossier for each actor, region, source and topic that has one, and its years."""
    for family in FAMILIES:
        for subject in archive.subjects[family].values():
            if subject.term.address:
                yield from _subject_pages(archive, config, subject)


def _subject_pages(archive: Archive, config: Config, subject: Subject) -> Iterator[Page]:
    address, path = subject.term.address, subject.dossier.path if subject.dossier else ""
    years = _by_year(archive, subject)
    newest = archive.entries[subject.ranks[0]].card.edition.isoformat() if subject.ranks else ""
    view = partial(_dossier_view, archive, config, subject)
    yield Page(address=address, renderer="dossier.html", view=view, origin=path, modified=newest)
    listed = [(f"{address}{year}/", ranks) for year, ranks in years.items()]
    crumbs = [Crumb(str(year), f"{address}{year}/") for year in years]
    for n, (year_page, ranks) in enumerate(listed):
        newer, older = (crumbs[n - 1] if n else None), (crumbs[n + 1] if n + 1 < len(crumbs) else None)
        yield Page(
            address=year_page,
            renderer="dossier-year.html",
            view=partial(_year_view, archive, config, subject, ranks, year_page, older, newer),
        )
        if len(ranks) > MANY:
            yield from _month_pages(archive, config, subject, ranks, year_page)


def _month_pages(
    archive: Archive, config: Config, subject: Subject, ranks: tuple[int, ...], year_page: str
) -> Iterator[Page]:
    months = grouped(archive, ranks, lambda day: (day.year, day.month))
    crumbs = [Crumb(month_title(config, dt.date(*key, 1)), f"{year_page}{key[1]:02d}/") for key in months]
    for n, (crumb, listed) in enumerate(zip(crumbs, months.values(), strict=True)):
        newer, older = (crumbs[n - 1] if n else None), (crumbs[n + 1] if n + 1 < len(crumbs) else None)
        view = partial(_year_view, archive, config, subject, listed, crumb.address, older, newer)
        yield Page(address=crumb.address, renderer="dossier-year.html", view=view)


def _dossier_view(archive: Archive, config: Config, subject: Subject) -> DossierView:
    dossier, ranks, term = subject.dossier, subject.ranks, subject.term
    days = [archive.entries[rank].card.edition for rank in ranks]
    targets = Targets(archive.addresses, archive.attachments)
    return DossierView(
        **frame(
            config,
            "dossier",
            term.address,
            term.name,
            description=dossier.summary if dossier else "",
            section=SECTIONS[subject.family],
            crumbs=(family_crumb(config, subject.family),),
            feeds=feed_links(config, term.address, term.name) if ranks else site_feeds(archive, config),
        ),
        family=subject.family,
        term=term,
        summary=dossier.summary if dossier else "",
        text=targets.rich(dossier.path, term.address, dossier.text) if dossier else Rich(),
        aliases=_other_names(subject),
        count=len(ranks),
        first=days[-1] if days else None,
        last=days[0] if days else None,
        recent=within((archive.entries[rank] for rank in ranks), days[0]) if days else 0,
        latest=_by_month(archive, config, ranks[:LATEST], term.address),
        years=_timeline(archive, subject),
        actors=_with(archive, subject),
        regions=_beside(archive, subject, "regions"),
        sources=_beside(archive, subject, "sources"),
    )


def _other_names(subject: Subject) -> tuple[str, ...]:
    """What a reader would call another name: `Nato` beside NATO and `Asia Pacific` beside Asia-Pacific are none."""
    names = {slug(name): name for name in (*reversed(subject.aliases), subject.term.name)}
    return tuple(name for name in dict.fromkeys(subject.aliases) if names[slug(name)] == name)


def _with(archive: Archive, subject: Subject) -> tuple[Count, ...]:
    found = _beside(archive, subject, "actors")
    if subject.family != "actors":
        return found
    return tuple(
        msgspec.structs.replace(count, pair=_pair(subject, count)) if count.count >= PAIR_FROM else count
        for count in found
    )


def _pair(subject: Subject, count: Count) -> str:
    return pair_address(subject.slug, count.term.address.split("/")[1])


def _beside(archive: Archive, subject: Subject, family: str) -> tuple[Count, ...]:
    without = subject.slug if family == subject.family else ""
    return counted(archive, family, tally(archive, subject.ranks, family, without), BESIDE)


def _timeline(archive: Archive, subject: Subject) -> tuple[Year, ...]:
    counts = Counter((day.year, day.month) for day in _days(archive, subject.ranks))
    top = max(counts.values(), default=0)
    found = []
    for year in sorted({year for year, _ in counts}, reverse=True):
        months = tuple(counts[year, number] for number in range(1, 13))
        levels = tuple(level(count, top) for count in months)
        found.append(Year(year, f"{subject.term.address}{year}/", sum(months), months, levels))
    return tuple(found)


def _days(archive: Archive, ranks: Sequence[int]) -> Iterator[dt.date]:
    return (archive.entries[rank].card.edition for rank in ranks)


def _by_year(archive: Archive, subject: Subject) -> dict[int, tuple[int, ...]]:
    return grouped(archive, subject.ranks, lambda day: day.year)


def _by_month(archive: Archive, config: Config, ranks: Sequence[int], address: str) -> tuple[Section, ...]:
    months = grouped(archive, ranks, lambda day: day.replace(day=1))
    return tuple(
        Section(
            Term(month_title(config, first), f"{address}{first.year}/" if address else ""),
            archive.cards(listed),
        )
        for first, listed in months.items()
    )


def _year_view(
    archive: Archive,
    config: Config,
    subject: Subject,
    ranks: tuple[int, ...],
    address: str,
    older: Crumb | None,
    newer: Crumb | None,
) -> DossierYearView:
    day, term = archive.entries[ranks[0]].card.edition, subject.term
    is_month = address.count("/") > term.address.count("/") + 1
    above = (Crumb(str(day.year), f"{term.address}{day.year}/"),) if is_month else ()
    crumbs = (family_crumb(config, subject.family), Crumb(term.name, term.address), *above)
    index = () if is_month or len(ranks) <= MANY else _month_crumbs(archive, config, ranks, address)
    title = f"{term.name}, {month_title(config, day) if is_month else day.year}"
    return DossierYearView(
        **frame(config, "dossier-year", address, title, section=SECTIONS[subject.family], crumbs=crumbs),
        family=subject.family,
        term=term,
        year=day.year,
        count=len(ranks),
        months=() if index else _by_month(archive, config, ranks, ""),
        index=index,
        previous=older,
        next=newer,
    )


def _month_crumbs(archive: Archive, config: Config, ranks: Sequence[int], address: str) -> tuple[Count, ...]:
    months = grouped(archive, ranks, lambda day: day.replace(day=1))
    top = max(map(len, months.values()))
    return tuple(
        Count(
            Term(month_title(config, first), f"{address}{first.month:02d}/"),
            len(listed),
            max(1, 100 * len(listed) // top),
        )
        for first, listed in months.items()
    )
