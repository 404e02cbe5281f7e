"""What articles are packed in: zip, gzip, web archives, lists of addresses, and these in each other."""

import datetime as dt
import gzip
import io
import plistlib
import stat
import time
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.ingest.draft import Address, Draft, Failure, Input, ReadResult
from digest.ingest.formats import gzip_archive, unpack, zip_archive
from digest.ingest.formats.unpack import Fetch, read

UTC = dt.UTC
STORY = "A headline\n\nThe alliance met in Brussels and will meet again in the spring.\n"
PAGE = (
    "<!DOCTYPE html><html><head><title>A headline</title></head><body><article><h1>A headline</h1><p>"
    + "The alliance met in Brussels and will meet again in the spring, officials said there. " * 6
    + "</p></article></body></html>"
)


def reading(content: bytes, name: str = "x", fetch: Fetch | None = None) -> list[ReadResult]:
    return list(read(Input(name, content), UTC, fetch))


def names(reads: list[ReadResult]) -> list[str]:
    return [each.location.input for each in reads if isinstance(each, Draft)]


def problems(reads: list[ReadResult]) -> list[str]:
    return [each.message for each in reads if isinstance(each, Failure)]


def packed(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


# What is none of ours


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "this is a PDF"),
        (b"{\\rtf1\\ansi Hello}", "this is an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "this is an office document or a message of Outlook's"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is a picture"),
        (b"\0\0\0\x18ftypmp42" + bytes(20), "this is a recording"),
        (b"7z\xbc\xaf\x27\x1c", "this is a packed file"),
        (b"\x7fELF\x02\x01", "this is a program's file"),
    ],
)
def test_files_of_other_kinds_are_called_by_their_name(content: bytes, said: str) -> None:
    assert problems(reading(content)) == [said]


@pytest.mark.parametrize("word", ["ID3", "MZ", "GIF", "BZh", "II", "OggS", "RIFF"])
def test_a_text_may_begin_with_the_same_letters(word: str) -> None:
    assert names(reading(f"{word} and others\n\n{STORY}".encode())) == ["x"]


# Safari's web archives


def saved_by_safari(**resource: object) -> bytes:
    page = {"WebResourceData": PAGE.encode("utf-16"), "WebResourceMIMEType": "text/html"}
    page |= {"WebResourceTextEncodingName": "UTF-16", "WebResourceURL": "https://e.org/a"}
    return plistlib.dumps({"WebMainResource": page | resource, "WebSubresources": []}, fmt=plistlib.FMT_BINARY)


def test_a_page_that_safari_saved_is_read() -> None:
    (found,) = reading(saved_by_safari())
    assert isinstance(found, Draft)
    assert (found.title, found.url) == ("A headline", "https://e.org/a")
    (found,) = reading(saved_by_safari(WebResourceURL=7, WebResourceTextEncodingName=[1], WebResourceData=b"<p>x"))
    assert isinstance(found, Failure)
    assert found.message == "no article was found in this page"


@pytest.mark.parametrize(
    "content",
    [
        b"bplist00",
        saved_by_safari()[:-9],
        saved_by_safari(WebResourceData="words"),
        plistlib.dumps({"WebMainResource": ["x"]}, fmt=plistlib.FMT_BINARY),
        plistlib.dumps(["x"], fmt=plistlib.FMT_BINARY),
    ],
)
def test_other_lists_of_properties_are_none(content: bytes) -> None:
    assert problems(reading(content)) == ["this is no web archive of Safari's"]


# Zip


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_each_file_of_a_zip_is_read(method: int) -> None:
    found = reading(packed({"b/two.txt": STORY, "a.html": PAGE, "c.jsonl": '{"title": "T", "text": "Words."}'}, method))
    assert names(found) == ["x/a.html", "x/b/two.txt", "x/c.jsonl"]


def test_what_systems_put_into_a_zip_is_left_alone() -> None:
    files = {"a.txt": STORY, "__MACOSX/._a.txt": "x", ".DS_Store": "x", "b/.git/c": "x", "b/": ""}
    assert names(reading(packed(files))) == ["x/a.txt"]


