"""RSS, Atom and RDF feeds, read by feedparser: each entry is an article, or an excerpt of one."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from digest.ingest.dates.resolve import read_stated
from digest.ingest.draft import Failure, Found, Input, Place
from digest.ingest.formats.feed_entry import Entry, read_entry
from digest.ingest.formats.xml_text import defines_entities, root_of, xml_text

ROOTS = frozenset(["rss", "feed", "rdf", "channel"])
MAX_SIZE = 32 << 20
"""Bytes. The largest feeds that were met hold 5 MB."""
# Marks between an outlet's name and that of one of its feeds: "BBC News - World".
_PARTED = re.compile(r"\s+[-|\u00bb\u203a>:\u2013\u2014\u2022/]+\s+|\s*[:|\u00bb]\s+")
_NO_LETTER = re.compile(r"&#0*([0-9]{5,4000}|[xX]0*[0-9a-fA-F]{4,4000});?")
_NO_NAME = re.compile(r"\s*\b(?:rss|atom|xml|feed|feeds)\b\s*", re.IGNORECASE)


def recognise(given: Input) -> bool:
    """Whether its root element is that of a feed."""
    return root_of(given.content) in ROOTS


def read(given: Input, zone: dt.tzinfo) -> Iterator[Found]:
    """A draft for each entry that has a title or a text. Raises NotText."""
    problem = _problem(given.content)
    text = xml_text(given.content) if not problem else ""
    if not problem and defines_entities(text):
        problem = "it defines entities of its own, as bombs do", "ask who publishes it for a feed without"
    if problem:
        yield Failure(Place(given.name), *problem)
        return
    try:
        parsed = _parsed(_NO_LETTER.sub(_mended, text), given.url)
    except Exception as fault:  # noqa: BLE001  (feedparser raises what its parsing meets, and one feed must not stop others)
        yield Failure(Place(given.name), f"feedparser cannot read this feed: {fault}", "tell whoever publishes it")
        return
    entries = parsed.get("entries", ())
    if not entries:
        yield Failure(Place(given.name), *_emptiness(parsed))
    for number, entry in enumerate(entries, 1):
        guid = _text(entry, "id") or _text(entry, "link")
        place = Place(f"{given.name}#{number}", id=guid or None, modified=given.modified)
        yield read_entry(_entry(entry, parsed["feed"], given), place, given.url, zone)


def _problem(content: bytes) -> tuple[str, str] | None:
    if len(content) > MAX_SIZE:
        return f"this feed is larger than {MAX_SIZE >> 20} MB", "ask for one that holds the newest entries only"
    return None


def _parsed(text: str, url: str) -> Mapping[str, Any]:
    """What feedparser makes of a feed. Cleaning HTML is left to our own reading, which lets less through."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    parsed: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(text.encode()), response_headers=headers, sanitize_html=False
    )
    return parsed


def _mended(found: re.Match[str]) -> str:
    """A reference to half a letter, or to one beyond the last, which feedparser trips over."""
    digits = found[1].lower()
    number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    return found[0] if number < 0xD800 or 0xDFFF < number < 0x110000 else "\ufffd"


def _emptiness(parsed: Mapping[str, Any]) -> tuple[str, str]:
    broken = parsed.get("bozo_exception")
    line = getattr(broken, "getLineNumber", lambda: None)()
    if broken and not parsed["feed"]:
        where = f" (line {line})" if line else ""
        return f"this feed cannot be read{where}", "look at it in a browser: it may be broken"
    return "there is no entry in this feed", ""


def _entry(entry: Mapping[str, Any], feed: Mapping[str, Any], given: Input) -> Entry:
    content = max(_contents(entry), key=lambda each: len(_text(each, "value")), default=None)
    summary = _text(entry, "summary")
    value = _text(content, "value") if content else ""
    detail = entry.get("summary_detail") or {}
    chosen, kind = (value, content or {}) if len(value) >= len(summary) and value else (summary, detail)
    is_plain = _text(kind, "type") == "text/plain"
    return Entry(
        title=_escaped(entry, "title"),
        url=_text(entry, "feedburner_origlink") or _text(entry, "link"),
        html="" if is_plain else chosen,
        text=chosen if is_plain else "",
        whole=bool(value) and chosen is value,
        excerpt=summary if chosen is value else "",
        published=_moment(entry, "published"),
        updated=_moment(entry, "updated"),
        authors=_authors(entry),
        source=_text(entry.get("source") or {}, "title") or outlet(_escaped(feed, "title")) or given.envelope.source,
        lang=_text(kind, "language") or _text(feed, "language") or given.envelope.lang,
    )


def outlet(title: str) -> str:
    """The outlet's name in the title of one of its feeds: the first of its parts."""
    return _NO_NAME.sub(" ", _PARTED.split(title.strip())[0]).strip() or title


def _contents(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Those of its contents that are text; an Atom entry may hold a picture, or point elsewhere."""
    return [each for each in entry.get("content") or () if _text(each, "type") in ("", *_TEXTUAL)]


_TEXTUAL = ("text/html", "text/plain", "application/xhtml+xml")


def _escaped(value: Mapping[str, Any], key: str) -> str:
    """A text as HTML, so that what is no markup in it stays what it is."""
    detail = value.get(f"{key}_detail") or {}
    text = _text(value, key)
    is_plain = _text(detail, "type") == "text/plain"
    return re.sub(r"<(?=[/!a-zA-Z])", "&amp;lt;", text) if is_plain else text


def _moment(entry: Mapping[str, Any], key: str) -> str:
    """A date as stated; where only feedparser understands it, as it does (in UTC).

    Asked of the plain dictionary: feedparser's own answers "published" when asked for "updated".
    """
    assert isinstance(entry, dict)
    stated = str(dict.get(entry, key) or "")
    try:
        read_stated(stated, dt.UTC)
    except ValueError:
        return _utc(dict.get(entry, f"{key}_parsed"))
    return stated


def _utc(parsed: Any) -> str:
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return dt.datetime(year, month, day, hour, minute, min(second, 59), tzinfo=dt.UTC).isoformat()
    except (ValueError, TypeError):
        return ""


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    named = [_text(author, "name") for author in entry.get("authors") or ()]
    return tuple(filter(None, named)) or tuple(filter(None, [_text(entry, "author")]))


def _text(value: Mapping[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""
