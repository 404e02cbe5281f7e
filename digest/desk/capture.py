"""Capture: an article from the browser, a file or the clipboard, read as `digest add` does, and added on one key."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from digest.clock import now
from digest.config import Config
from digest.dates import stamp
from digest.editing.context import Overrides, context_of
from digest.editing.files import Rehearsal
from digest.editing.files import Site as Files
from digest.errors import DigestError, error
from digest.ingest.draft import Address, Input
from digest.urls import is_web_address

if TYPE_CHECKING:
    from digest.ingest.store_article import Outcome

class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """What a browser hands over: the page of an address, a file, or a text."""

    url: str = ""
    html: str = ""
    """The page as the browser shows it; empty where its policies kept it: then digest asks the address."""
    text: str = ""
    """A text that was pasted, its headline on the first line."""
    name: str = ""
    file: str = ""
    """The bytes of a file, in base 64."""
    draft: bool = False


class Captured(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it was read, or what is wrong."""

    title: str = ""
    date: str = ""
    basis: str = ""
    source: str = ""
    actors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    summary: str = ""
    words: int = 0
    path: str = ""
    """The file that was written, or would be."""
    duplicate_of: str = ""
    warnings: tuple[str, ...] = ()
    failure: str = ""


def captured(root: Path, config: Config, capture: Capture, *, add: bool) -> list[Captured]:
    """Read what was handed over and, with `add`, write it. Raises DigestError for what cannot be an article."""
    # Imported late: what reads articles is not needed before somebody captures one.
    from digest.budgeted import BudgetedProcesses
    from digest.ingest.dedupe.site_index import save_index, site_index
    from digest.ingest.formats.unpack import Fetch
    from digest.ingest.net.client import Web
    from digest.ingest.pipeline import add_articles, read_inputs

    context = context_of(root, config, now(config.zone), Overrides(draft=capture.draft))
    index = site_index(root)
    destination = Files(root) if add else Rehearsal(root)
    web = Web(config)
    with BudgetedProcesses(1) as processes:
        results = read_inputs(_inputs(capture), context, Fetch(web.read, set()), processes)
        outcomes = list(add_articles(results, context, index, destination))
    if add:
        save_index(root, index)
    return [_told(outcome) for outcome in outcomes]


def _inputs(capture: Capture) -> Iterable[Input | Address]:
    if capture.file:
        try:
            content = base64.b64decode(capture.file, validate=True)
        except binascii.Error:
            raise DigestError(error(capture.name, 0, 0, "the file was not handed over whole")) from None
        return [Input(Path(capture.name).name or "file", content)]
    if capture.text.strip():
        return [Input("pasted", capture.text.encode("utf-8", "replace"))]
    if not is_web_address(capture.url):
        raise DigestError(error("", 0, 0, f'"{capture.url}" is not a web address', "open the page, and try again"))
    if capture.html:
        page = capture.html.encode("utf-8", "replace")
        return [Input(capture.url, page, url=capture.url, content_type="text/html; charset=utf-8")]
    return [Address(capture.url)]


def _told(outcome: Outcome) -> Captured:
    article = outcome.article
    if article is None:
        failure = outcome.failure
        return Captured(failure=f"{failure.message}; {failure.hint}".rstrip("; ") if failure else "nothing was read")
    return Captured(
        title=article.title,
        date=stamp(article.date.at) if article.date.timed else article.date.day.isoformat(),
        basis=article.date_basis,
        source=article.source,
        actors=tuple(actor.name for actor in article.actors),
        regions=tuple(region.name for region in article.regions),
        summary=article.summary,
        words=len(article.body.split()),
        path=outcome.path,
        duplicate_of=outcome.duplicate_of,
        warnings=outcome.warnings,
    )
