"""The plan: every page of the site by the branch that it hangs on, before any is rendered.

A branch with the digest of the last build is not opened: its lines say what has to be known of its pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

import msgspec

from digest.config import Config
from digest.errors import Finding
from digest.fingerprint import SIZE, digest_of, digest_of_bytes
from digest.model.page import CopyView
from digest.pages.clashes import clashes
from digest.pages.page import Page, PageBranch
from digest.pages.sitemap import ListedPages, PartScope, sitemap_branches

Fingerprint = Callable[[Page], bytes]
AT_HAND = 20_000
"""Planned pages that stay in memory."""


class Lines(msgspec.Struct, frozen=True, array_like=True, gc=False, kw_only=True):
    """What is remembered of a branch's pages: a row for each, in columns."""

    ground: bytes
    """Digest of the branch, and of all else that its fingerprints cover."""
    digest: bytes
    """Of the addresses and the fingerprints."""
    addresses: tuple[str, ...]
    fingerprints: bytes
    folders: tuple[str, ...]
    """Those above the pages' own, and above files."""
    listed: ListedPages
    """Those that belong in the sitemap."""
    copied: tuple[str, ...]
    """Files of the site that are copied as they are."""

    @property
    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Each address with its fingerprint."""
        prints = self.fingerprints
        return ((address, prints[n * SIZE : (n + 1) * SIZE]) for n, address in enumerate(self.addresses))


class Plan(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The pages of a site."""

    branches: Mapping[str, PageBranch]
    """In their order, by key."""
    lines: Mapping[str, Lines]
    """Of each branch, by key."""
    pages: Pages
    """By address. Only the branch of a page that is asked for is opened."""

    def fingerprint(self, address: str) -> bytes:
        """The fingerprint of the page at an address; empty where there is none."""
        key = self.pages.branch_of.get(address)
        return next(found for other, found in self.lines[key].rows if other == address) if key is not None else b""

    @property
    def clashes(self) -> list[Finding]:
        """Names that no address can hold, and addresses that two pages want."""
        lines = self.lines.values()
        addresses = list(chain.from_iterable(line.addresses for line in lines))
        folders = set(chain.from_iterable(line.folders for line in lines))
        return clashes(addresses, folders, lambda: [page for key in self.branches for page in self.pages.planned(key)])


class Pages(Mapping[str, Page]):
    """The pages of a plan by address, in the order in which they were planned."""

    def __init__(self, config: Config, branches: Mapping[str, PageBranch], lines: Mapping[str, Lines]) -> None:
        self._config, self._branches, self._lines = config, branches, lines
        self._opened: dict[str, Mapping[str, Page]] = {}
        self._count = 0

    @cached_property
    def branch_of(self) -> Mapping[str, str]:
        """The key of each page's branch, by address."""
        return {address: key for key, lines in self._lines.items() for address in lines.addresses}

    def of(self, key: str) -> Mapping[str, Page]:
        """The pages of a branch by address."""
        opened = self._opened.get(key)
        return self._keep(key, self.planned(key)) if opened is None else opened

    def planned(self, key: str) -> tuple[Page, ...]:
        """The pages of a branch, planned now: two for one address, too."""
        return tuple(self._branches[key].pages(self._config))

    def opened(self, key: str) -> tuple[Page, ...]:
        """The same; what was planned stays in memory for `of`."""
        pages = self.planned(key)
        self._keep(key, pages)
        return pages

    def _keep(self, key: str, pages: tuple[Page, ...]) -> Mapping[str, Page]:
        self._count += len(pages)
        while self._count > AT_HAND and self._opened:
            self._count -= len(self._opened.pop(next(iter(self._opened))))
        opened = self._opened[key] = {page.address: page for page in pages}
        return opened

    def __getitem__(self, address: str) -> Page:
        return self.of(self.branch_of[address])[address]

    def __contains__(self, address: object) -> bool:
        return address in self.branch_of

    def __iter__(self) -> Iterator[str]:
        return iter(self.branch_of)

    def __len__(self) -> int:
        return len(self.branch_of)


def make_plan(
    branches: Iterable[PageBranch], config: Config, ground: bytes, fingerprint: Fingerprint, known: Mapping[str, Lines]
) -> Plan:
    """Plan the pages of these branches, and the sitemap of all.

    `fingerprint` gives that of a page, `ground` is a digest of what all fingerprints cover, `known` are the lines of
    any earlier plan of the site.
    """
    planned: dict[str, PageBranch] = {}
    lines: dict[str, Lines] = {}
    pages = Pages(config, planned, lines)

    def add(branch: PageBranch) -> None:
        planned[branch.key] = branch
        own = digest_of_bytes(ground + branch.digest)
        before = None if branch.is_open else known.get(branch.key)
        is_known = before is not None and before.ground == own
        lines[branch.key] = before if before and is_known else _lines(own, pages.opened(branch.key), fingerprint)

    for branch in branches:
        add(branch)
    parts = _by_part(lines) if config.site.base_url and config.site.index != "none" else {}
    for branch in sitemap_branches(PartScope(name, listed) for name, listed in sorted(parts.items())):
        add(branch)
    return Plan(branches=planned, lines=lines, pages=pages)


def _by_part(lines: Mapping[str, Lines]) -> Mapping[str, tuple[ListedPages, ...]]:
    """The listed pages by the part of the sitemap that has them: articles and days by month, weeks, months and years by
    year, all else apart."""
    parts: defaultdict[str, list[ListedPages]] = defaultdict(list)
    for key, line in lines.items():
        span = _SPAN.match(key)
        if span:
            parts["-".join(filter(None, span.groups()))].append(line.listed)
        elif key == "site":
            for name, listed in line.listed.by_first().items():
                parts[name].append(listed)
        else:
            parts["pages"].append(line.listed)
    return {name: tuple(listed) for name, listed in parts.items() if any(one.pages for one in listed)}


_SPAN = re.compile(r"(?:month|period)/([0-9]{4})(?:(?<=month/[0-9]{4})([0-9]{2}))?")


def _lines(ground: bytes, pages: tuple[Page, ...], fingerprint: Fingerprint) -> Lines:
    addresses = tuple(page.address for page in pages)
    fingerprints = b"".join([fingerprint(page) for page in pages])
    copies = [page.origin for page in pages if isinstance(page.parts, CopyView) and page.origin]
    return Lines(
        ground=ground,
        digest=digest_of((addresses, fingerprints)),
        addresses=addresses,
        fingerprints=fingerprints,
        folders=tuple(_folders(addresses)),
        listed=ListedPages.of((page.address, page.modified) for page in pages if page.listed),
        copied=tuple(copies),
    )


def _folders(addresses: Iterable[str]) -> list[str]:
    folders: dict[str, None] = {}
    for address in addresses:
        folder = address.rstrip("/").rpartition("/")[0] if address.endswith("/") else address.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = None
            folder = folder.rpartition("/")[0]
    return list(folders)
