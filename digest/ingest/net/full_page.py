"""The full article in place of an excerpt: the page to which a feed or a newsletter points."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator

import msgspec

from digest.budgeted import BudgetedProcesses
from digest.ingest.draft import Address, Draft, Envelope, Failure, Input, Location, ReadResult
from digest.ingest.formats import unpack
from digest.ingest.formats.feed_entry import EXCERPT, TITLE_ONLY
from digest.ingest.formats.newsletter import POINTED_TO
from digest.ingest.net.client import Web

Get = Callable[[Address], Input | Failure]


def with_pages(
    results: Iterator[ReadResult], web: Web, zone: dt.tzinfo, processes: BudgetedProcesses | None = None
) -> Iterator[ReadResult]:
    """The same results, with the page in place of each excerpt."""
    for result in results:
        trusted_url = web.trusted_url_of(result.location.input.rpartition("#")[0])
        yield with_page(result, trusted_url, web.read, zone, processes) if isinstance(result, Draft) else result


def with_page(
    draft: Draft, trusted_url: str, get: Get, zone: dt.tzinfo, processes: BudgetedProcesses | None = None
) -> Draft:
    """The article as its page has it; the excerpt with a warning if the page cannot be read or holds less.

    `trusted_url` is that of the feed: the address that the editor named, if it is in a private network.
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
    response = get(Address(draft.url, draft.url, trusted_url, True, envelope, draft.location.id))
    if isinstance(response, Failure):
        return _excerpt(draft, response.message)
    page = _only_article(unpack.read(response, zone, None, processes), draft.url)
    if isinstance(page, Failure):
        return _excerpt(draft, page.message)
    if len(page.body.split()) < len(draft.body.split()):
        return _excerpt(draft, "it holds less text than the excerpt")
    return msgspec.structs.replace(
        page, location=draft.location, url=page.url or draft.url, source=draft.source or page.source
    )


def _excerpt(draft: Draft, problem: str) -> Draft:
    return msgspec.structs.replace(draft, warnings=(*draft.warnings, f"its page could not be read: {problem}"))


def _only_article(results: Iterator[ReadResult], url: str) -> ReadResult:
    """The article of a page. A feed or an archive, which holds several, is a failure."""
    first_two = [*itertools.islice(results, 2)]
    if len(first_two) == 1:
        return first_two[0]
    return Failure(Location(url), "there is no article on it")
