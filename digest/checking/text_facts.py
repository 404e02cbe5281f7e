"""What the rules ask of the text of an article, worked out once for each version of its file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress

import msgspec

from digest.fingerprint import digest_of, engine
from digest.ingest.dedupe.index import text_digest
from digest.ingest.dedupe.minhash import Sketch, sketch_of
from digest.model.article import Article
from digest.model.text import Prose
from digest.reading.content import Content
from digest.store import KNOWN, Damaged, Store

_REFERENCE = re.compile(r"\[[^\[\]\n]*\w[^\[\]\n]*\]\[[^\[\]\n]{0,40}\]|\[\^[\w-]{1,40}\]")
"""What Markdown leaves of a reference or a footnote that is nowhere defined: `[the report][1]`, `[^2]`."""
_HREF = re.compile(r'<a [^>]*href="(https?://[^"]+)"')
_IMAGE = re.compile(r"<img\b[^>]*>")
_SLOT = re.compile(r'src="\x02(\d+)\x03"')
_ALT = re.compile(r'alt="[^"]*[^"\s][^"]*"')
_OFFICE = re.compile(
    r"(?P<before>\S* ?)\b(?P<office>President|Prime Minister|Chancellor|Foreign Minister|Foreign Secretary"
    r"|Secretary of State|Secretary[- ]General|Defen[cs]e (?:Minister|Secretary))"
    r" (?P<name>(?:[A-Z][\w'-]+ ){0,2}[A-Z][\w'-]+)"
)
"""`then-President Park Geun-hye`: the word before, the office, and up to three words of the name."""


class TextFacts(msgspec.Struct, frozen=True, array_like=True):
    """What is known of one text."""

    sketch: Sketch
    """Empty for a short text."""
    digest: bytes
    """Equal for texts that differ only in white space, case and punctuation."""
    references: tuple[str, ...]
    """References that are left as they were written."""
    links: tuple[str, ...]
    """The web addresses that it links to."""
    bare_pictures: tuple[int, ...]
    """The numbers, among its links, of the pictures without alternative text."""
    offices: tuple[tuple[str, str, str], ...]
    """The word before an office, the office, and the name behind it."""


def _facts(article: Article, body: Prose) -> TextFacts:
    images = [image for image in _IMAGE.findall(body.html) if not _ALT.search(image)]
    slots = [slot for image in images for slot in _SLOT.findall(image)]
    offices = {(match["before"], match["office"], match["name"]) for match in _OFFICE.finditer(body.text)}
    return TextFacts(
        sketch=sketch_of(body.text),
        digest=text_digest(article.title, body.text),
        references=tuple(dict.fromkeys(_REFERENCE.findall(body.text))),
        links=tuple(dict.fromkeys(map(html.unescape, _HREF.findall(body.html)))),
        bare_pictures=tuple(map(int, slots)),
        offices=tuple(sorted(offices)),
    )


def facts_of(articles: Iterable[Article], content: Content, store: Store | None) -> Mapping[str, TextFacts]:
    """The facts of each article's text, by path; taken from the store where it has them."""
    stored = _recalled(store)
    keys = {article.path: content.keys[article.path] for article in articles}
    fresh = {
        keys[article.path]: _facts(article, content.library.text(keys[article.path]))
        for article in articles
        if keys[article.path] not in stored
    }
    facts = {path: fresh[key] if key in fresh else stored[key] for path, key in keys.items()}
    if store and fresh:
        with suppress(Damaged):
            value = msgspec.msgpack.encode((engine(), {keys[path]: fact for path, fact in facts.items()}))
            store.remember({KNOWN: [(_KEY, value)]})
    return facts


_KEY = digest_of("what the rules ask of texts")
_Stored = tuple[bytes, dict[bytes, TextFacts]]
_decode = msgspec.msgpack.Decoder(_Stored).decode


def _recalled(store: Store | None) -> Mapping[bytes, TextFacts]:
    try:
        value = store.recall(_KEY) if store else None
        stored_by, facts = _decode(value) if value else (b"", {})
    except (Damaged, msgspec.MsgspecError):
        return {}
    return facts if stored_by == engine() else {}
