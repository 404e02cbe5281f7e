"""The formats that are fuzzed: how long each, with which inputs it begins, and what is done with them."""

import base64
import gzip
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.fuzz import checks
from tests.ingest.formats.test_containers import PAGE, STORY, packed, saved_by_safari
from tests.ingest.formats.test_feed import ATOM, JSON, OPML, RDF, RSS
from tests.ingest.formats.test_mail import mailbox, message
from tests.ingest.formats.test_newsletter import STYLES, letter, mailed
from tests.ingest.formats.test_warc import warc
from tests.ingest.formats.test_webpage import GRAPH, MHTML
from tests.ingest.formats.test_webpage import page as html
from tests.ingest.migrate.test_migrate import HUGO, JEKYLL, PELICAN
from tests.ingest.test_any_input import ATTRIBUTES, LINKED, TAGS, WORDS
from tests.support.paths import ROOT
from tests.support.site import write_site


class Kind(NamedTuple):
    """A format, or a family of them."""

    minutes: int
    seeds: list[bytes]
    check: Callable[[bytes], None] = checks.added


_OBJECT = {
    "title": "Ministers meet", "date": "2024-07-09T10:00:00+03:00", "source": "AP", "url": "https://e.org/1?utm_source=x",
    "authors": ["Jane Doe", {"name": "John Roe"}], "lang": "fr", "body": "One [there].", "notice": "As is.",
    "links": [{"text": "there", "url": "https://e.org/2"}], "image": {"url": "https://e.org/a.png", "alt": "A"},
    "actors": [{"name": "Japan"}], "regions": ["Sahel"], "also": [{"source": "AFP"}], "id": 7, "rights": "excerpt",
    "stripped": [{"rule": "share", "words": "Share"}], "partial": True,
}  # fmt: skip
_RESPONSE = ("response", "https://e.org/a", "200 text/html", PAGE.encode())
_LETTER = bytes(message(html="<p>" + STORY, text=STORY))
_FORWARD = "Look.\n\n---------- Forwarded message ---------\nFrom: A <a@e.org>\nDate: Tue, 9 Jul 2024\nSubject: X\n\n"
_ARTICLE = """---
title: "Ministers meet: in Riga"
date: 2024-07-09T10:00:00+03:00
added: 2024-07-10
actors: [NATO, "Japan", Fumio Kishida]   # three
regions:
  - Indo-Pacific
also: [{source: "AP", url: "https://e.org/1"}]
corrections: [{date: 2024-07-11, text: Nine and not ten., by: us}]
image: {src: a.png, alt: "A"}
draft: true
notice: |-
  As is.

  No warranty.
---

TOKYO, July 9 - One **word** and [another](https://e.org/), <b>bold</b> &amp; <script>x</script>

> quoted

| a | b |
| - | - |
| 1 | 2 |

![A](a.png)
"""


def _text(*texts: str) -> list[bytes]:
    return [text.encode() for text in texts]


def _old(*sites: str) -> list[bytes]:
    """The files of sites that are written as text."""
    with tempfile.TemporaryDirectory() as folder:
        for number, site in enumerate(sites):
            write_site(Path(folder, str(number)), site)
        return [path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()]


def _samples() -> list[bytes]:
    """Real articles: those of this repository's own digest."""
    return [path.read_bytes() for path in sorted((ROOT / "content" / "articles").rglob("*.md"))[:12]]


