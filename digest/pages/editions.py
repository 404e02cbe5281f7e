"""Editions: the articles of a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import msgspec

from digest.archive.addresses import day_address, month_address, week_address, year_address
from digest.archive.archive import Archive
from digest.archive.counts import tally
from digest.archive.entry import Entry, Series
from digest.archive.month import MonthOfEntries
from digest.config import Config
from digest.model.card import Card, Term
from digest.model.editorial import EditionNote
from digest.model.text import Rich
from digest.pages.bounds import MOST_IN_EDITION
from digest.pages.calendar import day_title, month_title
from digest.pages.frame import frame, site_feeds
from digest.pages.listings import Listing, letter_listings, listing_pages, with_bars
from digest.pages.page import Page, Parts
from digest.pages.scopes import MonthScope
from digest.pages.view import Crumb, PageView, Part, Section

LONG = 8
"""Articles of an edition that are shown with their summaries, beside the one that leads."""
TOP = 12
"""Actors named beside an edition."""


class Share(msgspec.Struct, frozen=True):
    """A region's share of an edition: the articles that name it."""

    term: Term
    count: int
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
    """The others by the first region of each; those without a region come last, under a term without address.

    A region that articles name after another has a section too, which names them.
    """
    shares: tuple[Share, ...]
    """Every region that they name, in the order of the page, and those without one."""
    told: Mapping[str, tuple[Card, ...]]
    """By the address of each article that is shown: the others that tell the same story, which stand below it."""
    stories: int
    """How many stories its articles tell; one that no other article tells is one."""
    count: int
    shown: int
    """How many of them this page shows: fewer than all where they are too many for one page."""
    parts: tuple[Part, ...]
    """Where they are too many: the pages that have them all, by the first letters of their headlines."""
    regions: int
    """How many regions they name."""
    minutes: int
    """Reading time of all of them."""
    previous: Crumb | None
    """The edition before, if there is one."""
    next: Crumb | None
    week: Crumb
    """The longer editions that it belongs to."""
    month: Crumb


class DayView(PageView, frozen=True, kw_only=True):
    """What day.html finds in `page`."""

    edition: Edition
    actors: tuple[Term, ...]
    """Whom its articles name, the most often first."""


class DaySummary(msgspec.Struct, frozen=True):
    """A day as the page of its week or month shows it."""

    day: dt.date
    address: str
    title: str
    """The editor's title for the day, or empty."""
    count: int
    lead: Card | None
    cards: tuple[Card, ...]
    """The other articles of the day; empty where the period has too many for one page."""


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
        introduction=archive.introduction(archive.editions.get(day)),
        older=older,
        newer=newer,
    )


def by_day(month: MonthOfEntries) -> Iterator[tuple[dt.date, Series]]:
    """The editions of a month, newest first."""
    series, start = month.series, 0
    for day, count in month.stub.days:
        yield day, series[start : start + count]
        start += count


def day_pages(scope: MonthScope, config: Config) -> Iterator[Page]:
    """A page for each day of a month that has articles, with parts where they are too many for one page."""
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
        if len(series) > MOST_IN_EDITION:
            for listing in _letters(config, parts):
                yield from listing_pages(listing, config)


def edition(config: Config, parts: EditionParts) -> Edition:
    """The edition of a day."""
    entries = in_order(parts.series, parts.note)
    leader = leading(entries, parts.note)
    lead = leader.card if leader else None
    cards = [entry.card for entry in entries]
    shown = cards[:MOST_IN_EDITION]
    told = _told(shown)
    long = _long([card for card in shown if card is not lead and card.address in told], parts.note)
    regions = _by_region(cards, shown, lead, told, long, config)
    return Edition(
        day=parts.day,
        address=day_address(parts.day),
        title=parts.note.title if parts.note else "",
        introduction=parts.introduction,
        lead=lead,
        sections=tuple([one.section for one in regions if one.section.cards or one.section.lines or one.section.also]),
        shares=tuple([region.share for region in regions]),
        told=told,
        stories=len({card.story.address if card.story else card.address for card in cards}),
        count=len(cards),
        shown=len(shown),
        parts=with_bars(list(_letters(config, parts))) if len(cards) > len(shown) else (),
        regions=sum(bool(region.share.term.address) for region in regions),
        minutes=sum(card.minutes for card in cards),
        previous=_day_crumb(config, parts.older),
        next=_day_crumb(config, parts.newer),
        week=Crumb(f"{config.labels.week} {parts.day.isocalendar().week}", week_address(parts.day)),
        month=Crumb(month_title(config, parts.day), month_address(parts.day)),
    )


