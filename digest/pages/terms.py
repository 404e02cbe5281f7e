"""The lists of all actors, regions, sources and topics."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec

from digest.archive.archive import Archive
from digest.config import Config
from digest.model.actor import KINDS
from digest.model.notes import FAMILIES
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
        view = partial(_terms_view, archive, config, family)
        yield Page(address=f"{family}/", renderer="terms.html", view=view)


def _terms_view(archive: Archive, config: Config, family: str) -> TermsView:
    shown = [subject for subject in archive.subjects[family].values() if subject.term.address]
    top = max((len(subject.ranks) for subject in shown), default=1) or 1
    groups: dict[str, list[Count]] = {kind: [] for kind in (*KINDS, "")}
    for subject in sorted(shown, key=lambda subject: subject.term.name.casefold()):
        kind = subject.term.kind if family == "actors" else ""
        share = max(1, 100 * len(subject.ranks) // top)
        groups[kind].append(Count(subject.term, len(subject.ranks), share))
    return TermsView(
        **frame(
            config,
            "terms",
            f"{family}/",
            family_title(config, family),
            section=SECTIONS[family],
            feeds=site_feeds(archive, config),
        ),
        family=family,
        count=len(shown),
        groups=tuple(Group(kind, tuple(entries)) for kind, entries in groups.items() if entries),
    )
