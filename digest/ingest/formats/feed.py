"""RSS, Atom and RDF feeds, parsed by feedparser: each entry is an article, or an excerpt of one."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from digest.ingest.draft import Draft, Failure, Input, Location, Member
from digest.ingest.formats.feed_entry import ParsedEntry, read_entry, string_of
from digest.ingest.formats.xml_text import defines_entities, encoding_doubt, root_of, xml_text
from digest.ingest.html.tree import uncrowded

ROOTS = frozenset(["rss", "feed", "rdf", "channel"])
MAX_SIZE = 32 << 20
"""Bytes. The largest feeds seen so far have 5 MB."""
_TITLE_SEPARATOR = re.compile(r"\s+[-|\u00bb\u203a>:\u2013\u2014\u2022/]+\s+|\s*[:|\u00bb]\s+")
"""Between the outlet and one of its feeds: `BBC News - World`, `Reuters: Business`."""
_BAD_REFERENCE = re.compile(r"&#0*([0-9]{5,4000}|[xX]0*[0-9a-fA-F]{4,4000});?")
_ESCAPED_CDATA = re.compile(r"&lt;!\[CDATA\[(.*?)\]\]&gt;", re.DOTALL)
"""A section that was escaped once too often, of which feedparser makes nothing: `&lt;![CDATA[&lt;p&gt;Text.…`."""
_FEED_WORD = re.compile(r"\s*\b(?:rss|atom|xml|feed|feeds)\b\s*", re.IGNORECASE)


def recognise(raw: Input) -> bool:
    """Whether its root element is that of a feed."""
    return root_of(raw.content) in ROOTS


def read(raw: Input, zone: dt.tzinfo) -> Iterator[Member]:
    """A draft for each entry that has a title or a text. Raises NotText."""
    problem = _too_large(raw.content)
    text = xml_text(raw.content) if not problem else ""
    if not problem and defines_entities(text):
        problem = "it defines entities of its own, as bombs do", "ask who publishes it for a feed without"
    if problem:
        yield Failure(Location(raw.name), *problem)
        return
    try:
        parsed = _parsed(_BAD_REFERENCE.sub(_mended, _ESCAPED_CDATA.sub(r"\1", uncrowded(text))), raw.url)
    except Exception as fault:  # noqa: BLE001  (feedparser raises what its parsing meets, and one feed must not stop others)
        yield Failure(Location(raw.name), f"feedparser cannot read this feed: {fault}", "tell whoever publishes it")
        return
    entries, doubts = parsed.get("entries", ()), encoding_doubt(raw.content)
    if not entries:
        yield Failure(Location(raw.name), *_emptiness(parsed))
    for number, entry in enumerate(entries, 1):
        guid = string_of(entry, "id") or string_of(entry, "link")
        location = Location(f"{raw.name}#{number}", id=guid or None, modified=raw.modified)
        result = read_entry(_feed_entry(entry, parsed["feed"], raw), location, raw.url, zone)
        yield _doubted(result, doubts) if doubts and isinstance(result, Draft) else result


def _doubted(draft: Draft, doubts: tuple[str, ...]) -> Draft:
    return msgspec.structs.replace(draft, warnings=(*doubts, *draft.warnings))


def _too_large(content: bytes) -> tuple[str, str] | None:
    if len(content) > MAX_SIZE:
        return f"this feed is larger than {MAX_SIZE >> 20} MB", "ask for one that holds the newest entries only"
    return None


def _parsed(text: str, url: str) -> Mapping[str, Any]:
    """The feed as feedparser parses it, with its HTML uncleaned: `html/blocks.py` lets less through."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    parsed: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(text.encode()), response_headers=headers, sanitize_html=False
    )
    return parsed


def _mended(reference: re.Match[str]) -> str:
    """U+FFFD for a reference to a surrogate or beyond the last code point (`&#xD800;`), on which feedparser fails."""
    digits = reference[1].lower()
    number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    return reference[0] if number < 0xD800 or 0xDFFF < number < 0x110000 else "\ufffd"


def _emptiness(parsed: Mapping[str, Any]) -> tuple[str, str]:
    broken = parsed.get("bozo_exception")
    line = getattr(broken, "getLineNumber", lambda: None)()
    if broken and not parsed["feed"]:
        where = f" (line {line})" if line else ""
        return f"this feed cannot be read{where}", "look at it in a browser: it may be broken"
    return "there is no entry in this feed", ""


def _feed_entry(entry: Mapping[str, Any], feed: Mapping[str, Any], raw: Input) -> ParsedEntry:
    content = max(_contents(entry), key=lambda content: len(string_of(content, "value")), default=None)
    summary = string_of(entry, "summary")
    value = string_of(content, "value") if content else ""
    detail = entry.get("summary_detail") or {}
    chosen, kind = (value, content or {}) if len(value) >= len(summary) and value else (summary, detail)
    is_plain = string_of(kind, "type") == "text/plain"
    return ParsedEntry(
        title=_escaped(entry, "title"),
        url=string_of(entry, "feedburner_origlink") or string_of(entry, "link"),
        html="" if is_plain else chosen,
        text=chosen if is_plain else "",
        whole=bool(value) and chosen is value,
        excerpt=summary if chosen is value else "",
        published=_stated(entry, "published"),
        updated=_stated(entry, "updated"),
        authors=_authors(entry),
        source=string_of(entry.get("source") or {}, "title") or outlet(_escaped(feed, "title")) or raw.envelope.source,
        lang=string_of(kind, "language") or string_of(feed, "language") or raw.envelope.lang,
    )


def outlet(title: str) -> str:
    """The outlet in the title of one of its feeds, its first part: `BBC News` in `BBC News - World`."""
    return _FEED_WORD.sub(" ", _TITLE_SEPARATOR.split(title.strip())[0]).strip() or title


def _contents(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The contents of an entry that are text: an Atom entry may hold a picture, or an address instead."""
    return [content for content in entry.get("content") or () if string_of(content, "type") in ("", *_TEXTUAL)]


_TEXTUAL = ("text/html", "text/plain", "application/xhtml+xml")


def _escaped(value: Mapping[str, Any], key: str) -> str:
    """A text as HTML: in a plain text, `<` is escaped so that it is not taken for a tag."""
    detail = value.get(f"{key}_detail") or {}
    text = string_of(value, key)
    is_plain = string_of(detail, "type") == "text/plain"
    return re.sub(r"<(?=[/!a-zA-Z])", "&amp;lt;", text) if is_plain else text


def _stated(entry: Mapping[str, Any], key: str) -> str:
    """A date as stated, and never as feedparser reads it: it fills in what it does not understand from the clock.

    `dict.get` is called because feedparser's own `get` returns "published" for a missing "updated".
    """
    assert isinstance(entry, dict)
    return str(dict.get(entry, key) or "")


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The by-lines of an entry; one alone as it is written, because feedparser tears addresses in it apart."""
    names = [string_of(author, "name") for author in entry.get("authors") or ()]
    alone = [string_of(entry, "author"), *names]
    return tuple(filter(None, names)) if len(names) > 1 else tuple(filter(None, alone))[:1]
