"""An article as `digest list --format json` prints it."""

from __future__ import annotations

import datetime as dt

import msgspec

from digest.archive.addresses import article_address
from digest.dates import stamp
from digest.listing.catalogue import Catalogue
from digest.listing.short_names import ShortNames
from digest.listing.states import states_of, unknown_names
from digest.model.article import Article


class ListedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One object of the output. Its keys are documented in docs/reference/commands.md."""

    name: str
    path: str
    address: str
    title: str
    date: str
    date_basis: str | None
    edition: dt.date
    added: str | None
    source: str | None
    url: str | None
    authors: tuple[str, ...]
    actors: tuple[str, ...]
    regions: tuple[str, ...]
    topics: tuple[str, ...]
    unknown: tuple[str, ...]
    states: tuple[str, ...]


KEYS = ListedArticle.__struct_fields__


def listed(article: Article, catalogue: Catalogue, names: ShortNames, now: dt.datetime) -> ListedArticle:
    """An article with its short name and its states at a moment. What there is none of is None."""
    return ListedArticle(
        name=names.short(article.path),
        path=article.path,
        address=f"/{article_address(article)}",
        title=article.title,
        date=stamp(article.date.at) if article.date.timed else article.date.day.isoformat(),
        date_basis=article.date_basis or None,
        edition=article.edition,
        added=stamp(article.added) if article.added else None,
        source=article.source or None,
        url=article.url or None,
        authors=article.authors,
        actors=article.actors,
        regions=article.regions,
        topics=article.topics,
        unknown=unknown_names(article, catalogue.names),
        states=states_of(article, catalogue, now),
    )
