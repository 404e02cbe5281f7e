"""One table of by-lines goes through every kind of input, and each reads the same in all of them."""

import html
import json
import re
from collections.abc import Callable, Iterator

import pytest

from digest.dates import zone
from digest.gazetteer import builtin
from digest.ingest.draft import Draft, Input
from digest.ingest.formats.unpack import read as read_all
from digest.ingest.html.authors import authors_of
from digest.ingest.html.page import WebPage
from digest.ingest.html.person_names import people
from digest.ingest.wire import clean

JANE, BOTH = ["Jane Roe"], ["Jane Roe", "Max Berg"]
BY_LINES = {
    "Jane Roe": JANE, "By Jane Roe": JANE, "by Jane Roe": JANE, "By: Jane Roe": JANE, "Written by Jane Roe": JANE,
    "Von Jane Roe": JANE, "Par Jane Roe": JANE, "Por Jane Roe": JANE, "Di Jane Roe": JANE, "Door Jane Roe": JANE,
    "Text: Jane Roe": JANE, "Analysis by Jane Roe": JANE, "Reporting by Jane Roe": JANE,
    "Jane Roe, Max Berg": BOTH, "Jane Roe and Max Berg": BOTH, "Jane Roe & Max Berg": BOTH, "Jane Roe; Max Berg": BOTH,
    "By Jane Roe, Max Berg and Bo White": [*BOTH, "Bo White"], "Jane Roe, with Max Berg": BOTH,
    "Jane Roe und Max Berg": BOTH, "Jane Roe/Max Berg": BOTH, "By Jane Roe, and Max Berg": BOTH,
    "By Jane Roe in Brussels": JANE, "By Jane Roe in Brussels and Max Berg in Paris": BOTH,
    "By Jane Roe in New York": JANE, "By Jane Roe, Brussels": JANE, "Jane Roe, Köln": JANE, "Jane Roe, New York": JANE,
    "Par Jane Roe à Lyon": JANE, "Von Jane Roe aus Berlin": JANE, "Jane Roe, reporting from Kyiv": JANE,
    "Jane Roe and Max Berg in Caracas": BOTH,
    "jane.roe@harbour.example": [], "jane.roe@harbour.example (Jane Roe)": JANE,
    "Jane Roe <jane.roe@harbour.example>": JANE, "Jane Roe, jane@harbour.example": JANE,
    "Jane Roe https://harbour.example/jane": JANE,
    "Jane Roe, Senior Editor": JANE, "Jane Roe, Political Correspondent": JANE, "Jane Roe, MS, RD": JANE,
    "Jane Roe (Politics)": JANE, "Jane Roe | Politics": JANE, "Jane Roe, AFP": JANE, "Jane Roe (AP)": JANE,
    "Jane Roe Associated Press": JANE, "Jane Roe for harbour.com": JANE,
    "Jane Roe Apr. 30, 2026 , 1:00 PM": JANE, "Jane Roe | 30 April 2026": JANE, "Jane Roe 2026-04-30": JANE,
    "By Jane Roe Published 3:15 PM EST, Thu November 2, 2023": JANE, "Jane Roe, 3 hours ago": JANE,
    "By Jane Roe. Edited by Max Berg": JANE, "Jane Roe; Editing by Max Berg": JANE, "Jane Roe, photos: Max Berg": JANE,
    "Jane van der Roe": ["Jane van der Roe"], "Dr. Max Roe Jr.": ["Dr. Max Roe Jr."], "JANE ROE": ["JANE ROE"],
    "Pelé": ["Pelé"], "AFP": ["AFP"], "The Associated Press": ["The Associated Press"], "BR24 Team": ["BR24 Team"],
    "admin": [], "Von unserer Redaktion": [], "Nachrichten": [], "": [],
}  # fmt: skip
KEYS = [*BY_LINES]


def drafts(content: str) -> Iterator[Draft]:
    for member in read_all(Input("x", content.encode()), zone("UTC"), None):
        assert isinstance(member, Draft), member
        yield member


