"""A new article: all values of its file, and the file itself."""

from __future__ import annotations

import datetime as dt
import hashlib

import msgspec

from digest.dates import When
from digest.editing.yaml_values import front_matter
from digest.model.actor import Actor, Region
from digest.model.article import Carrier
from digest.reading.article import FOLDER
from digest.slugs import slug
from digest.tagging.tags import Tagging


class Image(msgspec.Struct, frozen=True):
    """A picture of the article as its outlet shows it."""

    url: str
    alt: str = ""
    credit: str = ""


class NewArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article about to be written. The fields mean what the front-matter keys of the same name mean."""

    title: str
    date: When
    """In the offset that the outlet stated, which its file keeps."""
    day: dt.date
    """The day of its edition, in the site's time zone."""
    added: dt.datetime
    body: str
    """Markdown."""
    date_basis: str = ""
    date_zone: str = ""
    """Shown to the editor and not written: see `Dated.zone`."""
    edition: dt.date | None = None
    """Set only where it does not follow from the date."""
    updated: When | None = None
    source: str = ""
    agency: str = ""
    url: str = ""
    also: tuple[Carrier, ...] = ()
    dateline: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""
    actors: tuple[Actor, ...] = ()
    regions: tuple[Region, ...] = ()
    summary: str = ""
    notice: str = ""
    topics: tuple[str, ...] = ()
    image: Image | None = None
    """The outlet's picture. It is in the JSON output and not in the file: digest republishes no picture unasked."""
    rights: str = ""
    partial: bool = False
    draft: bool = False
    text: str = ""
    """The whole file as the editor left it; empty: made from the other fields."""
    folder: str = ""
    """The folder for its file, ending with a slash; empty: that of its day."""
    aliases: tuple[str, ...] = ()
    embargo: When | None = None
    expires: When | None = None
    name: str = ""
    """A slug for its file; empty: made from the title."""
    tagging: Tagging = Tagging()
    """The evidence for the actors and regions, and the mere mentions. The file does not have these."""


def to_file(article: NewArticle) -> str:
    """The Markdown file: front matter in the order in which an editor reads it, then the body."""
    if article.text:
        return article.text
    return front_matter(
        (
            ("title", article.title),
            ("date", article.date),
            ("date_basis", article.date_basis),
            ("edition", article.edition),
            ("added", article.added),
            ("updated", article.updated),
            ("source", article.source),
            ("agency", article.agency),
            ("url", article.url),
            ("also", article.also),
            ("dateline", article.dateline),
            ("authors", article.authors),
            ("lang", article.lang),
            ("actors", tuple(actor.name for actor in article.actors)),
            ("regions", tuple(region.name for region in article.regions)),
            ("summary", article.summary),
            ("notice", article.notice),
            ("topics", article.topics),
            ("aliases", article.aliases),
            ("embargo", article.embargo),
            ("expires", article.expires),
            ("rights", article.rights),
            ("partial", article.partial),
            ("draft", article.draft),
        )
    ) + (f"\n{article.body}" if article.body else "")


def paths(article: NewArticle) -> tuple[str, ...]:
    """Possible paths of its file, best first: its headline as a slug, then with more and more digits of its digest.

    The digest covers the article's words only, so that a path does not depend on other articles or on their order.
    """
    folder = article.folder or folder_of(article.day)
    name = article.name or slug(article.title)
    words = f"{article.title}\n{article.url}\n{article.body}"
    digest = hashlib.blake2b(words.encode(), digest_size=16).hexdigest()
    return (f"{folder}{name}.md", *(f"{folder}{name}-{digest[:length]}.md" for length in (6, 12, 32)))


def folder_of(day: dt.date) -> str:
    """`content/articles/2026/11/`."""
    return f"{FOLDER}{day:%Y/%m}/"
