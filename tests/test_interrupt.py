"""Ctrl-C at any moment ends the command without a word, with the exit code that shells give it."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

import digest
from digest.interrupt import CODE
from tests.support.building import LATER, Site, make_site
from tests.support.soak import Record, asked_seed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals")

PACKAGE = str(Path(digest.__file__).parent)

AT_AN_IMPORT = """
import os, sys
from digest.__main__ import main

class Interrupt:
    left = int(sys.argv.pop(1))

    def find_spec(self, *wanted):
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), 2)

sys.meta_path.insert(0, Interrupt())
main()
"""
"""The command, interrupted at the import whose number is the first argument."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, "-- content/articles/a.md --\n---\ntitle: A\ndate: 2026-11-24\n---\nWords.\n")


def interrupted_at_import(number: int, site: Site) -> tuple[int, bytes]:
    """Exit code and messages of a build from nothing."""
    build = ["-C", str(site.root), "build", "--clean", "--now", LATER, "-q"]
    run = subprocess.run([sys.executable, "-c", AT_AN_IMPORT, str(number), *build], capture_output=True, check=False)
    return run.returncode, run.stderr


@pytest.mark.bare
@pytest.mark.parametrize("number", [1, 2, 3, 5, 8, 42, 133, 260])
def test_at_an_import(site: Site, number: int) -> None:
    assert interrupted_at_import(number, site) == (CODE, b"")


@pytest.mark.soak
def test_at_every_import(site: Site, record: Record) -> None:
    number = 0
    while (ended := interrupted_at_import(number := number + 1, site)) != (0, b""):
        assert ended == (CODE, b"")
    record(imports=number - 1)
    assert number > 260


def at_random_moments(arguments: list[str], times: int, chance: Random) -> list[int]:
    """Exit codes of the command as it is installed; it gets the signal at some moment from its very beginning on."""
    command, codes = [str(Path(sys.prefix, "bin/digest")), *arguments], []
    begun = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    whole = time.monotonic() - begun
    for _ in range(times):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            process.wait(timeout=chance.uniform(0, whole))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        _, said = process.communicate()
        codes.append(process.returncode)
        assert PACKAGE not in said, "Python's own start is not ours"
        assert "KeyboardInterrupt" in said or (said == "" and process.returncode in (0, CODE, -signal.SIGINT))
    return codes


@pytest.mark.bare
def test_at_random_moments(site: Site) -> None:
    at_random_moments(["--help"], 6, Random(1))
    at_random_moments(["-C", str(site.root), "build", "--clean"], 6, Random(2))


@pytest.mark.soak
def test_at_many_random_moments(site: Site, record: Record) -> None:
    chance = Random(seed := asked_seed())
    record(seed=seed)
    codes = at_random_moments(["--help"], 300, chance)
    codes += at_random_moments(["-C", str(site.root), "build", "--clean"], 300, chance)
    record(sent=len(codes), ended=codes.count(CODE))
    assert codes.count(CODE) > 200
