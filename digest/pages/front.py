"""The front page: the latest edition, who is in the news, and the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from digest.archive.archive import Archive
from digest.archive.counts import tally, within
from digest.config import Config
from digest.model.page import Page
from digest.pages.calendar import counted, day_counts, day_title, month
from digest.pages.editions import Edition, edition
from digest.pages.frame import frame, json_ld, site_feeds
from digest.pages.view import Count, Month, PageView

MENTIONED = 10
"""Actors named on the front page."""


class FrontView(PageView, frozen=True, kw_only=True):
    """What front.html finds in `page`."""

    edition: Edition | None
    """The newest day that has articles; None in a site without any."""
    mentioned: tuple[Count, ...]
    """Actors by the number of articles in the 14 days that end with that edition."""
    month: Month | None
    """The calendar of that edition's month."""


def front_page(archive: Archive, config: Config) -> Iterator[Page]:
    """The front page: also of a site that has no article yet."""
    days = tuple(archive.days)
    yield Page(address="", renderer="front.html", view=partial(_front_view, archive, config, days[:2]))


def _front_view(archive: Archive, config: Config, days: tuple[dt.date, ...]) -> FrontView:
    shown = edition(archive, config, days[0], days[1] if len(days) > 1 else None, None) if days else None
    site = config.site
    return FrontView(
        **frame(
            config,
            "front",
            "",
            day_title(config, days[0]) if days else "",
            description=site.description,
            section="latest",
            feeds=site_feeds(archive, config),
        ),
        json_ld=json_ld(
            {"@type": "WebSite", "name": site.title, "description": site.description, "url": site.base_url}
        ),
        edition=shown,
        mentioned=_mentioned(archive, days[0]) if days else (),
        month=_month(archive, days[0]) if days else None,
    )


def _mentioned(archive: Archive, last: dt.date) -> tuple[Count, ...]:
    ranks = range(within(archive.entries, last))
    return counted(archive, "actors", tally(archive, ranks, "actors"), MENTIONED)


def _month(archive: Archive, day: dt.date) -> Month:
    first = day.replace(day=1)
    counts = {each: count for each, count in day_counts(archive).items() if each.replace(day=1) == first}
    return month(first, counts, max(counts.values()))
