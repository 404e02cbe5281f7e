"""A page: an address, a renderer, and all that the renderer may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from digest.archive.archive import Archive
from digest.config import Config
from digest.fingerprint import digest_of
from digest.model.page import View

P = TypeVar("P")
"""The parts of one kind of page."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One planned output: rendered from a view by a template or an encoder. `Page.of` makes it, and knows its types."""

    address: str
    renderer: str
    """The name of a template (`article.html`) or of an encoder (`atom`, `sitemap`, `copy` …)."""
    make: Callable[[Config, Any], View]
    """Makes the view from the configuration and the page's parts, and from nothing else."""
    take: Callable[[Archive], Any]
    """Takes the parts from the archive when they are asked for."""
    origin: str = ""
    """The file of the site that this page stands for, if it stands for one: messages name it."""
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
        take: Callable[[Archive], P],
        *,
        origin: str = "",
        listed: bool = True,
        modified: str = "",
    ) -> Page:
        """A page whose view is made of just the parts that are taken: values, and objects with a digest of their own.

        The parts of a kind of page are a struct, or one value. `take` is a function of the archive, most often a
        `partial` of one that says where in it the parts are. So a type checker sees a pair of parts that was swapped.
        """
        return cls(
            address=address, renderer=renderer, make=make, take=take, origin=origin, listed=listed, modified=modified
        )

    def view(self, config: Config, archive: Archive) -> View:
        """What its renderer sees. Pure: a preview makes only the views that are looked at."""
        return self.make(config, self.take(archive))

    def digest(self, archive: Archive) -> bytes:
        """Equal for two pages whose views are equal under one configuration. Costs far less than the view."""
        return digest_of((self.address, self.renderer, self.make.__qualname__, self.take(archive)))


def known(parts: P) -> Callable[[Archive], P]:
    """Parts that are known when the page is planned."""
    return lambda archive: parts


class Parts(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What the view of one kind of page is made of. Subclasses name the fields."""
