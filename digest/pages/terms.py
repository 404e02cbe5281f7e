"""The lists of all actors, regions, sources and topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from digest.archive.archive import Archive
from digest.config import Config
from digest.model.actor import KINDS
from digest.model.card import Term
from digest.model.editorial import FAMILIES
from digest.model.page import Page
from digest.pages.families import SECTIONS, family_title
from digest.pages.frame import frame, site_feeds
from digest.pages.view import Count, PageView


class Group(msgspec.Struct, frozen=True):
    """Terms of one kind."""

    kind: str
    """For actors one of the kinds, or empty for those of no known kind; for others empty."""
    entries: tuple[Count, ...]
    """By name."""


class TermsView(PageView, frozen=True, kw_only=True):
    """What terms.html finds in `page`: all actors, regions, sources or topics."""

    family: str
    count: int
    groups: tuple[Group, ...]


def terms_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """A list for each family, also where it is empty: the navigation leads there."""
    for family in FAMILIES:
        subjects = archive.subjects[family].values()
        shown = tuple((subject.term, len(subject.ranks)) for subject in subjects if subject.term.address)
        of = (bool(archive.series), family, shown)
        yield Page(address=f"{family}/", renderer="terms.html", make=_terms_view, of=of)


def _terms_view(config: Config, fed: bool, family: str, shown: Sequence[tuple[Term, int]]) -> TermsView:
    top = max((count for _, count in shown), default=1) or 1
    groups: dict[str, list[Count]] = {kind: [] for kind in (*KINDS, "")}
    for term, count in sorted(shown, key=lambda pair: pair[0].name.casefold()):
        kind = term.kind if family == "actors" else ""
        groups[kind].append(Count(term, count, max(1, 100 * count // top)))
    return TermsView(
        **frame(
            config,
            "terms",
            f"{family}/",
            family_title(config, family),
            section=SECTIONS[family],
            feeds=site_feeds(config, fed),
        ),
        family=family,
        count=len(shown),
        groups=tuple(Group(kind, tuple(entries)) for kind, entries in groups.items() if entries),
    )
