"""The dates of a page: from its data, from the line that it shows above its text, or from its address, in this order.

A date in its prose is of something that the text speaks of. `dates/resolve.py` names it and does not take it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from digest.dates import When, first_moment
from digest.ingest.dates.date_lines import read_date_among, read_day_line
from digest.ingest.dates.text_dates import day_in_address
from digest.ingest.dates.timestamps import ClockTime, is_zero_of_a_clock, moment_of, read_epoch, read_stated, unread
from digest.ingest.dates.written_date import LABEL
from digest.ingest.html.headline import fold
from digest.ingest.html.jsonld import text_of

if TYPE_CHECKING:
    from digest.ingest.dates.written_date import WrittenDate
    from digest.ingest.html.blocks import HtmlBlock
    from digest.ingest.html.page import WebPage

_PUBLISHED = (
    "article:published_time", "article:published:time", "og:article:published_time",
    "og:published_time",
    "http://ogp.me/ns/article#published_time", "article:published", "datepublished", "date.available",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "parsely-pub-date", "sailthru.date", "publish-date",
    "publish_date", "published_date", "publisheddate", "published_at", "published", "pub_date", "pubdate",
    "publication_date", "publicationdate", "prism.publicationdate", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.created", "dcterms.date", "citation_publication_date", "citation_date", "originalpublicationdate",
    "ptime", "date", "date.created", "datecreated", "displaydate", "time", "dc.date.created",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "date.modified", "lastmod", "last-modified")
_MAX_LINE = 100
"""Characters of a line that states a date."""
_STORY = 120
"""Characters of a paragraph. Below the headline, the first of them ends the lines that may state the date."""
_MAX_INTRODUCTION = 12
"""Blocks between a headline and the story."""
_LABELLED = re.compile(LABEL, re.IGNORECASE)


_ZERO = re.compile(r"0000|0001")
"""The beginning of the date that some programs write where they know none: `0001-01-01T00:00:00`."""


class Dates(NamedTuple):
    """When a page was published, what states that, and when it was last changed, if on a later day."""

    published: When | None = None
    basis: str = ""
    updated: When | None = None
    warnings: tuple[str, ...] = ()


def dates_of(page: WebPage, here: dt.tzinfo, blocks: list[HtmlBlock]) -> Dates:
    """The dates of a page. `here` is the site's time zone; `pipeline.py` applies the outlet's later."""
    stated = list(_published(page))
    published, basis = _best(_read(iter(stated), here)), "metadata"
    shown = _above_text(page, blocks, here) or _labelled(blocks, here)
    warnings = _contradiction(published, shown)
    if not published:
        warnings = next(filter(None, (unread(text, here) for text in stated if not _ZERO.match(text))), ())
        published, basis = shown, "text"
    elif shown and shown.timed and not published.timed and shown.day == published.day:
        published = shown
    if not published:
        published, basis = _in_address(page.url, here), "url"
    updated = _best(_read(_modified(page), here))
    if not published:
        published, basis, updated = updated, "metadata", None
    if not published:
        return Dates(warnings=warnings)
    later = updated and updated.at > published.at and updated.day != published.day
    return Dates(published, basis, updated if later else None, warnings)


def _best(dates: Iterator[When]) -> When | None:
    """The first date; or, of those of the same day, the first with a time of day."""
    stated = [date for date in dates if not is_zero_of_a_clock(date)]
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
            is_epoch = text.strip().isdigit() and len(text.strip()) in (10, 13)
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


def _in_address(url: str, here: dt.tzinfo) -> When | None:
    day = day_in_address(url)
    return When(first_moment(day, here), timed=False) if day else None


def _contradiction(published: When | None, shown: When | None) -> tuple[str, ...]:
    """A warning, if the day that a page shows is not about the one in its data."""
    if not published or not shown or abs(published.day - shown.day) <= _APART:
        return ()
    return (f"its data say {published.day}, and it shows {shown.day} above its text: see which is right",)


_APART = dt.timedelta(days=2)


def _above_text(page: WebPage, blocks: list[HtmlBlock], here: dt.tzinfo) -> When | None:
    """The date of a line between the headline and the story."""
    title = fold(" ".join(text for _, text in page.texts("title")))
    heads = [number for number, block in enumerate(blocks) if block.kind == "h"]
    own = (number for number in heads if len(fold(blocks[number].text)) > 3 and fold(blocks[number].text) in title)
    start = next(own, heads[0] if heads else -1) + 1
    for block in blocks[start : start + _MAX_INTRODUCTION]:
        if len(block.text) >= _STORY:
            return None
        if date := _shown_in(read_date_among(block.text) if len(block.text) <= _MAX_LINE else None, here):
            return date
    return None


def _labelled(blocks: list[HtmlBlock], here: dt.tzinfo) -> When | None:
    """The date of a line with a label such as "Published:"."""
    lines = (read_day_line(block.text) for block in blocks if _LABELLED.match(block.text))
    return next(filter(None, (_shown_in(line, here) for line in lines)), None)


def _shown_in(line: WrittenDate | None, here: dt.tzinfo) -> When | None:
    return moment_of(line, here) if line and line.day else None
