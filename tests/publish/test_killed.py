"""Killed in the middle, a publish leaves the branch at the old tree or at the new one; the next one goes through."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from unittest.mock import patch

import pytest

from digest.publish import tree_repository
from tests.support.publishing import Desk, git
from tests.support.soak import Record, asked_seed

KILLS = 50


@pytest.fixture
def desk(desk: Desk) -> Desk:
    for number in range(12):
        desk.article(
            f"a{number}", f"title: No. {number}\ndate: 2026-02-{number % 28 + 1:02d}", f"Words of {number}. " * 50
        )
    return desk


def start(desk: Desk) -> "subprocess.Popen[bytes]":
    """A publish in a process group of its own, with all the git that it starts."""
    program = [sys.executable, "-m", "digest", "-C", str(desk.site.root), "publish", "--quiet"]
    return subprocess.Popen(program, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_after(seconds: float, running: "subprocess.Popen[bytes]") -> bool:
    """Whether it was still at work."""
    try:
        running.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        return True
    return False


def tree_of(desk: Desk) -> str:
    return git(desk.remote, "rev-parse", f"{desk.tip()}^{{tree}}").strip() if desk.tip() else ""


def edit(desk: Desk, state: int) -> None:
    """Change one article, add one, and let one go."""
    desk.article("a1", "title: No. 1\ndate: 2026-02-02", f"State {state}. " * 40)
    desk.article(f"new{state}", f"title: New {state}\ndate: 2026-03-05")
    if state:
        desk.article(f"new{state - 1}", f"title: New {state - 1}\ndate: 2026-03-05\nwithdrawn: Gone.")


def killed_often(desk: Desk, times: int, seed: int) -> int:
    """Kill publishes until `times` of them were still at work. Gives how many were begun."""
    chance = random.Random(seed)
    started = time.monotonic()
    assert start(desk).wait() == 0
    usual = time.monotonic() - started
    killed, state = 0, 0
    while killed < times:
        old = tree_of(desk)
        edit(desk, state)
        killed += kill_after(chance.uniform(0, usual), start(desk))
        left = tree_of(desk)
        run = desk.publish("--quiet")
        assert run.code == 0, run.err
        assert left in (old, tree_of(desk)), "a tree that is neither the old one nor the new one"
        git(desk.remote, "fsck", "--full", "--strict")
        assert desk.site.tree().keys() <= desk.published().keys()
        state += 1
    return state


def test_killed_a_few_times(desk: Desk) -> None:
    killed_often(desk, 3, seed=11)


@pytest.mark.soak
def test_killed_fifty_times(desk: Desk, record: Record) -> None:
    seed = asked_seed()
    record(seed=seed)
    record(killed=KILLS, begun=killed_often(desk, KILLS, seed))


def test_killed_on_the_very_first(desk: Desk) -> None:
    for seconds in (0.3, 0.45, 0.6):
        kill_after(seconds, start(desk))
        assert not desk.tip() or tree_of(desk)
    assert desk.publish().code == 0
    assert desk.site.tree().keys() <= desk.published().keys()


def test_what_git_locked_when_it_was_killed_is_unlocked(desk: Desk) -> None:
    assert desk.publish("--quiet").code == 0
    repository = desk.site.root / ".digest/publish/repository"
    locks = [repository / "refs/digest/published.lock", repository / "packed-refs.lock", repository / "shallow.lock"]
    for lock in locks:
        lock.touch()
    edit(desk, 0)

    with patch.object(tree_repository, "_LOCKED", 0.1):
        run = desk.publish("--quiet")

    assert run.code == 0, run.err
    assert not any(lock.exists() for lock in locks)
