"""A rule over the files of pictures: their size."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import imagesize  # type: ignore[import-untyped]  # it ships no types

from digest.checking.breach import Breach
from digest.checking.checked_site import CheckedSite
from digest.site_files import open_site_file

WIDEST = 1600
"""Pixels. The theme shows a picture in a column of at most 800, and good screens have two pixels for each of these."""
_KINDS = (".gif", ".jpeg", ".jpg", ".png", ".webp")


def too_wide(site: CheckedSite) -> Iterator[Breach]:
    """Pictures of the site with more pixels than any reader sees. Only their headers are read."""
    paths = [*site.content.attachments, *site.snapshot.static]
    for path in paths:
        if posixpath.splitext(path)[1].lower() in _KINDS:
            width = _width(site, path)
            if width > WIDEST:
                message = f"this picture is {width:,} pixels wide, and {WIDEST:,} are enough"
                yield Breach(path, 0, 0, message, "make it smaller, and keep the original elsewhere")


def _width(site: CheckedSite, path: str) -> int:
    """The width in pixels; 0 for a file that is not a picture or cannot be read."""
    try:
        with open_site_file(site.snapshot.root, path) as opened:
            return int(imagesize.get(opened)[0])
    except (OSError, ValueError):
        return 0
