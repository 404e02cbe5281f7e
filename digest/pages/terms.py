"""The lists of all actors, regions, sources and topics."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from digest.archive.archive import Archive
from digest.config import Config
from digest.model.actor import KINDS
from digest.model.card import Term
from digest.model.editorial import FAMILIES
from digest.pages.families import SECTIONS, family_title
from digest.pages.frame import frame, site_feeds_of
from digest.pages.page import Page, Parts
from digest.pages.view import FeedLink, PageView, TermCount


class Group(msgspec.Struct, frozen=True):
    """Terms of one kind."""

    kind: str
    """For actors one of the kinds, or empty for those of no known kind; for others empty."""
    entries: tuple[TermCount, ...]
    """By name."""


class TermsView(PageView, frozen=True, kw_only=True):
    """What terms.html finds in `page`: all actors, regions, sources or topics."""

    family: str
    count: int
    groups: tuple[Group, ...]


class TermsParts(Parts, frozen=True, kw_only=True):
    """What the list of a family is made of."""

    family: str
    shown: tuple[tuple[Term, int], ...]
    """The terms that have a page, with their articles."""
    feeds: tuple[FeedLink, ...]


def terms_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """A list for each family, also where it is empty: the navigation leads there."""
    feeds = site_feeds_of(archive, config)
    for family in FAMILIES:
        subjects = archive.subjects[family].values()
        shown = tuple((subject.term, subject.count) for subject in subjects if subject.term.address)
        parts = TermsParts(family=family, shown=shown, feeds=feeds)
        yield Page.of(f"{family}/", "terms.html", _terms_view, parts)


def _terms_view(config: Config, parts: TermsParts) -> TermsView:
    family, shown = parts.family, parts.shown
    top = max((count for _, count in shown), default=1) or 1
    groups: dict[str, list[TermCount]] = {kind: [] for kind in (*KINDS, "")}
    for term, count in sorted(shown, key=lambda pair: pair[0].name.casefold()):
        kind = term.kind if family == "actors" else ""
        groups[kind].append(TermCount(term, count, max(1, 100 * count // top)))
    return TermsView(
        **frame(
            config,
            "terms",
            f"{family}/",
            family_title(config, family),
            section=SECTIONS[family],
            feeds=parts.feeds,
        ),
        family=family,
        count=len(shown),
        groups=tuple(Group(kind, tuple(entries)) for kind, entries in groups.items() if entries),
    )
