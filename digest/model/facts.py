"""Facts: what the archive asks of an article before it opens it."""

from __future__ import annotations

import datetime as dt
import posixpath

import msgspec

from digest.model.article import Article
from digest.model.text import Link
from digest.names import composed


class SiteReference(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A reference of an article to another place of the site."""

    target: str
    """As written: `other.md#costs`, `../map.png`, `/actors/nato/`, `#costs`."""
    file: str
    """The file that it names, from the site's root and in NFC; empty for an address, and for the page itself."""


class Facts(msgspec.Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """What decides an article's place, its neighbours and its names: a function of its file alone.

    Its fields mean what those of Article mean.
    """

    path: str
    key: bytes
    """Under which the library has the article."""
    slug: str
    edition: dt.date
    at: dt.datetime
    """The moment of its date. Aware; the offset is not kept."""
    embargo: dt.datetime | None
    expires: dt.datetime | None
    withdrawn: str | None
    added: dt.datetime
    """When it came into the site, as far as it says; else the moment of its date."""
    story: str
    draft: bool
    names: tuple[tuple[str, ...], ...]
    """As written: actors, regions, the source, topics, in the order of FAMILIES."""
    rights: str
    aliases: tuple[str, ...]
    image: SiteReference | None
    body: tuple[SiteReference, ...]
    comment: tuple[SiteReference, ...]


def facts_of(article: Article, key: bytes) -> Facts:
    """The facts of an article that the library has under `key`."""
    return Facts(
        path=article.path,
        key=key,
        slug=article.slug,
        edition=article.edition,
        at=article.date.at,
        embargo=article.embargo,
        expires=article.expires,
        withdrawn=article.withdrawn,
        added=article.added or article.date.at,
        story=article.story,
        draft=article.draft,
        names=(article.actors, article.regions, (article.source,) if article.source else (), article.topics),
        rights=article.rights,
        aliases=article.aliases,
        image=SiteReference(article.image, named_file(article.path, article.image)) if article.image else None,
        body=_references(article.path, article.body.links),
        comment=_references(article.path, article.comment.links),
    )


def _references(path: str, links: tuple[Link, ...]) -> tuple[SiteReference, ...]:
    return tuple([reference_of(path, link) for link in links])


def reference_of(path: str, link: Link) -> SiteReference:
    """The reference that a link in the file at `path` is."""
    return SiteReference(link.target, named_file(path, link.target.partition("#")[0]))


def named_file(path: str, target: str) -> str:
    """The file, in NFC, that a reference in the file at `path` names; empty for an address, and for its own page."""
    if not target or target.startswith("/"):
        return ""
    return composed(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))


MonthKey = int
"""A month as a number that rises with it: 202611 is November 2026."""


def month_of(day: dt.date) -> MonthKey:
    """The month of a day."""
    return day.year * 100 + day.month


def month_before(key: MonthKey) -> MonthKey:
    """The month before one."""
    return key - 1 if key % 100 > 1 else key - 89


def month_after(key: MonthKey) -> MonthKey:
    """The month after one."""
    return key + 1 if key % 100 < 12 else key + 89
