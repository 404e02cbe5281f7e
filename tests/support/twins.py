"""A site that is built again and again, and beside it, after each step, a clean build of the same state.

Twins.check() builds both and asserts that nothing tells them apart: every file of the output and the list of what is
digest's, the exit code, the messages, and what the build counted. So do two snapshots that follow the site as a
preview does, one that looks at everything again and one that is told what changed.
"""

import os
import shutil
import signal
import stat
import sys
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

import msgspec
from jinja2 import Environment

from digest.archive.visibility import Selection
from digest.builder import snapshot as snapshots
from digest.builder.build import build
from digest.builder.request import BuildReport, BuildRequest
from digest.builder.snapshot import Snapshot, load, render_page, snapshot_of
from digest.dates import read_when
from digest.errors import ERROR, DigestError, Finding
from digest.reading import scan
from digest.reading.scan import Sighting
from digest.render.site_variables import SiteView
from digest.site import read_config
from digest.urls import output_path
from tests.support.breakages import mend, put_back
from tests.support.building import make_site, tree
from tests.support.edits import GARDEN, MOMENTS

TICK = 40_000_000
"""Nanoseconds: the file system's clock stands still so long, as on the coarsest kernels, so that edits in the same
tick happen in tests too."""

PATIENCE = 60
"""Seconds that a build of the small site may take, on a machine as busy as it likes, until it counts as hanging."""

OURS = {"content", "static", "templates", "themes", "digest.toml", "other.lnk"}


class Asked(msgspec.Struct):
    """What is asked for on the command line."""

    now: str = MOMENTS[1]
    drafts: bool = False
    future: bool = False
    expired: bool = False
    strict: bool = False
    base_url: str | None = None
    output: str = "output"


class Outcome(NamedTuple):
    """What a build says and leaves."""

    code: int
    messages: tuple[str, ...]
    counts: tuple[Any, ...]
    tree: Mapping[str, bytes]


