"""Rules over articles that a site has twice."""

from __future__ import annotations

from collections.abc import Iterator

from digest.checking.checked_site import Breach, CheckedSite
from digest.ingest.dedupe.article_urls import normal_url
from digest.ingest.dedupe.index import MIN_SIMILARITY
from digest.ingest.dedupe.minhash import Index, similarity
from digest.model.article import Article


def _in_order(site: CheckedSite) -> list[Article]:
    """The articles, the oldest first: of two equal ones the later is the repetition."""
    return sorted(site.articles, key=lambda article: (article.date.at, article.path))


def same(site: CheckedSite) -> Iterator[Breach]:
    """Articles with the text or the original of an earlier one."""
    texts: dict[bytes, Article] = {}
    originals: dict[str, Article] = {}
    for article in _in_order(site):
        url = normal_url(article.url) if article.url else ""
        text = site.facts[article.path].digest if article.body.words else b""
        other = texts.get(text) or originals.get(url)
        if other:
            what = "text" if text in texts else "original"
            message = f"it has the same {what} as {other.path}"
            yield Breach(article.path, 1, 1, message, 'delete one, and name its address under "aliases" of the other')
        if text:
            texts.setdefault(text, article)
        if url:
            originals.setdefault(url, article)


def similar(site: CheckedSite) -> Iterator[Breach]:
    """Articles with nearly the text of an earlier one: another version of it, or the copy of another outlet."""
    index = Index()
    articles = _in_order(site)
    for number, article in enumerate(articles):
        facts = site.facts[article.path]
        if not facts.sketch:
            continue
        nearest = index.nearest(facts.sketch, MIN_SIMILARITY)
        other = articles[nearest] if nearest is not None else None
        if other and site.facts[other.path].digest != facts.digest:
            share = similarity(facts.sketch, site.facts[other.path].sketch)
            message = f"its text is nearly that of {other.path}: about {share:.0%} of the phrases"
            yield Breach(article.path, 1, 1, message, "keep one; name the other outlet under \"also\"")
        index.add(number, facts.sketch)