def of_rows() -> list[tuple[str, ...]]:
    rows = ({"title": f"Row {n}", "text": "Some words.", "authors": [line]} for n, line in enumerate(KEYS))
    return [row.authors for row in drafts("\n".join(map(json.dumps, rows)))]


def of_feed(entry: str, feed: str) -> list[tuple[str, ...]]:
    entries = "".join(entry.format(n, html.escape(html.escape(line))) for n, line in enumerate(KEYS))
    return [draft.authors for draft in drafts(feed.format(entries))]


def of_rss() -> list[tuple[str, ...]]:
    item = "<item><title>Entry {}</title><description>Words.</description><dc:creator>{}</dc:creator></item>"
    names = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return of_feed(item, f'<rss version="2.0" {names}><channel><title>A</title>{{}}</channel></rss>')


def of_atom() -> list[tuple[str, ...]]:
    entry = "<entry><title>Entry {}</title><summary>Words.</summary><author><name>{}</name></author></entry>"
    return of_feed(entry, '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>{}</feed>')


def of_json_feed() -> list[tuple[str, ...]]:
    items = [{"id": str(n), "content_text": "Words.", "author": {"name": line}} for n, line in enumerate(KEYS)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": items}
    return [draft.authors for draft in drafts(json.dumps(feed).replace("<", "&lt;"))]


def of_meta() -> list[tuple[str, ...]]:
    heads = (f'<meta name="author" content="{html.escape(line)}">' for line in KEYS)
    return [authors_of(WebPage.of(f"<html><head>{head}</head></html>"), []) for head in heads]


def of_jsonld() -> list[tuple[str, ...]]:
    objects = (json.dumps({"@type": "NewsArticle", "headline": "h", "author": {"name": line}}) for line in KEYS)
    pages = (f'<html><head><script type="application/ld+json">{thing}</script></head></html>' for thing in objects)
    return [authors_of(WebPage.of(page), []) for page in pages]


STORY = "The ministers of nine states on the Baltic met in Riga to speak about the cables on the sea floor. " * 2
INPUTS = [of_rows, of_rss, of_atom, of_json_feed, of_meta, of_jsonld]
SIGNED = [line for line in KEYS if line]


def signed(line: str) -> str:
    """The line as a text has it above its story: with a label, where it has none."""
    return line if re.match(r"(?i)(?:[\w ]+ )?by[ :]|von |par |por |text:", line) else f"By: {line}"


def pasted(line: str) -> bytes:
    return f"Nine meet\n\n{signed(line)}\n\n{STORY}\n".encode()


def mailed(line: str) -> bytes:
    return f"From: a@harbour.example\nTo: b@harbour.example\nSubject: Nine meet\n\n{signed(line)}\n\n{STORY}\n".encode()


@pytest.mark.parametrize("write", [pasted, mailed], ids=["pasted", "mailed"])
def test_a_by_line_above_a_text_reads_the_same(write: Callable[[str], bytes]) -> None:
    authors = {}
    for line in SIGNED:
        (member,) = read_all(Input("x.txt", write(line)), zone("UTC"), None)
        assert isinstance(member, Draft)
        authors[line] = list(clean(member, builtin()).authors)
    assert authors == {line: BY_LINES[line] for line in SIGNED}


@pytest.mark.parametrize("read", INPUTS, ids=[read.__name__ for read in INPUTS])
def test_a_by_line_reads_the_same_everywhere(read) -> None:  # type: ignore[no-untyped-def]
    assert dict(zip(KEYS, map(list, read()), strict=True)) == BY_LINES


def test_there_are_sixty() -> None:
    assert len(BY_LINES) >= 60


@pytest.mark.parametrize("line", KEYS)
def test_names_that_were_read_are_read_again_as_they_are(line: str) -> None:
    assert list(people(BY_LINES[line])) == BY_LINES[line]
