"""`digest build`: jobs, clean, the proof, the numbers, two at once, Ctrl-C, and what it says of its store."""

import fcntl
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest

from digest import store, workers
from digest.builder.output import Output
from digest.fingerprint import digest_of
from digest.model.card import Card
from digest.store import KNOWN, Store
from tests.support.building import LATER, Site, make_site, tree
from tests.support.mishaps import STORE

ARTICLE = "-- content/articles/{0}.md --\n---\ntitle: {0}\ndate: 2026-11-2{1}\nsummary: {2}\n---\nThe body of {0}.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = make_site(tmp_path / "site")
    for n, name in enumerate("abc"):
        made.write(ARTICLE.format(name, n, "Short."))
    return made


@contextmanager
def many_processes() -> Iterator[None]:
    """However little there is to do, it is spread over the processes that are asked for."""
    with (
        patch("digest.builder.commit.MANY", 2),
        patch("digest.builder.rendering.CHUNK", 3),
        patch("digest.reading.content.CHUNK", 1),
    ):
        yield


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_any_number_of_jobs_gives_the_same_bytes(site: Site, method: str) -> None:
    site.build(jobs=1)
    alone = tree(site.output, owned=True)
    made: list[Executor] = []
    real = workers.Processes

    def noted(jobs: int, chosen: str) -> Any:
        made.append(real(jobs, method))
        return made[-1]

    with many_processes(), patch.object(workers, "Processes", noted):
        site.build(jobs=2, clean=True)
        site.build(jobs=3, output=site.root / "other")
    assert len(made) == 4
    assert tree(site.output, owned=True) == tree(site.root / "other", owned=True) == alone


def test_a_fault_in_another_process_is_said_as_in_this_one(site: Site) -> None:
    site.write("-- templates/day.html --\n{{ page.nothing }}\n")
    said = site.faults(jobs=1)
    with many_processes():
        assert site.faults(jobs=2) == said


def test_clean_builds_from_nothing_and_writes_what_differs(site: Site) -> None:
    site.build()
    (site.output / "index.html").write_text("altered")
    run = site.run("build", "--clean", "-v", "--stats")
    assert (run.code, run.err) == (0, "")
    assert "1 written" in run.out
    assert numbers(run.out)["reused"] == 0


def numbers(said: str) -> dict[str, float]:
    """The table that --stats prints."""
    lines = (line.split() for line in said.splitlines())
    return {parts[0]: float(parts[1]) for parts in lines if len(parts) in (2, 3) and parts[0].islower()}


def test_stats_count_every_page_once(site: Site) -> None:
    first = numbers(site.run("build", "--stats").out)
    assert {"look", "read", "compare", "render", "write", "remember"} <= first.keys()
    assert (first["rendered"], first["written"], first["reused"]) == (first["pages"], first["pages"], 0)
    site.write(ARTICLE.format("a", 0, "Shorter.")).write(ARTICLE.format("d", 4, "New."))
    (site.root / "content/articles/c.md").unlink()
    later = numbers(site.run("build", "--stats").out)
    assert later["rendered"] + later["reused"] == later["pages"] == later["written"] + later["unchanged"]
    assert 0 < later["written"] <= later["rendered"] < later["pages"]
    assert later["removed"] >= 2, "its page, its edition, and files of the search index"
    assert numbers(site.run("build", "--stats").out)["rendered"] == 0


