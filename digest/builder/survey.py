"""The survey of a site's files by their stats, without opening them: the first step of every build."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.config import Config, parse
from digest.errors import Finding
from digest.fingerprint import SIZE, digest_of, digest_of_bytes, engine
from digest.places import Places
from digest.reading.kinds import known_keys
from digest.reading.library import Library, known_digest
from digest.reading.scan import CONTENT, Sighting, sightings
from digest.render.theme import Theme, load_theme
from digest.site import read_config_text
from digest.store import FOLDER

STATIC = "static"


class Survey(msgspec.Struct, frozen=True):
    """The files of a site, each with its stat at one moment."""

    clock: int
    """That moment by the file system's own clock, in nanoseconds."""
    content: Mapping[str, Sighting | None]
    static: Mapping[str, Sighting | None]


def survey(root: Path) -> Survey:
    """Take the stat of every file of a site. Raises DigestError for a folder that cannot be read."""
    return Survey(file_clock(root), sightings(root, CONTENT), sightings(root, STATIC))


def survey_again(root: Path, before: Survey, changed: Collection[str]) -> Survey:
    """The survey after a change of these paths: files or folders, existing or gone. Only they get a new stat."""
    clock = file_clock(root)
    return Survey(
        clock,
        _seen_again(root, CONTENT, before.content, changed),
        _seen_again(root, STATIC, before.static, changed),
    )


def _seen_again(
    root: Path, folder: str, before: Mapping[str, Sighting | None], changed: Collection[str]
) -> Mapping[str, Sighting | None]:
    paths = [path for path in changed if path == folder or path.startswith(f"{folder}/")]
    if not paths:
        return before
    seen = {path: sighting for path, sighting in before.items() if not _is_among(path, paths)}
    for path in paths:
        seen |= sightings(root, path)
    return dict(sorted(seen.items()))


def _is_among(path: str, paths: Collection[str]) -> bool:
    return any(path == other or path.startswith(f"{other}/") for other in paths)


def static_files(root: Path, seen: Survey, library: Library) -> Mapping[str, bytes]:
    """The digests of the files under `static/`, by path."""
    return {path: known_digest(root, path, sighting, seen.clock, library) for path, sighting in seen.static.items()}


class Settings(NamedTuple):
    """What a build knows of a site before it reads the content."""

    config: Config
    theme: Theme | None
    findings: tuple[Finding, ...]
    """What is wrong with configuration or theme."""
    places: Places
    """The places of the settings in digest.toml, for messages."""


def settings_of(root: Path, base_url: str | None) -> Settings:
    """Configuration and theme of a site. A `base_url` from the command line replaces the configured one."""
    text, findings = read_config_text(root)
    config, findings = (Config(), findings) if findings else parse(text)
    places = Places(text)
    if base_url is not None:
        config = msgspec.structs.replace(config, site=msgspec.structs.replace(config.site, base_url=base_url))
    theme, theme_findings = load_theme(root, config, places)
    return Settings(config, theme, (*findings, *theme_findings), places)


def inputs_if_known(settings: Settings, seen: Survey, library: Library) -> bytes | None:
    """`inputs`, from the stats of the files alone; None where a file has to be read to know its digest."""
    keys = known_keys(settings.config, seen.content, library)
    static = {path: library.digest(path, sighting) for path, sighting in seen.static.items()}
    if keys is None or None in static.values():
        return None
    return inputs(settings, keys, static)


def inputs(settings: Settings, keys: Mapping[str, bytes], static: Mapping[str, bytes | None]) -> bytes:
    """Digest of everything the site says. Two builds with equal inputs and the same visible articles are the same."""
    config, theme, findings, places = settings
    ours = (engine(), config, theme.digest if theme else b"", findings, places.text)  # the text, for lines in messages
    return digest_of((*ours, _listed(keys), _listed(static)))


def _listed(digests: Mapping[str, bytes | None]) -> bytes:
    """Digest of paths and digests, in one go: there may be a hundred thousand. Paths may be no valid text."""
    paths = "\0".join(digests).encode("utf-8", "surrogateescape")
    return digest_of((digest_of_bytes(paths), b"".join([digest or bytes(SIZE) for digest in digests.values()])))


def file_clock(root: Path) -> int:
    """The time by the clock of the site's file system, in nanoseconds: a network disk has a clock of its own."""
    for folder in (root / FOLDER, root):
        try:
            with tempfile.TemporaryFile(dir=folder) as probe:
                return os.fstat(probe.fileno()).st_mtime_ns
        except OSError:
            continue
    return time.time_ns()
