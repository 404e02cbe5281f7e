"""The desk of a site while `digest serve` runs: what the browser asks of it, as functions of values."""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from digest.builder.snapshot import Snapshot
from digest.dates import stamp
from digest.desk.article import DeskArticle, desk_article, version_of
from digest.desk.capture import Capture, Captured, captured
from digest.desk.changes import BeingEdited, Conflict, FileState, diff, make, swap_file
from digest.desk.deeds import Deed, DeedContext, states_of, words_of
from digest.desk.edition import DeskEdition, EditionChange, desk_edition, path_of, states_of_edition
from digest.desk.journal import Journal
from digest.desk.queues import BY_NAME, QUEUES, DeskSite, Waiting
from digest.editing.articles import source_at
from digest.errors import DigestError, error
from digest.names import folded_name
from digest.reading.article import FOLDER

LOOKED_AT = 500
"""Files whose bytes are remembered as they were shown, to say what changed since."""
SUGGESTED = 12
"""Names that a typed beginning brings."""


class QueueView(msgspec.Struct, frozen=True):
    """A queue in the list of queues."""

    name: str
    title: str
    what: str
    accept: str
    reject: str
    count: int | None
    """None where it is counted when somebody looks."""


class Done(msgspec.Struct, frozen=True):
    """What a deed or its undoing has done."""

    what: str
    paths: tuple[str, ...] = ()


class ShownSite(Protocol):
    """The site as a preview shows it."""

    @property
    def snapshot(self) -> Snapshot | None:
        """What is shown now; None before the first reading."""

    @property
    def base(self) -> str:
        """The path of the site on the server: `/`, `/news/`."""

    def wait(self) -> None:
        """Wait until changes that were announced have been read, but not for long."""

    def expect(self) -> None:
        """Announce a change."""

    def forgo(self) -> None:
        """Say that an announced change does not come."""


