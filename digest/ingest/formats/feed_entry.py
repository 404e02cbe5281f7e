"""The entry of a feed of any format, and the draft that it gives."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from digest.dates import When
from digest.ingest.dates.timestamps import is_zero_of_a_clock, read_stated, unread
from digest.ingest.draft import Draft, Failure, Location, Stripped
from digest.ingest.html.blocks import HtmlBlock, PageBlocks, join
from digest.ingest.html.fragment import fragment_blocks
from digest.ingest.html.person_names import people
from digest.ingest.text.encoding import FIRST_WORDS, one_line, tidy
from digest.ingest.text.link_references import gathered
from digest.ingest.text.paragraphs import paragraphs
from digest.language.summaries import shortened
from digest.language.tags import language_tag
from digest.urls import is_web_address

EXCERPT = "the feed gives an excerpt only"
TITLE_ONLY = "the feed gives a title only"
MIN_FULL = 120
"""Words. A shorter text in a field for summaries is a summary."""
MAX_SUMMARY = 600
"""Characters. A longer "summary" is the full text."""
_FOOTER = re.compile(
    r"(?:The post|O post|Le post) .{1,400} (?:appeared first on|first appeared on) .{1,200}"
    r"|\[?(?:Read|Continue|View|See|Learn)\s(?:more|on|reading|the\s(?:full|whole|rest)|full|original)\b.{0,200}"
    r"|\[?(?:Comments|Permalink|Source|Link)\]?",
    re.IGNORECASE | re.DOTALL,
)
"""`The post Nine ministers meet appeared first on Harbour Post.`, `[Read more at the site]`, `Comments`."""
_CUT_SHORT = re.compile(r"(?:\u2026|\.\.\.)[\s\])>]*\Z")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--.{0,2000}?-->", re.DOTALL)
_CODE = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_DECLARATION = re.compile(r"<!doctype\b[^<>]{0,2000}>|<!--.{0,2000}?-->", re.IGNORECASE | re.DOTALL)
_FORMATTING = re.compile(r"</?(?:a|b|br|em|font|i|p|small|span|strong|sub|sup|u)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)


class ParsedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry states, unchanged. An empty field is not stated."""

    title: str = ""
    """May hold HTML."""
    url: str = ""
    html: str = ""
    text: str = ""
    """Plain text, if there is no HTML."""
    whole: bool = False
    """Whether `html` or `text` comes from a field for the full text, and not from one for a summary."""
    excerpt: str = ""
    """HTML of a summary beside the text."""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    lang: str = ""


def read_entry(entry: ParsedEntry, location: Location, base: str, zone: dt.tzinfo) -> Draft | Failure:
    """The draft of an entry. `base` is the base of its relative addresses.

    The body is empty if there is a title and an address only.
    """
    draft = _draft(entry, location, base, zone)
    if not draft.title:
        return Failure(location, "this entry has neither a title nor a text")
    if not draft.body and not draft.url:
        return Failure(location, f'this entry has a title only: "{draft.title}"')
    return draft


def _draft(entry: ParsedEntry, location: Location, base: str, zone: dt.tzinfo) -> Draft:
    url = entry.url if is_web_address(entry.url) else ""
    content = _content(entry, url or base)
    blocks, footers = _without_footers(content.blocks)
    words = "\n\n".join(block.text for block in blocks)
    partial = _is_excerpt(words, entry.whole, footers)
    date = _date(entry.published, zone) or _date(entry.updated, zone)
    updated = _date(entry.updated, zone)
    return Draft(
        location=location,
        title=_title(entry) or shortened(one_line(words[:2000]), FIRST_WORDS),
        body=gathered(join(blocks)),
        markdown=True,
        date=date,
        date_basis="feed" if date else "",
        updated=updated if date and updated and updated.at > date.at else None,
        source=text_of_html(entry.source),
        url=url,
        authors=people(map(text_of_html, entry.authors), entry.lang),
        lang=language_tag(entry.lang),
        summary=_summary(entry.excerpt, words),
        partial=partial,
        stripped=(*(Stripped(each.rule, each.words) for each in content.unread), *footers),
        warnings=(*unread(entry.published, zone), *((EXCERPT if words else TITLE_ONLY,) if partial else ())),
    )