@pytest.mark.parametrize(
    "name",
    ["../../etc/a.txt", "/etc/a.txt", "C:\\a.txt", "..\\..\\a.txt", "con.txt", "a\nb.txt", "a\x1b[31m.txt", "a. "],
)
def test_a_name_in_a_zip_is_a_name_and_no_path(name: str) -> None:
    (found,) = reading(packed({name: STORY}))
    assert isinstance(found, Draft)
    assert found.title == "A headline"


def test_a_file_without_a_name_is_read_too() -> None:
    content = packed({"a.txt": STORY}).replace(b"a.txt", b"\0.txt")
    assert names(reading(content)) == ["x/"]


def test_names_that_differ_in_case_only_are_two_files() -> None:
    assert len(names(reading(packed({"A.txt": STORY, "a.txt": STORY})))) == 2


def test_a_link_in_a_zip_is_not_followed() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert problems(reading(made.getvalue())) == ["this is a link, not a file"]


def test_a_locked_file_is_said_to_be_one() -> None:
    content = bytearray(packed({"a.txt": STORY}))
    for at in (6, content.find(b"PK\x01\x02") + 8):
        content[at] |= 1
    assert problems(reading(bytes(content))) == ["it is locked with a password"]


def test_a_file_that_grows_as_bombs_do_is_not_unpacked() -> None:
    found = reading(packed({"a.txt": STORY, "bomb": b"\0" * 20_000_000}))
    assert (names(found), problems(found)) == (["x/a.txt"], ["it grows to more than 200 times its size, as bombs do"])


def test_a_file_that_is_larger_than_it_says_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "MAX_MEMBER_SIZE", 1000)
    assert problems(reading(packed({"a": "x" * 1001}))) == ["it is larger than 0 MB"]
    content = bytearray(packed({"a.txt": "word " * 100}, zipfile.ZIP_STORED))
    at = content.find(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    (said,) = problems(reading(bytes(content)))
    assert said.startswith(("it cannot be unpacked", "it unpacks to more"))


def test_a_zip_of_too_many_files_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "MAX_FILES", 1)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", STORY)
        archive.writestr("b.txt", STORY)
    assert problems(reading(packed.getvalue())) == ["there are more than 1 files in it"]


def test_a_damaged_zip_is_a_failure() -> None:
    whole = packed({"a.txt": STORY, "b.txt": STORY})
    assert problems(reading(whole[:-30]))[0].startswith("this zip file is damaged")
    broken = bytearray(whole)
    broken[40] ^= 0xFF
    found = reading(bytes(broken))
    assert (len(names(found)), len(problems(found))) == (1, 1)
    assert problems(reading(packed({}))) == ["there is no file in this zip file"]


def test_office_documents_are_no_archives() -> None:
    assert problems(reading(packed({"[Content_Types].xml": "x", "word/a.xml": "x"}))) == ["this is an office document"]


# Gzip


def test_what_gzip_packed_is_read() -> None:
    assert names(reading(gzip.compress(STORY.encode()), "a.txt.gz")) == ["a.txt"]
    two = gzip.compress(STORY[:20].encode()) + gzip.compress(STORY[20:].encode())
    assert names(reading(two, "a.txt.gz")) == ["a.txt"]


def test_a_gzip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gzip_archive, "MAX_UNPACKED", 1_000_000)
    assert problems(reading(gzip.compress(b"x" * 2_000_000))) == ["it unpacks to more than 0 MB"]


@pytest.mark.parametrize(
    "content",
    [gzip.compress(STORY.encode(), mtime=0)[:-12], b"\x1f\x8b\x08" + b"x" * 20, b"\x1f\x8b\x08"],
    ids=["cut off", "no data", "a head alone"],
)
def test_a_damaged_gzip_is_a_failure(content: bytes) -> None:
    assert problems(reading(content)) == ["this gzip file is damaged"]


def test_many_members_take_time_in_proportion() -> None:
    """Twice the members take at most three times as long (it was four: each was handed a copy of all that follow)."""
    member = gzip.compress(b"", mtime=0)

    def seconds(members: int) -> float:
        content = member * members
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            gzip_archive.unpack(content, 1)
            best = min(best, time.process_time() - began)
        return best

    assert seconds(80_000) < 3 * seconds(40_000)


