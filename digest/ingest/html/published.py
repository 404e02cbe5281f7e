"""When a page was published, by its metadata, its markup or its address: the moment, with its zone if it says so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from digest.dates import When, first_moment
from digest.ingest.dates.resolve import read_stated as read_in_words
from digest.ingest.dates.timestamps import ClockTime, read_epoch, read_stated
from digest.ingest.html.jsonld import words
from digest.language.calendar import SHORT_MONTHS, month_number

if TYPE_CHECKING:
    from digest.ingest.html.blocks import Block
    from digest.ingest.html.page import Page

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time",
    "http://ogp.me/ns/article#published_time", "article:published", "datepublished", "date.available",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "parsely-pub-date", "sailthru.date", "publish-date",
    "publish_date", "published_date", "publisheddate", "published_at", "published", "pub_date", "pubdate",
    "publication_date", "publicationdate", "prism.publicationdate", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.created", "dcterms.date", "citation_publication_date", "citation_date", "originalpublicationdate",
    "ptime", "date", "date.created", "datecreated", "displaydate", "time", "dc.date.created",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "date.modified", "lastmod", "last-modified")
_IN_URL = re.compile(
    rf"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0?[1-9]|1[0-2]|{'|'.join(SHORT_MONTHS)})[/-]"
    r"(?P<d>0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
    r"|/(?P<y2>20\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)",
    re.IGNORECASE,
)
_LINE = 60
"""Characters of a line that states a date, at most."""
_LABEL = re.compile(
    r"(?:datum|date|dated|published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|fecha|data|dato)"
    r"(?: on| am| le| el| il)?\s*:?\s+(.*?\d.*?)(?: uhr)?",
    re.IGNORECASE,
)
_POINTS = re.compile(r"^(\d\d)\.(\d\d)\.((?:19|20)\d\d),?")
"""With points, the day stands first; with strokes, nobody knows."""
_FIRST = dt.date(1990, 1, 1)
"""No web page was published before; a date that a machine puts there is its zero."""


class Dates(NamedTuple):
    """When a page was published, on what that rests, and when it was last changed, if later."""

    published: When | None = None
    basis: str = ""
    updated: When | None = None


def dates_of(page: Page, here: dt.tzinfo, blocks: list[Block]) -> Dates:
    """The dates of a page. `here` is the site's time zone: the outlet's comes in when it is known whose page it is."""
    published, basis = _best(_read(_published(page), here)), "metadata"
    if not published:
        published, basis = _in_url(page.url, here), "url"
    if not published:
        published, basis = _labelled(blocks, here) or _shown(page, here), "text"
    updated = _best(_read(_modified(page), here))
    if not published:
        published, basis, updated = updated, "metadata", None
    if not published:
        return Dates()
    later = updated and updated.at > published.at and updated.day != published.day
    return Dates(published, basis, updated if later else None)


def _best(dates: Iterator[When]) -> When | None:
    """The first; or, of those that state the same day, the first that states its moment too."""
    stated = [date for date in dates if date.day >= _FIRST]
    if not stated or stated[0].timed:
        return stated[0] if stated else None
    return next((each for each in stated if each.timed and each.day == stated[0].day), stated[0])


def _read(stated: Iterator[str], here: dt.tzinfo) -> Iterator[When]:
    """What can be read. A time without a zone gives way to the same time of the clock with one."""
    read = list(_each(stated, here))
    zoned = [date for date in read if date.timed and not isinstance(date, ClockTime)]
    for date in read:
        same = (each for each in zoned if _clock(each) == _clock(date)) if isinstance(date, ClockTime) else iter(())
        yield next(same, date)


def _each(stated: Iterator[str], here: dt.tzinfo) -> Iterator[When]:
    for text in filter(None, stated):
        try:
            epoch = text.strip().isdigit() and len(text.strip()) > 8
            yield read_epoch(text) if epoch else read_stated(text, here)
        except ValueError:
            continue


def _clock(date: When) -> dt.datetime:
    return date.at.replace(tzinfo=None, second=0)


def _published(page: Page) -> Iterator[str]:
    yield words(page.article.get("datePublished"))
    for name in _PUBLISHED:
        yield from page.meta.get(name, ())
    for node in page.tree.css('[itemprop="datePublished"], time[pubdate]'):
        yield node.attributes.get("datetime") or node.attributes.get("content") or ""
    for thing in page.things:
        yield words(thing.get("datePublished"))
    yield words(page.article.get("dateCreated"))
    for node in page.tree.css("article time[datetime], main time[datetime], header time[datetime], time[datetime]")[:3]:
        yield node.attributes.get("datetime") or ""


def _modified(page: Page) -> Iterator[str]:
    yield words(page.article.get("dateModified"))
    for name in _MODIFIED:
        yield from page.meta.get(name, ())


def _in_url(url: str, here: dt.tzinfo) -> When | None:
    found = _IN_URL.search(url)
    if not found:
        return None
    year, month, day = (found["y"] or found["y2"], found["m"] or found["m2"], found["d"] or found["d2"])
    number = int(month) if month.isdigit() else month_number(month)
    try:
        date = dt.date(int(year), number, int(day))
    except ValueError:
        return None
    return When(first_moment(date, here), timed=False)


def _labelled(blocks: list[Block], here: dt.tzinfo) -> When | None:
    """The date that a line of the page's own states, behind a word that says what it is."""
    for block in blocks:
        found = _LABEL.fullmatch(block.text) if len(block.text) <= _LINE else None
        for written in (_POINTS.sub(r"\3-\2-\1", found[1]), found[1]) if found else ():
            try:
                return read_in_words(written, here)
            except ValueError:
                continue
    return None


def _shown(page: Page, here: dt.tzinfo) -> When | None:
    """The day that the page shows its readers, found by a library that knows how pages write days."""
    from htmldate import find_date

    try:
        found = find_date(page.html, original_date=True, min_date=_FIRST.isoformat())
    except Exception:  # noqa: BLE001 (a library's failure on one page is no failure to read the page)
        return None
    return When(first_moment(dt.date.fromisoformat(found), here), timed=False) if found else None
