"""A web page, saved in any way or fetched, as the article that it shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from digest.ingest.draft import Draft, Failure, Input, Place, Read, Stripped, completed
from digest.ingest.formats.newsletter import gathering_of
from digest.ingest.html.authors import authors_of, signed
from digest.ingest.html.blocks import Block, blocks_of, join
from digest.ingest.html.body import ENOUGH, Body, body_of
from digest.ingest.html.encoding import decode_page
from digest.ingest.html.headline import headline_of
from digest.ingest.html.image import picture_of
from digest.ingest.html.page import Page
from digest.ingest.html.published import dates_of
from digest.ingest.text import phrases
from digest.ingest.text.encoding import FIRST_WORDS, NotText, one_line
from digest.ingest.text.link_references import gathered
from digest.language.summaries import shortened

MAX_SIZE = 60_000_000
"""Bytes of a page; with its pictures in it, a saved page may have tens of millions."""
MAX_MARKUP = 12_000_000
"""Characters without the pictures."""
_LOOKS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*>\s*+)?(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body|meta|title|div|article"
    rb"|section|main|p|h1|span|table|center|script|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_SHORT, _STUB = 300, 1_500
"""Characters of a line that says so, and of an article that is hardly whole."""
_LINE = 60
"""Characters; what is shorter may be a menu's."""
_REFUSED = re.compile(r"enable java-?script|are you a robot|access denied|just a moment|captcha", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def recognise(given: Input) -> bool:
    """Whether an input is a web page, or a piece of one."""
    head = given.content[:20_000]
    if head.startswith(_UTF16):
        head = head.replace(b"\0", b"")[2:]
    return bool(_LOOKS.match(head))


def read(given: Input, zone: dt.tzinfo) -> Iterator[Read]:
    """The one article of a page."""
    yield read_page(given, zone)


def read_page(given: Input, zone: dt.tzinfo) -> Draft | Failure:
    """The article that a page shows, or why there is none. Never raises for any bytes.

    `given.url` is where the page was fetched from, `given.content_type` what the answer's header said, and
    `given.envelope` counts where the page itself says nothing. Dates without a zone are in `zone`.
    """
    place = Place(given.name, id=given.id, modified=given.modified)
    if len(given.content) > MAX_SIZE:
        return Failure(place, f"this page has more than {MAX_SIZE // 1_000_000} MB", "save it without its pictures")
    try:
        html, warnings = decode_page(given.content, given.content_type)
    except NotText as problem:
        return Failure(place, problem.message, problem.hint)
    page = Page.of(html, given.url)
    if len(page.html) > MAX_MARKUP:
        return Failure(place, f"this page has more than {MAX_MARKUP // 1_000_000} MB of markup", "save its text alone")
    return _drafted(page, place, given, zone, warnings)


def _drafted(page: Page, place: Place, given: Input, zone: dt.tzinfo, warnings: tuple[str, ...]) -> Draft | Failure:
    body = page.tree.body
    blocks = blocks_of(body, page.base) if body else []
    title = headline_of(page) or given.envelope.title
    description = page.first("og:description", "description", "twitter:description")
    authors = authors_of(page, blocks)
    found = body_of(page.html, blocks, title, description, authors)
    if not _is_an_article(found.blocks, title):
        return _nothing_found(page, place)
    if by := signed(found.blocks, authors, page):
        authors = by.authors
        found = Body(by.blocks, [Stripped("by-line", by.line), *found.stripped])
    text = gathering_of(blocks, found.blocks, title)
    dates = dates_of(page, zone, blocks)
    partial = _is_cut_off(page, found.blocks, found.stripped)
    draft = Draft(
        place=place,
        title=title or shortened(one_line(found.blocks[0].text), FIRST_WORDS),
        body=gathered(join(text.blocks)),
        markdown=True,
        date=dates.published,
        date_basis=dates.basis,
        updated=dates.updated,
        source=next(iter(page.site_names), ""),
        url=page.url,
        authors=authors,
        lang=page.lang,
        summary=one_line(description),
        image=picture_of(page),
        partial=partial,
        stripped=tuple(found.stripped),
        warnings=(*warnings, *(() if title else (_NO_HEADLINE,)), *((_CUT_OFF,) if partial else ())),
        items=text.items,
        around=text.around,
    )
    return completed(draft, given.envelope)


_NO_HEADLINE = "no headline was found: its first words stand for one"
_CUT_OFF = "only part of it could be read: a pay wall cuts it off"


def _is_cut_off(page: Page, blocks: list[Block], stripped: list[Stripped]) -> bool:
    """Whether the page says that it shows only part: at the end of the text, or in its metadata, and it is short."""
    last = [*(block.text for block in blocks[-3:]), *(each.words for each in stripped[-3:])]
    if any(len(text) < _SHORT and phrases.PAID.search(text) for text in last):
        return True
    free = str(page.article.get("isAccessibleForFree", "true")).lower()
    return free in ("false", "no") and sum(len(block.text) for block in blocks) < _STUB


def _is_an_article(blocks: list[Block], title: str) -> bool:
    """Whether there is a paragraph of some length; and more than one, where there is no headline."""
    lengths = [len(block.text) for block in blocks if block.kind != "h" and any(map(str.isalnum, block.text))]
    return (bool(title) and max(lengths, default=0) >= _LINE) or sum(lengths) >= ENOUGH


def _nothing_found(page: Page, place: Place) -> Failure:
    if _REFUSED.search(page.html[:20_000]):
        return Failure(
            place, "this page shows no article, it asks for a browser", "open it in one and save it from there"
        )
    return Failure(place, "no article was found in this page", "save the article's text alone")