def _title(entry: ParsedEntry) -> str:
    """The headline, without the name of the outlet behind it that an aggregator adds: `Nine meet - Harbour Post`."""
    title, source = text_of_html(entry.title), text_of_html(entry.source)
    for name in filter(None, (source, source.removesuffix(".com"))):
        head, mark, tail = title.rpartition(name)
        if head and mark and not tail and (headline := re.sub(r"\s+[-|\u2013\u2014]\s+$", "", head)) != head:
            return headline
    return title


def string_of(value: Mapping[str, Any], key: str) -> str:
    """The string under a key; empty if there is none or another type."""
    text = value.get(key)
    return text if isinstance(text, str) else ""


def text_of_html(markup: str) -> str:
    """A line of HTML as plain text, also if it was escaped once too often."""
    once = html.unescape(_TAG.sub("", _CODE.sub("", _DECLARATION.sub("", markup))))
    return one_line(_DECLARATION.sub("", html.unescape(_FORMATTING.sub("", once))))


_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
"""A section that a reader of XML left as it was: `<![CDATA[<p>Text.</p>]]>`."""
_MARKUP = re.compile(
    r"</?(?:p|br|div|ul|ol|li|h[1-6]|b|i|em|strong|a|img|span|table|blockquote)\b[^<>]{0,2000}>", re.IGNORECASE
)
"""A tag as articles have them, and not any word between angles."""


def unescaped(markup: str) -> str:
    """A text that was escaped or wrapped in CDATA once too often, as its program meant it; else unchanged.

    It was, if it has no markup of its own but, once unescaped, begins with some: `&lt;p&gt;Text.&lt;/p&gt;`.
    """
    text = _CDATA.sub(r"\1", markup)
    once = html.unescape(text)
    begins = re.match(r"\s*", once)
    return once if not _MARKUP.search(text) and begins and _MARKUP.match(once, begins.end()) else text


def _content(entry: ParsedEntry, base: str) -> PageBlocks:
    plain = (f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs(tidy(entry.text)))
    return fragment_blocks(unescaped(entry.html) or "".join(plain), base)


def _without_footers(blocks: list[HtmlBlock]) -> tuple[list[HtmlBlock], tuple[Stripped, ...]]:
    """The text without the lines that blog programs add: "Continue reading", "The post … appeared first on …"."""
    stripped: list[Stripped] = []
    while blocks and _FOOTER.fullmatch(blocks[-1].text.strip()):
        stripped.insert(0, Stripped("feed-footer", blocks[-1].text.strip()))
        blocks = blocks[:-1]
    return blocks, tuple(stripped)


def _is_excerpt(words: str, whole: bool, stripped: tuple[Stripped, ...]) -> bool:
    leads_on = any(re.match(r"\W*(?:read|continue|view|see|learn)", footer.words, re.IGNORECASE) for footer in stripped)
    return bool(_CUT_SHORT.search(words)) or leads_on or (not whole and len(words.split()) < MIN_FULL)


def _summary(excerpt: str, words: str) -> str:
    """The outlet's own summary; empty if the "summary" is the whole text again, or its beginning cut short."""
    summary = text_of_html(excerpt)
    if not summary or len(summary) > MAX_SUMMARY or _CUT_SHORT.search(summary):
        return ""
    return "" if one_line(words).startswith(summary) else summary


def _date(stated: str, zone: dt.tzinfo) -> When | None:
    try:
        when = read_stated(stated, zone) if stated else None
    except ValueError:
        return None
    return when if when and not is_zero_of_a_clock(when) else None
