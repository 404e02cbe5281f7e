"""Pages that stand by themselves: the editor's own, corrections, redirects, and the page for wrong addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

import msgspec

from digest.archive.addresses import Targets
from digest.archive.archive import Archive
from digest.config import Config
from digest.model.article import Correction
from digest.model.card import Card
from digest.model.notes import StandingPage
from digest.model.page import Page
from digest.model.text import Heading, Rich
from digest.pages.frame import frame, site_feeds
from digest.pages.view import PageView
from digest.urls import absolute


class StandingView(PageView, frozen=True, kw_only=True):
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


def standing_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """The editors' own pages, corrections, the page for wrong addresses, the site's colour."""
    for page in archive.pages:
        view = partial(_standing_view, archive, config, page)
        yield Page(address=page.address, renderer="page.html", view=view, origin=page.path, listed=not page.draft)
    corrections = partial(_corrections_view, archive, config)
    yield Page(address="corrections/", renderer="corrections.html", view=corrections)
    yield Page(address="404.html", renderer="404.html", view=partial(_not_found_view, config), listed=False)
    style = partial(StyleView, **frame(config, "style", "assets/accent.css", ""))
    yield Page(address="assets/accent.css", renderer="accent.css", view=style, listed=False)


def redirect_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """A page at each old address that leads to the new one."""
    moved = [(e.article.aliases, e.card.address, e.article.path) for e in archive.entries]
    moved += [(notice.aliases, notice.address, notice.path) for notice in archive.notices]
    moved += [(page.aliases, page.address, page.path) for page in archive.pages]
    for aliases, target, path in moved:
        for alias in aliases:
            view = partial(_redirect_view, config, alias, target)
            yield Page(address=alias, renderer="redirect.html", view=view, origin=path, listed=False)


def _standing_view(archive: Archive, config: Config, page: StandingPage) -> StandingView:
    targets = Targets(archive.addresses, archive.attachments)
    return StandingView(
        **frame(
            config,
            "page",
            page.address,
            page.title,
            description=page.summary,
            lang=page.lang,
            noindex=page.draft,
            section=page.address,
            feeds=site_feeds(archive, config),
        ),
        body=targets.rich(page.path, page.address, page.body),
        headings=page.body.headings,
    )


def _corrections_view(archive: Archive, config: Config) -> CorrectionsView:
    found = [CorrectedArticle(e.card, one) for e in archive.entries for one in e.article.corrections]
    found.sort(key=lambda entry: entry.correction.date, reverse=True)
    return CorrectionsView(
        **frame(
            config,
            "corrections",
            "corrections/",
            config.labels.corrections,
            feeds=site_feeds(archive, config),
        ),
        entries=tuple(found),
    )


def _not_found_view(config: Config) -> NotFoundView:
    base = urlsplit(config.site.base_url).path or "/"
    fields = frame(config, "not-found", "404.html", config.labels.not_found, noindex=True)
    return NotFoundView(**{**fields, "root": base})


def _redirect_view(config: Config, alias: str, target: str) -> RedirectView:
    fields = frame(config, "redirect", alias, config.labels.moved, noindex=True)
    canonical = absolute(config.site.base_url, target) if config.site.base_url else ""
    return RedirectView(**{**fields, "canonical": canonical}, target=target)
