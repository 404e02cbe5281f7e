"""The same input gives the same bytes, whatever the machine, the folder, the order, the moment."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest

from tests.support.building import Site, make_site, tree
from tests.support.paths import ROOT

NAMES = ["NATO", "Japan", "China", "Ukraine", "Germany", "France", "Ann Onymous", "Bob Unknown", "Cäsar", "The Shared"]


def files() -> list[str]:
    """Thirty articles of equal moments and crossing names: where order is left to chance, it shows."""
    chance = Random(7)
    found = []
    for n in range(30):
        actors = ", ".join(chance.sample(NAMES, 4))
        found.append(
            f"-- content/articles/n{n}.md --\n---\ntitle: N{n}\ndate: 2026-11-{20 + n % 6}\nactors: [{actors}]\n"
            f"regions: [{chance.choice(['Sahel', 'Arctic', 'Nowhere', 'nowhere'])}]\n"
            f"topics: [energy, Energy]\nsource: {chance.choice(['Reuters', 'The Echo'])}\n---\n"
            f"Words of {n}. [other](n{(n * 7) % 30}.md) ![p](p{n % 3}.png)\n"
        )
    found += [f"-- content/articles/p{n}.png --\n{n}\n" for n in range(3)]
    # Two that claim one name: whose it is must not hang on which of them was read first.
    found += [f"-- content/actors/{n}.md --\n---\nname: Actor {n}\naliases: [The Shared]\n---\n" for n in "xyz"]
    return [*found, "-- static/z/a.txt --\n", "-- static/a/z.txt --\n", "-- static/ä.txt --\n"]


def site(root: Path) -> Site:
    return make_site(root, "".join(files()))


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    made = site(tmp_path_factory.mktemp("expected"))
    made.build()
    return tree(made.output, owned=True)


def test_the_order_of_files_on_the_disk_counts_for_nothing(tmp_path: Path, expected: dict[str, bytes]) -> None:
    made = site(tmp_path)
    real, chance = os.scandir, Random(3)

    class Shuffled:
        def __init__(self, path: Any = ".") -> None:
            with real(path) as entries:
                self.entries = sorted(entries, key=lambda entry: chance.random())

        def __enter__(self) -> Iterator[Any]:
            return iter(self.entries)

        def __exit__(self, *exc: object) -> None: ...

        def __iter__(self) -> Iterator[Any]:
            return iter(self.entries)

    with patch("os.scandir", Shuffled):
        made.build()
    assert tree(made.output, owned=True) == expected


def test_the_order_in_which_files_were_made_counts_for_nothing(tmp_path: Path, expected: dict[str, bytes]) -> None:
    made = make_site(tmp_path)
    for file in reversed(files()):
        made.write(file)
    made.build()
    assert tree(made.output, owned=True) == expected


MACHINES = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "HOME": "/nonexistent"},
    {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Pago_Pago", "LC_ALL": "tr_TR.UTF-8"},
]


@pytest.mark.parametrize("machine", MACHINES)
def test_another_machine_gives_the_same_bytes(
    tmp_path: Path, expected: dict[str, bytes], machine: dict[str, str]
) -> None:
    """Another seed of hashes, clock, zone, locale and mask of rights, another working folder."""
    made = site(tmp_path / "somewhere else")
    command = [sys.executable, "-m", "digest", "-C", str(made.root), "build", "--now", "2027-06-01", "-q"]
    environment = {"PATH": os.environ["PATH"], **machine}
    run = subprocess.run(command, cwd="/", env=environment, umask=0o077, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert tree(made.output, owned=True) == expected


PYTHONS = sorted(Path(sys.prefix, "pythons").glob("*/.installed"))


@pytest.mark.skipif(not PYTHONS, reason="no other Python on the PATH when scripts/pythons looked for some")
@pytest.mark.parametrize("python", PYTHONS, ids=lambda path: path.parent.name)
def test_another_python_gives_the_same_bytes(tmp_path: Path, expected: dict[str, bytes], python: Path) -> None:
    made = site(tmp_path)
    command = [
        str(python.parent / "bin/python"),
        "-m",
        "digest",
        "-C",
        str(made.root),
        "build",
        "--now",
        "2027-06-01",
        "-q",
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert tree(made.output, owned=True) == expected


@pytest.mark.parametrize("jobs", ["1", "2", "5"])
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_any_number_of_processes_gives_the_same_bytes(
    tmp_path: Path, expected: dict[str, bytes], jobs: str, method: str
) -> None:
    made = site(tmp_path)
    program = (
        "from digest import workers\nfrom digest.builder import commit\n"
        "from digest.cli import main\nfrom digest.reading import content\n"
        f"commit.MANY, content.CHUNK, workers.start_method = 2, 2, lambda: {method!r}\n"
        "if __name__ == '__main__':\n    main()\n"
    )
    (tmp_path / "program.py").write_text(program)
    command = [sys.executable, str(tmp_path / "program.py"), "-C", str(made.root), "build", "--jobs", jobs]
    run = subprocess.run([*command, "--now", "2027-06-01", "-q"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert tree(made.output, owned=True) == expected


def test_no_page_knows_when_it_was_built(tmp_path: Path, expected: dict[str, bytes]) -> None:
    made = site(tmp_path)
    made.build(now="2031-01-01T12:34:56Z")
    assert tree(made.output, owned=True) == expected
    assert not [path for path, content in expected.items() if b"2031" in content or str(tmp_path).encode() in content]


def test_a_rebuild_over_another_state_gives_the_same_bytes(tmp_path: Path, expected: dict[str, bytes]) -> None:
    made = site(tmp_path)
    made.write("-- content/articles/extra.md --\n---\ntitle: Extra\ndate: 2026-11-21\nactors: [NATO]\n---\n").build()
    assert tree(made.output, owned=True) != expected
    (tmp_path / "content/articles/extra.md").unlink()
    made.build()
    assert tree(made.output, owned=True) == expected


def test_findings_come_in_one_order(tmp_path: Path) -> None:
    made = site(tmp_path)
    for n in (3, 1, 2):
        made.write(f"-- content/articles/bad{n}.md --\n---\ntitel: x\ndate: never\n---\n")
    found = made.faults()
    assert found == sorted(found)
    assert len(found) == 9
