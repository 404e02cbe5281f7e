"""Killed at any moment, or short of disk: nothing is torn, no content is harmed, the next build completes."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from digest.errors import DigestError
from digest.interrupt import CODE
from tests.support.building import LATER, Site, make_site, tree
from tests.support.faults import Killed, failing_disk
from tests.support.paths import ROOT
from tests.support.soak import Record, asked_seed

ARTICLE = (
    "-- content/articles/{0}.md --\n---\ntitle: {0} {1}\ndate: 2026-11-2{2}\nactors: [NATO, Japan]\n---\nBody {1}.\n"
)

PROGRAM = """
from digest.interrupt import listen
listen()
print("begun", flush=True)
from digest.builder import commit, rendering
from digest.cli import main
commit.MANY, rendering.CHUNK = 2, 3
main()
"""
"""The command with the limits lowered from which on it works in several processes. It tells when Python has begun."""


AUDITED = """
import os, sys
from pathlib import Path
from tests.support.building import Site
from tests.support.faults import failing_disk

CHANGES = {f"os.{name}" for name in "chmod chown link mkdir remove rename rmdir symlink truncate utime".split()}
heard = set()

def hear(event, said):
    if event in CHANGES or (event == "open" and isinstance(said[2], int) and said[2] & (os.O_WRONLY | os.O_RDWR)):
        named = said[:1] if event == "open" else said
        heard.update(str(one) for one in named if isinstance(one, str | Path))

site = Site(Path(sys.argv[1]))
with failing_disk(-1, "kill") as disk:
    sys.addaudithook(hear)
    site.build()
print("\\n".join(sorted(heard - disk.touched)))
"""
"""A build that prints what Python's own audit hears of changes to the disk and the failing disk does not."""


class Scene:
    """A built site, edited since; what stands in its output, and what a clean build would put there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = make_site(folder / "site", "-- static/x --\nfile\n")
        for n in range(6):
            self.site.write(ARTICLE.format(f"a{n}", "old", n % 3))
        self.site.build()
        self.old = tree(self.site.output, owned=True)
        for n in (0, 6, 7):
            self.site.write(ARTICLE.format(f"a{n}", "new", n % 3))
        (self.site.root / "content/articles/a1.md").unlink()
        (self.site.root / "static/x").unlink()
        self.site.write("-- static/x/y.txt --\nfile in a folder\n")
        self.content = content(self.site)
        self.site.build(output=folder / "clean", remember=False)
        self.new = tree(folder / "clean", owned=True)
        shutil.copytree(self.site.root, folder / "start")

    def restore(self, *, cold: bool = False) -> None:
        """The site as it stood before the build that is killed."""
        for name in ("output", ".digest"):
            shutil.rmtree(self.site.root / name, ignore_errors=True)
            if not cold:
                shutil.copytree(self.folder / "start" / name, self.site.root / name)

    def assert_whole(self) -> None:
        """Every file under its final name is the old one or the new one, and known for digest's own."""
        found = visible(self.site)
        for path, held in found.items():
            assert path == ".digest-owned" or held in (self.old.get(path), self.new.get(path)), f"{path} is torn"
        owned = found.get(".digest-owned", b"").decode().split("\n")
        assert found.keys() - set(owned) <= {".digest-owned"}
        assert content(self.site) == self.content

    def assert_mended(self) -> None:
        """The next build completes."""
        self.site.build()
        assert tree(self.site.output, owned=True) == self.new

    def assert_no_folder_is_empty(self) -> None:
        assert not [path for path in self.site.output.rglob("*") if path.is_dir() and not any(path.iterdir())]


def content(site: Site) -> Mapping[str, bytes]:
    return {path: held for path, held in tree(site.root).items() if not path.startswith("output")}


def visible(site: Site) -> Mapping[str, bytes]:
    return {path: held for path, held in tree(site.output, owned=True).items() if not path.startswith(".digest-stage")}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("killed"))


def operations(scene: Scene, *, cold: bool) -> int:
    """How many operations a build makes on the disk."""
    scene.restore(cold=cold)
    with failing_disk(-1, "kill") as disk:
        scene.site.build()
    assert tree(scene.site.output, owned=True) == scene.new
    return disk.done


@pytest.mark.parametrize("cold", [False, True], ids=["over a standing site", "from nothing"])
def test_no_operation_escapes_the_failing_disk(scene: Scene, cold: bool) -> None:
    scene.restore(cold=cold)
    command = [sys.executable, "-c", AUDITED, str(scene.site.root)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, ""), run.stderr