class Twins:
    """A small site, and what is asked of its builds."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root, self.asked = folder, make_site(folder / "site", GARDEN).root, Asked()
        self.healthy = self.files()
        self.faults: tuple[Finding, ...] = ()
        """What the last build found wrong, if it did not go through."""
        self._mended: tuple[Finding, ...] = ()
        self.report: BuildReport | None = None
        """Of the last build, if it went through."""
        self.seconds = 1.0
        """That the last build took."""
        self._live: Snapshot | None = None
        self._told: Snapshot | None = None
        self._before: Mapping[str, Any] = {}

    @property
    def output(self) -> Path:
        return self.root / self.asked.output

    def files(self) -> dict[str, bytes]:
        """Everything in the site but outputs and store."""
        return {path: state for path, state in self._states().items() if isinstance(state, bytes)}

    def _states(self) -> dict[str, Any]:
        """Everything in the site but outputs and store: the bytes of files, where links lead, the kinds of all else."""
        tops = [self.root / name for name in OURS]
        paths = [*tops, *(path for top in tops if top.is_dir() for path in top.rglob("*"))]
        return {path.relative_to(self.root).as_posix(): _state(path) for path in paths if os.path.lexists(path)}

    def mend(self) -> None:
        """Put right what the last build found wrong; where that did not help the last time, the whole theme too."""
        mend(self.root, self.faults, self.healthy)
        if self.faults == self._mended:
            put_back(self.root, self.healthy, ("templates", "themes"))
        self._mended = self.faults

    def request(self, root: Path) -> BuildRequest:
        """The build that is asked for, of the site or of its twin."""
        asked = self.asked
        config, _ = read_config(root)
        selection = Selection(read_when(asked.now, config.zone).at, asked.drafts, asked.future, asked.expired)
        return BuildRequest(
            root=root,
            output=root / asked.output,
            selection=selection,
            base_url=asked.base_url,
            strict=asked.strict,
            jobs=1,
        )

    def build(self) -> Outcome:
        """Build the site as it stands, whatever was built before."""
        begun = time.monotonic()
        outcome, self.report = self._outcome(self.root)
        self.seconds = time.monotonic() - begun
        return outcome

    def start(self) -> BaseProcess:
        """A process of its own that builds the site as it stands. Its exit code is that of the build."""
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of forks beside other threads
            process = get_context("fork").Process(target=self._build_and_exit)
            process.start()
        return process

    def _build_and_exit(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        outcome, _ = self._outcome(self.root)
        sys.exit(outcome.code)

    def ended(self, process: BaseProcess) -> int:
        """The exit code of a process that builds; fails where it does not end."""
        process.join(PATIENCE)
        code = process.exitcode
        process.kill()
        process.join()
        assert code is not None, f"a build beside another did not end in {PATIENCE} s"
        return code

    def check(self, chance: Random) -> None:
        """Build the site and its twin, and assert that nothing tells them apart."""
        mine = _mine(self.output)
        standing = _standing(self.output)
        outcome = self.build()
        assert _mine(self.output) == mine, "files of others are as they were"
        expected, snapshot = self._clean()
        assert outcome.code == expected.code, (outcome.messages, expected.messages)
        assert outcome.messages == expected.messages, (outcome.messages, expected.messages)
        assert outcome.counts == expected.counts
        if outcome.code:
            assert _standing(self.output) == standing, "a build that fails leaves all as it was"
        else:
            assert same(outcome.tree, {**expected.tree, **mine})
            assert not [path for path in self.output.rglob("*") if path.is_symlink()]
            assert not list(self.output.glob(".digest-stage*"))
        if snapshot is not None:
            self._follow(snapshot, expected, chance)

    def _outcome(self, root: Path) -> tuple[Outcome, BuildReport | None]:
        output = root / self.asked.output
        try:
            with in_time("the build"):
                report = build(self.request(root))
        except DigestError as problem:
            said = tuple(str(finding).replace(str(root), "") for finding in problem.findings)
            self.faults = tuple(one for one in problem.findings if one.severity == ERROR or self.asked.strict)
            return Outcome(1, said, (), {}), None
        self.faults = ()
        counts = report.articles, report.pages, report.skipped
        return Outcome(0, tuple(map(str, report.warnings)), counts, tree(output, owned=True)), report

    def _clean(self) -> tuple[Outcome, Snapshot | None]:
        """A build of a fresh copy that has neither store nor output."""
        twin = self.folder / "twin"
        shutil.rmtree(twin, ignore_errors=True)
        shutil.copytree(self.root, twin, symlinks=True, ignore=self._not_ours, copy_function=_copied)
        made: list[Snapshot] = []

        def noted(*arguments: Any) -> Snapshot:
            made.append(snapshot_of(*arguments))
            return made[-1]

        with patch.object(snapshots, "snapshot_of", noted):
            outcome, _ = self._outcome(twin)
        return outcome, made[-1] if made else None

    def _not_ours(self, folder: str, names: list[str]) -> set[str]:
        """What a copy of the site leaves out."""
        return set(names) - OURS if Path(folder) == self.root else set()

    def _follow(self, fresh: Snapshot, expected: Outcome, chance: Random) -> None:
        """Two snapshots that go on from their last: both are what a fresh one is.

        Where they show the last good version of an article with errors, which a fresh one cannot know, they are what
        the other is, and say of the files what a fresh one says.
        """
        states = self._states()
        changed = {path for path in {*states, *self._before} if states.get(path) != self._before.get(path)}
        selection, base_url = fresh.selection, self.asked.base_url
        with in_time("the preview"):
            self._live = load(self.root, selection, base_url, previous=self._live)
            self._told = load(self.root, selection, base_url, previous=self._told, changed=changed)
        self._before = states
        assert (self._told.findings, list(self._told.plan.pages)) == (self._live.findings, list(self._live.plan.pages))
        for snapshot in (self._live, self._told):
            if snapshot.content.kept:
                assert snapshot.content.kept <= fresh.content.faulty
                assert _of_files(snapshot) == _of_files(fresh)
                continue
            assert snapshot.findings == fresh.findings, (snapshot.findings, fresh.findings)
            assert list(snapshot.plan.pages) == list(fresh.plan.pages)
            assert (snapshot.skipped, snapshot.steady) == (fresh.skipped, fresh.steady)
            assert keys_of(snapshot) == keys_of(fresh)
            if not expected.code:
                for address in chance.sample(list(snapshot.plan.pages), 3):
                    assert render_page(snapshot, address).content == expected.tree[output_path(address)]


def _of_files(snapshot: Snapshot) -> list[Finding]:
    """What is wrong with single files under `content/`."""
    return [finding for finding in snapshot.findings if finding.code == "content"]


def keys_of(snapshot: Snapshot) -> dict[str, bytes]:
    """The fingerprint of each page; none where the theme cannot be used."""
    renderer = snapshot.renderer
    if renderer is None or snapshot.errors:
        return {}
    return {address: key for lines in snapshot.plan.lines.values() for address, key in lines.rows}


def same(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> bool:
    """Whether two trees are equal; fails with the paths that differ, which is all one wants to read."""
    differ = sorted(path for path in {*found, *expected} if found.get(path) != expected.get(path))
    assert not differ, [(path, found.get(path), expected.get(path)) for path in differ[:3]]
    return True


def _state(path: Path) -> Any:
    """What stands at a path, without opening what is no file."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return path.readlink()
    return path.read_bytes() if stat.S_ISREG(mode) else stat.S_IFMT(mode)


