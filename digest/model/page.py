"""A page: an address and all that its renderer may see. An artifact: a path and its bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

import msgspec

from digest.config import Config
from digest.fingerprint import digest_of


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What a renderer sees of a page. Subclasses add the fields of their kind of page.

    A view holds text, numbers, dates, other structs and tuples of these: never a set, a function or a clock.
    """


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One planned output: rendered from a view by a template or an encoder."""

    address: str
    renderer: str
    """The name of a template (`article.html`) or of an encoder (`atom`, `sitemap`, `copy` …)."""
    make: Callable[..., View]
    """Makes the view from the configuration and the page's parts, and from nothing else."""
    of: tuple[Any, ...] = ()
    """The parts or, where there is `take`, what to take from the archive for them."""
    take: Callable[..., tuple[Any, ...]] | None = None
    """Takes the parts from the archive when they are asked for."""
    origin: str = ""
    """The file of the site that this page stands for, if it stands for one: messages name it."""
    listed: bool = True
    """Whether it belongs in the sitemap."""
    modified: str = ""
    """For the sitemap: the day or moment on which its content last changed, as far as content says."""

    def parts(self, archive: Any) -> tuple[Any, ...]:
        """What the view is made of: values, or objects whose digest stands for all that a view sees of them."""
        return self.take(archive, *self.of) if self.take else self.of

    def view(self, config: Config, archive: Any) -> View:
        """What its renderer sees. Pure: a preview makes only the views that are looked at."""
        return self.make(config, *self.parts(archive))

    def digest(self, archive: Any) -> bytes:
        """Equal for two pages whose views are equal under one configuration. Costs far less than the view."""
        return digest_of((self.address, self.renderer, self.make.__qualname__, self.parts(archive)))


class CopyView(View, frozen=True, kw_only=True):
    """What the encoder `copy` sees: a file that goes out as it is."""

    path: str
    """Relative to the site's root, or to the theme's folder where `theme` is set."""
    theme: str = ""
    """The name of the theme whose file it is; empty for the site's own."""
    digest: bytes = b""
    """Of its bytes."""


class Artifact(msgspec.Struct, frozen=True):
    """A file ready to be written: its path in the output folder, and its bytes."""

    path: str
    content: bytes


class FileCopy(msgspec.Struct, frozen=True):
    """A file to be copied: it may be larger than memory, so it is read piece by piece when it is needed."""

    path: str
    """In the output folder."""
    origin: str
    """For messages: its path in the site, or in its theme."""
    digest: bytes
    """Of its bytes."""
    open: Callable[[], BinaryIO]
    """Opens it. Raises OSError."""

    @property
    def content(self) -> bytes:
        """All its bytes, read now. Raises OSError."""
        with self.open() as opened:
            return opened.read()
