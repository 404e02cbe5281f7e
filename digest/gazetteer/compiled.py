"""The data files in the form in which they load fast: read once, kept in the user's cache folder.

The compiled form is named for the content of all that it was made from, so it cannot be out of date, and
begins with a digest of its bytes, so a damaged one is made anew. Where it cannot be written, each start reads
the YAML.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Any

import msgspec

from digest.atomic import write
from digest.gazetteer.entries import ActorEntry, RegionEntry
from digest.model import actor
from digest.model.actor import Outlet

_ROOM = Path(__file__).parent
_SEAL = 16
"""Bytes of the digest before the content."""
KEPT = 4
"""Compiled forms, the last used by time of writing; more versions of digest than that are rarely in use at once."""


class _Compiled(msgspec.Struct, frozen=True):
    """All that the data files say."""

    actors: tuple[ActorEntry, ...]
    regions: tuple[RegionEntry, ...]
    outlets: tuple[Outlet, ...]
    given: frozenset[str]
    family: frozenset[str]
    shared: frozenset[str]


def load() -> dict[str, Any]:
    """The parts of the gazetteer by their names, from the compiled form or, where there is none, the files."""
    path = _path()
    compiled = _kept(path)
    if compiled is None:
        compiled = _compile()
        content = msgspec.msgpack.encode(compiled)
        _keep(path, _seal(content) + content)
    return {field: getattr(compiled, field) for field in _Compiled.__struct_fields__}


def _path() -> Path:
    """Named for the data files, the code that reads them, and the library that writes the form."""
    sources = (*sorted(_ROOM.glob("data/*.yaml")), *sorted(_ROOM.glob("*.py")), Path(actor.__file__))
    content = hashlib.blake2b(msgspec.__version__.encode(), digest_size=16)
    for source in sources:
        content.update(source.read_bytes())
    return _folder() / f"gazetteer-{content.hexdigest()}.msgpack"


def _kept(path: Path) -> _Compiled | None:
    """The compiled form as it was written; None where there is none, or one that is not whole."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        kept = path.read_bytes()
        if kept[:_SEAL] == _seal(kept[_SEAL:]):
            return msgspec.msgpack.decode(kept[_SEAL:], type=_Compiled)
    return None


def _seal(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SEAL).digest()


def _folder() -> Path:
    """Where the user's programs keep what they can make again."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path(os.path.expanduser("~/.cache"))) / "news-digest"  # noqa: PTH111 - no error without a home


def _compile() -> _Compiled:
    from digest.gazetteer import files

    names = files.read_names()
    foreign = files.read_foreign_names()
    entries = (*files.read_countries(), *files.read_organisations(), *files.read_people())
    return _Compiled(
        actors=tuple(_with_foreign_names(entry, foreign.get(entry.actor.name, ())) for entry in entries),
        regions=files.read_regions(),
        outlets=files.read_outlets(),
        given=names["given"],
        family=names["family"],
        shared=names["shared"],
    )


def _with_foreign_names(entry: ActorEntry, names: tuple[str, ...]) -> ActorEntry:
    return msgspec.structs.replace(entry, foreign=(*entry.foreign, *names)) if names else entry


def _keep(path: Path, content: bytes) -> None:
    """Put the compiled form in place and the oldest others away; no matter if that cannot be."""
    with contextlib.suppress(OSError):
        write(path, content)
        others = sorted(path.parent.glob("gazetteer-*.msgpack"), key=lambda other: other.stat().st_mtime)
        for other in others[:-KEPT]:
            other.unlink(missing_ok=True)
