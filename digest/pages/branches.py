"""The branches of a site: which kinds of page it has, and what each is planned from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from digest.archive.archive import Archive
from digest.config import Config
from digest.pages.archive_page import archive_page
from digest.pages.articles import article_pages
from digest.pages.charts import charts_page
from digest.pages.copied_files import asset_copies, attachment_copies, static_copies
from digest.pages.data import data_pages, month_data, month_data_page
from digest.pages.dossiers import subject_pages, subject_scopes, year_pages, year_scopes
from digest.pages.edition_feed import edition_feed
from digest.pages.editions import day_pages
from digest.pages.feeds import feed_pages
from digest.pages.front import front_page
from digest.pages.page import Page, PageBranch, Parts
from digest.pages.pairs import pair_pages, pair_scopes
from digest.pages.periods import PeriodParts, period_page, period_pages
from digest.pages.redirects import redirect_pages
from digest.pages.scopes import MonthScope, month_scopes
from digest.pages.search import month_records, record_files, search_pages, span_files, span_scopes
from digest.pages.standalone_pages import standalone_pages
from digest.pages.stories import stories_page, story_pages, story_scopes
from digest.pages.terms import terms_pages

SITE = (
    front_page, terms_pages, archive_page, charts_page, data_pages, standalone_pages, feed_pages, edition_feed,
    stories_page, search_pages,
)  # fmt: skip
"""Producers of the few pages that see the whole archive: they are planned anew with each change."""


class Copied(Parts, frozen=True, kw_only=True):
    """The files that go out as they are: those of `static/`, and the theme's."""

    static: tuple[tuple[str, bytes], ...]
    assets: tuple[tuple[str, tuple[str, bytes]], ...]
    """By path, with the theme that has each, and its digest."""


def branches_of(
    archive: Archive, config: Config, static: Mapping[str, bytes], assets: Mapping[str, tuple[str, bytes]]
) -> Iterator[PageBranch]:
    """The branches of a site, but for its sitemap. A new kind of page is a row here, or in SITE.

    `static` are the site's static files by path, `assets` the theme's with the theme's name; each with its digest.
    """
    yield PageBranch.of("site", archive, _site_pages, is_open=True)
    for month, scope in month_scopes(archive):
        yield PageBranch.of(f"month/{month}", scope, _month_pages)
    for address, parts in period_pages(archive):
        yield PageBranch.of(f"period/{address}", parts, _period_pages)
    for begun in story_scopes(archive):
        yield PageBranch.of(f"stories/{begun.month}", begun, story_pages)
    for data in month_data(archive):
        yield PageBranch.of(f"data/{data.key}", data, month_data_page)
    for records in month_records(archive):
        yield PageBranch.of(f"records/{records.key}", records, record_files)
    for span in span_scopes(archive):
        yield PageBranch.of(f"words/{span.level}", span, span_files)
    for subject in subject_scopes(archive, config):
        yield PageBranch.of(f"{subject.family}/{subject.slug}", subject, subject_pages)
        for year in year_scopes(subject, config):
            yield PageBranch.of(year.address, year, year_pages)
    for actor in pair_scopes(archive):
        yield PageBranch.of(f"pairs/{actor.slug}", actor, pair_pages)
    yield PageBranch.of("copied", Copied(static=tuple(static.items()), assets=tuple(assets.items())), _copied_pages)


def _site_pages(config: Config, archive: Archive) -> Iterator[Page]:
    for produce in SITE:
        yield from produce(archive, config)


def _month_pages(config: Config, scope: MonthScope) -> Iterator[Page]:
    yield from day_pages(scope, config)
    yield from article_pages(scope)
    yield from redirect_pages(scope.aliases)
    yield from attachment_copies(scope.attachments)


def _period_pages(config: Config, parts: PeriodParts) -> Iterator[Page]:
    yield from period_page(parts)


def _copied_pages(config: Config, copied: Copied) -> Iterator[Page]:
    copies = list(static_copies(dict(copied.static)))
    yield from copies
    yield from asset_copies(dict(copied.assets), [page.address for page in copies])
