"""Dossiers: all that the site has on an actor, a region, a source or a topic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from digest.archive.archive import Archive, Subject
from digest.archive.counts import WINDOW_DAYS, tally, within
from digest.archive.entry import Entry, Series
from digest.archive.profiles import NamedActor, at_work_on
from digest.config import Config
from digest.model.card import Card, Term
from digest.model.editorial import FAMILIES, Dossier
from digest.model.text import Rich
from digest.pages.bounds import MOST_NAMES
from digest.pages.calendar import counted, day_of, first_day, month_anchor, month_title
from digest.pages.copied_files import AttachedFile, attachment_copies, attachments_of_prose
from digest.pages.families import SECTIONS, family_crumb
from digest.pages.feeds import subject_feeds
from digest.pages.frame import feed_links, frame, site_feeds_of
from digest.pages.listings import Listing, by_month, listing_pages, year_listings
from digest.pages.page import Page, Parts
from digest.pages.pairs import PAIR_FROM, pair_address, slug_of
from digest.pages.redirects import redirect_pages
from digest.pages.sentences import articles, change, most
from digest.pages.timeline import Year, timeline
from digest.pages.view import Crumb, FeedLink, PageView, Section, TermCount
from digest.slugs import slug

FEW = 30
"""With no more articles than this in all a dossier lists them itself, and no year of it has a page."""
LATEST = 12
"""Otherwise it lists the newest, and at least this many of them."""
RECENT = 100
"""But no more than this many of its last 14 days."""
BESIDE = 12
"""Actors, regions and sources named beside a dossier."""
PEAKS = 3
"""Months of a timeline with their leading headlines."""
FAR = 200
"""So many of the newest articles are looked through for the headline that an actor shares with another."""


class FactView(msgspec.Struct, frozen=True):
    """A fact of a subject, with links to those whom it names."""

    label: str
    items: tuple[FactItem, ...]


class FactItem(msgspec.Struct, frozen=True):
    """An actor that a fact names, or words."""

    term: Term
    note: str = ""
    """An office and its days."""


class Companion(msgspec.Struct, frozen=True):
    """An actor that another's articles name too."""

    term: Term
    count: int
    share: int
    """Percent of the largest count, 1 to 100."""
    articles: str
    """The address of the page that both share; empty where they share too few articles for one."""
    newest: Card | None
    """The newest article that they share; None where it lies too far back."""


class Peak(msgspec.Struct, frozen=True):
    """A month with many articles, and the one that led."""

    title: str
    """`July 2024`."""
    address: str
    count: int
    lead: Card


class DossierView(PageView, frozen=True, kw_only=True):
    """What dossier.html finds in `page`."""

    family: str
    """`actors`, `regions`, `sources` or `topics`."""
    term: Term
    summary: str
    """A sentence of the editor's, or empty."""
    sentence: str
    """What its articles say in figures; empty where none names it."""
    text: Rich
    """The dossier text that the site's editors wrote, or empty."""
    facts: tuple[FactView, ...]
    aliases: tuple[str, ...]
    """Other names, each spelling once, and the term's own left out."""
    count: int
    first: dt.date | None
    """The day of its first article with a confirmed date; None where no article names it (yet)."""
    last: dt.date | None
    latest: tuple[Section, ...]
    """All its articles by month if they are few, else the newest; newest first."""
    is_whole: bool
    """Whether these are all."""
    timeline: tuple[Year, ...]
    """Newest first."""
    peaks: tuple[Peak, ...]
    """The months with the most articles, if there are several years of them; newest first."""
    actors: tuple[Companion, ...]
    """For actors: whom it is mentioned with; else who is in its articles."""
    together: str
    """The address of the page with all with whom an actor has a page; empty where all are here."""
    regions: tuple[TermCount, ...]
    sources: tuple[TermCount, ...]


class WithView(PageView, frozen=True, kw_only=True):
    """What with.html finds in `page`: everyone with whom an actor shares a page."""

    term: Term
    actors: tuple[TermCount, ...]
    """The most articles first."""
    others: tuple[Term, ...]
    """Those with whom it shares fewer articles, by name: as many as fit on the page."""


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
    facts: tuple[FactView, ...]
    feeds: tuple[FeedLink, ...]
    """The site's own."""
    attachments: tuple[AttachedFile, ...]


