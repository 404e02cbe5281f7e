"""An article's page, and the notice in place of one that was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from digest.archive.addresses import day_address
from digest.archive.entry import Entry, FullEntry, Series
from digest.archive.related import ActorInMonth, EarlierArticles, Related
from digest.archive.rights import FULL
from digest.archive.shown import Notice
from digest.config import Config
from digest.dates import stamp
from digest.gazetteer.entries import Office, office_on
from digest.model.article import Correction
from digest.model.card import Card, Term
from digest.model.editorial import EditionNote
from digest.model.text import Heading, Rich
from digest.pages.calendar import day_of, day_title
from digest.pages.editions import by_day, in_order
from digest.pages.frame import frame, site_feeds
from digest.pages.mentions import NamedPage, with_links
from digest.pages.page import Page, Parts
from digest.pages.scopes import MonthScope
from digest.pages.view import Crumb, PageView
from digest.urls import absolute

AROUND = 2
"""Actors whose articles before and after this one are named."""
TYPES = {
    "country": "Country", "person": "Person", "organisation": "Organization", "company": "Corporation",
    "group": "Organization",
}  # fmt: skip
"""The types of schema.org for the kinds of actors."""
HEADINGS_FROM = 3
"""A table of contents pays from this many headings on."""


class ArticleActor(msgspec.Struct, frozen=True):
    """An actor of an article."""

    term: Term
    office: str
    """Held on the article's day: "Prime Minister of Japan"; empty where none is known."""


class Around(msgspec.Struct, frozen=True):
    """The articles of an actor beside this one."""

    term: Term
    previous: Crumb | None
    """The one before it."""
    next: Crumb | None


class RelatedCard(msgspec.Struct, frozen=True):
    """An earlier article, and why it is related."""

    card: Card
    shared: tuple[Term, ...]
    """The actors that both name."""


class ArticleView(PageView, frozen=True, kw_only=True):
    """What article.html finds in `page`."""

    card: Card
    actors: tuple[ArticleActor, ...]
    """Those of the card, each with the office held that day."""
    standfirst: str
    """The card's summary; empty where the text begins with these words anyway."""
    body: Rich
    """What may be shown of the body: all of it, an excerpt, or nothing (see `card.rights`)."""
    cut: bool
    """Whether there is more at the original's address than is shown here."""
    headings: tuple[Heading, ...]
    """For a table of contents; empty where the body is not shown whole."""
    notice: str
    """The outlet's legal notice, verbatim, paragraphs parted by blank lines; or empty."""
    dateline: str
    original_title: str
    partial: bool
    """Whether only part of the article could be had: an excerpt from a feed, or what precedes a pay wall."""
    corrections: tuple[Correction, ...]
    edition_address: str
    previous: Crumb | None
    """The article before it in the same edition."""
    next: Crumb | None
    around: tuple[Around, ...]
    """For each of the first two actors with a page the articles before and after this one."""
    related: tuple[RelatedCard, ...]
    """Up to five earlier articles about the same actors, the rarest shared actors first."""
    citation: str
    """Authors, headline, outlet, day and address of the original in a line."""


class WithdrawnView(PageView, frozen=True, kw_only=True):
    """What withdrawn.html finds in `page`."""

    reason: str
    """As the editor gave it; may be empty."""
    expired: bool
    """Whether it ran out rather than being withdrawn."""
    source: str
    """The outlet's name; may be empty."""
    edition: Crumb | None
    """The edition of its day, if that has other articles."""


def article_pages(scope: MonthScope) -> Iterator[Page]:
    """A page for each article, and a notice where one was withdrawn or ran out."""
    if scope.month:
        notes = scope.notes_by_day
        actors, offices = scope.actors.actors, dict(scope.offices)
        for day, series in by_day(scope.month):
            yield from _pages_of_day(series, notes.get(day), actors, offices, dict(scope.names))
    days = dict(scope.month.stub.days) if scope.month else {}
    for notice in scope.notices:
        parts = WithdrawnParts(notice=notice, has_edition=notice.edition in days)
        yield Page.of(
            notice.address, "withdrawn.html", _withdrawn_view, parts, origin=notice.path, listed=False
        )


def _pages_of_day(
    series: Series,
    note: EditionNote | None,
    actors: Mapping[str, ActorInMonth],
    offices: Mapping[str, tuple[Office, ...]],
    names: Mapping[str, tuple[str, ...]],
) -> Iterator[Page]:
    entries = in_order(series, note)
    for n, entry in enumerate(entries):
        yield Page.of(
            entry.address,
            "article.html",
            _article_view,
            ArticleParts(
                full=entry.full,
                offices=_offices(entry, offices),
                before=_crumb(entries[n - 1]) if n else None,
                after=_crumb(entries[n + 1]) if n + 1 < len(entries) else None,
                older=EarlierArticles(entry, actors),
                around=tuple([_beside(slug, actors[slug], entry) for slug in entry.actors if slug in names][:AROUND]),
                names=tuple([NamedPage(f"actors/{slug}/", names[slug]) for slug in entry.actors if slug in names]),
            ),
            origin=entry.stub.path,
            listed=not entry.stub.state and not entry.stub.is_copy,
            modified=entry.stub.modified,
        )


class ArticleParts(Parts, frozen=True, kw_only=True):
    """What an article's page is made of."""

    full: FullEntry
    offices: tuple[str, ...]
    """The office that each of its actors held on its day, or nothing."""
    before: Crumb | None
    after: Crumb | None
    older: EarlierArticles
    around: tuple[ArticlesBeside, ...]
    names: tuple[NamedPage, ...]
    """Of its actors with a page."""


