"""What servers said of their feeds, so that they need not send an unchanged feed again. It can be deleted."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from pathlib import Path

import msgspec

from digest.atomic import write
from digest.config import FeedConfig

PATH = ".digest/pull.json"


class FeedState(msgspec.Struct, frozen=True):
    """What a server said when its feed was last read completely."""

    etag: str = ""
    last_modified: str = ""
    wait_until: dt.datetime | None = None
    """The server asks for no request before then."""
    settings: str = ""
    """A digest of the feed's block in digest.toml: with other settings, the feed is read anew."""


class FeedStates:
    """The states of the feeds of the site at `root`."""

    def __init__(self, root: Path) -> None:
        self._path = root / PATH
        self._states: dict[str, FeedState] = {}
        with contextlib.suppress(OSError, msgspec.DecodeError):  # missing or damaged: every feed is read anew
            self._states = msgspec.json.decode(self._path.read_bytes(), type=dict[str, FeedState])

    def of(self, feed: FeedConfig) -> FeedState:
        """The state of a feed, if its settings are still the same; else an empty state."""
        state = self._states.get(feed.name, FeedState())
        return state if state.settings == _digest(feed) else FeedState()

    def set(self, feed: FeedConfig, state: FeedState) -> None:
        """Set the state of a feed, for `save`."""
        self._states[feed.name] = msgspec.structs.replace(state, settings=_digest(feed))

    def save(self) -> None:
        """Write all states."""
        states = dict(sorted(self._states.items()))
        write(self._path, msgspec.json.format(msgspec.json.encode(states), indent=2) + b"\n")


def _digest(feed: FeedConfig) -> str:
    return hashlib.blake2b(msgspec.json.encode(feed), digest_size=8).hexdigest()
