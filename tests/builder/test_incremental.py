"""Incremental is clean: whatever happened before, a build leaves and says what a clean build would.

STEPS=50000 SEED=7 make soak ARGS=tests/builder/test_incremental.py     a long run, and the defects
"""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from random import Random
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from digest.archive.archive import Archive
from digest.archive.entry import EntryStub
from digest.archive.month import MonthOfEntries
from digest.archive.related import actors_by_month
from digest.fingerprint import digest_of, digest_of_bytes
from digest.model.card import Card
from digest.render.site_variables import SiteView
from tests.support.breakages import BREAKAGES
from tests.support.building import OWNED
from tests.support.edits import MOMENTS, SITE, alike
from tests.support.mishaps import OUTPUT, STORE
from tests.support.soak import Record, asked_seed, asked_steps
from tests.support.twins import Twins, coarse_clock, compiled_once

KINDS = ("edit", "tick", "output", "store", "breakage", "mend", "asked")
"""Of steps, for counting."""

SEEDS = st.integers(0, 2**16)

ASKED = {
    "now": MOMENTS,
    "drafts": (True, False),
    "future": (True, False),
    "expired": (True, False),
    "strict": (True, False, False),
    "base_url": (None, None, "https://other.example/x/"),
    "output": ("output", "elsewhere"),
}


MEMORY = Path("/dev/shm")  # noqa: S108 - a name of the kernel's; the folders that are made in it have random ones
"""Files in memory: on a disk half of the time goes to removing folders."""


class Machine(RuleBasedStateMachine):
    """One edit a step, of whatever kind, and after it the two builds."""

    steps: ClassVar[Counter[str]] = Counter()
    found: ClassVar[list[str]] = []
    """What told a build from its twin."""
    seed: ClassVar[int] = 0
    """The one that it runs with."""
    place: ClassVar[Path | None] = MEMORY if os.access(MEMORY, os.W_OK) else None
    """Where the sites are made; None for where all temporary folders are."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=self.place))

    @initialize()
    def begin(self) -> None:
        self.twins = Twins(self.folder)
        self.twins.check(Random(0))

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def check(self, kind: str, chance: Random) -> None:
        """The two builds; what a second one in turn finds wrong is mended for the next."""
        failed = bool(self.twins.faults)
        try:
            self.twins.check(chance)
        except AssertionError as difference:
            self.found.append(str(difference))
            raise
        if failed and self.twins.faults:
            self.twins.mend()
        report = self.twins.report
        self.steps[kind] += 1
        self.steps["went through"] += report is not None
        self.steps["rendered some"] += report is not None and 0 < report.rendered < report.pages

    @rule(name=st.sampled_from(sorted(SITE)), seed=SEEDS)
    def edit(self, name: str, seed: int) -> None:
        chance = Random(seed)
        SITE[name](self.twins.root, chance)
        self.check("edit", chance)

    @rule(names=st.lists(st.sampled_from(sorted(SITE)), min_size=2, max_size=5), seed=SEEDS)
    def edit_much(self, names: list[str], seed: int) -> None:
        chance = Random(seed)
        for name in names:
            SITE[name](self.twins.root, chance)
        self.check("edit", chance)

    @rule(seed=SEEDS, names=st.lists(st.sampled_from(sorted(SITE)), max_size=2))
    def edit_again_in_one_tick(self, seed: int, names: list[str]) -> None:
        """A file changes, the site is built, and the file changes again before the clock moves on."""
        chance, twins = Random(seed), self.twins
        files = [twins.root / path for path in twins.files() if path.startswith(("content/", "static/"))]
        for name in names:
            SITE[name](twins.root, chance)
        there = [path for path in files if path.is_file()]
        if there:
            path = chance.choice(there)
            alike(path, chance)
            twins.build()
            alike(path, chance)
        self.check("tick", chance)

    @rule(seed=SEEDS, name=st.sampled_from(sorted(OUTPUT)))
    def build_and_befall_the_output_in_one_tick(self, seed: int, name: str) -> None:
        chance = Random(seed)
        SITE["body"](self.twins.root, chance)
        self.twins.build()
        OUTPUT[name](self.twins.output, chance)
        self.check("output", chance)

    @rule(seed=SEEDS)
    def alter_what_was_just_written(self, seed: int) -> None:
        chance, twins = Random(seed), self.twins
        SITE["body"](twins.root, chance)
        twins.build()
        files = [path for path in twins.output.rglob("*") if path.is_file() and path.name not in (OWNED, "mine.txt")]
        if files:
            alike(max(files, key=lambda path: path.stat().st_mtime_ns), chance)
        self.check("output", chance)

    @rule(name=st.sampled_from(sorted(OUTPUT)), seed=SEEDS)
    def befall_the_output(self, name: str, seed: int) -> None:
        chance = Random(seed)
        OUTPUT[name](self.twins.output, chance)
        self.check("output", chance)

    @rule(name=st.sampled_from(sorted(STORE)), seed=SEEDS)
    def befall_the_store(self, name: str, seed: int) -> None:
        chance = Random(seed)
        STORE[name](self.twins.root, chance)
        self.check("store", chance)

    @rule(name=st.sampled_from(sorted(BREAKAGES)), seed=SEEDS, other=st.sampled_from(sorted(SITE)))
    def break_and_mend(self, name: str, seed: int, other: str) -> None:
        chance, before = Random(seed), self.twins.files()
        BREAKAGES[name](self.twins.root, chance)
        self.check("breakage", chance)
        SITE[other](self.twins.root, chance)
        self.check("breakage", chance)
        self.twins.healthy, healthy = before, self.twins.healthy
        self.twins.mend()
        self.twins.healthy = healthy
        self.check("mend", chance)

    @precondition(lambda self: self.twins.faults)
    @rule(seed=SEEDS)
    def mend(self, seed: int) -> None:
        self.twins.mend()
        self.check("mend", Random(seed))

    @rule(data=st.data(), name=st.sampled_from(sorted(ASKED)), seed=SEEDS)
    def ask(self, data: Any, name: str, seed: int) -> None:
        setattr(self.twins.asked, name, data.draw(st.sampled_from(ASKED[name])))
        self.check("asked", Random(seed))


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with coarse_clock(), compiled_once():
        Machine.steps.clear()
        Machine.found.clear()
        yield


def run(steps: int, first: int, *, length: int = 50, shrink: bool = True) -> Counter[str]:
    """Let the machine run until it has taken so many steps, in lives of `length`, with the seeds from `first` on.

    Gives how many steps it took, of which kind.
    """
    phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)
    Machine.seed = first - 1
    while (left := steps - taken()) > 0:
        Machine.seed += 1
        run_state_machine_as_test(
            seed(Machine.seed)(Machine),
            settings=settings(
                max_examples=min(100, left // length + 2),
                stateful_step_count=length,
                deadline=None,
                database=None,
                phases=phases,
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
            ),
        )
    return Machine.steps


def taken() -> int:
    return sum(Machine.steps[kind] for kind in KINDS)


def test_incremental_is_clean(record: Record) -> None:
    steps = run(1_000, first=1)
    record(steps=taken())
    assert taken() >= 1_000
    assert steps["went through"] > taken() / 2, "most steps have something to compare"
    assert steps["rendered some"] > taken() / 5, "and many builds are in part a standing one's"


@pytest.mark.soak
def test_incremental_is_clean_in_ten_thousand_steps(record: Record) -> None:
    """Or in as many as STEPS says; on a disk, which gives the inode of a file that is gone to the next."""
    steps, first = asked_steps(10_000), asked_seed()
    try:
        with patch.object(Machine, "place", None):
            run(steps, first)
    finally:
        record(steps=taken(), first_seed=first, last_seed=Machine.seed, **Machine.steps)
    assert taken() >= steps


# Defects that are put in by hand


def _without_site(value: Any) -> bytes:
    """Of configuration and site only the engine is left in the fingerprint."""
    return digest_of(value[0] if isinstance(value, tuple) and isinstance(value[-1], SiteView) else value)


def _of_address(value: Any) -> bytes:
    """A card's digest stands for its address alone."""
    return digest_of(value[0].address if isinstance(value, tuple) and isinstance(value[0], Card) else value)


