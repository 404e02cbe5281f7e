"""A web page as a value: its tree, its metadata, its JSON-LD."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from digest.ingest.html import jsonld
from digest.ingest.html.tree import flattened, parse, without_data
from digest.ingest.text.encoding import one_line
from digest.urls import hostname, is_web_address

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)|Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, eq=False)
class Page:
    """A page that was saved or fetched."""

    html: str
    """Without the data that pictures were saved as, and not too deep."""
    fetched_from: str = ""

    @staticmethod
    def of(html: str, fetched_from: str = "") -> Page:
        """The page of an HTML text."""
        return Page(flattened(without_data(html)), fetched_from)

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """Of all its elements."""
        return parse(self.html)

    @cached_property
    def meta(self) -> dict[str, tuple[str, ...]]:
        """Its `meta` elements: each name, property or itemprop in lower case, with all its values in order."""
        found: dict[str, list[str]] = {}
        for node in self.tree.css("meta[content]"):
            said = node.attributes
            name = said.get("property") or said.get("name") or said.get("itemprop") or ""
            value = one_line(said.get("content") or "")
            if name and value:
                found.setdefault(name.strip().lower(), []).append(value)
        return {name: tuple(values) for name, values in found.items()}

    @cached_property
    def things(self) -> list[jsonld.Thing]:
        """The objects of its JSON-LD."""
        return jsonld.things_in(node.text() or "" for node in self.tree.css('script[type*="ld+json"]'))

    @cached_property
    def article(self) -> jsonld.Thing:
        """The object of its JSON-LD that is the article, or an empty one."""
        return jsonld.article_of(self.things)

    @cached_property
    def url(self) -> str:
        """The article's own address: canonical, stated, or where it was saved from; empty if none is known."""
        said = (
            *(node.attributes.get("href") for node in self.tree.css('link[rel="canonical"]')),
            *self.meta.get("og:url", ()),
            jsonld.words(self.article.get("url")),
            jsonld.words(self.article.get("mainEntityOfPage")),
            self.saved_from,
        )
        addresses = (_joined(self.saved_from, each) for each in said if each)
        return next(filter(_is_of_an_article, addresses), "") or self.saved_from

    @cached_property
    def saved_from(self) -> str:
        """Where it was fetched from, or the browser says it was."""
        found = _SAVED_FROM.search(self.html[:5_000])
        saved = (found[1] or found[2]) if found else ""
        address = self.fetched_from or saved
        return address if is_web_address(address) else ""

    @cached_property
    def base(self) -> str:
        """What relative links are seen from."""
        stated = self.tree.css_first("base[href]")
        own = self.saved_from or self.url
        return _joined(own, stated.attributes.get("href") or "") if stated else own

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """What the page calls its site, the plainest name first."""
        publisher = self.article.get("publisher")
        said = (
            *self.meta.get("og:site_name", ()),
            jsonld.words(publisher),
            *self.meta.get("application-name", ()),
            *self.meta.get("apple-mobile-web-app-title", ()),
            *(jsonld.words(each.get("name")) for each in self.things if _is_site(each)),
        )
        return tuple(dict.fromkeys(one_line(name) for name in said if name and "://" not in name))

    @cached_property
    def lang(self) -> str:
        """Its language as a tag such as `en` or `pt-BR`, as far as it says."""
        root = self.tree.css_first("html[lang]")
        said = (
            root.attributes.get("lang") if root else "",
            jsonld.words(self.article.get("inLanguage")),
            self.first("og:locale", "content-language", "language"),
        )
        tags = (
            re.fullmatch(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{2}))?(?:[-_.].*)?", (each or "").strip()) for each in said
        )
        found = next(filter(None, tags), None)
        return (found[1].lower() + (f"-{found[2].upper()}" if found[2] else "")) if found else ""

    @property
    def host(self) -> str:
        """The host of its address."""
        return hostname(self.url)

    def first(self, *names: str) -> str:
        """The first value of the first of these `meta` names that has one, or the empty string."""
        return next((self.meta[name][0] for name in names if name in self.meta), "")

    def texts(self, selector: str) -> Iterator[tuple[LexborNode, str]]:
        """Each element that a selector finds, with its words on one line, where it has any."""
        for node in self.tree.css(selector):
            text = one_line(node.text(deep=True, separator=" "))
            if text:
                yield node, text


def _joined(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference.strip())
    except ValueError:
        return ""


def _is_site(thing: dict[str, Any]) -> bool:
    return thing.get("@type") in ("WebSite", "NewsMediaOrganization")


def _is_of_an_article(address: str) -> bool:
    """A web address with a path: some pages name their front page as canonical."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.path.strip("/") or parts.query) != ""
