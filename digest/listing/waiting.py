"""The drafts that wait for their editor, and since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from digest.listing.catalogue import Catalogue
from digest.model.article import Article


def waiting(catalogue: Catalogue) -> list[Article]:
    """The drafts of a site, the newest arrivals first; those that arrived together, by path."""
    drafts = [article for article in catalogue.articles if article.draft]
    return sorted(drafts, key=arrived, reverse=True)


def arrived(article: Article) -> dt.datetime:
    """When an article came into the site; where its file does not say, when it was published."""
    return article.added or article.date.at


def waits(drafts: Sequence[Article], zone: dt.tzinfo) -> str:
    """`3 drafts wait, the oldest since 2026-11-20`; empty where none does."""
    if not drafts:
        return ""
    since = min(map(arrived, drafts)).astimezone(zone).date()
    if len(drafts) == 1:
        return f"1 draft waits, since {since}"
    return f"{len(drafts)} drafts wait, the oldest since {since}"
