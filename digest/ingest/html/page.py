"""A web page as a value: its tree, its metadata, its JSON-LD."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from digest.ingest.html import jsonld
from digest.ingest.html.tree import bounded, parse, parse_bounded, without_data
from digest.ingest.text.encoding import one_line, tidy
from digest.language.tags import language_tag
from digest.urls import hostname, is_web_address

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)|Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE)
"""What browsers write into pages: `<!-- saved from url=(0028)https://harbour.example/a -->`."""


@dataclasses.dataclass(frozen=True, eq=False)
class WebPage:
    """A web page that was saved or fetched."""

    html: str
    """Without embedded data, and within the bounds of `tree.bounded`."""
    fetched_from: str = ""

    @staticmethod
    def of(html: str, fetched_from: str = "") -> WebPage:
        """The page of an HTML text."""
        return WebPage(bounded(without_data(html)), fetched_from)

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The tree of its elements."""
        return parse_bounded(self.html)

    @cached_property
    def meta(self) -> dict[str, tuple[str, ...]]:
        """Its `meta` elements: the values by name, property or itemprop in lower case, in order."""
        values: dict[str, list[str]] = {}
        for node in self.tree.css("meta[content]"):
            attributes = node.attributes
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            value = one_line(attributes.get("content") or "")
            if name and value:
                values.setdefault(name.strip().lower(), []).append(value)
        return {name: tuple(texts) for name, texts in values.items()}

    @cached_property
    def things(self) -> list[jsonld.Thing]:
        """The objects of its JSON-LD."""
        return jsonld.things_in(node.text() or "" for node in self.tree.css('script[type*="ld+json"]'))

    @cached_property
    def article(self) -> jsonld.Thing:
        """The object of its JSON-LD that is the article, or an empty one."""
        return jsonld.article_of(self.things)

    @cached_property
    def stated_text(self) -> str:
        """The text of the article as its JSON-LD states it, without markup; empty if it states none."""
        stated = jsonld.text_of(self.article.get("articleBody"))
        if "<" not in stated:
            return tidy(stated)
        body = parse(stated).body
        return tidy(body.text(deep=True, separator="\n")) if body else ""

    @cached_property
    def url(self) -> str:
        """The address of the article: canonical, stated, or where it was saved from; empty if none is known."""
        references = (
            *(node.attributes.get("href") for node in self.tree.css('link[rel="canonical"]')),
            *self.meta.get("og:url", ()),
            jsonld.text_of(self.article.get("url")),
            jsonld.text_of(self.article.get("mainEntityOfPage")),
            self.saved_from,
        )
        urls = (_joined(self.saved_from, reference) for reference in references if reference)
        return next(filter(_is_of_article, urls), "") or self.saved_from

    @cached_property
    def saved_from(self) -> str:
        """The address that it was fetched from, or that the browser noted when saving it."""
        note = _SAVED_FROM.search(self.html[:5_000])
        url = self.fetched_from or ((note[1] or note[2]) if note else "")
        return url if is_web_address(url) else ""

    @cached_property
    def base(self) -> str:
        """The base of its relative links."""
        element = self.tree.css_first("base[href]")
        own = self.saved_from or self.url
        return _joined(own, element.attributes.get("href") or "") if element else own

    @cached_property
    def feeds(self) -> tuple[str, ...]:
        """The addresses of the feeds that it names in its head."""
        nodes = self.tree.css('link[rel~="alternate"][type*="rss"], link[rel~="alternate"][type*="atom"],'
                              ' link[rel~="alternate"][type*="feed+json"]')  # fmt: skip
        hrefs = (node.attributes.get("href") or "" for node in nodes)
        return tuple(dict.fromkeys(_joined(self.base, href) for href in hrefs if href))

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """The names that the page gives its site, the plainest first."""
        publisher = self.article.get("publisher")
        names = (
            *self.meta.get("og:site_name", ()),
            jsonld.text_of(publisher),
            *self.meta.get("application-name", ()),
            *self.meta.get("apple-mobile-web-app-title", ()),
            *(jsonld.text_of(thing.get("name")) for thing in self.things if _is_site(thing)),
        )
        return tuple(dict.fromkeys(one_line(name) for name in names if name and "://" not in name))

    @cached_property
    def lang(self) -> str:
        """The tag of its language, such as `en` or `pt-BR`; empty if none is stated."""
        root = self.tree.css_first("html[lang]")
        values = (
            root.attributes.get("lang") if root else "",
            jsonld.text_of(self.article.get("inLanguage")),
            self.first("og:locale", "content-language", "language"),
        )
        return next(filter(None, (language_tag((value or "").strip()) for value in values)), "")

    @property
    def host(self) -> str:
        """The host of the article's address."""
        return hostname(self.url)

    def first(self, *names: str) -> str:
        """The first value under the first of these `meta` names that has one; empty if none has."""
        return next((self.meta[name][0] for name in names if name in self.meta), "")

    def texts(self, selector: str) -> Iterator[tuple[LexborNode, str]]:
        """Each element that matches a selector and has text, with its text on one line."""
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


def _is_of_article(address: str) -> bool:
    """Whether it is a web address with a path: some pages state their front page as canonical."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.path.strip("/") or parts.query) != ""