def fail_at_each(scene: Scene, fault: str, *, cold: bool, stride: int, record: Record) -> None:
    count = operations(scene, cold=cold)
    record(operations=count, broken=len(range(0, count, stride)))
    assert count > 100
    for n in range(0, count, stride):
        scene.restore(cold=cold)
        with failing_disk(n, fault) as disk:
            try:
                scene.site.build()
            except Killed:
                said = "killed"
            except DigestError as problem:
                said = str(problem)
            else:
                said = ""
        assert said in ("", "killed") or "cannot be written" in said
        assert disk.broke
        scene.assert_whole()
        scene.assert_mended()
        if fault == "kill":  # a folder that may not be removed stays, and does no harm
            scene.assert_no_folder_is_empty()


@pytest.mark.parametrize("cold", [False, True], ids=["over a standing site", "from nothing"])
@pytest.mark.parametrize("fault", ["kill", "ENOSPC", "EACCES"])
def test_a_fault_between_file_operations(scene: Scene, fault: str, cold: bool, record: Record) -> None:
    fail_at_each(scene, fault, cold=cold, stride=11, record=record)


@pytest.mark.soak
@pytest.mark.parametrize("cold", [False, True], ids=["over a standing site", "from nothing"])
@pytest.mark.parametrize("fault", ["kill", "ENOSPC", "EACCES"])
def test_a_fault_at_every_file_operation(scene: Scene, fault: str, cold: bool, record: Record) -> None:
    fail_at_each(scene, fault, cold=cold, stride=1, record=record)


# Real processes


def started(scene: Scene, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, "-C", str(scene.site.root), "build", "--now", LATER, "--jobs", str(jobs)]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"begun\n"
    return process


def alive(group: int) -> list[int]:
    """The processes of a group that are neither gone nor waiting to be buried."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, rest = status.read_text().rpartition(") ")
        except OSError:
            continue
        state, _, of = rest.split()[:3]
        if int(of) == group and state != "Z":
            found.append(int(status.parent.name))
    return found


def assert_nobody_left(group: int) -> None:
    until = time.monotonic() + 20
    while alive(group):
        assert time.monotonic() < until, "a process outlives the build"
        time.sleep(0.01)


def duration(scene: Scene, jobs: int) -> float:
    """Seconds that the build takes which will be killed."""
    scene.restore()
    process = started(scene, jobs)
    begun = time.monotonic()
    _, said = process.communicate()
    assert process.returncode == 0, said
    assert tree(scene.site.output, owned=True) == scene.new
    return time.monotonic() - begun


def kill_at_random(scene: Scene, jobs: int, times: int, number: int, chance: Random) -> Counter[int]:
    """Send builds a signal at some moment until `times` of them were still at work. Gives the exit codes."""
    whole, codes, caught = duration(scene, jobs), Counter[int](), 0
    while caught < times:
        scene.restore(cold=chance.random() < 0.3)
        process = started(scene, jobs)
        try:
            process.wait(timeout=chance.uniform(0, 1.05) * whole)
        except subprocess.TimeoutExpired:
            caught += 1
            if number == signal.SIGINT:
                os.killpg(process.pid, number)  # as a terminal does
            else:
                process.send_signal(number)
        _, said = process.communicate()
        codes[process.returncode] += 1
        assert_nobody_left(process.pid)
        assert (process.returncode in (0, CODE, -number), said) == (True, b"")
        scene.assert_whole()
        scene.assert_mended()
        scene.assert_no_folder_is_empty()
    return codes


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


@linux
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_process(scene: Scene, jobs: int) -> None:
    codes = kill_at_random(scene, jobs, 8, signal.SIGKILL, Random(jobs))
    assert codes[-signal.SIGKILL] > 0


@linux
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c(scene: Scene, jobs: int) -> None:
    kill_at_random(scene, jobs, 4, signal.SIGINT, Random(jobs))


@linux
@pytest.mark.soak
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_many_killed_processes(scene: Scene, jobs: int, number: signal.Signals, record: Record) -> None:
    seed = asked_seed()
    record(seed=seed)
    codes = kill_at_random(scene, jobs, 100, number, Random(seed))
    ended = CODE if number == signal.SIGINT else -number
    record(sent=100, ended=codes[ended], done=codes[0])
    assert codes[ended] > 50
