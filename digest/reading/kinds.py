"""The kind of a file under `content/`, by its path, and the key of its value in the cache."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from digest import dates
from digest.config import Config
from digest.fingerprint import digest_of, engine
from digest.model.editorial import FAMILIES
from digest.reading.library import Library
from digest.reading.scan import Sighting

ARTICLE, PAGE, EDITION, DOSSIER, OTHER, NOTHING = "article", "page", "edition", "dossier", "other", ""
"""`OTHER` is a file that the site copies, `NOTHING` a Markdown file in a folder that digest does not read."""


@cache
def kind_of(path: str) -> str:
    """The kind of a file, by its ending and its folder."""
    if not path.endswith(".md"):
        return OTHER
    parts = path.split("/")
    folder, depth = parts[1], len(parts) - 2
    if folder == "articles" and depth >= 1:
        return ARTICLE
    if folder == "pages" and depth >= 1:
        return PAGE
    if folder == "editions" and depth == 1:
        return EDITION
    return DOSSIER if folder in FAMILIES and depth == 1 else NOTHING


def is_read(path: str) -> bool:
    """Whether digest reads a value from the file."""
    return kind_of(path) not in (OTHER, NOTHING)


def reading_prefix(config: Config) -> bytes:
    """A digest of all that a file's value is made from, apart from its path and bytes: code, settings, time zone."""
    zone = config.site.timezone
    return digest_of((engine(), config.content, zone, dates.zone_data(zone)))


def known_key(prefix: bytes, path: str, seen: Sighting | None, library: Library) -> bytes | None:
    """The key of a file with this stat, or its digest if it is not read; None if the file has to be opened."""
    digest = library.digest(path, seen)
    return library.key(prefix, path, digest) if digest and is_read(path) else digest


def known_keys(config: Config, seen: Mapping[str, Sighting | None], library: Library) -> Mapping[str, bytes] | None:
    """The keys of all files; None if any of them has to be opened."""
    prefix = reading_prefix(config)
    keys = {}
    for path, sighting in seen.items():
        key = known_key(prefix, path, sighting, library)
        if key is None:
            return None
        keys[path] = key
    return keys
