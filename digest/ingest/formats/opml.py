"""OPML: a list of feeds, as feed readers export it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from digest.ingest.draft import Address, Envelope, Failure, Input, Location, Member
from digest.ingest.formats.url_list import is_address
from digest.ingest.formats.xml_text import root_of, xml_text
from digest.ingest.html.tree import parse
from digest.ingest.text.encoding import one_line

MAX_SIZE = 8 << 20
"""Bytes."""
MAX_FEEDS = 2_000


def recognise(raw: Input) -> bool:
    """Whether its root element is `opml`."""
    return root_of(raw.content) == "opml"


def read(raw: Input) -> Iterator[Member]:
    """The address of each listed feed once, also of those in groups. Raises NotText."""
    if len(raw.content) > MAX_SIZE:
        yield Failure(Location(raw.name), f"this list is larger than {MAX_SIZE >> 20} MB", "split it")
        return
    titles: dict[str, str] = {}  # by address
    for url, title in _feeds(raw):
        titles.setdefault(url, title)
    if not titles:
        yield Failure(Location(raw.name), "there is no feed in this list")
    if len(titles) > MAX_FEEDS:
        yield Failure(Location(raw.name), f"there are more than {MAX_FEEDS} feeds in this list", "split it")
        return
    for url, title in titles.items():
        yield Address(url, trusted_url=raw.trusted_url, envelope=Envelope(source=title))


def _feeds(raw: Input) -> Iterator[tuple[str, str]]:
    """Address and title of each `outline`. An HTML parser reads them: many lists are not well-formed XML."""
    for outline in parse(xml_text(raw.content)).css("outline"):
        attributes = outline.attributes
        xml_url = (attributes.get("xmlurl") or "").strip()
        try:
            url = urljoin(raw.url, xml_url)
        except ValueError:
            continue
        if xml_url and is_address(url):
            yield url, one_line(attributes.get("title") or attributes.get("text") or "")