def test_a_large_site_is_said_to_be_one(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "GitHub Pages" not in site.run("build").out
    monkeypatch.setattr("digest.builder.request.LARGE", 1_000)
    total = sum(map(len, site.tree(owned=True).values()))
    for change in ("", ARTICLE.format("a", 0, "Other words.")):
        site.write(change)
        assert site.run("build").out.splitlines()[-1].startswith("The site has 0 MB; GitHub Pages takes 1 GB at most")
    assert total > 1_000


def test_a_build_is_proved(site: Site) -> None:
    files = len(site.run("build").out) and len(site.tree())
    site.write(ARTICLE.format("a", 0, "Another."))
    before = set(site.root.parent.iterdir())
    run = site.run("build", "--prove")
    assert run.code == 0
    assert run.out.endswith(f"Proved: a clean build gives the same {files} files, byte for byte\n")
    assert set(site.root.parent.iterdir()) == before


def test_a_proof_that_fails_names_each_difference(site: Site) -> None:
    def wrong(value: object) -> bytes:
        return digest_of(value[0].address if isinstance(value, tuple) and isinstance(value[0], Card) else value)

    with patch("digest.archive.cards.digest_of", wrong):
        site.build()
        site.write(ARTICLE.format("c", 2, "Another."))
        run = site.run("build", "--prove")
    assert run.code == 1
    lines = run.err.splitlines()
    assert f"{site.output}/2026/11/22/index.html: a clean build writes other bytes, from byte " in run.err
    assert all(line.startswith(f"{site.output}/") for line in lines)
    assert all("please report it; digest build --clean puts it right" in line for line in lines)
    assert site.run("build", "--clean", "--prove").code == 0


def test_what_is_found_wrong_with_a_store_is_said_and_does_no_harm(site: Site) -> None:
    site.build()
    expected = tree(site.output, owned=True)
    (site.root / ".digest/store.db").write_bytes(b"garbage" * 100)
    run = site.run("build")
    assert run.err == ".digest/store.db was damaged: everything is built anew\n"
    assert site.run("build").err == ""
    (site.root / ".digest/store.db").unlink()
    (site.root / ".digest/store.db").mkdir()
    run = site.run("build")
    assert run.code == 0
    assert run.err.startswith(".digest/store.db cannot be used (")
    assert run.err.endswith("): everything is built anew, and nothing is remembered\n")
    assert tree(site.output, owned=True) == expected


def test_names_in_a_store_that_are_no_text_are_damage_too(site: Site) -> None:
    """SQLite names them in its message, which then is none that Python can read."""
    site.build()
    file = site.root / ".digest/store.db"
    damaged = file.read_bytes().replace(b"sqlite_autoindex_known", b"sqlite_autoin\xedex_known")
    assert damaged != file.read_bytes()
    file.write_bytes(damaged)
    run = site.run("build")
    assert (run.code, run.err) == (0, ".digest/store.db was damaged: everything is built anew\n")
    assert site.run("build").err == ""


def test_a_store_of_another_version_is_replaced(site: Site) -> None:
    site.build()
    STORE["another version"](site.root, Random(0))
    assert site.run("build").err == ".digest/store.db was of another version: everything is built anew\n"
    assert site.run("build").err == ""


def test_a_store_that_cannot_be_written_costs_time_only(site: Site) -> None:
    site.build()
    real = store._connect

    def read_only(file: Path | str) -> sqlite3.Connection:
        if file != ":memory:":
            raise sqlite3.OperationalError("attempt to write a readonly database")
        return real(file)

    site.write(ARTICLE.format("a", 0, "Another."))
    with patch.object(store, "_connect", read_only):
        run = site.run("build")
    assert run.code == 0
    assert run.err.startswith(".digest/store.db cannot be used (attempt to write a readonly database)")
    assert "Another." in site.page("2026/11/20/a/")


def test_a_full_disk_under_the_store_costs_time_only(site: Site) -> None:
    full = sqlite3.OperationalError("database or disk is full")
    with patch.object(store._Connection, "executemany", side_effect=full):
        run = site.run("build")
    assert run.code == 0
    assert run.err == (
        ".digest/store.db could not be written (database or disk is full): the next build takes longer\n"
    )
    expected = tree(site.output, owned=True)
    assert site.run("build").err == ""
    assert tree(site.output, owned=True) == expected


def test_what_is_remembered_of_an_output_folder_goes_with_the_folder(site: Site) -> None:
    other, third = site.root / "other", site.root / "third"
    for folder in (site.output, third):
        site.build(output=folder)
    alone = remembered(site)
    site.build(output=other)
    assert len(remembered(site)) == len(alone) + 1, "the ledger"
    shutil.rmtree(other)
    site.write("-- static/new.txt --\nnew\n").build()
    assert remembered(site) == alone
    assert site.build(output=third).rendered == 1


def remembered(site: Site) -> set[bytes]:
    """The store's keys of small values, but for the digests of files: these hang on when the files came to rest."""
    with Store(site.root) as store:
        return set(store.keys(KNOWN)) - {digest_of("the files of a site, by their looks")}


def test_the_second_of_two_builds_waits_and_says_so(site: Site) -> None:
    site.build()
    expected = tree(site.output, owned=True)
    handle = os.open(site.output, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    command = [sys.executable, "-m", "digest", "-C", str(site.root), "build", "--now", LATER]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as second:
        assert second.stderr
        assert second.stderr.readline().endswith("output/ is being built: waiting\n")
        assert second.poll() is None
        os.close(handle)
        out, err = second.communicate(timeout=60)
    assert (second.returncode, err) == (0, "")
    assert "nothing changed" in out
    assert tree(site.output, owned=True) == expected


def test_builds_into_one_new_folder_at_once_all_go_through(site: Site) -> None:
    command = [sys.executable, "-m", "digest", "-C", str(site.root), "build", "--now", LATER, "-q"]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    for process in running:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
        assert not said or said.endswith("output/ is being built: waiting\n")
    site.build(output=site.root / "other", remember=False)
    assert tree(site.output, owned=True) == tree(site.root / "other", owned=True)


def test_ctrl_c_ends_without_a_word(site: Site) -> None:
    with patch("digest.builder.build.build", side_effect=KeyboardInterrupt):
        assert site.run("build") == (130, "", "")


def test_ctrl_c_while_files_take_their_places_waits_for_the_last(site: Site) -> None:
    real = Output.commit

    def interrupted(output: Output, *args: Any) -> int:
        signal.raise_signal(signal.SIGINT)
        return real(output, *args)

    with patch.object(Output, "commit", interrupted), pytest.raises(KeyboardInterrupt):
        site.build()
    site.build(output=site.root / "other", remember=False)
    assert tree(site.output, owned=True) == tree(site.root / "other", owned=True)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_older_digest_refuses_a_site_in_one_line(site: Site) -> None:
    newer = '-- digest.toml --\n[site]\nrequires = ">=99.1"\nwhat_is_this = 1\n[unheard_of]\n'
    site.write(newer).write("-- content/articles/bad.md --\n---\ntitel: x\n---\n")
    run = site.run("build")
    assert run.code == 1
    assert run.err.startswith("digest.toml:2:1: this site needs digest 99.1 or newer, and this is digest ")
    assert run.err.count("\n") == 1
    assert not site.output.exists()


@pytest.mark.parametrize("version", [">=0.1", ">= 0.0.9", ">=0"])
def test_a_digest_that_is_new_enough_builds(site: Site, version: str) -> None:
    site.write(f'-- digest.toml --\n[site]\nrequires = "{version}"\n[theme]\nname = "plain"\n')
    assert site.run("build").code == 0


@pytest.mark.parametrize("version", ["0.2", "==0.2", ">=new", ">=1.2.3.4"])
def test_what_is_no_version_is_said(site: Site, version: str) -> None:
    site.write(f'-- digest.toml --\n[site]\nrequires = "{version}"\n[theme]\nname = "plain"\n')
    assert f'digest.toml:2:1: [site] requires: "{version}" names no version, write it as ">=0.2"' in site.faults()
