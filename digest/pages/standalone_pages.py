"""Standalone pages: the editors' own, corrections, the page for wrong addresses, the site's colour."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from digest.archive.archive import Archive
from digest.archive.entry import FullEntry, Run, Series
from digest.config import Config
from digest.model.article import Correction
from digest.model.card import Card
from digest.model.editorial import StandalonePage
from digest.model.text import Heading, Rich
from digest.pages.bounds import MOST_ARTICLES
from digest.pages.calendar import first_day, month_title
from digest.pages.copied_files import attachment_copies, attachments_of_prose
from digest.pages.frame import frame, site_feeds_of
from digest.pages.page import Page, Parts
from digest.pages.redirects import redirect_pages
from digest.pages.site_map import site_map
from digest.pages.view import Crumb, FeedLink, PageView, SiteMap

DEEPEST_LIST = 3
"""Slashes in the address of the smallest part of the corrections: that of a month."""


class StandaloneView(PageView, frozen=True, kw_only=True):
    """What page.html finds in `page`: a file of `content/pages/`."""

    body: Rich
    headings: tuple[Heading, ...]


class CorrectedArticle(msgspec.Struct, frozen=True):
    """A correction and the article that it puts right."""

    card: Card
    correction: Correction


class CorrectionsView(PageView, frozen=True, kw_only=True):
    """What corrections.html finds in `page`."""

    entries: tuple[CorrectedArticle, ...]
    """Newest first: of all articles, or of those of a year or month where these are too many for one page."""
    parts: tuple[Crumb, ...]
    """Where there are too many: the pages of the years, which have them all."""


class NotFoundView(PageView, frozen=True, kw_only=True):
    """What 404.html finds in `page`; its root is the path of base_url, since it is served at any depth."""


class StyleView(PageView, frozen=True, kw_only=True):
    """What accent.css finds in `page`: only the site's own colour depends on anything, and that is in `site`."""


class StandaloneParts(Parts, frozen=True, kw_only=True):
    """What an editor's own page is made of."""

    page: StandalonePage
    body: Rich
    feeds: tuple[FeedLink, ...]


class CorrectionsParts(Parts, frozen=True, kw_only=True):
    """What a list of corrections is made of."""

    address: str
    corrected: tuple[FullEntry, ...]
    """The articles that it shows."""
    parts: tuple[Crumb, ...]
    feeds: tuple[FeedLink, ...]


def standalone_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """The editors' own pages, corrections, the page for wrong addresses, the site's colour."""
    feeds = site_feeds_of(archive, config)
    for own in archive.pages:
        body = archive.targets.rich(own.path, own.address, own.body)
        parts = StandaloneParts(page=own, body=body, feeds=feeds)
        template = f"{own.template or 'page'}.html"
        yield Page.of(own.address, template, _standalone_view, parts, origin=own.path, listed=not own.draft)
        yield from attachment_copies(attachments_of_prose(archive.targets, own.path, own.address, own.body))
        yield from redirect_pages((alias, own.address, own.path) for alias in own.aliases)
    corrected = Series([Run(month, month.stub.corrected) for month in archive.months.values()])
    yield from _corrections(config, "corrections/", corrected, feeds)
    yield Page.of("404.html", "404.html", _not_found_view, site_map(archive, config), listed=False)
    yield Page.of("assets/accent.css", "accent.css", _style_view, None, listed=False)


def _standalone_view(config: Config, parts: StandaloneParts) -> StandaloneView:
    page = parts.page
    return StandaloneView(
        **frame(
            config,
            "page",
            page.address,
            page.title,
            description=page.summary,
            lang=page.lang,
            noindex=page.draft,
            section=page.address,
            feeds=parts.feeds,
        ),
        body=parts.body,
        headings=page.body.headings,
    )


def _corrections(config: Config, address: str, corrected: Series, feeds: tuple[FeedLink, ...]) -> Iterator[Page]:
    """The corrections of a series of articles, and those of its years and months where they are too many."""
    spans: dict[Crumb, Series] = {}
    if len(corrected) > MOST_ARTICLES and address.count("/") < DEEPEST_LIST:
        is_all = address.count("/") == 1
        groups = corrected.grouped((lambda month: month // 100) if is_all else (lambda month: month))
        for key, series in groups.items():
            title = str(key) if is_all else month_title(config, first_day(key))
            spans[Crumb(title, f"{address}{key if is_all else f'{key % 100:02d}'}/")] = series
    newest = tuple(entry.full for entry in corrected[:MOST_ARTICLES])
    parts = CorrectionsParts(address=address, corrected=newest, parts=tuple(spans), feeds=feeds)
    yield Page.of(address, "corrections.html", _corrections_view, parts)
    for crumb, series in spans.items():
        yield from _corrections(config, crumb.address, series, feeds)


def _corrections_view(config: Config, parts: CorrectionsParts) -> CorrectionsView:
    entries = [
        CorrectedArticle(full.entry.card, correction)
        for full in parts.corrected
        for correction in full.entry.article.corrections
    ]
    entries.sort(key=lambda entry: entry.correction.date, reverse=True)
    return CorrectionsView(
        **frame(
            config,
            "corrections",
            parts.address,
            config.labels.corrections,
            feeds=parts.feeds,
        ),
        entries=tuple(entries),
        parts=parts.parts,
    )


def _not_found_view(config: Config, parts: SiteMap) -> NotFoundView:
    base = urlsplit(config.site.base_url).path or "/"
    fields = frame(config, "not-found", "404.html", config.labels.not_found, noindex=True, site_map=parts)
    return NotFoundView(**{**fields, "root": base})


def _style_view(config: Config, parts: None) -> StyleView:
    return StyleView(**frame(config, "style", "assets/accent.css", ""))
