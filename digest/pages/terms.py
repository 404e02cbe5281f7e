"""The lists of all actors, regions, sources and topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isqrt

import msgspec

from digest.archive.archive import Archive
from digest.config import Config
from digest.model.actor import KINDS
from digest.model.card import Term
from digest.model.editorial import FAMILIES
from digest.pages.bounds import DEEPEST, MOST_NAMES, by_letters
from digest.pages.families import SECTIONS, family_crumb, family_title
from digest.pages.frame import frame, site_feeds_of
from digest.pages.page import Page, Parts
from digest.pages.site_map import site_map
from digest.pages.view import Crumb, FeedLink, PageView, Part, SiteMap, TermCount

BY_NAME = "by-name/"
"""Under the address of a family with too many names: its parts by the first letters of the names."""
TOP = 24
"""Of each kind the names with the most articles, shown with bars above the others."""
BAR_FROM = 3
"""A name with fewer articles has no bar."""


class Letter(msgspec.Struct, frozen=True):
    """Names with one first letter."""

    letter: str
    """`A`; `0` for names that begin with a figure or a sign."""
    entries: tuple[TermCount, ...]
    """By name, people by their family names."""


class Group(msgspec.Struct, frozen=True):
    """Terms of one kind."""

    kind: str
    """For actors one of the kinds, or empty for those of no known kind; for others empty."""
    count: int
    top: tuple[TermCount, ...]
    """Those with the most articles, the most first; bars are on a scale of the kind's own, by square roots."""
    letters: tuple[Letter, ...]
    """All others; empty where there are too many names for one page."""


class TermsView(PageView, frozen=True, kw_only=True):
    """What terms.html finds in `page`: all actors, regions, sources or topics, or those with some first letters."""

    family: str
    count: int
    groups: tuple[Group, ...]
    parts: tuple[Part, ...]
    """Where there are too many names for one page: the pages of their first letters, which have them all."""


class TermsParts(Parts, frozen=True, kw_only=True):
    """What the list of a family is made of, or of those of its names with some first letters."""

    family: str
    letters: str
    """Empty for all."""
    shown: tuple[Listed, ...]
    """The terms that have a page."""
    feeds: tuple[FeedLink, ...]
    site_map: SiteMap

    @property
    def is_long(self) -> bool:
        """Whether these are too many names for one page."""
        return len(self.shown) > MOST_NAMES and len(self.letters) < DEEPEST

    @property
    def address(self) -> str:
        """Of the list."""
        return _address(self.family, self.letters)


class Listed(Parts, frozen=True, kw_only=True):
    """A term in a list."""

    term: Term
    count: int
    sort: str
    """By what it is put in order."""


def terms_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """A list for each family, also where it is empty: the navigation leads there."""
    feeds, places = site_feeds_of(archive, config), site_map(archive, config)
    for family in FAMILIES:
        subjects = [subject for subject in archive.subjects[family].values() if subject.term.address]
        shown = tuple(Listed(term=one.term, count=one.count, sort=one.sort) for one in subjects)
        yield from _pages(TermsParts(family=family, letters="", shown=shown, feeds=feeds, site_map=places))


def _pages(parts: TermsParts) -> Iterator[Page]:
    yield Page.of(parts.address, "terms.html", _terms_view, parts)
    if parts.is_long:
        for letters, listed in _by_letters(parts).items():
            yield from _pages(msgspec.structs.replace(parts, letters=letters, shown=listed))


def _by_letters(parts: TermsParts) -> dict[str, tuple[Listed, ...]]:
    return dict(by_letters(parts.shown, lambda listed: listed.sort, len(parts.letters) + 1))


def _address(family: str, letters: str) -> str:
    return f"{family}/{BY_NAME}{letters}/" if letters else f"{family}/"


def _terms_view(config: Config, parts: TermsParts) -> TermsView:
    family, title = parts.family, family_title(config, parts.family)
    above = [parts.letters[:n] for n in range(1, len(parts.letters))]
    crumbs = (family_crumb(config, family), *[Crumb(part.capitalize(), _address(family, part)) for part in above])
    kinds: dict[str, list[Listed]] = {kind: [] for kind in (*KINDS, "")}
    for listed in parts.shown:
        kinds[listed.term.kind if family == "actors" else ""].append(listed)
    return TermsView(
        **frame(
            config,
            "terms",
            parts.address,
            f"{title}: {parts.letters.capitalize()}" if parts.letters else title,
            section=SECTIONS[family],
            crumbs=crumbs if parts.letters else (),
            feeds=parts.feeds,
            site_map=parts.site_map,
        ),
        family=family,
        count=len(parts.shown),
        groups=tuple(_group(kind, listed, is_long=parts.is_long) for kind, listed in kinds.items() if listed),
        parts=_parts(parts) if parts.is_long else (),
    )


def _parts(parts: TermsParts) -> tuple[Part, ...]:
    letters = _by_letters(parts)
    top = max(map(len, letters.values()))
    return tuple(
        Part(part.capitalize(), _address(parts.family, part), len(listed), max(1, 100 * len(listed) // top))
        for part, listed in letters.items()
    )


def _group(kind: str, listed: Sequence[Listed], *, is_long: bool) -> Group:
    by_count = sorted(listed, key=lambda one: (-one.count, one.sort.casefold()))
    top = [one for one in by_count[:TOP] if one.count >= BAR_FROM]
    others = () if is_long else sorted(by_count[len(top) :], key=lambda one: one.sort.casefold())
    most = max((one.count for one in top), default=1)
    letters = [
        Letter(letter.upper(), tuple(_counted(one, most) for one in of))
        for letter, of in by_letters(others, lambda one: one.sort, 1).items()
    ]
    return Group(
        kind=kind,
        count=len(listed),
        top=tuple(_counted(one, most) for one in top),
        letters=tuple(letters),
    )


def _counted(listed: Listed, most: int) -> TermCount:
    """The bars are as long as the square roots of the counts: a name with many leaves the others a length."""
    share = 100 * isqrt(10_000 * listed.count) // max(1, isqrt(10_000 * most))
    return TermCount(listed.term, listed.count, max(1, min(share, 100)), listed.term.address)