class TermsBeside:
    """The terms beside a subject. Its digest is empty: the digest of the subject's series covers all that it says."""

    digest = b""

    def __init__(self, archive: Archive, subject: Subject) -> None:
        self._archive, self._subject = archive, subject

    def tally(self, family: str) -> list[tuple[Term, int]]:
        """The terms of a family that have pages, and how many articles name each: the commonest first."""
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
                yield _scope(archive, config, subject, feeds)


def _scope(archive: Archive, config: Config, subject: Subject, feeds: tuple[FeedLink, ...]) -> SubjectScope:
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
        facts=tuple(_facts(archive, config, subject)),
        feeds=feeds,
        attachments=tuple(attachments_of_prose(targets, dossier.path, address, dossier.text)) if dossier else (),
    )


def _facts(archive: Archive, config: Config, subject: Subject) -> Iterator[FactView]:
    """The facts of a subject with an article, as they were on the day of its newest.

    Of a region's countries only those with a dossier: there are many, and each is a link.
    """
    actors, day = archive.subjects["actors"], subject.series.newest if subject.series else None
    for fact in subject.facts:
        named = at_work_on(day, fact.named) if fact.label == "Led by" and day else fact.named
        if named and day:
            items = []
            for one in named:
                known = actors.get(one.slug)
                term = known.term if known else Term(one.name)
                if term.address or fact.label != "Countries":
                    items.append(FactItem(term, _note(config, one, fact.label)))
            if items:
                yield FactView(fact.label, tuple(items))


def _note(config: Config, named: NamedActor, label: str) -> str:
    if label == "Led by":
        return named.note
    if not named.since and not named.until:
        return ""
    since, until = (month_title(config, day) if day else "" for day in (named.since, named.until))
    return f"{since} to {until}" if since and until else f"since {since}" if since else f"until {until}"


def subject_pages(config: Config, scope: SubjectScope) -> Iterator[Page]:
    """A dossier, its feeds, and what belongs to it."""
    series, address, dossier = scope.series, scope.term.address, scope.dossier
    yield Page.of(
        address,
        "dossier.html",
        _dossier_view,
        scope,
        origin=dossier.path if dossier else "",
        modified=series.newest.isoformat() if series else "",
    )
    if _has_with_page(scope):
        yield Page.of(_with_address(scope), "with.html", _with_view, scope)
    if config.site.base_url and series:
        summary = dossier.summary if dossier else ""
        yield from subject_feeds(scope.term, summary or _sentence(config, scope), series)
    yield from attachment_copies(scope.attachments)
    if dossier:
        yield from redirect_pages((old, address, dossier.path) for old in dossier.old_addresses)


def year_scopes(subject: SubjectScope, config: Config) -> Iterator[Listing]:
    """The years of a dossier that does not list all its articles itself."""
    if len(subject.series) > FEW:
        crumbs = (family_crumb(config, subject.family), Crumb(subject.term.name, subject.term.address))
        yield from year_listings(subject.term.name, SECTIONS[subject.family], crumbs, subject.series)


def year_pages(config: Config, scope: Listing) -> Iterator[Page]:
    """The page of a year, and of its months, days and letters where it has too many articles for one."""
    yield from listing_pages(scope, config)


def _dossier_view(config: Config, parts: SubjectScope) -> DossierView:
    family, term, dossier, series = parts.family, parts.term, parts.dossier, parts.series
    is_whole = len(series) <= FEW
    dated = series.dated or series
    sentence = _sentence(config, parts) if series else ""
    summary = dossier.summary if dossier else ""
    return DossierView(
        **frame(
            config,
            "dossier",
            term.address,
            term.name,
            description=summary or sentence,
            section=SECTIONS[family],
            crumbs=(family_crumb(config, family),),
            feeds=feed_links(config, term.address, term.name) if series else parts.feeds,
        ),
        family=family,
        term=term,
        summary=summary,
        sentence=sentence,
        text=parts.text,
        facts=parts.facts,
        aliases=_other_names(term, parts.aliases),
        count=len(series),
        first=dated.oldest if dated else None,
        last=dated.newest if dated else None,
        latest=by_month(config, series) if is_whole else by_month(config, series[: _recent(series)], term.address),
        is_whole=is_whole,
        timeline=timeline(series, term.address, has_years=not is_whole),
        peaks=_peaks(config, series, term.address) if not is_whole else (),
        actors=_companions(parts),
        together=_with_address(parts) if _has_with_page(parts) else "",
        regions=counted(parts.company.tally("regions"), BESIDE),
        sources=counted(parts.company.tally("sources"), BESIDE),
    )


