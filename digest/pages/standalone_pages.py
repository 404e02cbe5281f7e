"""Standalone pages: the editors' own, corrections, redirects, the page for wrong addresses, the site's colour."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

import msgspec

from digest.archive.archive import Archive
from digest.archive.entry import Entry
from digest.config import Config
from digest.model.article import Correction
from digest.model.card import Card
from digest.model.editorial import StandalonePage
from digest.model.text import Heading, Rich
from digest.pages.frame import frame, site_feeds_of
from digest.pages.page import Page, Parts, known
from digest.pages.view import FeedLink, PageView
from digest.urls import absolute


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
    """Newest first."""


class RedirectView(PageView, frozen=True, kw_only=True):
    """What redirect.html finds in `page`; its canonical address is the new page's."""

    target: str
    """The address to go to."""


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
    """What the list of corrections is made of."""

    corrected: tuple[tuple[Entry, tuple[Correction, ...]], ...]
    feeds: tuple[FeedLink, ...]


class Redirect(Parts, frozen=True, kw_only=True):
    """An old address, and the one that it leads to."""

    alias: str
    target: str


def standalone_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """The editors' own pages, corrections, the page for wrong addresses, the site's colour."""
    for own in archive.pages:
        take = partial(_standalone_parts, own, site_feeds_of(archive, config))
        yield Page.of(own.address, "page.html", _standalone_view, take, origin=own.path, listed=not own.draft)
    yield _corrections_page(archive, config)
    yield Page.of("404.html", "404.html", _not_found_view, known(None), listed=False)
    yield Page.of("assets/accent.css", "accent.css", _style_view, known(None), listed=False)


def _standalone_parts(own: StandalonePage, feeds: tuple[FeedLink, ...], archive: Archive) -> StandaloneParts:
    return StandaloneParts(page=own, body=archive.targets.rich(own.path, own.address, own.body), feeds=feeds)


def touched_corrections(archive: Archive, config: Config, rank: int) -> Iterator[Page]:
    """The corrections, on which any article may stand."""
    yield _corrections_page(archive, config)


def _corrections_page(archive: Archive, config: Config) -> Page:
    take = partial(_corrections_parts, feeds=site_feeds_of(archive, config))
    return Page.of("corrections/", "corrections.html", _corrections_view, take)


def redirect_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """A page at each old address that leads to the new one."""
    moved = [(e.article.aliases, e.address, e.stub.path) for e in archive.series]
    moved += [(notice.aliases, notice.address, notice.path) for notice in archive.notices]
    moved += [(page.aliases, page.address, page.path) for page in archive.pages]
    subjects = [subject for family in archive.subjects.values() for subject in family.values() if subject.term.address]
    moved += [(s.dossier.old_addresses, s.term.address, s.dossier.path) for s in subjects if s.dossier]
    for aliases, target, path in moved:
        for alias in dict.fromkeys(aliases):
            if alias == target:
                continue  # it has moved back to where it was
            redirect = known(Redirect(alias=alias, target=target))
            yield Page.of(alias, "redirect.html", _redirect_view, redirect, origin=path, listed=False)


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


def _corrections_parts(archive: Archive, *, feeds: tuple[FeedLink, ...]) -> CorrectionsParts:
    corrected = tuple((entry, entry.article.corrections) for entry in archive.series if entry.stub.corrected)
    return CorrectionsParts(corrected=corrected, feeds=feeds)


def _corrections_view(config: Config, parts: CorrectionsParts) -> CorrectionsView:
    entries = [
        CorrectedArticle(entry.card, correction)
        for entry, corrections in parts.corrected
        for correction in corrections
    ]
    entries.sort(key=lambda entry: entry.correction.date, reverse=True)
    return CorrectionsView(
        **frame(
            config,
            "corrections",
            "corrections/",
            config.labels.corrections,
            feeds=parts.feeds,
        ),
        entries=tuple(entries),
    )


def _not_found_view(config: Config, parts: None) -> NotFoundView:
    base = urlsplit(config.site.base_url).path or "/"
    fields = frame(config, "not-found", "404.html", config.labels.not_found, noindex=True)
    return NotFoundView(**{**fields, "root": base})


def _style_view(config: Config, parts: None) -> StyleView:
    return StyleView(**frame(config, "style", "assets/accent.css", ""))


def _redirect_view(config: Config, parts: Redirect) -> RedirectView:
    fields, target = frame(config, "redirect", parts.alias, config.labels.moved, noindex=True), parts.target
    canonical = absolute(config.site.base_url, target) if config.site.base_url else ""
    return RedirectView(**{**fields, "canonical": canonical}, target=target)
