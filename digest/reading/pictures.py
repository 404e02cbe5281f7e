"""The sizes of pictures, from their headers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from digest.site_files import open_site_file


class Pictures:
    """The pictures of a site: those of `static/`, and those beside its articles."""

    def __init__(self, root: Path, static: Mapping[str, bytes]) -> None:
        """`static` has the digests of the files below `static/`, by path."""
        self._root, self.static = root, static
        self._sizes: dict[tuple[str, bytes], tuple[int, int]] = {}

    def size(self, path: str, digest: bytes) -> tuple[int, int]:
        """Width and height in pixels; zeros for a file that is not a picture or cannot be read."""
        known = self._sizes.get((path, digest))
        if known is None:
            known = self._sizes[path, digest] = picture_size(self._root, path)
        return known


def picture_size(root: Path, path: str) -> tuple[int, int]:
    """Width and height in pixels; zeros for a file that is not a picture or cannot be read. Reads its header only."""
    import imagesize  # type: ignore[import-untyped]  # it ships no types; only now: many sites have no picture

    try:
        with open_site_file(root, path) as opened:
            width, height = imagesize.get(opened)
    except (OSError, ValueError):
        return 0, 0
    return max(0, int(width)), max(0, int(height))
