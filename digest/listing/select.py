"""Selecting articles: by words, state, terms and days. All that is asked for must hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from digest.language.tokens import folded
from digest.listing.catalogue import Catalogue
from digest.listing.states import STATES
from digest.model.article import Article

Test = Callable[[Article], bool]


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """The conditions on articles of a site. An empty field is not a condition."""

    words: tuple[str, ...] = ()
    """Each must be in the text, the headline, the source, an author or an actor; case and accents do not count."""
    states: tuple[str, ...] = ()
    """Keys of STATES."""
    terms: tuple[tuple[str, str], ...] = ()
    """Pairs of family and name, such as `("actors", "NATO")`. Any spelling or alias of the name counts."""
    since: dt.date | None = None
    """The first day of publication; `until` is the last."""
    until: dt.date | None = None


class UnusedTerm(NamedTuple):
    """A name in a query that no article has."""

    family: str
    name: str
    used: tuple[str, ...]
    """The names that articles have, as written."""


def select(catalogue: Catalogue, query: Query, now: dt.datetime) -> list[Article]:
    """The articles for which all of the query holds at a moment, newest first; those of one moment by path."""
    tests = list(_tests(catalogue, query, now))
    articles = [article for article in catalogue.articles if all(test(article) for test in tests)]
    return sorted(articles, key=lambda article: article.date.at, reverse=True)


def unused_terms(catalogue: Catalogue, query: Query) -> Iterator[UnusedTerm]:
    """The names of a query that no article of the site has: a reason why nothing was selected."""
    for family, name in query.terms:
        asked = catalogue.names[family].identity(name).key
        used = dict.fromkeys(name for article in catalogue.articles for name in _written(article, family))
        if asked not in {catalogue.names[family].identity(name).key for name in used}:
            yield UnusedTerm(family, name, tuple(used))


def _tests(catalogue: Catalogue, query: Query, now: dt.datetime) -> Iterator[Test]:
    """A test for each part of the query, the cheap ones first."""
    since, until = query.since, query.until
    if since:
        yield lambda article: article.date.day >= since
    if until:
        yield lambda article: article.date.day <= until
    for state in query.states:
        yield _in_state(state, catalogue, now)
    for family, name in query.terms:
        yield _has_term(family, name, catalogue)
    if query.words:
        yield _has_words(query.words, catalogue)


def _in_state(state: str, catalogue: Catalogue, now: dt.datetime) -> Test:
    return lambda article: STATES[state](article, catalogue, now)


def _has_term(family: str, name: str, catalogue: Catalogue) -> Test:
    names = catalogue.names[family]
    key = names.identity(name).key
    return lambda article: any(names.identity(written).key == key for written in _written(article, family))


def _has_words(words: tuple[str, ...], catalogue: Catalogue) -> Test:
    """Whether the index of search has each word for an article, or it is a part of one of its names."""
    asked = [(folded(word), catalogue.texts.get(word, frozenset())) for word in words]

    def has_words(article: Article) -> bool:
        names = folded("\n".join((article.title, article.source, *article.authors, *article.actors)))
        return all(article.path in texts or word in names for word, texts in asked)

    return has_words


def _written(article: Article, family: str) -> tuple[str, ...]:
    """The names of one family in an article, as its editor wrote them."""
    if family == "sources":
        return (article.source,) if article.source else ()
    names: tuple[str, ...] = getattr(article, family)
    return names
