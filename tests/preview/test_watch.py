"""What wakes the preview, and how often."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from types import SimpleNamespace

import pytest

from digest.preview import watch
from digest.preview.loading import Names
from digest.preview.watch import Watcher, concerns, git_lock

LONG = 20.0


class Heard:
    """A watcher's batches as they come."""

    def __init__(self, root: Path, *, poll: bool = False) -> None:
        self.woken = Event()
        self.watcher = Watcher(root, self.woken.set, poll=poll)
        self._batches: SimpleQueue[Names] = SimpleQueue()
        self._thread = Thread(target=self._listen, daemon=True)
        self.watcher.start()
        self._thread.start()

    def _listen(self) -> None:
        for batch in self.watcher.batches():
            self._batches.put(batch)

    def next(self) -> set[str] | None:
        batch = self._batches.get(timeout=LONG)
        return None if batch is None else set(batch)

    def close(self) -> None:
        self.watcher.stop()
        self._thread.join(LONG)
        assert not self._thread.is_alive()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("content/articles/2026", "static", "themes/mine/templates", "output", ".digest"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "content/articles/2026/a.md").write_text("a", encoding="utf-8")
    (tmp_path / "digest.toml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def heard(root: Path) -> Iterator[Heard]:
    watching = Heard(root)
    yield watching
    watching.close()


def plainly(file: Path) -> None:
    file.write_text("saved", encoding="utf-8")


def by_renaming(file: Path) -> None:
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text("saved", encoding="utf-8")
    beside.replace(file)


def by_backup(file: Path) -> None:
    """As vim does: try the folder, keep the old file beside, write the new one, remove the old."""
    (file.parent / "4913").write_text("", encoding="utf-8")
    (file.parent / "4913").unlink()
    backup = file.with_name(file.name + "~")
    file.rename(backup)
    file.write_text("saved", encoding="utf-8")
    backup.unlink()


@pytest.mark.parametrize("save", [plainly, by_renaming, by_backup])
@pytest.mark.parametrize(
    "name", ["content/articles/2026/a.md", "digest.toml", "static/new.css", "themes/mine/theme.toml"]
)
def test_a_save_is_one_batch_and_then_a_look_at_everything(
    root: Path, heard: Heard, save: Callable[[Path], None], name: str
) -> None:
    if not (root / name).exists():
        (root / name).write_text("", encoding="utf-8")
        while heard.next() is not None:
            pass
    save(root / name)
    assert heard.next() == {name}
    assert heard.woken.is_set()
    assert heard.next() is None


def test_many_files_are_all_named_and_then_everything_is_looked_at(root: Path, heard: Heard) -> None:
    """In one batch, unless the machine holds the events back for longer than a batch waits."""
    names = {f"content/articles/2026/{n}.md" for n in range(500)}
    for name in sorted(names):
        by_renaming(root / name)
    named: set[str] = set()
    while (batch := heard.next()) is not None:
        named |= batch
    assert named == names


def test_what_is_named_in_quick_succession_is_one_batch(root: Path) -> None:
    watching = Heard(root)
    names = {f"content/articles/{n}.md" for n in range(2000)}
    for name in names:
        watching.watcher.name(name)
    assert watching.next() == names
    watching.close()


def test_a_folder_that_goes_and_comes_back_is_watched_again(root: Path, heard: Heard) -> None:
    shutil.rmtree(root / "content")
    batch = heard.next()
    assert batch is not None
    assert "content/articles/2026/a.md" in batch
    while heard.next() is not None:
        pass
    (root / "content/articles").mkdir(parents=True)
    while heard.next() is not None:
        pass
    plainly(root / "content/articles/b.md")
    assert heard.next() == {"content/articles/b.md"}


def test_a_folder_that_is_made_later_is_watched(root: Path, heard: Heard) -> None:
    (root / "templates").mkdir()
    while heard.next() is not None:
        pass
    plainly(root / "templates/article.html")
    assert heard.next() == {"templates/article.html"}


def test_what_digest_and_editors_write_for_themselves_wakes_nobody(root: Path, heard: Heard) -> None:
    for name in (
        "output/index.html",
        ".digest/store",
        "content/.a.md.swp",
        "content/a.md~",
        "static/.DS_Store",
        "notes.md",
    ):
        plainly(root / name)
    (root / "content/articles/2026/a.md").read_bytes()
    list((root / "content").iterdir())
    plainly(root / "digest.toml")
    assert heard.next() == {"digest.toml"}


def test_git_is_waited_for(root: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    lock = git_lock(root)
    assert lock is not None
    watching = Heard(root)
    lock.write_text("", encoding="utf-8")
    plainly(root / "content/articles/2026/a.md")
    assert watching.woken.wait(LONG)
    plainly(root / "content/articles/2026/b.md")
    lock.unlink()
    assert watching.next() == {"content/articles/2026/a.md", "content/articles/2026/b.md"}
    watching.close()


def test_git_is_found_above_a_site_and_in_a_work_tree(tmp_path: Path) -> None:
    assert git_lock(tmp_path) is None
    (tmp_path / "whole/.git").mkdir(parents=True)
    assert git_lock(tmp_path / "whole/sub") == tmp_path / "whole/.git/index.lock"
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/.git").write_text("gitdir: ../whole/.git/worktrees/tree\n", encoding="utf-8")
    assert git_lock(tmp_path / "tree") == tmp_path / "tree/../whole/.git/worktrees/tree/index.lock"


def test_polling_looks_at_everything_again_and_again(root: Path) -> None:
    watching = Heard(root, poll=True)
    assert [watching.next(), watching.next()] == [None, None]
    watching.close()


@pytest.mark.parametrize(
    ("path", "true"),
    [
        ("digest.toml", True),
        ("content", True),
        ("content/articles/a.md", True),
        ("static/.well-known/security.txt", True),
        ("content/.git/index", False),
        ("content/articles/.a.md.swx", False),
        ("content/articles/4913", False),
        ("output/index.html", False),
        (".digest/store.db", False),
        ("README.md", False),
    ],
)
def test_what_concerns_a_site(path: str, true: bool) -> None:
    assert concerns(path) is true


GROUPER = "watchdog.observers.inotify_move_event_grouper"


@pytest.mark.skipif(sys.platform != "linux", reason="only there the halves of a renaming are paired")
def test_watchdog_has_the_delay_that_the_watcher_sets_to_nothing() -> None:
    program = f"from {GROUPER} import InotifyMoveEventGrouper as grouper; assert grouper.delay > 0"
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="only there the halves of a renaming are paired")
@pytest.mark.parametrize("gone", ["module", "class", "attribute"])
def test_without_that_delay_a_renamed_file_is_named_all_the_same(
    root: Path, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    if gone == "module":
        monkeypatch.setitem(sys.modules, GROUPER, None)
    elif gone == "class":
        monkeypatch.delattr(f"{GROUPER}.InotifyMoveEventGrouper")
    else:
        monkeypatch.setattr(f"{GROUPER}.InotifyMoveEventGrouper", int)  # a class that takes no attribute
    heard = Heard(root)
    (root / "content/articles/2026/a.md").rename(root.parent / "a.md")
    assert heard.next() == {"content/articles/2026/a.md"}
    heard.close()


class Burst(SimpleQueue[str | None]):
    """Names that come every tenth of a second, for ever or so many; it notes how long the watcher would wait."""

    def __init__(self, names: int) -> None:
        self.left, self.now = names, 0.0
        self.waits: list[float] = []

    def get(self, block: bool = True, timeout: float | None = None) -> str | None:
        assert timeout is not None
        self.waits.append(timeout)
        if timeout == 0 or not self.left:
            raise Empty
        self.left -= 1
        self.now += 0.1
        return f"content/{self.left}.md"


@pytest.mark.parametrize(("names", "gathered"), [(3, 4), (12, 13), (100, 21)])
def test_a_burst_is_one_batch_until_it_has_lasted_two_seconds(
    root: Path, monkeypatch: pytest.MonkeyPatch, names: int, gathered: int
) -> None:
    burst = Burst(names)
    monkeypatch.setattr(watch, "SimpleQueue", lambda: burst)
    monkeypatch.setattr(watch, "time", SimpleNamespace(monotonic=lambda: burst.now, time=time.time))
    batch = Watcher(root, lambda: None, poll=True)._gather("content/first.md")
    assert batch is not None
    assert len(batch) == gathered
    last = 0.0 if names == 100 else watch.QUIET if names < watch.FEW else watch.LONG_QUIET
    few = min(gathered, watch.FEW)
    waits = [watch.QUIET] * few + [watch.LONG_QUIET] * (gathered - few)
    assert burst.waits == [*waits[:-1], last]
