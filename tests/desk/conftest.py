"""A desk over a site, without a server."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from digest.desk.article import version_of
from digest.desk.deeds import Deed
from digest.desk.desk import Done, EditorsDesk
from tests.support.building import Site, make_site

NOW = dt.datetime(2026, 11, 25, 7, 30, tzinfo=dt.UTC)

ARTICLES = """
    -- content/articles/2026/11/a.md --
    ---
    # kept as it is
    title: "Ministers meet in Riga"   # a comment
    date: 2026-11-24
    date_basis: file
    source: The Gazette
    url: https://gazette.example/riga
    actors: [NATO, Latvia]
    topics:
      - ships
    draft: true
    ---
    NATO ministers met in Riga, the capital of Latvia.

    Finland asked for more ships.
    -- content/articles/2026/11/b.md --
    ---
    title: Grain falls
    date: 2026-11-24
    source: The Echo
    actors: [Japan]
    ---
    Japan bought less grain.
"""


class Shown:
    """A site as it would be shown: read anew where somebody waits for changes."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._snapshot: Any = None
        self.base = "/news/"
        self.expected = 0
        """Changes that were announced and came."""

    @property
    def snapshot(self) -> Any:
        """The site as it was read last."""
        self._snapshot = self._snapshot or self._site.snapshot(drafts=True, future=True)
        return self._snapshot

    def wait(self) -> None:
        """Read it."""
        self._snapshot = None

    def expect(self) -> None:
        """Nothing reads it by itself."""
        self.expected += 1

    def forgo(self) -> None:
        """The change that was announced did not come."""
        self.expected -= 1


class AtDesk:
    """A site, and its desk."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.again()

    def again(self) -> None:
        """Begin anew, as after a restart."""
        self.shown = Shown(self.site)
        self.desk = EditorsDesk(self.site.root, self.shown, lambda: NOW)

    def text(self, path: str) -> str:
        """A file, as it is."""
        return (self.site.root / path).read_bytes().decode()

    def do(self, path: str, deed: str, **more: Any) -> Done:
        """A deed on the file as it is now."""
        seen = version_of((self.site.root / path).read_bytes())
        return self.desk.do(Deed(path=path, seen=more.pop("seen", seen), deed=deed, **more))


@pytest.fixture
def at_desk(tmp_path: Path) -> AtDesk:
    """A desk with a draft and an article."""
    return AtDesk(make_site(tmp_path, ARTICLES))
