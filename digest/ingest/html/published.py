"""The dates of a page: from its metadata, its address or its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from digest.dates import When, first_moment
from digest.ingest.dates.resolve import read_stated as read_in_words
from digest.ingest.dates.timestamps import ClockTime, read_epoch, read_stated
from digest.ingest.html.jsonld import text_of
from digest.language.calendar import SHORT_MONTHS, month_number

if TYPE_CHECKING:
    from digest.ingest.html.blocks import HtmlBlock
    from digest.ingest.html.page import WebPage

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
"""`/2026/11/24/`, `/2026-nov-24-`, `/20261124.html`."""
_MAX_LINE = 60
"""Characters of a line that states a date."""
_LABEL = re.compile(
    r"(?:datum|date|dated|published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|fecha|data|dato)"
    r"(?: on| am| le| el| il)?\s*:?\s+(.*?\d.*?)(?: uhr)?",
    re.IGNORECASE,
)
"""A line with a label and a date: `Published on: 24 November 2026`, `Datum: 24.11.2026 14:30 Uhr`."""
_DOTTED = re.compile(r"^(\d\d)\.(\d\d)\.((?:19|20)\d\d),?")
"""`24.11.2026`: with dots, the day is first. With slashes, the order is unknown."""
_FIRST_PAGE = dt.date(1990, 1, 1)
"""No web page is older; an earlier date is the zero of a program's clock."""


class Dates(NamedTuple):
    """When a page was published, what states that, and when it was last changed, if on a later day."""

    published: When | None = None
    basis: str = ""
    updated: When | None = None


def dates_of(page: WebPage, here: dt.tzinfo, blocks: list[HtmlBlock]) -> Dates:
    """The dates of a page. `here` is the site's time zone; `pipeline.py` applies the outlet's later."""
    published, basis = _best(_read(_published(page), here)), "metadata"
    if not published:
        published, basis = _in_url(page.url, here), "url"
    if not published:
        published, basis = _labelled(blocks, here) or _in_text(page, here), "text"
    updated = _best(_read(_modified(page), here))
    if not published:
        published, basis, updated = updated, "metadata", None
    if not published:
        return Dates()
    later = updated and updated.at > published.at and updated.day != published.day
    return Dates(published, basis, updated if later else None)


def _best(dates: Iterator[When]) -> When | None:
    """The first date; or, of those of the same day, the first with a time of day."""
    stated = [date for date in dates if date.day >= _FIRST_PAGE]
    if not stated or stated[0].timed:
        return stated[0] if stated else None
    return next((date for date in stated if date.timed and date.day == stated[0].day), stated[0])


def _read(stated: Iterator[str], here: dt.tzinfo) -> Iterator[When]:
    """The dates that can be read. A time without a zone is replaced by the same clock time with a zone."""
    dates = list(_parsed(stated, here))
    zoned = [date for date in dates if date.timed and not isinstance(date, ClockTime)]
    for date in dates:
        is_local = isinstance(date, ClockTime)
        yield next((other for other in zoned if is_local and _clock_time(other) == _clock_time(date)), date)


def _parsed(stated: Iterator[str], here: dt.tzinfo) -> Iterator[When]:
    for text in filter(None, stated):
        try:
            is_epoch = text.strip().isdigit() and len(text.strip()) > 8
            yield read_epoch(text) if is_epoch else read_stated(text, here)
        except ValueError:
            continue


def _clock_time(date: When) -> dt.datetime:
    return date.at.replace(tzinfo=None, second=0)


def _published(page: WebPage) -> Iterator[str]:
    yield text_of(page.article.get("datePublished"))
    for name in _PUBLISHED:
        yield from page.meta.get(name, ())
    for node in page.tree.css('[itemprop="datePublished"], time[pubdate]'):
        yield node.attributes.get("datetime") or node.attributes.get("content") or ""
    for thing in page.things:
        yield text_of(thing.get("datePublished"))
    yield text_of(page.article.get("dateCreated"))
    for node in page.tree.css("article time[datetime], main time[datetime], header time[datetime], time[datetime]")[:3]:
        yield node.attributes.get("datetime") or ""


def _modified(page: WebPage) -> Iterator[str]:
    yield text_of(page.article.get("dateModified"))
    for name in _MODIFIED:
        yield from page.meta.get(name, ())


def _in_url(url: str, here: dt.tzinfo) -> When | None:
    match = _IN_URL.search(url)
    if not match:
        return None
    year, month, day = (match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"])
    number = int(month) if month.isdigit() else month_number(month)
    try:
        date = dt.date(int(year), number, int(day))
    except ValueError:
        return None
    return When(first_moment(date, here), timed=False)


def _labelled(blocks: list[HtmlBlock], here: dt.tzinfo) -> When | None:
    """The date of a line with a label such as "Published:"."""
    for block in blocks:
        line = _LABEL.fullmatch(block.text) if len(block.text) <= _MAX_LINE else None
        for written in (_DOTTED.sub(r"\3-\2-\1", line[1]), line[1]) if line else ():
            try:
                return read_in_words(written, here)
            except ValueError:
                continue
    return None


def _in_text(page: WebPage, here: dt.tzinfo) -> When | None:
    """The day that htmldate finds in the text and markup of the page."""
    from htmldate import find_date

    try:
        day = find_date(page.html, original_date=True, min_date=_FIRST_PAGE.isoformat())
    except Exception:  # noqa: BLE001 (the page can be read without its date)
        return None
    return When(first_moment(dt.date.fromisoformat(day), here), timed=False) if day else None
