"""A web page, saved or fetched: the article that it shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from digest.ingest.draft import Draft, Failure, Input, Location, ReadResult, Stripped, completed
from digest.ingest.formats.newsletter import gathering_of
from digest.ingest.html.article import ENOUGH
from digest.ingest.html.authors import authors_of, byline_of
from digest.ingest.html.blocks import HtmlBlock, PageBlocks, join, page_blocks
from digest.ingest.html.body import ArticleBody, Statement, body_of
from digest.ingest.html.description import descriptions_of, is_about
from digest.ingest.html.encoding import decode_page
from digest.ingest.html.headline import fold, headline_of, title_suffix
from digest.ingest.html.image import image_of
from digest.ingest.html.page import WebPage
from digest.ingest.html.pagination import other_pages, page_count
from digest.ingest.html.published import dates_of
from digest.ingest.html.walls import is_consent_wall, is_cut_off
from digest.ingest.text.encoding import FIRST_WORDS, NotText, one_line
from digest.ingest.text.lengths import letters
from digest.ingest.text.link_references import gathered
from digest.language.sentences import ends_as_sentence
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
_MIN_PARAGRAPH = 60
"""Letters; a shorter one may belong to a menu."""
_MIN_SENTENCES = 80
"""Letters of shorter paragraphs that end as sentences, together."""
_MIN_STATED = 0.7
"""The share of the text that the page's data state from which the text found may be the same, cut otherwise."""
_MAX_COUNT = 40
"""Characters of a line that counts the pages of an article."""
_MAX_FEEDS = 3
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
    content = page_blocks(root, page.base) if root else PageBlocks([], [])
    blocks = content.blocks
    title = headline_of(page) or raw.envelope.title
    descriptions = descriptions_of(page)
    authors = authors_of(page, blocks)
    body = body_of(page.html, content, Statement(title, next(iter(descriptions), ""), authors, page.stated_text))
    if not _is_an_article(body.blocks, title) or is_consent_wall(body.blocks):
        return _nothing_found(page, blocks, location)
    if signed := byline_of(body.blocks, authors, page):
        authors = signed.authors
        body = ArticleBody(signed.blocks, [Stripped("by-line", signed.line), *body.stripped])
    text = gathering_of(blocks, body.blocks, title)
    dates = dates_of(page, zone, blocks)
    limits = _limits(page, content.blocks, body)
    words = f"{title} {' '.join(block.text for block in body.blocks)}"
    draft = Draft(
        location=location,
        title=title or shortened(one_line(body.blocks[0].text), FIRST_WORDS),
        body=gathered(join(text.blocks)),
        markdown=True,
        date=dates.published,
        date_basis=dates.basis,
        updated=dates.updated,
        source=next((name for name in page.site_names if fold(name) != fold(title)), "") or _name_in_title(page),
        url=page.url,
        authors=authors,
        lang=page.lang,
        summary=next((text for text in descriptions if is_about(text, words)), ""),
        image=image_of(page),
        partial=bool(limits),
        stripped=tuple(body.stripped),
        warnings=(
            *warnings,
            *dates.warnings,
            *(() if title else (_NO_HEADLINE,)),
            *limits,
            *_doubts(page, body),
        ),
        items=text.items,
        around=text.around,
    )
    return completed(draft, raw.envelope)


def _name_in_title(page: WebPage) -> str:
    """The site's name as its `title` ends with it, if its address or its copyright line has it too; else empty."""
    name = next(iter(title_suffix(page)[-1:]), "")
    letters_only = "".join(filter(str.isalnum, fold(name)))
    owner = re.search(r"(?:\u00a9|&copy;|copyright)[^<]{0,100}", page.html, re.IGNORECASE)
    is_owner = owner is not None and bool(name) and name.casefold() in owner[0].casefold()
    return name if is_owner or (letters_only and letters_only in re.sub(r"\W", "", page.host)) else ""


_NO_HEADLINE = "no headline was found: the first words of the text are used as one"
_CUT_OFF = "only part of it could be read: a pay wall cuts it off"


_PARTS = "this is one page of several, the others are: {}"
_PART = "this is one page of several"
_LESS = "only {:.0%} of the text that its data state was found on the page: see what is missing"


def _limits(page: WebPage, blocks: list[HtmlBlock], body: ArticleBody) -> list[str]:
    """Why only a part of the article could be read; empty if all of it was."""
    limits = [_CUT_OFF] if is_cut_off(page, blocks, body.blocks, body.stripped) else []
    if others := other_pages(page):
        limits.append(_PARTS.format(", ".join(others)))
    elif any(page_count(line) for line in _short_lines(body)):
        limits.append(_PART)
    return limits


def _short_lines(body: ArticleBody) -> list[str]:
    texts = (*(block.text for block in body.blocks), *(cut.words for cut in body.stripped))
    return [text for text in texts if len(text) <= _MAX_COUNT]


def _doubts(page: WebPage, body: ArticleBody) -> list[str]:
    """A warning if the page's data state clearly more of the article than was found."""
    size, stated = sum(letters(block.text) for block in body.blocks), letters(page.stated_text)
    is_less = stated >= ENOUGH and size < _MIN_STATED * stated
    return [_LESS.format(size / stated)] if is_less else []


def _is_an_article(blocks: list[HtmlBlock], title: str) -> bool:
    """Whether there is a headline and a paragraph of some length, or some whole sentences; or enough text."""
    texts = [block.text for block in blocks if block.kind != "h" and any(map(str.isalnum, block.text))]
    longest = max(map(letters, texts), default=0)
    sentences = sum(letters(text) for text in texts if ends_as_sentence(text))
    is_headed = bool(title) and (longest >= _MIN_PARAGRAPH or sentences >= _MIN_SENTENCES)
    return is_headed or sum(map(letters, texts)) >= ENOUGH


def _nothing_found(page: WebPage, blocks: list[HtmlBlock], location: Location) -> Failure:
    if _BROWSER_CHECK.search(page.html[:20_000]):
        return Failure(
            location, "this page shows no article, it asks for a browser", "open it in one and save it from there"
        )
    if is_consent_wall([block for block in blocks if block.kind != "h"]):
        message = "no article was found in this page, it asks for consent first"
        return Failure(location, message, "answer it in a browser, and save the page from there")
    if page.feeds:
        message = "no article was found in this page, but the address of a feed"
        return Failure(location, message, f"read the feed: {', '.join(page.feeds[:_MAX_FEEDS])}")
    return Failure(location, "no article was found in this page", "save the article's text alone")
