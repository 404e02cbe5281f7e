"""Incremental is clean: whatever happened before, a build leaves and says what a clean build would.

STEPS=50000 SEED=7 make soak ARGS=tests/builder/test_incremental.py     a long run, and the defects
"""

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest

from digest.archive.archive import Archive
from digest.archive.entry import EntryStub
from digest.archive.month import MonthOfEntries
from digest.archive.related import actors_by_month
from digest.fingerprint import digest_of, digest_of_bytes
from digest.model.card import Card
from digest.render.site_variables import SiteView
from digest.site_files import is_file
from tests.support.breakages import BREAKAGES
from tests.support.building import OWNED
from tests.support.edits import MOMENTS, SITE, Edit, alike
from tests.support.mishaps import OUTPUT, STORE
from tests.support.odd_files import ODD_FILES, ODD_NAMES
from tests.support.odd_values import ODD_VALUES
from tests.support.soak import Record, asked_seed, asked_steps
from tests.support.twins import Twins, coarse_clock, compiled_once, in_time

ASKED: Mapping[str, Sequence[Any]] = {
    "now": MOMENTS,
    "drafts": (True, False),
    "future": (True, False),
    "expired": (True, False),
    "strict": (True, False, False),
    "base_url": (None, None, "https://other.example/x/"),
    "output": ("output", "elsewhere"),
}

_MEMORY = Path("/dev/shm")  # noqa: S108 - a name of the kernel's; the folders that are made in it have random ones
PLACE = _MEMORY if os.access(_MEMORY, os.W_OK) else None
"""Where the sites are made: in memory, because on a disk half of the time goes to removing folders. None: where all
temporary folders are."""


class Step(NamedTuple):
    """One thing that happens to a site; `seed` decides what chance is left."""

    kind: str
    name: str
    seed: int


class Life:
    """A small site, to which one step after another happens; after each it is compared with its twin."""

    def __init__(self, folder: Path) -> None:
        self.twins = Twins(folder)
        self.counts = Counter[str]()
        """Of comparisons by kind of step, and of what came of them."""
        self.check("begin", Random(0))

    def take(self, step: Step) -> None:
        act, _ = KINDS[step.kind]
        act(self, step.name, Random(step.seed))

    def check(self, kind: str, chance: Random) -> None:
        """The two builds; what a second one in turn finds wrong is mended for the next."""
        failed = bool(self.twins.faults)
        self.twins.check(chance)
        if failed and self.twins.faults:
            self.twins.mend()
        report = self.twins.report
        self.counts[kind] += 1
        self.counts["went through"] += report is not None
        self.counts["rendered some"] += report is not None and 0 < report.rendered < report.pages

    def edit(self, edit: Edit, chance: Random) -> None:
        with in_time("an edit"):
            edit(self.twins.root, chance)


def _edit(life: Life, name: str, chance: Random) -> None:
    life.edit(SITE[name], chance)
    life.check("edit", chance)


def _edit_much(life: Life, name: str, chance: Random) -> None:
    for other in chance.sample(sorted(SITE), chance.randint(2, 5)):
        life.edit(SITE[other], chance)
    life.check("edits", chance)


def _edit_again_in_one_tick(life: Life, name: str, chance: Random) -> None:
    """A file changes, the site is built, and the file changes again before the clock moves on."""
    twins = life.twins
    files = [path for path in twins.files() if path.startswith(("content/", "static/"))]
    if chance.random() < 0.5:
        life.edit(SITE[chance.choice(sorted(SITE))], chance)
    there = [twins.root / path for path in files if is_file(twins.root / path)]
    if there:
        path = chance.choice(there)
        alike(path, chance)
        twins.build()
        alike(path, chance)
    life.check("tick", chance)


def _befall_the_output(life: Life, name: str, chance: Random) -> None:
    OUTPUT[name](life.twins.output, chance)
    life.check("output", chance)


def _befall_the_output_in_one_tick(life: Life, name: str, chance: Random) -> None:
    life.edit(SITE["body"], chance)
    life.twins.build()
    OUTPUT[name](life.twins.output, chance)
    life.check("output in one tick", chance)


def _alter_what_was_just_written(life: Life, name: str, chance: Random) -> None:
    twins = life.twins
    life.edit(SITE["body"], chance)
    twins.build()
    files = [path for path in twins.output.rglob("*") if path.is_file() and path.name not in (OWNED, "mine.txt")]
    if files:
        alike(max(files, key=lambda path: path.stat().st_mtime_ns), chance)
    life.check("just written", chance)


