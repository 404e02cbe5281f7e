"""Web archives (WARC): their pages are read one by one, in little memory, as another program wrote them."""

import gzip
import io
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from digest.ingest.draft import Draft, Input
from digest.ingest.formats.warc import read as read_warc
from tests.fuzz.checks import added
from tests.ingest.formats.test_containers import PAGE, names, problems, reading


def warc(*records: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """Records of type, address, status with type of page, and body."""
    made = []
    for number, (kind, url, status, body) in enumerate(records):
        code, _, page = status.partition(" ")
        http = f"HTTP/1.1 {code} OK\r\nContent-Type: {page}\r\n\r\n".encode() if status else b""
        target = f"WARC-Target-URI: {url}\r\n" if url else ""
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: 2026-11-24T09:30:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http) + len(body)}\r\n\r\n"
        )
        record = head.encode(errors="surrogatepass") + http + body + b"\r\n\r\n"
        made.append(gzip.compress(record) if packed else record)
    return b"".join(made)


@pytest.mark.parametrize("as_gzip", [True, False])
def test_the_pages_of_a_web_archive_are_read(as_gzip: bool) -> None:
    content = warc(
        ("warcinfo", "", "", b"software: x"),
        ("request", "https://e.org/a", "", b"GET /a HTTP/1.1\r\nHost: e.org\r\n\r\n"),
        ("response", "https://e.org/a", "200 text/html; charset=utf-8", PAGE.encode()),
        ("response", "https://e.org/gone", "404 text/html", PAGE.encode()),
        ("response", "https://e.org/a.png", "200 image/png", b"\x89PNG"),
        ("resource", "https://e.org/b", "", b"x"),
        packed=as_gzip,
    )
    (found,) = reading(content, "x.warc")
    assert isinstance(found, Draft)
    assert (found.title, found.location.input, found.location.id) == ("A headline", "x.warc#3", "https://e.org/a")


def test_a_damaged_web_archive_gives_what_stands_before() -> None:
    page = ("response", "https://e.org/a", "200 text/html", PAGE.encode())
    found = reading(warc(page) + warc(page)[:200])
    assert len(names(found)) == 1
    found = reading(warc(page, packed=False) + b"\r\n\r\nnonsense\r\n")
    assert (len(names(found)), problems(found)[0][:23]) == (1, "this archive is damaged")


def test_a_web_archive_without_pages_says_so() -> None:
    assert problems(reading(warc(("warcinfo", "", "", b"x")))) == ["there is no page in this archive"]


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # the other program's
@pytest.mark.parametrize("as_gzip", [True, False])
def test_what_another_program_wrote_is_read(as_gzip: bool) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=as_gzip)
    for coding, body in {
        "": PAGE.encode(),
        "gzip": gzip.compress(PAGE.encode()),
        "deflate": zlib.compress(b"x"),
    }.items():
        lines = [("Content-Type", "text/html"), *([("Content-Encoding", coding)] if coding else [])]
        head = StatusAndHeaders("200 OK", lines, protocol="HTTP/1.1")
        url = f"https://e.org/{coding or 'plain'}"
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head))
    found = [(each.url, each.content) for each in read_warc(Input("x", file.getvalue())) if isinstance(each, Input)]
    assert found == [
        ("https://e.org/plain", PAGE.encode()), ("https://e.org/gzip", PAGE.encode()), ("https://e.org/deflate", b"x"),
    ]  # fmt: skip


def answer(head: str, body: bytes) -> list[object]:
    """What an archive of one answer gives: contents, or what is said."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n".encode()
    record = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: <https://e.org/a>\r\n"
        b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(http + body), http + body)
    )
    found = list(read_warc(Input("x", record)))
    return [each.content if isinstance(each, Input) else each.message for each in found]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("head", "body", "content"),
    [
        ("Transfer-Encoding: chunked\r\n", b"3\r\n<p>\r\n2;x=y\r\nhi\r\n0\r\n\r\n", b"<p>hi"),
        ("Transfer-Encoding: chunked\r\n", b"<p>whole", b"<p>whole"),
        ("Content-Encoding: gzip\r\n", b"<p>unpacked", b"<p>unpacked"),
        ("X-Long: a\r\n b\r\n", b"<p>", b"<p>"),
    ],
    ids=["in chunks", "said to be in chunks", "said to be packed", "a head over two lines"],
)
def test_an_answer_is_read_as_the_server_meant_it(head: str, body: bytes, content: bytes) -> None:
    assert answer(head, body)[0] == content


def test_what_is_packed_in_another_way_is_said() -> None:
    assert answer("Content-Encoding: br\r\n", b"x")[0] == "it is packed in a way that digest does not read: br"


def test_one_answer_that_is_none_does_not_lose_the_next() -> None:
    page = ("response", "https://e.org/b", "200 text/html", PAGE.encode())
    found = reading(warc(("response", "https://e.org/a", "", b"nonsense"), page))
    assert (names(found), problems(found)) == (["x#2"], ["this page is damaged: an answer does not begin as one"])


def test_an_archive_that_was_packed_as_a_whole_is_read() -> None:
    page = ("response", "https://e.org/a", "200 text/html", PAGE.encode())
    assert names(reading(gzip.compress(warc(page, page, packed=False)))) == ["x#1", "x#2"]


@pytest.mark.parametrize("url", ["https://e.o\0rg/a", "https://e.org/\x1b[31m", "https://e.org/\x9f", "https://e.org/\ud800"])
def test_an_address_with_what_no_text_file_may_hold_is_left_out(url: str) -> None:
    added(warc(("response", url, "200 text/html", PAGE.encode())))


COUNT = """
import datetime as dt, resource, sys
from pathlib import Path
from digest.ingest.draft import Input
from digest.ingest.inputs import read_file
from digest.ingest.formats.unpack import opened
from digest.ingest.formats import feed, mail, webpage, zip_archive

used = int(next(line for line in open("/proc/self/status") if line.startswith("VmSize")).split()[1]) << 10
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[2]), used + int(sys.argv[2])))
raw = read_file("x", Path(sys.argv[1]))
print(sum(isinstance(result, Input) for result in opened(raw, dt.UTC)))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the kernel for its limits")
@pytest.mark.parametrize("as_gzip", [True, False])
def test_a_large_archive_is_read_in_little_memory(tmp_path: Path, as_gzip: bool) -> None:
    """300 MB of pages and a film, by a process that may have 48 MB more than it had before it began."""
    page = ("response", "https://e.org/a", "200 text/html", PAGE.encode() + b" " * (1 << 20))
    film = ("response", "https://e.org/a", "200 video/mp4", b"\0" * (100 << 20))
    one, other = warc(page, packed=as_gzip), warc(film, packed=as_gzip)
    with (tmp_path / "x.warc").open("wb") as file:
        for part in [one] * 100 + [other] + [one] * 100:
            file.write(part)
    command = [sys.executable, "-c", COUNT, str(tmp_path / "x.warc"), str(48 << 20)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("200", "")


def test_a_line_without_an_end_is_not_waited_for() -> None:
    bomb = gzip.compress(b"WARC/1.0\r\nA: " + b"a" * (200 << 20))
    assert problems(reading(bomb)) == ["this archive is damaged after record 0: a line of a head is too long"]
