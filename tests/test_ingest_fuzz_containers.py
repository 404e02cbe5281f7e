"""Whatever bytes come: articles that are harmless, or failures; soon, and no crash.

Seeds are small inputs of each kind; they are cut, repeated, spliced and littered with what parsers stumble over.
`make test` runs a sample, `make soak` many more.
"""

import datetime as dt
import gzip
import io
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.ingest.draft import Draft, Failure, Input
from digest.ingest.unpack import read
from digest.model.text import Rich
from digest.reading.markdown import read_markdown
from digest.urls import scheme
from tests.support.harmless import dangers
from tests.test_ingest_containers import PAGE, STORY, packed, warc
from tests.test_ingest_feed import ATOM, JSON, OPML, RDF, RSS
from tests.test_ingest_mail import mailbox, message

LONGEST = 10.0
"""Seconds of the processor for one input; the slowest that were met take a tenth."""
SEEDS: dict[str, list[bytes]] = {
    "feed": [each.encode() for each in (RSS, ATOM, RDF, JSON, OPML)] + [RSS.encode("utf-16")],
    "e-mail": [
        bytes(message(text=STORY, html=PAGE)),
        bytes(message(html="<table><tr><td>" + STORY)),
        mailbox(message(text=STORY), message(subject="=?utf-8?q?x?=", text=STORY)),
    ],
    "WARC": [
        warc(("response", "https://e.org/a", "200 text/html", PAGE.encode()), packed=False),
        warc(("response", "https://e.org/a", "200 text/html", PAGE.encode())),
    ],
    "zip": [
        packed({"a.txt": STORY, "b.html": PAGE, "c.zip": packed({"d.eml": bytes(message(text=STORY))})}),
        packed({"f.xml": RSS}, zipfile.ZIP_STORED),
        gzip.compress(RSS.encode()),
    ],
}
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


def mutated(seeds: list[bytes]) -> st.SearchStrategy[bytes]:
    """One of the seeds, changed in a few places."""

    def change(content: bytes, places: list[tuple[int, int, bytes]]) -> bytes:
        for at, length, new in places:
            start = at % (len(content) + 1)
            content = content[:start] + new + content[start + length :]
        return content

    places = st.tuples(
        st.integers(0, 1 << 20),
        st.sampled_from([0, 0, 1, 4, 30, 300]),
        st.sampled_from(LITTER) | st.binary(max_size=6) | st.sampled_from(seeds).map(lambda seed: seed[:200]),
    )
    return st.builds(change, st.sampled_from(seeds), st.lists(places, max_size=8))


def check(content: bytes) -> None:
    started = time.process_time()
    for found in read(Input("x", content), dt.UTC):
        assert isinstance(found, Draft | Failure)
        if isinstance(found, Draft):
            assert found.title
            assert "\n" not in found.title
            prose = read_markdown(found.body)
            html = Rich(prose.html, tuple(link.target for link in prose.links)).at("../")
            assert dangers({"page.html": html.encode(errors="replace")}) == []
            assert scheme(found.url) in ("", "http", "https")
    assert time.process_time() - started < LONGEST


def fuzz(kind: str, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(mutated(SEEDS[kind]))
    def run(content: bytes) -> None:
        check(content)

    run()


@pytest.mark.parametrize("kind", SEEDS)
def test_no_bytes_break_reading(kind: str) -> None:
    fuzz(kind, 150)


MINUTES = {"feed": 5, "e-mail": 5, "WARC": 5, "zip": 1}


@pytest.mark.soak
@pytest.mark.parametrize("kind", SEEDS)
def test_no_bytes_break_reading_for_minutes(kind: str) -> None:
    end = time.monotonic() + 60 * MINUTES[kind]
    while time.monotonic() < end:
        fuzz(kind, 1000)


DEEP: dict[str, Callable[[int], bytes]] = {
    "elements": lambda n: b"<rss><channel><item><title>" + b"<a>" * n,
    "open angles": lambda n: b"<rss><channel><item><title>" + b"<" * n,
    "declarations": lambda n: b"<rss>" + b"<!x " * n,
    "sections": lambda n: b"<rss><channel><item><title>" + b"<![CDATA[" * n,
    "comments before the root": lambda n: b"<!-- x -->" * n + b"<rss>",
    "instructions before the root": lambda n: b"<?x" * n + b"<rss>",
    "attributes": lambda n: b"<rss " + b"a='b' " * n + b"><channel/>",
    "divs in a text": lambda n: b"<rss><channel><item><title>T</title><description>" + b"&lt;div&gt;" * n,
    "brackets in a text": lambda n: b"<rss><channel><item><title>T</title><description>" + b"[" * n + b"</description>",
    "ampersands": lambda n: b"<rss><channel><item><title>" + b"&" * n,
    "entries": lambda n: b"<rss><channel>" + b"<item><title>T</title><link>http://e.org/</link></item>" * (n // 10),
    "outlines": lambda n: b"<opml>" + b"<outline>" * n,
    "lists in JSON": lambda n: b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * n,
    "parts of a message": lambda n: b"To: b\nX-A: c\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * n,
    "encoded words": lambda n: b"From: a\nTo: b\nSubject: " + b"=?utf-8?q?a?= " * n + b"\n\nx",
    "heads": lambda n: b"From: a\nTo: b\nSubject: c\n" + b"X-A: b\n" * n + b"\nx",
    "blank lines": lambda n: b"From a 00:00\nFrom: a\nTo: b\nSubject: c\n\n" + b"\n" * n + b"From x",
    "quoted marks": lambda n: b"From: a\nTo: b\nSubject: c\n\n" + b">" * n + b"From x\n" + b"-" * n,
    "replies": lambda n: b"From: a\nTo: b\nSubject: " + b"Re: [Fwd] " * n + b"\n\nx",
    "addresses": lambda n: b"https://e.org/\n" * n + b"\n" * n + b"x",
    "records": lambda n: b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * (n // 10),
    "members": lambda n: gzip.compress(b"") * (n // 10),
}  # fmt: skip


@pytest.mark.parametrize("kind", DEEP)
def test_nothing_repeated_keeps_reading_busy(kind: str) -> None:
    """Each takes a fraction of a second; where time grows with the square, minutes."""
    check(DEEP[kind](50_000))


def test_a_zip_of_itself_ends() -> None:
    """A tree of zips, each twice in the next: no deeper than it may be, no wider than the budget."""
    content = packed({"a.txt": STORY})
    for _ in range(20):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("a", content)
            archive.writestr("b", content)
        content = made.getvalue() if len(made.getvalue()) < 4_000_000 else content
    check(content)
