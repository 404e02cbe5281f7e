"""The compiled form of the data files: MessagePack in the user's cache folder, ten times as fast to load as the YAML.

Its name holds a digest of everything that it is made from, so it is never out of date. It begins with a digest of its
own content, so a damaged one is replaced. If it cannot be written, each start reads the YAML.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from digest.atomic import write
from digest.gazetteer.entries import ActorEntry, RegionEntry
from digest.model import actor
from digest.model.actor import Outlet

_ROOM = Path(__file__).parent
_DIGEST_SIZE = 16
"""Bytes. The digest comes before the content."""
KEPT = 4
"""Compiled forms that stay in the cache, the newest ones: few users run more versions of digest side by side."""


class _Data(msgspec.Struct, frozen=True):
    """The content of the data files."""

    actors: tuple[ActorEntry, ...]
    regions: tuple[RegionEntry, ...]
    outlets: tuple[Outlet, ...]
    given_names: frozenset[str]
    family_names: frozenset[str]
    shared: frozenset[str]


def load() -> dict[str, Any]:
    """The fields of the gazetteer, from the compiled form or, if there is none, from the data files."""
    path = _path()
    data = _cached(path)
    if data is None:
        data = _read_data_files()
        content = msgspec.msgpack.encode(data)
        _write_cache(path, _digest_of(content) + content)
    return {field: getattr(data, field) for field in _Data.__struct_fields__}


def _path() -> Path:
    """The path of the compiled form, named for the data files, the code that reads them, and msgspec's version."""
    sources = (*sorted(_ROOM.glob("data/*.yaml")), *sorted(_ROOM.glob("*.py")), Path(actor.__file__))
    digest = hashlib.blake2b(msgspec.__version__.encode(), digest_size=16)
    for source in sources:
        digest.update(source.read_bytes())
    return _cache_folder() / f"gazetteer-{digest.hexdigest()}.msgpack"


def _cached(path: Path) -> _Data | None:
    """The compiled form; None if there is none, or a damaged one."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        content = path.read_bytes()
        if content[:_DIGEST_SIZE] == _digest_of(content[_DIGEST_SIZE:]):
            return msgspec.msgpack.decode(content[_DIGEST_SIZE:], type=_Data)
    return None


def _digest_of(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST_SIZE).digest()


def _cache_folder() -> Path:
    """digest's folder in the user's cache folder."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path(os.path.expanduser("~/.cache"))) / "news-digest"  # noqa: PTH111 - no error without a home


def _read_data_files() -> _Data:
    from digest.gazetteer import files

    names = files.read_names()
    foreign = files.read_foreign_names()
    entries = (*files.read_countries(), *files.read_organisations(), *files.read_people())
    return _Data(
        actors=tuple(_with_foreign_names(entry, foreign.get(entry.actor.name, {})) for entry in entries),
        regions=files.read_regions(),
        outlets=files.read_outlets(),
        given_names=names["given"],
        family_names=names["family"],
        shared=names["shared"],
    )


def _with_foreign_names(entry: ActorEntry, names: Mapping[str, tuple[str, ...]]) -> ActorEntry:
    added = {field: (*getattr(entry, field), *own) for field, own in names.items()}
    return msgspec.structs.replace(entry, **added) if added else entry


def _write_cache(path: Path, content: bytes) -> None:
    """Write the compiled form and delete the oldest others. Errors are ignored: the next start reads the YAML again."""
    with contextlib.suppress(OSError):
        write(path, content)
        others = sorted(path.parent.glob("gazetteer-*.msgpack"), key=lambda other: other.stat().st_mtime)
        for other in others[:-KEPT]:
            other.unlink(missing_ok=True)
