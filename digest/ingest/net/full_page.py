"""From an excerpt in a feed to the article's own page."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator

import msgspec

from digest.ingest.draft import Draft, Envelope, Failure, Input, Link, Place, Read
from digest.ingest.formats import unpack
from digest.ingest.formats.feed_entry import EXCERPT, TITLE_ONLY
from digest.ingest.formats.newsletter import POINTED_TO
from digest.ingest.net.client import Web

Get = Callable[[Link], Input | Failure]


def with_pages(reads: Iterator[Read], web: Web, zone: dt.tzinfo) -> Iterator[Read]:
    """The same reads, excerpts completed."""
    for read in reads:
        named = web.named(read.place.input.rpartition("#")[0])
        yield with_page(read, named, web.read, zone) if isinstance(read, Draft) else read


def with_page(draft: Draft, named: str, get: Get, zone: dt.tzinfo) -> Draft:
    """The article of which a feed gave an excerpt, as its page has it; the excerpt, with a warning, if that fails.

    `named` is that of the feed: the address that the editor named, if it was found in a private network.
    """
    if not draft.url or not {EXCERPT, TITLE_ONLY, POINTED_TO}.intersection(draft.warnings):
        return draft
    envelope = Envelope(
        title=draft.title,
        date=draft.date,
        date_basis=draft.date_basis,
        source=draft.source,
        authors=draft.authors,
        summary=draft.summary,
        lang=draft.lang,
    )
    fetched = get(Link(draft.url, draft.url, named, True, envelope, draft.place.id))
    read = fetched if isinstance(fetched, Failure) else _one(unpack.read(fetched, zone), draft.url)
    if isinstance(read, Failure):
        return _kept(draft, read.message)
    if len(read.body.split()) < len(draft.body.split()):
        return _kept(draft, "there is less on it")
    return msgspec.structs.replace(
        read, place=draft.place, url=read.url or draft.url, source=draft.source or read.source
    )


def _kept(draft: Draft, problem: str) -> Draft:
    return msgspec.structs.replace(draft, warnings=(*draft.warnings, f"its page could not be read: {problem}"))


def _one(reads: Iterator[Read], url: str) -> Read:
    """The page's article. A page that turns out to be a feed or an archive is none."""
    found = [*itertools.islice(reads, 2)]
    if len(found) == 1:
        return found[0]
    return Failure(Place(url), "there is no article on it")
