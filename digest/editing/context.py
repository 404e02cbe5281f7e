"""The context of a run: the site's settings and gazetteer, the moment, and what the command line overrides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec

from digest.clock import now
from digest.config import Config
from digest.dates import When
from digest.gazetteer import Gazetteer, builtin, site_gazetteer
from digest.model.editorial import FAMILIES, Dossier
from digest.reading.editorial import read_dossier
from digest.reading.scan import read_source, scan
from digest.site import find_root, load_config


class Overrides(msgspec.Struct, frozen=True):
    """What the editor states on the command line. It overrides what an input states."""

    date: When | None = None
    source: str = ""
    url: str = ""
    rights: str = ""
    draft: bool = False
    into: str = ""
    """The folder for new files, from the site's root, ending with a slash; empty: the folder of the article's month."""
    update: bool = False
    """A changed version replaces the text that the site has."""
    separate: bool = False
    """Changed versions and other outlets' copies become articles of their own."""


class Context(msgspec.Struct, frozen=True):
    """What a run knows before it opens the first file."""

    config: Config
    gazetteer: Gazetteer
    now: dt.datetime
    """Aware, in the site's time zone."""
    overrides: Overrides = Overrides()
    thorough: bool = False
    """Whether duplicates are tagged too, so that `--json` states everything of each article."""
    root: Path = Path()
    """The folder of the site."""


def site_context(folder: Path) -> Context:
    """The context of the site around `folder`. Raises DigestError if there is no site or its settings are wrong."""
    root = find_root(folder)
    config = load_config(root)
    return context_of(root, config, now(config.zone), Overrides())


def context_of(root: Path, config: Config, moment: dt.datetime, overrides: Overrides) -> Context:
    """The context of the site at `root`. It skips unreadable dossiers: `digest build` reports them."""
    gazetteer, _ = site_gazetteer(builtin(), _dossiers(root, config))
    return Context(config, gazetteer, moment, overrides, root=root)


def _dossiers(root: Path, config: Config) -> Iterator[Dossier]:
    for family in FAMILIES:
        for path in scan(root, f"content/{family}"):
            source, _ = read_source(root, path) if path.endswith(".md") and path.count("/") == 2 else (None, [])
            dossier, _ = read_dossier(source, config.zone) if source else (None, [])
            if dossier:
                yield dossier
