"""Whatever is done to a site under a running preview, each page that it shows is that of a clean build."""

import datetime as dt
import re
from http import HTTPStatus
from pathlib import Path
from random import Random

import pytest

from digest.archive.visibility import Selection
from digest.builder.snapshot import load, render_page
from digest.dates import read_when
from digest.errors import DigestError, Finding
from digest.preview.answers import Answer, answer
from digest.preview.guard import HttpRequest
from tests.support.breakages import BREAKAGES
from tests.support.building import LATER, make_site
from tests.support.edits import GARDEN, SITE
from tests.support.previewing import Serving, serving
from tests.support.soak import Record, asked_seed, asked_steps

CLIENT = re.compile(rb'<script type="module" src="/__digest/[^>]*></script>\n')


class Clean:
    """What a clean build of a site would write just now, and what it would find wrong."""

    def __init__(self, root: Path) -> None:
        snapshot = load(root, Selection(read_when(LATER, dt.UTC).at, drafts=True, future=True))
        self.base = re.sub("^https?://[^/]*", "", snapshot.config.site.base_url)
        self.findings = snapshot.findings
        self.errors = snapshot.errors
        self.pages: dict[str, bytes] = {}
        self.broken: dict[str, tuple[Finding, ...]] = {}
        for address in () if self.errors else snapshot.plan.pages:
            try:
                self.pages[address] = render_page(snapshot, address).content
            except DigestError as problem:
                self.broken[address] = problem.findings

    def differences(self, preview: Serving) -> list[str]:
        """Where the preview shows something else."""
        if [str(fault) for fault in preview.preview.live.state.faults] != [str(one) for one in self.findings]:
            return ["what is wrong"]
        served = {address: answer(self._asks(address), preview.preview.live) for address in self.pages}
        return [
            *(address for address, got in served.items() if CLIENT.sub(b"", _body(got)) != self.pages[address]),
            *(
                address
                for address in self.broken
                if b"faults" not in answer(self._asks(address), preview.preview.live).body
            ),
        ]

    def gone(self, preview: Serving, addresses: set[str]) -> list[str]:
        """Which of these addresses, that no page has, are answered all the same."""
        pages = self.pages | self.broken
        absent = [address for address in addresses if address not in pages and f"{address}/" not in pages]
        got = {address: answer(self._asks(address), preview.preview.live).status for address in absent}
        return [address for address, status in got.items() if status is HTTPStatus.OK]

    def _asks(self, address: str) -> HttpRequest:
        return HttpRequest(target=self.base + address, host="localhost")


def _body(got: Answer) -> bytes:
    return got.file.content if got.file else got.body


def files(root: Path) -> dict[Path, bytes]:
    """What a site is made of."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".digest" not in path.parts}


def put_back(root: Path, good: dict[Path, bytes]) -> None:
    """As `git checkout` would: only what differs is written."""
    for path in files(root).keys() - good.keys():
        path.unlink()
    for link in [path for path in root.rglob("*") if path.is_symlink()]:
        link.unlink()
    for path, content in good.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def play(root: Path, seed: int, edits: int) -> None:
    chance = Random(seed)
    site = make_site(root, GARDEN)
    good, seen = files(root), set[str]()
    with serving(site) as preview:
        for n in range(edits):
            name, edit = chance.choice(list((BREAKAGES if chance.random() < 0.15 else SITE).items()))
            edit(root, chance)
            clean = catches_up(preview, f"edit {n} of seed {seed}: {name}")
            seen |= clean.pages.keys()
            assert clean.errors or clean.gone(preview, seen) == []
            if not (clean.errors or clean.broken):
                good = files(root)
            elif chance.random() < 0.7:  # a second edit on top of a broken site is life, too
                put_back(root, good)
                catches_up(preview, f"edit {n} of seed {seed}: {name}, put back")


def catches_up(preview: Serving, after: str) -> Clean:
    """The clean build that the preview shows, in the end."""
    clean = Clean(preview.site.root)
    since = max(0, len(preview.states) - 1)
    try:
        preview.until(lambda state: state is preview.states[-1] and not clean.differences(preview), since, after)
    except AssertionError as problem:
        problem.add_note(f"shows otherwise: {clean.differences(preview)}")
        raise
    return clean


@pytest.mark.parametrize("seed", range(2))
def test_after_some_edits_every_page_is_that_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    play(tmp_path, seed, 20)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(4))
def test_after_300_edits_every_page_is_that_of_a_clean_build(tmp_path: Path, number: int, record: Record) -> None:
    seed, edits = asked_seed() + number, asked_steps(300)
    record(seed=seed, edits=edits)
    play(tmp_path, seed, edits)
