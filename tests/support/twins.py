"""A site that is built again and again, and beside it, after each step, a clean build of the same state.

Twins.check() builds both and asserts that nothing tells them apart: every file of the output and the list of what is
digest's, the exit code, the messages, and what the build counted. So do two snapshots that follow the site as a
preview does, one that looks at everything again and one that is told what changed.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
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
from tests.support.breakages import mend
from tests.support.building import make_site, tree
from tests.support.edits import GARDEN, MOMENTS

TICK = 40_000_000
"""Nanoseconds: the file system's clock stands still so long, as on the coarsest kernels, so that edits in the same
tick happen in tests too."""


OURS = {"content", "static", "templates", "themes", "digest.toml"}


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
        self.report: BuildReport | None = None
        """Of the last build, if it went through."""
        self._live: Snapshot | None = None
        self._told: Snapshot | None = None
        self._before: Mapping[str, Any] = {}

    @property
    def output(self) -> Path:
        return self.root / self.asked.output

    def files(self) -> dict[str, bytes]:
        """Everything in the site but outputs and store."""
        found = (path for path in self.root.rglob("*") if path.is_file() and not path.is_symlink())
        named = {path.relative_to(self.root).as_posix(): path for path in found}
        return {name: path.read_bytes() for name, path in named.items() if name.split("/")[0] in OURS}

    def _links(self) -> dict[str, Path]:
        links = (path for path in self.root.rglob("*") if path.is_symlink())
        return {path.relative_to(self.root).as_posix(): path.readlink() for path in links}

    def mend(self) -> None:
        """Put right what the last build found wrong."""
        mend(self.root, self.faults, self.healthy)

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
        outcome, self.report = self._outcome(self.root)
        return outcome

    def check(self, chance: Random) -> None:
        """Build the site and its twin, and assert that nothing tells them apart."""
        mine = _mine(self.output)
        standing = _standing(self.output)
        outcome = self.build()
        assert _mine(self.output) == mine, "files of others are as they were"
        expected, snapshot = self._clean()
        assert outcome.code == expected.code, (outcome.messages, expected.messages)
        assert outcome.messages == expected.messages
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
        shutil.copytree(self.root, twin, symlinks=True, ignore=self._not_ours)
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
        """Two snapshots that go on from their last: both are what a fresh one is."""
        files: dict[str, Any] = {**self.files(), **self._links()}
        changed = {path for path in {*files, *self._before} if files.get(path) != self._before.get(path)}
        selection, base_url = fresh.selection, self.asked.base_url
        self._live = load(self.root, selection, base_url, previous=self._live)
        self._told = load(self.root, selection, base_url, previous=self._told, changed=changed)
        self._before = files
        for snapshot in (self._live, self._told):
            assert snapshot.findings == fresh.findings
            assert list(snapshot.plan.pages) == list(fresh.plan.pages)
            assert (snapshot.skipped, snapshot.steady) == (fresh.skipped, fresh.steady)
            assert keys_of(snapshot) == keys_of(fresh)
            if not expected.code:
                for address in chance.sample(list(snapshot.plan.pages), 3):
                    assert render_page(snapshot, address).content == expected.tree[output_path(address)]


def keys_of(snapshot: Snapshot) -> dict[str, bytes]:
    """The fingerprint of each page; none where the theme cannot be used."""
    renderer = snapshot.renderer
    if renderer is None or snapshot.errors:
        return {}
    return {address: renderer.fingerprint(page, snapshot.archive) for address, page in snapshot.plan.pages.items()}


def same(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> bool:
    """Whether two trees are equal; fails with the paths that differ, which is all one wants to read."""
    differ = sorted(path for path in {*found, *expected} if found.get(path) != expected.get(path))
    assert not differ, [(path, found.get(path), expected.get(path)) for path in differ[:3]]
    return True


def _standing(output: Path) -> dict[str, bytes]:
    """All that stands there, but for what a killed build left in its stage: who builds next may clear that away."""
    found = tree(output, owned=True)
    return {path: content for path, content in found.items() if not path.startswith(".digest-stage-")}


def _mine(output: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(output).items() if path.rpartition("/")[2] == "mine.txt"}


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