KINDS: Mapping[str, Kind] = {
    "html": Kind(5, _text(
        html(), html(head=GRAPH), PAGE, *map(html, WORDS), *(html(head=each) for each in LINKED), *map(letter, STYLES),
    )),
    "feed": Kind(5, [*_text(RSS, ATOM, RDF), RSS.encode("utf-16")]),
    "e-mail": Kind(5, [
        bytes(message(text=STORY, html=PAGE)), bytes(message(html="<table><tr><td>" + STORY)), _LETTER,
        *map(mailed, STYLES), bytes(message(text=_FORWARD + STORY)),
        bytes(message(subject="=?utf-8?q?x?=", text=STORY, List_Id="x")),
    ]),
    "WARC": Kind(5, [
        warc(_RESPONSE, ("resource", "https://e.org/b", "", b"x"), packed=False),
        warc(_RESPONSE, ("warcinfo", "", "", b"a: b")),
    ]),
    "front matter": Kind(5, [_ARTICLE.encode(), _ARTICLE.replace("\n", "\r\n").encode(), *_samples()], checks.read),
    "web archive": Kind(1, [saved_by_safari()]),
    "MHTML": Kind(1, _text(MHTML.format(page=base64.encodebytes(html().encode()).decode()))),
    "mbox": Kind(1, [mailbox(message(text=STORY), message(subject="=?utf-8?q?x?=", text=STORY))]),
    "zip": Kind(1, [
        packed({"a.txt": STORY, "b.html": PAGE, "c.zip": packed({"d.eml": _LETTER})}),
        packed({"f.xml": RSS}, zipfile.ZIP_STORED),
        gzip.compress(RSS.encode()),
    ]),
    "JSON lines": Kind(1, _text(
        json.dumps(_OBJECT), json.dumps([_OBJECT, _OBJECT], indent=1), f"{json.dumps(_OBJECT)}\n" * 2,
    )),
    "OPML": Kind(1, _text(OPML)),
    "JSON feed": Kind(1, _text(JSON)),
    "text": Kind(1, [
        *_text(STORY, "A\n\nTOKYO, July 9 (Reuters) - " + STORY, f"{STORY}\n=====\n\n{STORY}"), STORY.encode("utf-16"),
        (ROOT / "tests/data/japan-nato.txt").read_bytes(),
    ]),
    "addresses": Kind(1, _text("https://e.org/\nhttp://e.org/a b\n", "[InternetShortcut]\nURL=https://e.org/\n")),
    "migration": Kind(1, _old(HUGO, JEKYLL, PELICAN), checks.taken_over),
}  # fmt: skip
"""By name."""

LITTER = [
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n\n", b"<", b">", b"&", b"&#x0;", b"&#1114112;", b"<![CDATA[", b"]]>",
    b"<![C\xff[", b"<![x", b"<!>", b"</>", b"<?",
    b"<!--",
    b"<!DOCTYPE a [", b"<!ENTITY a 'b'>", b"&a;", b"<?xml encoding='utf-7'?>", b"<?xml encoding='idna'?>", b"<title>",
    b"<content type='application/octet-stream;base64'>", b"<link href='http://['/>", b"xml:base='//['", b"</item>",
    b"<item>",
    b"=?utf-8?b?", b"=?", b"Content-Type: multipart/mixed; boundary=", b"Content-Type: message/rfc822\n\n", b"--x\n",
    b"Content-Transfer-Encoding: base64\n", b"charset=\"\0\"", b"From a 00:00\n", b"From: ", b"Content-Length: -1\r\n",
    b"WARC/1.0\r\n", b"HTTP/1.1 200 OK\r\n", b"PK\x01\x02", b"PK\x05\x06", b"\x1f\x8b\x08", b"9" * 40, b"{",
    b"[" * 200, b'"',
    b"1e999", b"<pubDate>99 Foo 0000 25:61:61 +9999</pubDate>", b"<a href=", b"a" * 3000,
]  # fmt: skip
"""What parsers stumble over."""


def words() -> list[bytes]:
    """What a fuzzer may put into an input: litter, and pieces of markup."""
    markup = [f"<{tag}{end}>" for tag in TAGS for end in ("", ATTRIBUTES[len(tag) % len(ATTRIBUTES)])]
    return [*LITTER, *_text(*markup, *(word.replace("\ud7ff", "") for word in WORDS), *LINKED)]