def _recent(series: Series) -> int:
    """How many of the newest articles a dossier lists: all of its last 14 days, within limits."""
    return min(max(LATEST, within(series, series.newest)), RECENT)


def _sentence(config: Config, scope: SubjectScope) -> str:
    """`5 articles in the 14 days to 31 December 2024, up from 0; most with Finland (4), Estonia (2).`"""
    dated = scope.series.dated or scope.series
    last = dated.newest
    recent = within(dated, last)
    before = within(dated, last, 2 * WINDOW_DAYS) - recent
    is_new = dated.oldest > last - dt.timedelta(days=WINDOW_DAYS)
    compared = change(recent, None if is_new else before, "in the 14 days before")
    beside = [(term, count) for term, count in tally(dated[:recent], "actors") if term != scope.term]
    named = most(beside, "most with" if scope.family == "actors" else "most on", 2)
    return f"{articles(recent)} in the {WINDOW_DAYS} days to {day_of(config, last)}{compared}{named}."


def _peaks(config: Config, series: Series, home: str) -> tuple[Peak, ...]:
    """The months with the most articles, each with the article that leads it; newest first."""
    months = series.grouped(lambda month: month)
    busiest = sorted(months, key=lambda month: (-len(months[month]), -month))[:PEAKS]
    peaks = []
    for month in sorted(busiest, reverse=True):
        lead = next((entry for entry in months[month] if entry.stub.lead), months[month][0])
        address = f"{home}{month // 100}/#{month_anchor(month)}"
        peaks.append(Peak(month_title(config, first_day(month)), address, len(months[month]), lead.card))
    return tuple(peaks)


def _companions(scope: SubjectScope) -> tuple[Companion, ...]:
    shown = counted(scope.company.tally("actors"), BESIDE)
    wanted = {slug_of(count.term) for count in shown}
    newest: dict[str, Entry] = {}
    for entry in scope.series[:FAR]:
        newest |= dict.fromkeys(wanted.intersection(entry.actors) - newest.keys(), entry)
        if len(newest) == len(wanted):
            break
    companions = []
    for count in shown:
        other = slug_of(count.term)
        is_pair = count.count >= PAIR_FROM and scope.family == "actors"
        address = pair_address(scope.slug, other) if is_pair else ""
        card = newest[other].card if other in newest else None
        companions.append(Companion(count.term, count.count, count.share, address, card))
    return tuple(companions)


def _has_with_page(scope: SubjectScope) -> bool:
    """Whether there are more pairs than its dossier shows."""
    if scope.family != "actors" or len(scope.series) < PAIR_FROM:
        return False
    return sum(count >= PAIR_FROM for _, count in scope.company.tally("actors")) > BESIDE


def _with_address(scope: SubjectScope) -> str:
    return f"{scope.term.address}with/"


def _with_view(config: Config, scope: SubjectScope) -> WithView:
    tally = scope.company.tally("actors")
    pairs = [pair for pair in tally if pair[1] >= PAIR_FROM]
    others = sorted((term for term, count in tally if count < PAIR_FROM), key=lambda term: term.name.casefold())
    crumbs = (family_crumb(config, "actors"), Crumb(scope.term.name, scope.term.address))
    return WithView(
        **frame(config, "with", _with_address(scope), f"{scope.term.name} and others", section="who", crumbs=crumbs),
        term=scope.term,
        actors=counted(pairs, MOST_NAMES, lambda term: pair_address(scope.slug, slug_of(term))),
        others=tuple(others[: max(0, MOST_NAMES - len(pairs))]),
    )


def _other_names(term: Term, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """The aliases that a reader sees as other names: `Nato` is not one of NATO, nor `Asia Pacific` of Asia-Pacific."""
    names = {slug(name): name for name in (*reversed(aliases), term.name)}
    return tuple(name for name in dict.fromkeys(aliases) if names[slug(name)] == name)
