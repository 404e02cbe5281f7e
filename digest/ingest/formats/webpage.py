"""A web page, saved or fetched: the article that it shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from digest.ingest.draft import Draft, Failure, Input, Location, ReadResult, Stripped, completed
from digest.ingest.formats.newsletter import gathering_of
from digest.ingest.html.authors import authors_of, byline_of
from digest.ingest.html.blocks import HtmlBlock, blocks_of, join
from digest.ingest.html.body import ENOUGH, ArticleBody, body_of
from digest.ingest.html.encoding import decode_page
from digest.ingest.html.headline import headline_of
from digest.ingest.html.image import image_of
from digest.ingest.html.page import WebPage
from digest.ingest.html.published import dates_of
from digest.ingest.text import phrases
from digest.ingest.text.encoding import FIRST_WORDS, NotText, one_line
from digest.ingest.text.link_references import gathered
from digest.language.summaries import shortened

MAX_SIZE = 60_000_000
"""Bytes. A page that was saved with its pictures may have tens of millions."""
MAX_MARKUP = 12_000_000
"""Characters without the pictures."""
_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*>\s*+)?(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body|meta|title|div|article"
    rb"|section|main|p|h1|span|table|center|script|link)\b",
    re.IGNORECASE | re.DOTALL,
)
"""`<!doctype html>`, `<?xml version="1.0"?><html>`, `<!-- saved --><div>`."""
_MAX_PAYWALL_LINE = 300
"""Characters of a line that says that the rest is for subscribers."""
_MAX_STUB = 1_500
"""Characters of an article of which the rest may be missing."""
_MIN_PARAGRAPH = 60
"""Characters; a shorter one may belong to a menu."""
_BROWSER_CHECK = re.compile(r"enable java-?script|are you a robot|access denied|just a moment|captcha", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def recognise(raw: Input) -> bool:
    """Whether an input is a web page, or a piece of one."""
    head = raw.content[:20_000]
    if head.startswith(_UTF16):
        head = head.replace(b"\0", b"")[2:]
    return bool(_PAGE_START.match(head))


def read(raw: Input, zone: dt.tzinfo) -> Iterator[ReadResult]:
    """The one article of a page."""
    yield read_page(raw, zone)


def read_page(raw: Input, zone: dt.tzinfo) -> Draft | Failure:
    """The article that a page shows, or a failure. Never raises, whatever the bytes are.

    `raw.url` is the address that the page was fetched from, `raw.content_type` the header of the response;
    `raw.envelope` counts for what the page itself does not state. Dates without a zone are in `zone`.
    """
    location = Location(raw.name, id=raw.id, modified=raw.modified)
    if len(raw.content) > MAX_SIZE:
        message = f"this page has more than {MAX_SIZE // 1_000_000} MB"
        return Failure(location, message, "save it without its pictures")
    try:
        html, warnings = decode_page(raw.content, raw.content_type)
    except NotText as problem:
        return Failure(location, problem.message, problem.hint)
    page = WebPage.of(html, raw.url)
    if len(page.html) > MAX_MARKUP:
        message = f"this page has more than {MAX_MARKUP // 1_000_000} MB of markup"
        return Failure(location, message, "save its text alone")
    return _draft(page, location, raw, zone, warnings)


def _draft(
    page: WebPage, location: Location, raw: Input, zone: dt.tzinfo, warnings: tuple[str, ...]
) -> Draft | Failure:
    root = page.tree.body
    blocks = blocks_of(root, page.base) if root else []
    title = headline_of(page) or raw.envelope.title
    description = page.first("og:description", "description", "twitter:description")
    authors = authors_of(page, blocks)
    body = body_of(page.html, blocks, title, description, authors)
    if not _is_an_article(body.blocks, title):
        return _nothing_found(page, location)
    if signed := byline_of(body.blocks, authors, page):
        authors = signed.authors
        body = ArticleBody(signed.blocks, [Stripped("by-line", signed.line), *body.stripped])
    text = gathering_of(blocks, body.blocks, title)
    dates = dates_of(page, zone, blocks)
    partial = _is_cut_off(page, body.blocks, body.stripped)
    draft = Draft(
        location=location,
        title=title or shortened(one_line(body.blocks[0].text), FIRST_WORDS),
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
        image=image_of(page),
        partial=partial,
        stripped=tuple(body.stripped),
        warnings=(*warnings, *dates.warnings, *(() if title else (_NO_HEADLINE,)), *((_CUT_OFF,) if partial else ())),
        items=text.items,
        around=text.around,
    )
    return completed(draft, raw.envelope)


_NO_HEADLINE = "no headline was found: the first words of the text are used as one"
_CUT_OFF = "only part of it could be read: a pay wall cuts it off"


def _is_cut_off(page: WebPage, blocks: list[HtmlBlock], stripped: list[Stripped]) -> bool:
    """Whether the page shows only a part: its last lines say so, or its metadata do and it is short."""
    last = [*(block.text for block in blocks[-3:]), *(cut.words for cut in stripped[-3:])]
    if any(len(text) < _MAX_PAYWALL_LINE and phrases.PAID.search(text) for text in last):
        return True
    free = str(page.article.get("isAccessibleForFree", "true")).lower()
    return free in ("false", "no") and sum(len(block.text) for block in blocks) < _MAX_STUB


def _is_an_article(blocks: list[HtmlBlock], title: str) -> bool:
    """Whether there is a headline and a paragraph of some length, or enough text."""
    lengths = [len(block.text) for block in blocks if block.kind != "h" and any(map(str.isalnum, block.text))]
    return (bool(title) and max(lengths, default=0) >= _MIN_PARAGRAPH) or sum(lengths) >= ENOUGH


def _nothing_found(page: WebPage, location: Location) -> Failure:
    if _BROWSER_CHECK.search(page.html[:20_000]):
        return Failure(
            location, "this page shows no article, it asks for a browser", "open it in one and save it from there"
        )
    return Failure(location, "no article was found in this page", "save the article's text alone")
