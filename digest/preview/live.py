"""The site as it stands now: the last good snapshot, what is wrong, and the pages that were asked for."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from threading import Condition, Lock
from typing import TypeVar
from urllib.parse import unquote, urlsplit

import msgspec

from digest.builder.snapshot import Snapshot, render_page
from digest.errors import DigestError, Finding, error
from digest.fingerprint import digest_of, digest_of_bytes
from digest.model.card import Card
from digest.model.page import Artifact, FileCopy
from digest.pages.page import Page
from digest.preview.loading import Names
from digest.preview.page_info import marked, marks, unconfirmed_links
from digest.preview.redirects import Moves, moved
from digest.preview.report import State, faults
from digest.store import Damaged

PATIENCE = 1.0
"""Seconds that a request waits for a change that is being read, before it gets the page as it was."""
KEPT = 256
"""Pages that are remembered, so as to show the last good one where a new one cannot be made."""

Blame = Callable[[Finding], None]
"""Hears why a page could not be made, in the thread that asked for it."""
Load = Callable[[Snapshot | None, Names], Snapshot]
"""Makes a snapshot, with the one before to save work."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the site, or a file of it, as it was last made."""

    body: bytes = b""
    file: FileCopy | None = None
    """In place of a body, what is copied as it is."""
    version: str = ""
    """Another body or another note has another version."""
    source: str = ""
    """The file that it stands for, from the site's root."""
    marks: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Why it is not newer than it is."""


class Scene(msgspec.Struct, frozen=True, dict=True):
    """A good snapshot, with what is worked out of it once."""

    snapshot: Snapshot
    moves: Moves = {}

    def followed_by(self, snapshot: Snapshot) -> Scene:
        """The next scene."""
        stays = snapshot.plan is self.snapshot.plan
        return Scene(snapshot, self.moves if stays else moved(self.moves, self.snapshot.archive, snapshot.archive))

    @cached_property
    def base(self) -> str:
        """The path under which the site stands: `/`, or `/repo/` as when it is published there."""
        return unquote(urlsplit(self.snapshot.config.site.base_url).path) or "/"

    def fingerprint(self, address: str) -> bytes:
        """Stands for all that the page at an address is made from; empty where there is none."""
        page, renderer = self.snapshot.plan.pages.get(address), self.snapshot.renderer
        return renderer.fingerprint(page, self.snapshot.archive) if page and renderer else b""

    @cached_property
    def marked(self) -> Mapping[str, Card]:
        """The cards of articles that something is to be said of."""
        return marked(self.snapshot.archive)


class Live:
    """What the preview shows. One thread calls `refresh`, any number ask for pages.

    `forget` is called where what was remembered of the site turns out to be damaged, `blame` where a page cannot be
    made: once for each reason, until there are other templates.
    """

    def __init__(self, root: Path, load: Load, forget: Callable[[], None], blame: Blame) -> None:
        self.root, self._load, self._forget, self._blame = root, load, forget, blame
        self._instance = secrets.token_hex(4)
        self._calm = Condition()
        self._since: float | None = None
        self._expected = 0
        self._rendering = Lock()
        self._pages: OrderedDict[str, tuple[bytes, Shown]] = OrderedDict()
        self._files: OrderedDict[str, bytes] = OrderedDict()
        self._blamed: tuple[object, set[Finding]] = None, set()
        self.latest: Snapshot | None = None
        """What was read last, good or not."""
        self.scene: Scene | None = None
        """The last good snapshot; None as long as there was none."""
        self.findings: tuple[Finding, ...] = ()
        """What is wrong with the site as it stands now."""
        self.state = State(instance=self._instance, generation=0, reading=True)

    # Changes

    def expect(self) -> None:
        """Something has changed: whoever asks for a page from now on waits until it has been read."""
        with self._calm:
            self._expected += 1
            self._since = self._since or time.monotonic()

    def refresh(self, names: Names) -> bool:
        """Read what has changed. Returns whether anything is other than it was; `state` then tells what."""
        with self._calm:
            since, expected = self._since or time.monotonic(), self._expected
        try:
            return self._refresh(names, since)
        finally:
            with self._calm:
                # What has changed meanwhile is not read yet.
                self._since = None if self._expected == expected else time.monotonic()
                self._calm.notify_all()

    def _refresh(self, names: Names, since: float) -> bool:
        snapshot, findings = self._read(names)
        fresh = snapshot is not None and snapshot is not self.latest
        if snapshot is not None:
            self.latest = snapshot
            if fresh and not snapshot.errors:
                self.scene = self.scene.followed_by(snapshot) if self.scene else Scene(snapshot)
        assets = self._changed_files(self.scene) if fresh and self.scene else ()
        if not (fresh or assets or findings != self.findings or self.state.reading):
            return False
        self.findings = findings
        editor = self.latest.config.preview.editor if self.latest else ""
        self.state = State(
            instance=self._instance,
            generation=self.state.generation + 1,
            files=tuple(sorted(names or ())),
            took=round((time.monotonic() - since) * 1000),
            assets=assets,
            faults=faults(self.root, findings, editor),
        )
        return True

    def _read(self, names: Names) -> tuple[Snapshot | None, tuple[Finding, ...]]:
        try:
            snapshot = self._load(self.latest, names)
        except DigestError as problem:
            return None, problem.findings
        except OSError as problem:
            return None, (error("", 0, 0, f"the site cannot be read: {problem.strerror or problem}"),)
        except Exception as fault:  # noqa: BLE001 - a preview goes on, whatever one state of a site does to it
            return None, (error("", 0, 0, f"digest met a fault of its own: {type(fault).__name__}: {fault}"),)
        return snapshot, snapshot.findings

    # Pages

    def wait(self) -> None:
        """Wait until what has changed is read, or patience ends."""
        with self._calm:
            self._calm.wait_for(lambda: self._since is None and not self.state.reading, PATIENCE)

    def page(self, scene: Scene, address: str) -> Shown:
        """What answers for an address. Raises KeyError where nothing does, DigestError where it never could be made."""
        try:
            return self._page(scene, address)
        except Damaged:
            self._forget()
            raise DigestError(error("", 0, 0, "what was remembered is damaged", "it is being read anew")) from None

    def _page(self, scene: Scene, address: str) -> Shown:
        page = scene.snapshot.plan.pages[address]
        fingerprint = scene.fingerprint(address)
        if not page.renderer.endswith(".html"):
            file = render_page(scene.snapshot, address)
            if isinstance(file, Artifact):
                return Shown(body=file.content, version=digest_of_bytes(file.content).hex())
            with self._rendering:
                _remember(self._files, address, fingerprint)
            return Shown(file=file, version=file.digest.hex())
        with self._rendering:
            known, kept = self._pages.get(address, (b"", None))
            if kept is None or known != fingerprint:
                kept = self._rendered(scene, address, kept)
                _remember(self._pages, address, (fingerprint, kept))
        return _noted(scene, page, kept)

    def _rendered(self, scene: Scene, address: str, kept: Shown | None) -> Shown:
        """A page made anew; where it cannot be made, the one that was kept, and why."""
        try:
            return Shown(body=render_page(scene.snapshot, address).content)
        except DigestError as problem:
            self._say(scene, problem.findings)
            if kept is None:
                raise
            return msgspec.structs.replace(kept, findings=problem.findings)

    def _say(self, scene: Scene, findings: tuple[Finding, ...]) -> None:
        of, said = self._blamed
        if of is not scene.snapshot.renderer:
            said = set()
        self._blamed = scene.snapshot.renderer, said.union(findings)
        for finding in findings:
            if finding not in said:
                self._blame(finding)

    def _changed_files(self, scene: Scene) -> tuple[str, ...]:
        """Which of the style sheets, scripts and pictures that were asked for are other than they were then."""
        with self._rendering:
            seen = dict(self._files)
        return tuple(sorted(address for address, known in seen.items() if scene.fingerprint(address) != known))


def _noted(scene: Scene, page: Page, shown: Shown) -> Shown:
    """A page with what is to be said of it besides."""
    said = marks(scene.marked.get(page.address))
    unconfirmed = unconfirmed_links(page.address, shown.body, scene.marked)
    version = digest_of((digest_of_bytes(shown.body), page.origin, said, unconfirmed)).hex()
    return msgspec.structs.replace(shown, version=version, source=page.origin, marks=said, unconfirmed=unconfirmed)


Value = TypeVar("Value")


def _remember(kept: OrderedDict[str, Value], address: str, value: Value) -> None:
    kept[address] = value
    kept.move_to_end(address)
    if len(kept) > KEPT:
        kept.popitem(last=False)
