"""A rule over the files of pictures: their size."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from digest.checking.breach import Breach
from digest.checking.checked_site import CheckedSite
from digest.reading.pictures import picture_size

WIDEST = 1600
"""Pixels. The theme shows a picture in a column of at most 800, and good screens have two pixels for each of these."""
_KINDS = (".gif", ".jpeg", ".jpg", ".png", ".webp")


def too_wide(site: CheckedSite) -> Iterator[Breach]:
    """Pictures of the site with more pixels than any reader sees. Only their headers are read."""
    paths = [*site.content.attachments, *site.snapshot.static]
    for path in paths:
        if posixpath.splitext(path)[1].lower() in _KINDS:
            width, _ = picture_size(site.snapshot.root, path)
            if width > WIDEST:
                message = f"this picture is {width:,} pixels wide, and {WIDEST:,} are enough"
                yield Breach(path, 0, 0, message, "make it smaller, and keep the original elsewhere")

