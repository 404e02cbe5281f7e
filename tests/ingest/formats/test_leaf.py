"""A large input that takes too long is a failure with its reason, and all others go on."""

import datetime as dt
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.budgeted import BudgetedProcesses
from digest.ingest.draft import Draft, Input, Member
from digest.ingest.formats import leaf, registry
from digest.ingest.parallel import read_leaves
from tests.support.building import make_site

STORY = "Ministers meet in {0}\n\n" + "Ministers of {0} met to speak of {0}. " * 1000

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="its processes are no forks, which see what is patched"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),  # beside the threads of other tests
]


@pytest.fixture(name="slow", autouse=True)
def one_slow_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """An input with "slow" in its name is read for ever; the budget is a second."""

    before = registry.read

    def read(raw: Input, zone: dt.tzinfo) -> Iterator[Member]:
        if "slow" in raw.name:
            sum(itertools.repeat(0))
        return before(raw, zone)

    monkeypatch.setattr("digest.workers.start_method", lambda: "fork")
    monkeypatch.setattr(registry, "read", read)
    monkeypatch.setattr(leaf, "_BASE", 0.5)
    monkeypatch.setattr(leaf, "_PER_MEGABYTE", 0)


def story(name: str) -> Input:
    return Input(name, STORY.format(name).encode())


def test_the_results_stand_in_the_order_of_the_inputs() -> None:
    names = [f"{number}" for number in range(12)]
    with BudgetedProcesses(2) as processes:
        results = list(read_leaves(map(story, names), dt.UTC, processes))
    assert [result.location.input for result in results] == names
    assert all(isinstance(result, Draft) for result in results)


def test_the_command_names_it_and_adds_the_others(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    for name in ("a", "slow", "b"):
        tmp_path.joinpath(f"{name}.txt").write_text(STORY.format(name))
    run = site.run("add", *(str(tmp_path / f"{name}.txt") for name in ("a", "slow", "b")), "--separate")
    assert run.code == 1
    assert "slow.txt: it takes too long to read: more than 0 seconds" in run.err
    assert len(list((site.root / "content").rglob("*.md"))) == 2


def test_a_pull_names_the_feed_and_reads_the_others(tmp_path: Path) -> None:
    items = (
        "<item><title>Ministers meet {}</title><description>" + "The ministers met. " * 3000 + "</description></item>"
    )
    for name in ("slow", "b"):
        rss = f"<rss version='2.0'><channel><title>A</title>{items.format(name)}</channel></rss>"
        tmp_path.joinpath(f"{name}.xml").write_text(rss)
    feeds = "".join(f'[[feeds]]\nurl = "{tmp_path / name}.xml"\n' for name in ("slow", "b"))
    site = make_site(tmp_path / "site", f'-- digest.toml --\n[site]\ntitle = "A"\n{feeds}')
    run = site.run("pull")
    assert run.code == 1
    assert "slow.xml: it takes too long to read" in run.err
    assert len(list((site.root / "content").rglob("*.md"))) == 1


def test_a_small_input_starts_no_process() -> None:
    with BudgetedProcesses(1) as processes:
        content = STORY.format('Riga').encode()[: leaf.SMALL]
        assert leaf.submit(Input("a", content), dt.UTC, processes).done()


def test_the_budget_grows_with_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    small, large = leaf.budget_of(Input("a", b"")), leaf.budget_of(Input("a", b"x" * 2_000_000))
    assert 10 <= small < large <= 100
