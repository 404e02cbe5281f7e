"""What stands in a page, by the standard library's parser: elements with their attributes, links, words."""

from html.parser import HTMLParser
from typing import NamedTuple


class Element(NamedTuple):
    """A start tag: its name and its attributes, both in lower case."""

    tag: str
    attributes: dict[str, str]


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Element] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def elements(html: str) -> list[Element]:
    """Every element of a page, in order."""
    return _collect(html).found


def links(html: str) -> list[str]:
    """Where the links of a page lead, in order."""
    return [found.attributes["href"] for found in elements(html) if found.tag == "a" and "href" in found.attributes]


def words(html: str) -> str:
    """The text of a page with single spaces."""
    return " ".join(" ".join(_collect(html).texts).split())


def titles(html: str) -> list[str]:
    """The headlines of the cards on a page of the plain theme, in order."""
    parts = html.split("<h3>")[1:]
    return [words(part.partition("</h3>")[0]) for part in parts]


def _collect(html: str) -> _Collector:
    collector = _Collector()
    collector.feed(html)
    collector.close()
    return collector
