"""Whatever bytes come: articles that are harmless, or failures; soon, and no crash.

A sample of what `make fuzz` does for minutes, and what is repeated so often that reading it could take for ever.
"""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.__main__ import fuzz
from tests.fuzz.checks import added
from tests.fuzz.engine import mutated
from tests.fuzz.kinds import KINDS, LITTER
from tests.ingest.formats.test_containers import STORY, packed


@pytest.mark.parametrize("kind", KINDS)
def test_no_bytes_break_reading(kind: str) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(mutated(KINDS[kind].seeds, LITTER))
    def run(content: bytes) -> None:
        KINDS[kind].check(content)

    run()


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_no_bytes_break_reading_for_minutes(tmp_path: Path, kind: str) -> None:
    run = fuzz(kind, 60 * KINDS[kind].minutes, tmp_path / "fuzz")
    assert (run.problem, run.inputs > 0) == ("", True)


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
    added(DEEP[kind](50_000))


def test_a_zip_of_itself_ends() -> None:
    """A tree of zips, each twice in the next: no deeper than it may be, no wider than the budget."""
    content = packed({"a.txt": STORY})
    for _ in range(20):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("a", content)
            archive.writestr("b", content)
        content = made.getvalue() if len(made.getvalue()) < 4_000_000 else content
    added(content)
