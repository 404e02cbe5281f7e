"""The front page: the latest edition, who is in the news, and the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import accumulate

from digest.archive.archive import Archive
from digest.archive.counts import WINDOW_DAYS, tally
from digest.archive.entry import Series
from digest.config import Config
from digest.pages.calendar import Scale, counted, day_title, month
from digest.pages.editions import DaySummary, Edition, EditionParts, day_summary, edition, edition_parts
from digest.pages.frame import editions_feed, frame, site_feeds
from digest.pages.page import Page, Parts
from digest.pages.site_map import site_map
from digest.pages.view import Month, PageView, SiteMap, TermCount

BEFORE = 9
"""Headlines of earlier editions on the front page, at least: a weekly has a full page too."""
HEADLINES = 3
"""The first headlines of each of these editions, at most."""
MENTIONED = 10
"""Actors named on the front page."""


class FrontView(PageView, frozen=True, kw_only=True):
    """What front.html finds in `page`."""

    edition: Edition | None
    """The newest day with an article whose date is confirmed; None in a site without articles."""
    before: tuple[DaySummary, ...]
    """The editions before it, newest first, each with its first headlines."""
    mentioned: tuple[TermCount, ...]
    """Actors by the number of articles in the 14 days that end with that edition."""
    month: Month | None
    """The calendar of that edition's month."""


class FrontParts(Parts, frozen=True, kw_only=True):
    """What the front page is made of."""

    latest: EditionParts | None
    before: tuple[EditionParts, ...]
    """The editions before it."""
    recent: Series
    """The articles of the 14 days that end with the latest edition."""
    counts: tuple[tuple[dt.date, int], ...]
    """Days of the latest edition's month, with their articles."""
    site_map: SiteMap


def front_page(archive: Archive, config: Config) -> Iterator[Page]:
    """The front page: also of a site that has no article yet."""
    yield Page.of("", "front.html", _front_view, _front_parts(archive, config))


def _front_parts(archive: Archive, config: Config) -> FrontParts:
    day = archive.newest_edition
    if day is None:
        return FrontParts(latest=None, before=(), recent=Series(), counts=(), site_map=site_map(archive, config))
    days = list(archive.days)
    place = days.index(day)
    older = days[place + 1] if place + 1 < len(days) else None
    before = _before(archive, days[place + 1 : place + 1 + BEFORE])
    counts = tuple((other, count) for other, count in archive.days.items() if _month_of(other) == _month_of(day))
    return FrontParts(
        latest=edition_parts(archive, day=day, older=older, newer=None),
        before=tuple(edition_parts(archive, day=other, older=None, newer=None) for other in before),
        recent=archive.between(day - dt.timedelta(days=WINDOW_DAYS - 1), day),
        counts=counts,
        site_map=site_map(archive, config),
    )


def _before(archive: Archive, days: Sequence[dt.date]) -> list[dt.date]:
    """The first of these days: so many that they have enough headlines."""
    headlines = list(accumulate(min(archive.days[day], HEADLINES) for day in days))
    return list(days[: 1 + sum(count < BEFORE for count in headlines)])


def _month_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def _front_view(config: Config, parts: FrontParts) -> FrontView:
    site, latest, counts = config.site, parts.latest, parts.counts
    return FrontView(
        **frame(
            config,
            "front",
            "",
            day_title(config, latest.day) if latest else "",
            description=site.description,
            section="latest",
            feeds=(*site_feeds(config), *editions_feed(config)) if latest else (),
            site_map=parts.site_map,
            subject={"@type": "WebSite", "name": site.title, "description": site.description, "url": site.base_url},
        ),
        edition=edition(config, latest) if latest else None,
        before=tuple(day_summary(day.day, day.series, day.note, HEADLINES - 1) for day in parts.before),
        mentioned=counted(tally(parts.recent, "actors"), MENTIONED, lambda term: f"{term.address}#latest"),
        month=month(_month_of(latest.day), dict(counts), Scale(dict(counts).values())) if latest else None,
    )
