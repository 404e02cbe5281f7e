"""What a renderer sees, and what it gives: a view, and an artifact."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import msgspec


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What a renderer sees of a page. Subclasses add the fields of their kind of page.

    A view holds text, numbers, dates, other structs and tuples of these: never a set, a function or a clock.
    """


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