def _letters(config: Config, parts: EditionParts) -> Iterator[Listing]:
    title, address = day_title(config, parts.day), day_address(parts.day)
    crumbs = (_year_crumb(parts.day), _month_crumb(config, parts.day), Crumb(title, address))
    return letter_listings(title, "archive", crumbs, address, parts.series)


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


def _told(cards: Sequence[Card]) -> dict[str, tuple[Card, ...]]:
    """By the address of the first card of each story: the others that tell it."""
    first: dict[str, str] = {}
    others: dict[str, list[Card]] = {}
    for card in cards:
        shown = first.setdefault(card.story.address if card.story else card.address, card.address)
        if shown == card.address:
            others[shown] = []
        else:
            others[shown].append(card)
    return {address: tuple(cards) for address, cards in others.items()}


def _long(cards: Sequence[Card], note: EditionNote | None) -> frozenset[str]:
    """The addresses of the articles that are shown with their summaries; the others have a line each.

    First what the editors put in order, commented on or gave tier 2, then the first of each region, then the newest: as
    many as LONG in all, and none of tier 3.
    """
    able = [card for card in cards if card.tier != "3"]
    firsts = {card.regions[0].name if card.regions else "": card for card in reversed(able)}
    chosen = {slug: n for n, slug in enumerate(note.order if note else ())}

    def rank(card: Card) -> tuple[bool, bool]:
        wanted = bool(card.comment) or card.tier == "2" or card.address.rsplit("/", 2)[-2] in chosen
        return not wanted, card not in firsts.values()

    return frozenset([card.address for card in sorted(able, key=rank)[:LONG]])


class _Region(NamedTuple):
    """A region of an edition."""

    share: Share
    section: Section


def _by_region(
    cards: Sequence[Card],
    shown: Sequence[Card],
    lead: Card | None,
    told: Mapping[str, tuple[Card, ...]],
    long: AbstractSet[str],
    config: Config,
) -> list[_Region]:
    """Each region that articles name, in the order of the page. An article is listed under the first that it names.

    `told` has the addresses of those that are listed, and not below another that tells the same story; `long` those
    that are shown with their summaries.
    """
    under: dict[Term, list[Card]] = {}
    also: dict[Term, list[Card]] = {}
    counts: Counter[Term] = Counter()
    nowhere = (Term(config.labels.elsewhere),)
    for card in cards:
        counts.update(card.regions or nowhere)
    for card in [card for card in shown if card.address in told]:
        first, *others = card.regions or nowhere
        under.setdefault(first, [])
        if card is not lead:
            under[first].append(card)
        for term in others:
            also.setdefault(term, []).append(card)
        for below in told[card.address]:
            for term in [term for term in below.regions if term not in card.regions]:
                also.setdefault(term, []).append(below)
    regions = [
        _Region(
            Share(term, count, bool(under.get(term) or also.get(term))),
            Section(
                term,
                tuple([card for card in under.get(term, ()) if card.address in long]),
                "",
                tuple([card for card in under.get(term, ()) if card.address not in long]),
                tuple(also.get(term, ())),
            ),
        )
        for term, count in counts.items()
    ]
    return sorted(regions, key=lambda region: _place(region, lead))


def _place(region: _Region, lead: Card | None) -> tuple[bool, bool, bool, int, str]:
    """The lead's region comes first, then the largest sections; what is elsewhere comes last."""
    term, size = region.share.term, len(region.section.cards) + len(region.section.lines)
    is_lead = lead is not None and bool(lead.regions) and lead.regions[0] == term
    return not term.address, not (is_lead and not size), not size, -size, term.name


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
        actors=tuple(term for term, _ in tally(parts.series, "actors")[:TOP]),
    )


def day_summary(day: dt.date, series: Series, note: EditionNote | None, others: int | None = None) -> DaySummary:
    """A day of a longer edition, with so many of its articles beside the one that leads; by default with all."""
    entries = in_order(series, note)
    lead = leading(entries, note)
    beside = [entry for entry in entries if entry is not lead][:others]
    title = note.title if note else ""
    cards = tuple([entry.card for entry in beside])
    return DaySummary(day, day_address(day), title, len(entries), lead.card if lead else None, cards)




def _day_crumb(config: Config, day: dt.date | None) -> Crumb | None:
    return Crumb(day_title(config, day), day_address(day)) if day else None


def _year_crumb(day: dt.date) -> Crumb:
    return Crumb(str(day.year), year_address(day.year))


def _month_crumb(config: Config, day: dt.date) -> Crumb:
    return Crumb(config.labels.months[day.month - 1], month_address(day))