def _befall_the_store(life: Life, name: str, chance: Random) -> None:
    life.edit(STORE[name], chance)
    life.check("store", chance)


def _break_and_mend(life: Life, name: str, chance: Random) -> None:
    twins, before = life.twins, life.twins.files()
    life.edit(BREAKAGES[name], chance)
    life.check("breakage", chance)
    life.edit(SITE[chance.choice(sorted(SITE))], chance)
    life.check("breakage", chance)
    twins.healthy, healthy = before, twins.healthy
    twins.mend()
    twins.healthy = healthy
    life.check("mend", chance)


def _odd(kind: str, edits: Mapping[str, Edit]) -> "Act":
    """Something odd comes; what is refused is mended at once, or is still there when the next thing happens."""

    def act(life: Life, name: str, chance: Random) -> None:
        life.edit(edits[name], chance)
        life.check(kind, chance)
        if life.twins.faults and chance.random() < 0.7:
            life.twins.mend()

    return act


def _ask(life: Life, name: str, chance: Random) -> None:
    setattr(life.twins.asked, name, chance.choice(ASKED[name]))
    life.check("asked", chance)


def _kill(life: Life, name: str, chance: Random) -> None:
    """Builds after edits, each killed at a moment of chance; perhaps it is done before."""
    twins = life.twins
    for _ in range(chance.choice((1, 2))):
        life.edit(SITE[chance.choice(sorted(SITE))], chance)
        process = twins.start()
        process.join(chance.uniform(0, twins.seconds))
        process.kill() if name == "SIGKILL" else process.terminate()
        life.counts["killed in time"] += twins.ended(process) < 0
    life.check("killed", chance)


def _build_at_once(life: Life, name: str, chance: Random) -> None:
    """Several builds of one folder; with edits, their outcome is anybody's guess, and the next build's is not."""
    twins = life.twins
    life.edit(SITE[chance.choice(sorted(SITE))], chance)
    processes = [twins.start() for _ in range(2)]
    if name == "edits meanwhile":
        for _ in range(3):
            processes[0].join(chance.uniform(0, twins.seconds / 3))
            life.edit(SITE[chance.choice(sorted(SITE))], chance)
        codes = {twins.ended(process) for process in processes}
        assert codes <= {0, 1}, f"a build ended with {codes}"
    else:
        outcome = twins.build()
        assert {twins.ended(process) for process in processes} == {outcome.code}
    life.check("at once", chance)


Act = Callable[[Life, str, Random], None]

KINDS: Mapping[str, tuple[Act, Sequence[str]]] = {
    "edit": (_edit, sorted(SITE)),
    "edits": (_edit_much, [""] * 4),
    "tick": (_edit_again_in_one_tick, [""] * 6),
    "output": (_befall_the_output, sorted(OUTPUT)),
    "output in one tick": (_befall_the_output_in_one_tick, sorted(OUTPUT)),
    "just written": (_alter_what_was_just_written, [""] * 4),
    "store": (_befall_the_store, sorted(STORE)),
    "breakage": (_break_and_mend, sorted(BREAKAGES)),
    "odd file": (_odd("odd file", ODD_FILES), sorted(ODD_FILES)),
    "odd name": (_odd("odd name", ODD_NAMES), sorted(ODD_NAMES)),
    "odd value": (_odd("odd value", ODD_VALUES), sorted(ODD_VALUES)),
    "asked": (_ask, sorted(ASKED)),
    "killed": (_kill, ["SIGKILL", "SIGTERM"] * 2),
    "at once": (_build_at_once, ["nothing else", "edits meanwhile"] * 2),
}
"""What each kind of step does, and the names of its steps."""


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with coarse_clock(), compiled_once():
        yield


def pack_of(*kinds: str) -> list[tuple[str, str]]:
    """All steps of these kinds."""
    return [(kind, name) for kind in kinds for name in KINDS[kind][1]]


def dealt(seed: int, pack: Sequence[tuple[str, str]]) -> Iterator[Step]:
    """Steps without end, as from a pack of cards that holds each step once, shuffled anew each time."""
    chance = Random(seed)
    while True:
        for kind, name in chance.sample(pack, len(pack)):
            yield Step(kind, name, chance.randrange(2**32))


