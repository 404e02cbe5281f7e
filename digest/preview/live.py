"""The current site: the last snapshot that can be shown, the current findings, and the pages rendered so far."""

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
from digest.checking.checked_site import CheckedSite
from digest.checking.rules import check_page
from digest.errors import DigestError, Finding, error
from digest.fingerprint import digest_of, digest_of_bytes
from digest.model.card import Card
from digest.model.page import Artifact, FileCopy
from digest.pages.page import Page
from digest.preview.loading import Names
from digest.preview.page_info import marked, marks, unconfirmed_links
from digest.preview.redirects import Moves, moved
from digest.preview.report import State, faults
from digest.reading.article import FOLDER
from digest.store import Damaged

PATIENCE = 1.0
"""Seconds that a request waits while a change is read, before it gets the page from before the change."""
KEPT = 256
"""Number of rendered pages in memory. If a page cannot be rendered again, the last good version is shown."""

Blame = Callable[[Finding], None]
"""Called with the reason why a page could not be rendered, in the thread of its request."""
Load = Callable[[Snapshot | None, Names], Snapshot]
"""Makes a snapshot; the one before saves work."""


class ShownPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page or a file of the site, as it was last rendered."""

    body: bytes = b""
    file: FileCopy | None = None
    """A file that is copied as it is, in place of a body."""
    version: str = ""
    """A digest of the body and of the page's marks, links and notes."""
    source: str = ""
    """The content file of the page, from the site's root."""
    marks: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Why a newer version could not be rendered."""
    notes: tuple[Finding, ...] = ()
    """What `digest check` says of the page's article, beyond what a build says."""


class Scene(msgspec.Struct, frozen=True, dict=True):
    """A snapshot that is shown, with values computed from it once."""

    snapshot: Snapshot
    moves: Moves = {}

    def followed_by(self, snapshot: Snapshot) -> Scene:
        """The scene of the next snapshot that can be shown."""
        stays = snapshot.plan is self.snapshot.plan
        return Scene(snapshot, self.moves if stays else moved(self.moves, self.snapshot.archive, snapshot.archive))

    @cached_property
    def base(self) -> str:
        """The path of the site: `/`, or `/repo/` as after publishing."""
        return unquote(urlsplit(self.snapshot.config.site.base_url).path) or "/"

    @cached_property
    def checked(self) -> CheckedSite:
        """The snapshot as the rules of `digest check` see it."""
        return CheckedSite(self.snapshot)

    def fingerprint(self, address: str) -> bytes:
        """The fingerprint of the page at an address; empty if there is none."""
        return self.snapshot.plan.fingerprint(address) if self.snapshot.renderer else b""

    @cached_property
    def marked(self) -> Mapping[str, Card]:
        """The cards of articles with marks: see `page_info.marked`."""
        return marked(self.snapshot.archive)


