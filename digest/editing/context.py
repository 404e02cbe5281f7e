"""The editor's desk: what is known before the first input is opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec

from digest.clock import now
from digest.config import Config
from digest.dates import When
from digest.gazetteer import Gazetteer, builtin
from digest.model.editorial import FAMILIES, Dossier
from digest.reading.editorial import read_dossier
from digest.reading.overlay import site_gazetteer
from digest.reading.scan import read_source, scan
from digest.site import find_root, load_config


class Stated(msgspec.Struct, frozen=True):
    """What the editor says on the command line; it wins over what an input says."""

    date: When | None = None
    source: str = ""
    url: str = ""
    rights: str = ""
    draft: bool = False
    into: str = ""
    """The folder for its file, from the site's root, ending with a slash; empty: by its day."""
    update: bool = False
    """A changed version takes the place of the text that is here."""
    separate: bool = False
    """Changed versions and other outlets' copies become articles of their own."""


class Desk(msgspec.Struct, frozen=True):
    """What every input is read with."""

    config: Config
    gazetteer: Gazetteer
    now: dt.datetime
    """Aware, in the site's time zone."""
    stated: Stated = Stated()
    thorough: bool = False
    """Copies of what is here already are tagged too, for a program that wants to know all."""
    root: Path = Path()
    """Of the site."""


def site_desk(folder: Path) -> Desk:
    """The desk of the site that `folder` lies in. Raises DigestError where there is none, or its settings are wrong."""
    root = find_root(folder)
    config = load_config(root)
    return desk_of(root, config, now(config.zone), Stated())


def desk_of(root: Path, config: Config, moment: dt.datetime, stated: Stated) -> Desk:
    """The desk of the site at `root`. Dossiers that cannot be read are left to `digest build` to complain of."""
    gazetteer, _ = site_gazetteer(builtin(), _dossiers(root, config))
    return Desk(config, gazetteer, moment, stated, root=root)


def _dossiers(root: Path, config: Config) -> Iterator[Dossier]:
    for family in FAMILIES:
        for path in scan(root, f"content/{family}"):
            source, _ = read_source(root, path) if path.endswith(".md") and path.count("/") == 2 else (None, [])
            dossier, _ = read_dossier(source, config.zone) if source else (None, [])
            if dossier:
                yield dossier
