"""A file of the site, as it was found."""

from __future__ import annotations

from typing import Any

import msgspec


class SourceFile(msgspec.Struct, frozen=True):
    """A file under the site's root: its path and its bytes."""

    path: str
    """Relative to the site's root, with forward slashes: `content/articles/2026/11/a-title.md`."""
    content: bytes
    seen: Any = None
    """What the file system said of it when it was read (see reading's Sighting); None where that says nothing."""