def _copied(source: str, target: str) -> None:
    """Copy a file, or make another pipe, socket or device like it."""
    status = os.lstat(source)
    if stat.S_ISREG(status.st_mode):
        shutil.copy2(source, target)
    else:
        os.mknod(target, status.st_mode, status.st_rdev)


def _standing(output: Path) -> dict[str, bytes]:
    """All that stands there, but for what a killed build left in its stage: who builds next may clear that away."""
    found = tree(output, owned=True)
    return {path: content for path, content in found.items() if not path.startswith(".digest-stage-")}


def _mine(output: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(output).items() if path.rpartition("/")[2] == "mine.txt"}


class _Hang(BaseException):
    """No Exception: what is built for any fault of its own does not take it for one."""


@contextmanager
def in_time(what: str) -> Iterator[None]:
    """Fails where the block is not done in time, also where it waits for a pipe or a lock."""

    def give_up(*_: object) -> None:
        raise _Hang

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    except _Hang:
        raise AssertionError(f"{what} hangs: it did not end in {PATIENCE} s") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def coarse_clock() -> Iterator[None]:
    """File systems that count in ticks of TICK."""
    real = scan.sighted

    def floored(found: Any) -> Sighting:
        seen = real(found)
        return seen._replace(modified=seen.modified // TICK * TICK, changed=seen.changed // TICK * TICK)

    with ExitStack() as patches:
        for module in ("reading.scan", "builder.ledger", "builder.rendering"):
            patches.enter_context(patch(f"digest.{module}.sighted", floored))
        yield


@contextmanager
def compiled_once() -> Iterator[None]:
    """A process reads and compiles a template of digest once, in however many sites it stands.

    Jinja works out constants while it compiles, with the labels of the site: so these are part of the key.
    """
    compile_, parse = Environment.compile, Environment.parse
    codes: dict[Any, Any] = {}
    trees: dict[str, Any] = {}

    def compile_once(self: Environment, source: Any, name: Any = None, filename: Any = None, **other: Any) -> Any:
        site = self.globals.get("site")
        if other or not isinstance(source, str) or not isinstance(site, SiteView):
            return compile_(self, source, name, filename, **other)
        key = type(self), source, name, filename, site.labels
        if key not in codes:
            codes[key] = compile_(self, source, name, filename)
        return codes[key]

    def parse_once(self: Environment, source: str) -> Any:
        if not isinstance(self.globals.get("site"), SiteView):
            return parse(self, source)
        if source not in trees:
            trees[source] = parse(self, source)
        return trees[source]

    with patch.object(Environment, "compile", compile_once), patch.object(Environment, "parse", parse_once):
        yield
