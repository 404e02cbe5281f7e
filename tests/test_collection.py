"""Which tests there are depends on nothing but the tests: each process that collects them finds the same ones.

pytest-xdist needs that, and so does whoever wants to run one test again by its id.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

ELSEWHERE = """
import os, platform, random, sys, time

def an_age_later(clock, age):
    return lambda *given: clock(*given) if given else clock() + age

time.time, time.time_ns = an_age_later(time.time, 1e9 + 0.5), an_age_later(time.time_ns, 10**18 + 7)
os.cpu_count = lambda: 64
platform.node = lambda: "elsewhere"
random.seed(7)

import pytest

sys.exit(pytest.main(["-q", "--collect-only", "-m", "", *reversed(sys.argv[1:])]))
"""
"""A program that collects the tests of the files it is given, last file first: at another time, on another machine."""


def test_ids_owe_nothing_to_clock_order_locale_or_machine(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    here = {item.nodeid for item in request.session.items}
    files = sorted({nodeid.partition("::")[0] for nodeid in here})
    machine = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONIOENCODING": "utf-8",
        "TZ": "Pacific/Kiritimati",
        "USER": "somebody",
    }
    command = [sys.executable, "-c", ELSEWHERE, *files]
    run = subprocess.run(command, cwd=ROOT, env=machine, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert here - set(run.stdout.split("\n")) == set()


def test_ids_name_no_place_on_this_machine(request: pytest.FixtureRequest) -> None:
    places = [str(ROOT), str(Path.home()), os.environ.get("TMPDIR", "/tmp")]  # noqa: S108 - only looked for
    assert [item.nodeid for item in request.session.items if any(f"{place}/" in item.nodeid for place in places)] == []
