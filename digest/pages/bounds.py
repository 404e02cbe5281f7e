"""How much one page shows. What is more goes to parts whose addresses do not depend on how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from digest.slugs import slug

T = TypeVar("T")

MOST_ARTICLES = 200
"""Articles on one page."""
MOST_IN_EDITION = 150
"""Articles on the page of an edition, which names the actors of each too."""
MOST_NAMES = 400
"""Names on one page."""
DEEPEST = 6
"""Letters by which a list is parted at most."""


def by_letters(items: Iterable[T], name: Callable[[T], str], depth: int) -> Mapping[str, tuple[T, ...]]:
    """The items by the first `depth` letters of their names, in the order of these: `a`, `b`; `ab`, `ac`.

    Letters are those of addresses: a name in another script counts under its spelling in Latin letters.
    """
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(slug(name(item)).replace("-", "")[:depth].ljust(depth, "0"), []).append(item)
    return {letters: tuple(groups[letters]) for letters in sorted(groups)}