class ArticlesBeside(Parts, frozen=True, kw_only=True):
    """The articles of an actor beside an article."""

    slug: str
    older: Series
    newer: Series


def _beside(slug: str, actor: ActorInMonth, entry: Entry) -> ArticlesBeside:
    older, newer = actor.beside(entry.digest)
    return ArticlesBeside(slug=slug, older=older, newer=newer)


def _offices(entry: Entry, offices: Mapping[str, tuple[Office, ...]]) -> tuple[str, ...]:
    """For each actor, the office held on the article's day; none where that day is not confirmed."""
    if not entry.stub.confirmed or offices.keys().isdisjoint(entry.actors):
        return ("",) * len(entry.actors)
    return tuple(office_on(entry.stub.day, offices.get(slug, ())) for slug in entry.actors)


def _crumb(entry: Entry) -> Crumb:
    return Crumb(entry.stub.title, entry.address)


def _article_view(config: Config, parts: ArticleParts) -> ArticleView:
    entry = parts.full.entry
    card, article = entry.card, entry.article
    edition_address = day_address(card.edition)
    is_copy = entry.stub.is_copy
    headings = article.body.headings if len(article.body.headings) >= HEADINGS_FROM else ()
    return ArticleView(
        **frame(
            config,
            "article",
            card.address,
            card.title,
            description=card.summary,
            lang=card.lang,
            noindex=bool(card.state) or (config.site.index == "own" and is_copy),
            original=card.url if is_copy else "",
            crumbs=(Crumb(day_title(config, card.edition), edition_address),),
            feeds=site_feeds(config),
            subject=_news_article(card, config),
        ),
        card=card,
        actors=tuple(map(ArticleActor, card.actors, parts.offices)),
        standfirst=_standfirst(card.summary, article.body.opening),
        body=with_links(entry.body(), parts.names) if config.articles.link_actors else entry.body(),
        cut=card.rights != FULL,
        headings=headings,
        notice=article.notice,
        dateline=article.dateline,
        original_title=article.original_title,
        partial=article.partial,
        corrections=article.corrections,
        edition_address=edition_address,
        previous=parts.before,
        next=parts.after,
        around=tuple(_around(card, beside) for beside in parts.around),
        related=tuple(_related(card, related) for related in parts.older.best()),
        citation=_citation(config, card),
    )


def _around(card: Card, beside: ArticlesBeside) -> Around:
    term = next(term for term in card.actors if term.address == f"actors/{beside.slug}/")
    older, newer = (_crumb(series[0]) if series else None for series in (beside.older, beside.newer))
    return Around(term, older, newer)


def _related(card: Card, related: Related) -> RelatedCard:
    addresses = {f"actors/{slug}/" for slug in related.shared}
    return RelatedCard(related.entry.card, tuple(term for term in card.actors if term.address in addresses))


def _citation(config: Config, card: Card) -> str:
    """`Ann Onymous, Bob: “A headline”, Reuters, 24 November 2026, https://…`."""
    day = day_of(config, card.date.date()) if card.confirmed else ""
    parts = (f"“{card.title}”", card.source.name, day, card.url)
    return (f"{', '.join(card.authors)}: " if card.authors else "") + ", ".join(filter(None, parts))


def _standfirst(summary: str, opening: str) -> str:
    """The standfirst between headline and text. A text may begin with its dateline, so the words may be anywhere."""
    return "" if summary.rstrip(" …").replace("\n", " ") in opening.replace("\n", " ") else summary


def _news_article(card: Card, config: Config) -> dict[str, Any]:
    base = config.site.base_url
    published = stamp(card.date) if card.timed else card.date.date().isoformat()
    return {
        "@type": "NewsArticle",
        "headline": card.title,
        "description": card.summary,
        "inLanguage": card.lang,
        "image": absolute(base, card.image.address) if card.image and base else "",
        "datePublished": published if card.confirmed else "",
        "dateModified": stamp(card.updated) if card.updated else "",
        "author": [{"@type": "Person", "name": name} for name in card.authors],
        "publisher": {"@type": "Organization", "name": card.source.name} if card.source.name else None,
        "isBasedOn": card.url,
        "mainEntityOfPage": absolute(base, card.address) if base else "",
        "about": [
            *[_thing(base, TYPES.get(term.kind, "Thing"), term) for term in card.actors],
            *[_thing(base, "Place", term) for term in card.regions],
        ],
        "keywords": [term.name for term in card.topics],
    }


def _thing(base: str, kind: str, term: Term) -> dict[str, str]:
    named = {"@type": kind, "name": term.name}
    return {**named, "url": absolute(base, term.address)} if base and term.address else named


class WithdrawnParts(Parts, frozen=True, kw_only=True):
    """What the notice in place of an article is made of."""

    notice: Notice
    has_edition: bool
    """Whether its day has other articles."""


def _withdrawn_view(config: Config, parts: WithdrawnParts) -> WithdrawnView:
    notice = parts.notice
    edition = Crumb(day_title(config, notice.edition), day_address(notice.edition)) if parts.has_edition else None
    return WithdrawnView(
        **frame(config, "withdrawn", notice.address, config.labels.withdrawn, noindex=True),
        reason=notice.reason,
        expired=notice.expired,
        source=notice.source,
        edition=edition,
    )
