"""An article's page, and the notice that stands where an article was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec

from digest.archive.addresses import Targets, day_address
from digest.archive.archive import Archive, Entry, Notice
from digest.archive.related import related
from digest.archive.rights import FULL
from digest.config import Config
from digest.dates import stamp
from digest.model.article import Correction
from digest.model.card import Card, Term
from digest.model.page import Page
from digest.model.text import Heading, Rich
from digest.pages.calendar import day_title
from digest.pages.editions import in_order
from digest.pages.frame import frame, json_ld, site_feeds
from digest.pages.view import Crumb, PageView
from digest.urls import absolute

HEADINGS_FROM = 3
"""A table of contents pays from this many headings on."""


class Acting(msgspec.Struct, frozen=True):
    """An actor of an article."""

    term: Term
    office: str
    """Held on the article's day: "Prime Minister of Japan"; empty where none is known."""


class ArticleView(PageView, frozen=True, kw_only=True):
    """What article.html finds in `page`."""

    card: Card
    actors: tuple[Acting, ...]
    """Those of the card, each with the office held that day."""
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
    """Whether only part of the article could be read."""
    corrections: tuple[Correction, ...]
    edition_address: str
    previous: Crumb | None
    """The article before it in the same edition."""
    next: Crumb | None
    related: tuple[Card, ...]
    """Up to five earlier articles about the same actors, the rarest shared actors first."""


class WithdrawnView(PageView, frozen=True, kw_only=True):
    """What withdrawn.html finds in `page`."""

    reason: str
    """As the editor gave it; may be empty."""
    expired: bool
    """Whether it ran out rather than being withdrawn."""


def article_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """A page for each article, and a notice where one was withdrawn or ran out."""
    ranks = {entry.card.address: rank for rank, entry in enumerate(archive.entries)}
    for day in archive.days:
        entries = in_order(archive, day)
        crumbs = [Crumb(entry.card.title, entry.card.address) for entry in entries]
        for n, entry in enumerate(entries):
            before, after = (crumbs[n - 1] if n else None), (crumbs[n + 1] if n + 1 < len(crumbs) else None)
            yield Page(
                address=entry.card.address,
                renderer="article.html",
                view=partial(_article_view, archive, config, ranks[entry.card.address], before, after),
                origin=entry.article.path,
                listed=not entry.card.state,
                modified=stamp(entry.card.updated or entry.card.date),
            )
    for notice in archive.notices:
        yield Page(
            address=notice.address,
            renderer="withdrawn.html",
            view=partial(_withdrawn_view, config, notice),
            origin=notice.path,
            listed=False,
        )


def _article_view(
    archive: Archive, config: Config, rank: int, before: Crumb | None, after: Crumb | None
) -> ArticleView:
    entry = archive.entries[rank]
    card, article = entry.card, entry.article
    edition_address = day_address(card.edition)
    targets = Targets(archive.addresses, archive.attachments)
    headings = article.body.headings if len(article.body.headings) >= HEADINGS_FROM else ()
    return ArticleView(
        **frame(
            config,
            "article",
            card.address,
            card.title,
            description=card.summary,
            lang=card.lang,
            noindex=bool(card.state),
            crumbs=(Crumb(day_title(config, card.edition), edition_address),),
            feeds=site_feeds(archive, config),
        ),
        json_ld=_news_article(entry, config),
        card=card,
        actors=tuple(map(Acting, card.actors, entry.offices)),
        body=targets.rich(article.path, card.address, article.body),
        cut=card.rights != FULL,
        headings=headings,
        notice=article.notice,
        dateline=article.dateline,
        original_title=article.original_title,
        partial=article.partial,
        corrections=article.corrections,
        edition_address=edition_address,
        previous=before,
        next=after,
        related=related(archive, rank),
    )


def _news_article(entry: Entry, config: Config) -> str:
    card, base = entry.card, config.site.base_url
    published = stamp(card.date) if card.timed else card.date.date().isoformat()
    return json_ld(
        {
            "@type": "NewsArticle",
            "headline": card.title,
            "description": card.summary,
            "inLanguage": card.lang,
            "datePublished": published if card.confirmed else "",
            "dateModified": stamp(card.updated) if card.updated else "",
            "author": [{"@type": "Person", "name": name} for name in card.authors],
            "publisher": {"@type": "Organization", "name": card.source.name} if card.source.name else None,
            "isBasedOn": card.url,
            "mainEntityOfPage": absolute(base, card.address) if base else "",
            "about": [{"@type": "Thing", "name": term.name} for term in (*card.actors, *card.regions)],
        }
    )


def _withdrawn_view(config: Config, notice: Notice) -> WithdrawnView:
    return WithdrawnView(
        **frame(config, "withdrawn", notice.address, config.labels.withdrawn, noindex=True),
        reason=notice.reason,
        expired=notice.expired,
    )