def _alone(references: Any, name: str) -> set[str]:
    return {name}


def _without_key(stub: EntryStub) -> bytes:
    """A field left out of a digest: what an article's file says beyond its card."""
    return digest_of((stub.digest, stub.rights, stub.links))


def _of_cards(month: MonthOfEntries) -> bytes:
    """A branch that should have been opened: other pages see the cards of a month, its own see more."""
    return digest_of_bytes(month.stub.digests)


def _never_moving(value: Any) -> bytes:
    """A stale branch: what terms have become, and what references lead to, is not looked at again."""
    is_month = isinstance(value, tuple) and len(value) == 4 and isinstance(value[-1], list)
    return digest_of(value[:2] if is_month else value)


def _alike(archive: Archive) -> Any:
    """Two actors with one fact: the older articles of one stand for those of all."""
    months = actors_by_month(archive)
    for actors in months.values():
        actors._older = actors._older[:4]
    return months


def _not_removed(output: Any, path: str) -> bool:
    return False


def _at_rest(seen: Any, clock: int) -> bool:
    return True


DEFECTS: dict[str, dict[str, Any]] = {
    "a field left out of the fingerprint": {"digest.render.renderer.digest_of": _without_site},
    "an include left out of the closure": {"digest.render.template_closure.References.closure": _alone},
    "a card's digest that does not move": {"digest.archive.cards.digest_of": _of_address},
    "no prune": {"digest.builder.output.Output._remove": _not_removed},
    "no racy check of content": {"digest.reading.library.at_rest": _at_rest},
    "no racy check of outputs": {"digest.builder.ledger.at_rest": _at_rest},
    "a killed build that is overlooked": {"digest.builder.build.leftovers": lambda folder: []},
    "a field left out of the digest of an entry": {"digest.archive.month.full_digest": _without_key},
    "a branch that should have been opened": {"digest.archive.month.MonthOfEntries.digest": property(_of_cards)},
    "a stale branch": {"digest.archive.assemble.digest_of": _never_moving},
    "actors that share the digest of one": {"digest.pages.scopes.actors_by_month": _alike},
    "an imported template that keeps something": {"digest.render.template_closure.References.has_state": False},
}


QUICKLY = ("an include left out of the closure", "a card's digest that does not move", "no prune")
"""The defects that are looked for in each run of the tests; the others cost more steps."""


@pytest.mark.parametrize(
    "name", [name if name in QUICKLY else pytest.param(name, marks=pytest.mark.soak) for name in DEFECTS]
)
def test_the_machine_finds_a_defect(name: str, record: Record) -> None:
    with ExitStack() as defect:
        for place, wrong in DEFECTS[name].items():
            defect.enter_context(patch(place, wrong))
        with suppress(AssertionError, Flaky):  # what hangs on ticks need not come twice
            run(10_000, first=7, length=25, shrink=False)
    assert Machine.found, "it was found by comparing"
    record(steps=taken())