class EditorsDesk:
    """The desk of one site. Threads of requests call it; one writes at a time."""

    def __init__(self, root: Path, shown: ShownSite, clock: Callable[[], dt.datetime]) -> None:
        self.token = secrets.token_urlsafe(16)
        """128 bits that only the desk's own pages know."""
        self._root, self._shown_site, self._clock = root, shown, clock
        self._writing = threading.Lock()
        self._looking = threading.Lock()
        self._journal = Journal(root)
        self._site: DeskSite | None = None
        self._shown: OrderedDict[str, bytes] = OrderedDict()

    # Looking

    def queues(self) -> tuple[QueueView, ...]:
        """The queues, with the number of their articles where that costs little."""
        site = self._settled()
        counts = {one.name: None if one.is_slow else len(one.waiting(site)) for one in QUEUES}
        return tuple(
            QueueView(one.name, one.title, one.what, one.accept, one.reject, counts[one.name]) for one in QUEUES
        )

    def waiting(self, name: str) -> tuple[Waiting, ...]:
        """The articles in a queue. Raises DigestError for one that there is not."""
        queue = BY_NAME.get(name)
        if queue is None:
            raise DigestError(error("", 0, 0, f'there is no queue "{name}"'))
        with self._looking:
            return tuple(queue.waiting(self._settled()))

    def article(self, path: str) -> DeskArticle:
        """An article. Raises DigestError where it cannot be read."""
        site = self._now()
        source = source_at(self._root, _article_path(path))
        self._remember(source.content)
        snapshot = site.snapshot
        findings = [finding for finding in snapshot.findings if finding.path == path]
        return desk_article(source, snapshot.config, site.gazetteer, findings, self._root, self._shown_site.base)

    def names(self, family: str, typed: str) -> tuple[str, ...]:
        """The names of a family that have a word that begins as typed: those of the site first."""
        site, begun = self._now(), folded_name(typed)
        if not begun or family not in site.snapshot.archive.subjects:
            return ()
        subjects = site.snapshot.archive.subjects[family].values()
        ours = sorted(subjects, key=lambda one: (-one.count, one.term.name))
        known = [one.term.name for one in ours if _begins(begun, (one.term.name, *one.aliases))]
        if family == "actors":
            entries = (entry.actor for entry in site.gazetteer.actors)
            known += [actor.name for actor in entries if _begins(begun, (actor.name, *actor.aliases))]
        elif family == "regions":
            regions = (entry.region for entry in site.gazetteer.regions)
            known += [region.name for region in regions if _begins(begun, (region.name, *region.aliases))]
        return tuple(dict.fromkeys(known))[:SUGGESTED]

    def edition(self, day: dt.date | None) -> DeskEdition:
        """The edition of a day; without one, of the newest."""
        snapshot = self._settled().snapshot
        edition = desk_edition(
            snapshot, day or snapshot.archive.newest_edition or self._clock().date(), self._shown_site.base
        )
        content = self._content(edition.path)
        if content is not None:
            self._remember(content)
        return edition

    # Writing

    def do(self, deed: Deed) -> Done:
        """Make a decision of the editor's. Raises Conflict, BeingEdited, DigestError."""
        with self._writing:
            snapshot = self._now().snapshot
            content = self._as_seen(_article_path(deed.path), deed.seen, is_sure=deed.is_sure)
            if content is None:
                raise Conflict(deed.path, "", "deleted")
            states = states_of(deed, content, DeedContext(self._root, snapshot.config, self._clock()))
            return self._made(words_of(deed), states)

    def order(self, change: EditionChange) -> Done:
        """Write the edition of a day. Raises as `do` does."""
        with self._writing:
            path = path_of(change.day)
            content = self._as_seen(path, change.seen, is_sure=change.is_sure)
            return self._made(f"edition {change.day}", states_of_edition(change, content))

    def undo(self) -> Done:
        """Undo the last change that was not undone. Raises Conflict, DigestError."""
        with self._writing:
            last = self._journal.last()
            if last is None:
                raise DigestError(error("", 0, 0, "there is nothing to undo"))
            number, what, files = last
            self._write([FileState(file.path, file.after, file.before) for file in reversed(files)])
            self._journal.undo(number)
            return Done(f"undone: {what}", tuple(file.path for file in files))

    def capture(self, capture: Capture, *, add: bool) -> list[Captured]:
        """Read what a browser handed over and, with `add`, add it. Raises DigestError."""
        config = self._now().snapshot.config
        if not add:
            return captured(self._root, config, capture, add=False)
        with self._writing:
            return captured(self._root, config, capture, add=True)

    # How

    def _settled(self) -> DeskSite:
        """The site once all changes of the desk's own have been read, which takes a moment."""
        self._shown_site.wait()
        return self._now()

    def _now(self) -> DeskSite:
        snapshot = self._shown_site.snapshot
        if snapshot is None:
            raise DigestError(error("", 0, 0, "the site is being read", "try again in a moment"))
        if self._site is None or self._site.snapshot is not snapshot:
            self._site = DeskSite(snapshot)
        return self._site

    def _as_seen(self, path: str, seen: str, *, is_sure: bool) -> bytes | None:
        """The bytes of a file that is as the editor saw it. Raises Conflict, BeingEdited."""
        content = self._content(path)
        if (version_of(content) if content is not None else "") != seen:
            raise Conflict(path, diff(path, self._shown.get(seen), content) if seen in self._shown else "")
        swap = "" if is_sure else swap_file(self._root, path)
        if swap:
            raise BeingEdited(path, swap)
        return content

    def _made(self, what: str, states: list[FileState]) -> Done:
        if states:
            self._write(states)
            self._journal.add(stamp(self._clock()), what, states)
        return Done(what, tuple(state.path for state in states))

    def _write(self, states: list[FileState]) -> None:
        """Make a change of files, and let requests for the site wait until it has been read."""
        self._shown_site.expect()
        try:
            make(self._root, states)
        except DigestError:
            self._shown_site.forgo()
            raise

    def _content(self, path: str) -> bytes | None:
        try:
            return (self._root / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise DigestError(error(path, 0, 0, f"cannot be read: {problem.strerror}")) from None

    def _remember(self, content: bytes) -> None:
        self._shown[version_of(content)] = content
        while len(self._shown) > LOOKED_AT:
            self._shown.popitem(last=False)


def _article_path(path: str) -> str:
    """The path, if it is that of an article. Raises DigestError."""
    parts = path.split("/")
    if not path.startswith(FOLDER) or not path.endswith(".md") or {"", ".", ".."} & {*parts} or "\\" in path:
        raise DigestError(error(path, 0, 0, "this is not the path of an article"))
    return path


def _begins(begun: str, names: tuple[str, ...]) -> bool:
    return any(f" {folded_name(name)}".find(f" {begun}") >= 0 for name in names)