def live(steps: Sequence[Step], place: Path | None = PLACE) -> Counter[str]:
    """Let all this happen to a new site. Gives what was compared; fails at the first difference."""
    with tempfile.TemporaryDirectory(dir=place) as folder:
        life = Life(Path(folder))
        for number, step in enumerate(steps, 1):
            try:
                life.take(step)
            except BaseException as problem:
                problem.add_note(f"after {list(steps[:number])}")
                raise
    return life.counts


LENGTH = 40
"""Steps in the life of a site."""

PARTS = 4
"""Of the pack, in `make test`: they can run at the same time."""


def dealt_in(part: int) -> list[Step]:
    """A part of the pack. Each part has its share of the steps of each kind, and together they are the pack."""
    packs = {kind: Random(kind).sample(names, len(names)) for kind, (_, names) in KINDS.items()}
    steps = [Step(kind, name, part) for kind, names in packs.items() for name in names[part::PARTS]]
    return Random(part).sample(steps, len(steps))


@pytest.mark.parametrize("part", range(PARTS))
def test_incremental_is_clean(part: int, record: Record) -> None:
    steps, counts = dealt_in(part), Counter[str]()
    for start in range(0, len(steps), LENGTH):
        counts += live(steps[start : start + LENGTH])
    record(steps=len(steps), **counts)
    assert not [kind for kind in KINDS if not counts[kind]], "each kind of step has happened"
    compared = sum(counts[kind] for kind in KINDS)
    assert counts["went through"] > compared / 2, "most steps have something to compare"
    assert counts["rendered some"] > compared / 10, "and many builds are in part a standing one's"


@pytest.mark.soak
def test_incremental_is_clean_in_ten_thousand_steps(record: Record) -> None:
    """Or in as many as STEPS says; on a disk, which gives the inode of a file that is gone to the next."""
    steps, first, counts = asked_steps(10_000), asked_seed(), Counter[str]()
    lives = range(first, first + -(-steps // LENGTH))
    try:
        for number in lives:
            counts += live(list(islice(dealt(number, pack_of(*KINDS)), LENGTH)), place=None)
    finally:
        record(first_seed=first, last_seed=number, **counts)
    assert counts["killed in time"], "some builds were killed while they were at work"


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
    is_month = isinstance(value, tuple) and len(value) == 5 and isinstance(value[3], list)
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


SHOWN_BY = {
    "a field left out of the fingerprint": [("edit", "config"), ("edit", "body")],
    "an include left out of the closure": [("edit", "include"), ("edit", "template"), ("edit", "override")],
    "an imported template that keeps something": [("edit", "include"), ("edit", "body"), ("output", "delete")],
    "no racy check of content": pack_of("tick"),
    "no racy check of outputs": pack_of("just written", "output in one tick"),
    "a killed build that is overlooked": pack_of("output"),
}
"""The steps that can show a defect; those of the kind `edit` can show all others."""


def looked_for(name: str, pack: Sequence[tuple[str, str]], lives: int, record: Record) -> None:
    """Put a defect in, and let sites live until a comparison fails."""
    with ExitStack() as defect:
        for place, wrong in DEFECTS[name].items():
            defect.enter_context(patch(place, wrong))
        for number in range(lives):
            try:
                live(list(islice(dealt(number, pack), LENGTH)))
            except AssertionError:
                record(lives=number + 1)
                return
    pytest.fail(f"not found in {lives * LENGTH} steps")


SELDOM = ("no racy check of content", "no racy check of outputs", "an imported template that keeps something")
"""The defects that show only where two writes meet in one tick of the clock, or three edits in one life."""


@pytest.mark.parametrize("name", [name for name in DEFECTS if name not in SELDOM])
def test_the_machine_finds_a_defect(name: str, record: Record) -> None:
    looked_for(name, SHOWN_BY.get(name, pack_of("edit")), 10, record)


@pytest.mark.soak
@pytest.mark.parametrize("name", SELDOM)
def test_the_machine_finds_a_defect_that_shows_seldom(name: str, record: Record) -> None:
    looked_for(name, SHOWN_BY[name], 250, record)


@pytest.mark.soak
@pytest.mark.parametrize("name", DEFECTS)
def test_the_machine_finds_a_defect_among_all_kinds_of_steps(name: str, record: Record) -> None:
    looked_for(name, pack_of(*KINDS), 250, record)
