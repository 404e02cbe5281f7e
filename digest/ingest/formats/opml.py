"""OPML: a list of feeds, as feed readers export it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from digest.ingest.draft import Envelope, Failure, Found, Input, Link, Place
from digest.ingest.formats.url_list import is_address
from digest.ingest.formats.xml_text import root_of, xml_text
from digest.ingest.html.tree import parse
from digest.ingest.text.encoding import one_line

MAX_SIZE = 8 << 20
MAX_FEEDS = 2_000


def recognise(given: Input) -> bool:
    """Whether its root element says so."""
    return root_of(given.content) == "opml"


def read(given: Input) -> Iterator[Found]:
    """The address of each feed that is listed, once, however deep in groups. Raises NotText."""
    if len(given.content) > MAX_SIZE:
        yield Failure(Place(given.name), f"this list is larger than {MAX_SIZE >> 20} MB", "split it")
        return
    found: dict[str, str] = {}
    for url, title in _feeds(given):
        found.setdefault(url, title)
    if not found:
        yield Failure(Place(given.name), "there is no feed in this list")
    if len(found) > MAX_FEEDS:
        yield Failure(Place(given.name), f"there are more than {MAX_FEEDS} feeds in this list", "split it")
        return
    for url, title in found.items():
        yield Link(url, named=given.named, envelope=Envelope(source=title))


def _feeds(given: Input) -> Iterator[tuple[str, str]]:
    """Read as HTML is: many such lists are not well-formed, and no entity but HTML's own counts."""
    for outline in parse(xml_text(given.content)).css("outline"):
        said = outline.attributes
        written = (said.get("xmlurl") or "").strip()
        try:
            url = urljoin(given.url, written)
        except ValueError:
            continue
        if written and is_address(url):
            yield url, one_line(said.get("title") or said.get("text") or "")
