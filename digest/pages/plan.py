"""The plan: every page of the site, before any is rendered, and all that is wrong with them together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from digest.archive.archive import Archive
from digest.config import Config
from digest.errors import Finding, error
from digest.pages.archive_page import archive_page
from digest.pages.articles import article_pages, touched_articles
from digest.pages.copied_files import asset_copies, attachment_copies, static_copies
from digest.pages.dossiers import dossier_pages, touched_dossiers
from digest.pages.editions import day_pages, period_pages, touched_editions
from digest.pages.feeds import feed_pages, touched_feeds
from digest.pages.front import front_page, touched_front
from digest.pages.page import Page
from digest.pages.pairs import pair_pages, touched_pairs
from digest.pages.sitemap import sitemap_pages
from digest.pages.standalone_pages import redirect_pages, standalone_pages, touched_corrections
from digest.pages.terms import terms_pages
from digest.urls import output_path

PRODUCERS: tuple[Callable[[Archive, Config], Iterator[Page]], ...] = (
    front_page,
    article_pages,
    day_pages,
    period_pages,
    terms_pages,
    dossier_pages,
    pair_pages,
    archive_page,
    standalone_pages,
    feed_pages,
    redirect_pages,
)
"""Each turns the archive into pages of one kind. A new kind of page is a function and a row here."""


TOUCHED: tuple[Callable[[Archive, Config, int], Iterator[Page]], ...] = (
    touched_front,
    touched_articles,
    touched_editions,
    touched_dossiers,
    touched_pairs,
    touched_corrections,
    touched_feeds,
)
"""Each gives those of its producer's pages that see the card or the text of the article at a rank, or more than those.

A producer whose pages see neither has none here.
"""


class Plan(msgspec.Struct, frozen=True):
    """The pages of a site by address, in the order in which they were produced."""

    pages: Mapping[str, Page]
    clashes: tuple[Finding, ...] = ()
    """Names that no address can hold, and addresses that two pages want."""
    others: frozenset[str] = frozenset()
    """The files of further pages, which are known to be right as they stand."""


def make_plan(
    archive: Archive, config: Config, static: Mapping[str, bytes], assets: Mapping[str, tuple[str, bytes]]
) -> Plan:
    """Run every producer. Two pages for one address are a finding that names both.

    `static` are the site's static files by path, `assets` the theme's with the theme's name; each with its digest.
    """
    pages = [page for produce in PRODUCERS for page in produce(archive, config)]
    pages += attachment_copies(archive)
    copies = list(static_copies(static))
    pages += copies
    pages += asset_copies(assets, [page.address for page in copies])
    pages += sitemap_pages(pages, config)
    named = [(page, page.origin or _asset_file(page, assets)) for page in pages]
    return Plan({page.address: page for page in pages}, (*_unfit(named), *_collisions(named), *_blocked(named)))


def touched_plan(archive: Archive, config: Config, ranks: Iterable[int], standing: Iterable[str]) -> Plan:
    """The pages that articles edited where they stand may change; `standing` are the files of the whole site."""
    pages = {page.address: page for touched in TOUCHED for rank in ranks for page in touched(archive, config, rank)}
    return Plan(pages, others=frozenset(standing).difference(map(output_path, pages)))


def _asset_file(page: Page, assets: Mapping[str, tuple[str, bytes]]) -> str:
    """The file of a theme that a page is a copy of; empty for a page that digest makes."""
    is_asset = page.renderer == "copy" and page.address in assets
    return f"themes/{assets[page.address][0]}/{page.address}" if is_asset else ""


NamedPage = tuple[Page, str]
"""A page and the file that a message about it names; empty where digest makes the page of many files."""


def _unfit(pages: Iterable[NamedPage]) -> Iterator[Finding]:
    """A name with a line break in it, or with bytes that are no text, can be neither listed nor linked to."""
    for page, file in pages:
        if not _FIT.fullmatch(page.address):
            hint = "rename it: without control characters, in UTF-8"
            yield error(file, 0, 0, "this file's name cannot stand in an address", hint)


_FIT = re.compile("[^\x00-\x1f\x7f\ud800-\udfff]*")


def _collisions(pages: Iterable[NamedPage]) -> Iterator[Finding]:
    """Paths are compared as file systems that ignore case compare them."""
    first: dict[str, NamedPage] = {}
    for named in pages:
        other = first.setdefault(output_path(named[0].address).casefold(), named)
        if other is not named:
            (page, file), (_, whose) = (named, other) if named[1] else (other, named)
            hint = "rename one of them, or give it another slug"
            yield error(file, 1, 1, f'the address "/{page.address}" is taken by {whose or "the site itself"}', hint)


def _folders(paths: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _blocked(pages: Iterable[NamedPage]) -> Iterator[Finding]:
    """A file cannot stand where a folder must be."""
    files = {output_path(named[0].address).casefold(): named for named in pages}
    if files.keys().isdisjoint(_folders(files)):
        return
    for named in pages:
        folder = output_path(named[0].address).casefold()
        while folder := folder.rpartition("/")[0]:
            other = files.get(folder)
            if other is not None:
                (page, file), (beside, _) = (named, other) if named[1] else (other, named)
                message = f'the address "/{page.address}" cannot stand beside "/{beside.address}"'
                yield error(file, 1, 1, message, "one of them would be a file and a folder at once")
