"""What there is to build from, by its looks: the first step of every build."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

from digest.config import Config
from digest.fingerprint import digest_of, engine
from digest.reading.content import known_keys
from digest.reading.library import Library, known_digest
from digest.reading.scan import CONTENT, Sighting, sightings
from digest.render.theme import Theme
from digest.store import FOLDER

STATIC = "static"


class Survey(msgspec.Struct, frozen=True):
    """The files of a site, each with what the file system said of it at one moment."""

    clock: int
    """That moment, as the file system counts: nanoseconds."""
    content: Mapping[str, Sighting | None]
    static: Mapping[str, Sighting | None]


def survey(root: Path) -> Survey:
    """Look at every file of a site. Raises DigestError for a folder that cannot be read."""
    return Survey(file_clock(root), sightings(root, CONTENT), sightings(root, STATIC))


def static_files(root: Path, seen: Survey, library: Library) -> Mapping[str, bytes]:
    """The digests of the files under `static/`, by path."""
    return {path: known_digest(root, path, sighting, seen.clock, library) for path, sighting in seen.static.items()}


def inputs_if_known(config: Config, theme: Theme, seen: Survey, library: Library) -> bytes | None:
    """Stands for all that the site says, told by the looks of its files alone; None where they do not tell."""
    keys = known_keys(config, seen.content, library)
    static = {path: library.digest(path, sighting) for path, sighting in seen.static.items()}
    if keys is None or None in static.values():
        return None
    return inputs(config, theme, keys, static)


def inputs(config: Config, theme: Theme, keys: Mapping[str, bytes], static: Mapping[str, bytes | None]) -> bytes:
    """Stands for all that the site says: with equal inputs, and the same articles visible, a build does the same."""
    return digest_of((engine(), config, theme.digest, _listed(keys), _listed(static)))


def _listed(digests: Mapping[str, bytes | None]) -> list[tuple[bytes, bytes | None]]:
    """By name, and names as bytes: those of files need not be text."""
    return [(os.fsencode(path), digest) for path, digest in digests.items()]


def file_clock(root: Path) -> int:
    """The time as the site's own file system stamps it, which may be another machine's."""
    for folder in (root / FOLDER, root):
        try:
            with tempfile.TemporaryFile(dir=folder) as probe:
                return os.fstat(probe.fileno()).st_mtime_ns
        except OSError:
            continue
    return time.time_ns()
