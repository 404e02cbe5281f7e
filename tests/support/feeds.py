"""What RFC 4287 asks of an Atom feed, point by point."""

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")
TAG_URI = re.compile(r"tag:[a-z0-9][a-z0-9.-]*,\d{4}(?:-\d{2}){0,2}:[A-Za-z0-9/._~!$&'()*+,;=:@%?-]*")


def parsed(content: bytes) -> ET.Element:
    """The root of an XML file of ours."""
    return ET.fromstring(content)  # noqa: S314 - it is our own


def check_atom(content: bytes, url: str) -> str:
    """Assert that the feed at `url` keeps the rules. Returns its id."""
    feed = parsed(content)
    assert feed.tag == f"{ATOM}feed"
    _check_common(feed)
    assert feed.findall(f"{ATOM}author"), "4.1.1: needed where an entry has none"
    (me,) = (link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert me.get("href") == url, "4.1.1: the address the feed was taken from"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        _check_entry(entry)
    newest = max(_text(entry, "updated") for entry in entries)
    assert _text(feed, "updated") == newest
    own = [_text(entry, "id") for entry in entries]
    assert len(set(own)) == len(own), "4.2.6: no two entries of one id"
    return _text(feed, "id")


def _check_common(element: ET.Element) -> None:
    assert _text(element, "title"), "4.2.14"
    assert TAG_URI.fullmatch(_text(element, "id")), "4.2.6, RFC 4151"
    assert RFC_3339.fullmatch(_text(element, "updated")), "3.3"
    alternates = [link for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    assert len({(link.get("type"), link.get("hreflang")) for link in alternates}) == len(alternates), "4.1.1"
    assert alternates
    for link in element.findall(f"{ATOM}link"):
        assert urlsplit(link.attrib["href"]).scheme == "https"
    for person in [*element.findall(f"{ATOM}author"), *element.findall(f"{ATOM}contributor")]:
        assert _text(person, "name"), "3.2.1"


def _check_entry(entry: ET.Element) -> None:
    _check_common(entry)
    for name in ("published", "summary", "content", "rights"):
        assert len(entry.findall(ATOM + name)) <= 1, f"4.1.2: at most one {name}"
    for published in entry.findall(f"{ATOM}published"):
        assert RFC_3339.fullmatch(published.text or "")
    for content in entry.findall(f"{ATOM}content"):
        assert content.get("type") == "html"
        assert not list(content), "3.1.1.2: markup is escaped"
    for category in entry.findall(f"{ATOM}category"):
        assert category.get("term"), "4.2.2.1"


def _text(parent: ET.Element, name: str) -> str:
    (found,) = parent.findall(ATOM + name)
    return found.text or ""