def test_unpacking_ends_at_its_deadline() -> None:
    with pytest.raises(TimeoutError):
        gzip_archive.unpack(gzip.compress(b"words", mtime=0), 100, deadline=time.monotonic() - 1)


@given(st.lists(st.binary(max_size=2000), min_size=1, max_size=6), st.integers(0, 3))
def test_any_members_are_unpacked_to_what_was_packed(members: list[bytes], padding: int) -> None:
    packed = b"".join(gzip.compress(member, mtime=0) for member in members) + b"\0" * padding
    assert gzip_archive.unpack(packed, 20_000) == b"".join(members)


# In each other


def test_things_in_things_are_read() -> None:
    mail = f"From: a@b.c\nTo: d@e.f\nSubject: Second\n\n{STORY}"
    box = f"From a Tue Nov 24 09:30:00 2026\n{mail}"
    inner = packed({"m.mbox.gz": gzip.compress(box.encode()), "a.txt": STORY})
    assert names(reading(packed({"inner.zip": inner}))) == ["x/inner.zip/a.txt", "x/inner.zip/m.mbox#1"]


def test_what_lies_too_deep_is_not_dug_for() -> None:
    content = STORY.encode()
    for _ in range(unpack.MAX_DEPTH):
        content = packed({"a": content})
    assert len(names(reading(content))) == 1
    assert problems(reading(packed({"a": content}))) == ["it is packed in too many files within files"]


def test_a_bomb_of_many_files_ends_with_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MAX_UNPACKED", 10_000)
    found = reading(packed({f"{n}.txt": STORY + "x" * 1000 for n in range(50)}))
    assert 5 < len(names(found)) < 10
    assert problems(found) == ["it unpacks to more than 0 MB"]


# Addresses


def pages(**content: str) -> tuple[Fetch, list[str]]:
    """A web of these pages, and what was asked of it."""
    asked: list[str] = []

    def get(address: Address) -> Input | Failure:
        asked.append(address.url)
        return Input(address.url, content[address.url.rpartition("/")[2]].encode(), url=address.url)

    return Fetch(get, set()), asked


def test_a_list_of_addresses_is_read_each_once() -> None:
    fetch, asked = pages(a=PAGE, b=STORY)
    found = reading(b"https://e.org/a\n\nhttps://e.org/b \r\nhttps://e.org/a\n", "list.txt", fetch)
    assert names(found) == ["https://e.org/a", "https://e.org/b"]
    assert asked == ["https://e.org/a", "https://e.org/b"]


def test_lists_that_name_each_other_end() -> None:
    def opml(*urls: str) -> str:
        return "<opml>" + "".join(f"<outline xmlUrl='https://e.org/{url}'/>" for url in urls) + "</opml>"

    fetch, asked = pages(a=opml("b", "a", "c"), b=opml("a", "b", "c"), c=STORY)
    found = reading(opml("a", "b").encode(), "list.opml", fetch)
    assert (names(found), len(asked)) == (["https://e.org/c"], 3)


def test_a_list_of_feeds_says_what_is_wrong_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    outline = "<outline xmlUrl='https://e.org/{}'/>"
    empty = "<opml><outline text='A group'/><outline xmlUrl='ftp://e.org/a'/></opml>"
    assert problems(reading(empty.encode())) == ["there is no feed in this list"]
    monkeypatch.setattr("digest.ingest.formats.opml.MAX_FEEDS", 2)
    many = f"<opml>{''.join(map(outline.format, 'abc'))}</opml>"
    assert problems(reading(many.encode())) == ["there are more than 2 feeds in this list"]
    monkeypatch.setattr("digest.ingest.formats.opml.MAX_SIZE", 1 << 20)
    large = f"<opml>{' ' * (1 << 20)}{outline}</opml>"
    assert problems(reading(large.encode())) == ["this list is larger than 1 MB"]


def test_without_a_web_an_address_is_a_failure() -> None:
    assert problems(reading(b"https://e.org/a\n")) == ["this is an address, not an article"]
