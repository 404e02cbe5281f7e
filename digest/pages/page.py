"""A page: an address, a renderer, and all that the renderer may see. A branch: pages that are made from one scope."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import msgspec

from digest.config import Config
from digest.fingerprint import digest_of
from digest.model.page import View

P = TypeVar("P")
"""The parts of one kind of page."""
S = TypeVar("S")
"""The scope of one kind of branch."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One planned output: rendered from a view by a template or an encoder. `Page.of` makes it, and knows its types."""

    address: str
    renderer: str
    """The name of a template (`article.html`) or of an encoder (`atom`, `sitemap`, `copy` …)."""
    make: Callable[[Config, Any], View]
    """Makes the view from the configuration and the page's parts, and from nothing else."""
    parts: Any
    origin: str = ""
    """The file of the site that this page shows, if there is one: messages name it."""
    listed: bool = True
    """Whether it belongs in the sitemap."""
    modified: str = ""
    """For the sitemap: the day or moment on which its content last changed, as far as content says."""

    @classmethod
    def of(
        cls,
        address: str,
        renderer: str,
        make: Callable[[Config, P], View],
        parts: P,
        *,
        origin: str = "",
        listed: bool = True,
        modified: str = "",
    ) -> Page:
        """A page whose view is made of just these parts: values, and objects with a digest of their own.

        The parts of a kind of page are a struct, or one value: so a type checker sees a pair of parts that was swapped.
        """
        return cls(
            address=address, renderer=renderer, make=make, parts=parts, origin=origin, listed=listed, modified=modified
        )

    def view(self, config: Config) -> View:
        """What its renderer sees. Pure: a preview makes only the views that are looked at."""
        return self.make(config, self.parts)

    @property
    def digest(self) -> bytes:
        """Equal for two pages whose views are equal under one configuration. Costs far less than the view."""
        return digest_of((self.address, self.renderer, self.make.__qualname__, self.parts))


class Parts(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What the view of one kind of page is made of, or the pages of a branch. Subclasses name the fields."""


class PageBranch(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Some pages of the site, planned from one scope. `PageBranch.of` makes it, and knows its types."""

    key: str
    """`month/202611`, `actors/nato` …"""
    scope: Any
    plan: Callable[[Config, Any], Iterator[Page]]
    """Plans the pages from the configuration and the scope, and from nothing else."""
    is_open: bool = False
    """Whether it is planned anew with each change of the site: its scope has no digest."""

    @classmethod
    def of(
        cls, key: str, scope: S, plan: Callable[[Config, S], Iterator[Page]], *, is_open: bool = False
    ) -> PageBranch:
        """A branch whose pages are planned from this scope: a value, or an object with a digest of its own.

        As long as the digest of the scope stays, so do its pages, their addresses and their fingerprints.
        """
        return cls(key=key, scope=scope, plan=plan, is_open=is_open)

    @property
    def digest(self) -> bytes:
        """Equal for two branches whose pages are equal under one configuration."""
        return digest_of((self.key, self.plan.__qualname__, None if self.is_open else self.scope))

    def pages(self, config: Config) -> Iterator[Page]:
        """Its pages, in their order."""
        return self.plan(config, self.scope)