class Live:
    """What the preview shows. One thread calls `refresh`; any number of threads request pages.

    `forget` is called where the store turns out to be damaged, `blame` where a page cannot be rendered: once for each
    reason, until the templates change.
    """

    def __init__(self, root: Path, load: Load, forget: Callable[[], None], blame: Blame) -> None:
        self.root, self._load, self._forget, self._blame = root, load, forget, blame
        self._instance = secrets.token_hex(4)
        self._calm = Condition()
        self._since: float | None = None
        self._expected = 0
        self._rendering = Lock()
        self._pages: OrderedDict[str, tuple[bytes, ShownPage]] = OrderedDict()
        self._files: OrderedDict[str, bytes] = OrderedDict()
        self._blamed: tuple[object, set[Finding]] = None, set()
        self.latest: Snapshot | None = None
        """The snapshot read last, with or without errors."""
        self.scene: Scene | None = None
        """The last snapshot that can be shown; None before the first."""
        self.findings: tuple[Finding, ...] = ()
        """The findings of the snapshot read last."""
        self.state = State(instance=self._instance, generation=0, reading=True)

    @property
    def snapshot(self) -> Snapshot | None:
        """The snapshot that is shown; None before the first."""
        return self.scene.snapshot if self.scene else None

    @property
    def base(self) -> str:
        """The path of the site: see `Scene.base`."""
        return self.scene.base if self.scene else "/"

    # Changes

    def expect(self) -> None:
        """Announce a change: requests from now on wait until it has been read."""
        with self._calm:
            self._expected += 1
            self._since = self._since or time.monotonic()

    def forgo(self) -> None:
        """Say that an announced change does not come: no request waits for it any longer."""
        with self._calm:
            self._since = None
            self._calm.notify_all()

    def refresh(self, names: Names) -> bool:
        """Read the changed files. Returns whether the site is another than before; `state` then describes it."""
        with self._calm:
            since, expected = self._since or time.monotonic(), self._expected
        try:
            return self._refresh(names, since)
        finally:
            with self._calm:
                # A change during the reading has not been read yet.
                self._since = None if self._expected == expected else time.monotonic()
                self._calm.notify_all()

    def _refresh(self, names: Names, since: float) -> bool:
        snapshot, findings = self._read(names)
        fresh = snapshot is not None and snapshot is not self.latest
        if snapshot is not None:
            self.latest = snapshot
            if fresh and (snapshot.can_be_shown or (self.scene is None and snapshot.renderer)):
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
        """Wait until all announced changes have been read, but no longer than PATIENCE."""
        with self._calm:
            self._calm.wait_for(lambda: self._since is None and not self.state.reading, PATIENCE)

    def page(self, scene: Scene, address: str) -> ShownPage:
        """The page at an address. Raises KeyError where there is none, DigestError where none was ever rendered."""
        try:
            return self._page(scene, address)
        except Damaged:
            self._forget()
            raise DigestError(error("", 0, 0, "what was remembered is damaged", "it is being read anew")) from None

    def _page(self, scene: Scene, address: str) -> ShownPage:
        page = scene.snapshot.plan.pages[address]
        fingerprint = scene.fingerprint(address)
        if not page.renderer.endswith(".html"):
            file = render_page(scene.snapshot, address)
            if isinstance(file, Artifact):
                return ShownPage(body=file.content, version=digest_of_bytes(file.content).hex())
            with self._rendering:
                _remember(self._files, address, fingerprint)
            return ShownPage(file=file, version=file.digest.hex())
        with self._rendering:
            version, kept = self._pages.get(address, (b"", None))
            if kept is None or version != fingerprint:
                kept = self._rendered(scene, address, kept)
                _remember(self._pages, address, (fingerprint, kept))
        return _noted(scene, page, kept)

    def _rendered(self, scene: Scene, address: str, kept: ShownPage | None) -> ShownPage:
        """A page, rendered anew; where that fails, the last good version with the findings."""
        try:
            return ShownPage(body=render_page(scene.snapshot, address).content)
        except DigestError as problem:
            self._report(scene, problem.findings)
            if kept is None:
                raise
            return msgspec.structs.replace(kept, findings=problem.findings)

    def _report(self, scene: Scene, findings: tuple[Finding, ...]) -> None:
        renderer, reported = self._blamed
        if renderer is not scene.snapshot.renderer:
            reported = set()
        self._blamed = scene.snapshot.renderer, reported.union(findings)
        for finding in findings:
            if finding not in reported:
                self._blame(finding)

    def _changed_files(self, scene: Scene) -> tuple[str, ...]:
        """The served style sheets, scripts and pictures that have changed since they were served."""
        with self._rendering:
            served = dict(self._files)
        changed = (address for address, fingerprint in served.items() if scene.fingerprint(address) != fingerprint)
        return tuple(sorted(changed))


def _noted(scene: Scene, page: Page, shown: ShownPage) -> ShownPage:
    """A page with its marks, its links to unconfirmed articles, and what is doubtful in its article."""
    page_marks = marks(scene.marked.get(page.address))
    unconfirmed = unconfirmed_links(page.address, shown.body, scene.marked)
    source = page.origin
    notes = tuple(check_page(scene.checked.only(source))) if source.startswith(FOLDER) else ()
    version = digest_of((digest_of_bytes(shown.body), source, page_marks, unconfirmed, notes)).hex()
    return msgspec.structs.replace(
        shown, version=version, source=source, marks=page_marks, unconfirmed=unconfirmed, notes=notes
    )


Value = TypeVar("Value")


def _remember(kept: OrderedDict[str, Value], address: str, value: Value) -> None:
    kept[address] = value
    kept.move_to_end(address)
    if len(kept) > KEPT:
        kept.popitem(last=False)
