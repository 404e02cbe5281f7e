"""Incremental is clean: whatever happened before, a build leaves and says what a clean build would."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.support.edits import BREAKAGES, MOMENTS, OUTPUT, SITE, STORE, alike
from tests.support.twins import Twins, coarse_clock, compiled_once

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


class Machine(RuleBasedStateMachine):
    """One edit a step, of whatever kind, and after it the two builds."""

    steps: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())

    @initialize()
    def begin(self) -> None:
        self.twins = Twins(self.folder)
        self.twins.check(Random(0))  # noqa: S311

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def check(self, kind: str, chance: Random) -> None:
        """The two builds; what a second one in turn finds wrong is mended for the next."""
        failed = bool(self.twins.faults)
        self.twins.check(chance)
        if failed and self.twins.faults:
            self.twins.mend()
        report = self.twins.report
        self.steps[kind] += 1
        self.steps["went through"] += report is not None
        self.steps["rendered some"] += report is not None and 0 < report.rendered < report.pages

    @rule(name=st.sampled_from(sorted(SITE)), seed=SEEDS)
    def edit(self, name: str, seed: int) -> None:
        chance = Random(seed)  # noqa: S311
        SITE[name](self.twins.root, chance)
        self.check("edit", chance)

    @rule(names=st.lists(st.sampled_from(sorted(SITE)), min_size=2, max_size=5), seed=SEEDS)
    def edit_much(self, names: list[str], seed: int) -> None:
        chance = Random(seed)  # noqa: S311
        for name in names:
            SITE[name](self.twins.root, chance)
        self.check("edit", chance)

    @rule(seed=SEEDS, names=st.lists(st.sampled_from(sorted(SITE)), max_size=2))
    def edit_again_in_one_tick(self, seed: int, names: list[str]) -> None:
        """A file changes, the site is built, and the file changes again before the clock moves on."""
        chance, twins = Random(seed), self.twins  # noqa: S311
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
        chance = Random(seed)  # noqa: S311
        SITE["body"](self.twins.root, chance)
        self.twins.build()
        OUTPUT[name](self.twins.output, chance)
        self.check("output", chance)

    @rule(name=st.sampled_from(sorted(OUTPUT)), seed=SEEDS)
    def befall_the_output(self, name: str, seed: int) -> None:
        chance = Random(seed)  # noqa: S311
        OUTPUT[name](self.twins.output, chance)
        self.check("output", chance)

    @rule(name=st.sampled_from(sorted(STORE)), seed=SEEDS)
    def befall_the_store(self, name: str, seed: int) -> None:
        chance = Random(seed)  # noqa: S311
        STORE[name](self.twins.root, chance)
        self.check("store", chance)

    @rule(name=st.sampled_from(sorted(BREAKAGES)), seed=SEEDS, other=st.sampled_from(sorted(SITE)))
    def break_and_mend(self, name: str, seed: int, other: str) -> None:
        chance, before = Random(seed), self.twins.files()  # noqa: S311
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
        self.check("mend", Random(seed))  # noqa: S311

    @rule(data=st.data(), name=st.sampled_from(sorted(ASKED)), seed=SEEDS)
    def ask(self, data: Any, name: str, seed: int) -> None:
        setattr(self.twins.asked, name, data.draw(st.sampled_from(ASKED[name])))
        self.check("asked", Random(seed))  # noqa: S311


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with coarse_clock(), compiled_once():
        Machine.steps.clear()
        yield


def run(examples: int, steps: int, *, shrink: bool = True, derandomize: bool = True) -> Counter[str]:
    """Let the machine run. Gives how many steps it took, of which kind."""
    phases = (Phase.explicit, Phase.generate, Phase.shrink) if shrink else (Phase.generate,)
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=derandomize,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return Machine.steps


def test_incremental_is_clean() -> None:
    steps = run(examples=30, steps=50)
    print(dict(steps))
    total = sum(steps[kind] for kind in ("edit", "tick", "output", "store", "breakage", "mend", "asked"))
    assert total >= 1_000
    assert steps["went through"] > total / 2, "most steps have something to compare"
    assert steps["rendered some"] > total / 5, "and many builds are in part a standing one's"


@pytest.mark.soak
def test_incremental_is_clean_in_ten_thousand_steps() -> None:
    steps = run(examples=300, steps=60, derandomize=False)
    print(dict(steps))
    assert sum(steps.values()) - steps["went through"] - steps["rendered some"] >= 10_000
