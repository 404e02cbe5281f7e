"""From a save to the page that shows it: `digest serve`, and Hugo's server beside it."""

from __future__ import annotations

import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.against_hugo import HERE, hugo_of
from benchmarks.corpus import write_site
from benchmarks.processes import memory

PORTS = {"digest": 8411, "hugo": 8412}
EDITS = 20
LONG_EDITS = 500
PATIENCE = 120.0


def preview(work: Path, count: int) -> Iterator[str]:
    """A Markdown table, line by line: milliseconds from a save to the answer that holds it."""
    ours, theirs = work / f"digest-{count}", work / f"hugo-{count}"
    write_site(ours, count)
    shutil.copytree(HERE / "hugo", theirs, dirs_exist_ok=True)
    write_site(theirs, count, "hugo")
    yield f"{count:,} articles, {EDITS} saves each"
    yield ""
    yield "| server | what is seen | median ms | worst ms |"
    yield "| --- | --- | --- | --- |"
    command = [sys.executable, "-m", "digest", "serve", "-q", "--port", str(PORTS["digest"])]
    with serving("digest", command, ours):
        pass  # what it has read it keeps: the next one starts warm
    with serving("digest", command, ours) as (process, started):
        for what, address, edit in _seen(ours, _digest_page):
            yield _row("digest", what, _times(_newest(ours), _url("digest", address), edit, EDITS))
        yield from _memory(process.pid, ours)
    yield f"| digest | the first page after a warm start | {1000 * started:.0f} | |"
    hugo: list[str | Path] = [
        hugo_of(work),
        "server",
        "--port",
        str(PORTS["hugo"]),
        "--renderToMemory",
        "--disableBrowserError",
        "--quiet",
    ]
    with serving("hugo", [*hugo, "--baseURL", f"http://127.0.0.1:{PORTS['hugo']}/repo/"], theirs):
        for what, address, edit in _seen(theirs, _hugo_page):
            yield _row("Hugo", what, _times(_newest(theirs), _url("hugo", address), edit, EDITS))


@contextmanager
def serving(name: str, command: Sequence[str | Path], folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """A server that answers, and the seconds until it did."""
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        try:
            while not _holds(_url(name, ""), "Benchmark" if name == "digest" else "<html"):
                time.sleep(0.005)
            yield process, time.perf_counter() - begun
        finally:
            process.send_signal(signal.SIGINT)


def _memory(pid: int, site: Path) -> Iterator[str]:
    after = {}
    for edits in (10, LONG_EDITS):
        _times(_newest(site), _url("digest", _digest_page(_newest(site))), _body, edits, rest=0.05)
        time.sleep(2)
        after[edits] = memory(pid) / 1024
    for edits, mebibytes in after.items():
        yield f"| digest | memory after {edits} saves: {mebibytes:.0f} MiB | | |"


def _times(file: Path, url: str, edit: Callable[[str, str], str], count: int, rest: float = 1.0) -> list[float]:
    before = file.read_text("utf-8")
    found = []
    try:
        for n in range(count):
            mark = f"mark{n}x{time.time_ns()}"
            begun = time.perf_counter()
            _save(file, edit(before, mark))
            while not _holds(url, mark):
                assert time.perf_counter() - begun < PATIENCE, f"{url} never held {mark}"
                time.sleep(0.003)
            found.append(1000 * (time.perf_counter() - begun))
            time.sleep(rest)
    finally:
        _save(file, before)
        time.sleep(1)
    return found


def _seen(site: Path, page: Callable[[Path], str]) -> list[tuple[str, str, Callable[[str, str], str]]]:
    """What is looked at, where it is, and the edit after which."""
    actor = re.sub("[^a-z]+", "-", _key(_newest(site), "actors").split('"')[1].lower())
    return [
        ("a body, on the article's page", page(_newest(site)), _body),
        ("a title, on the front page", "", _title),
        ("a title, on an actor's page", f"actors/{actor}/", _title),
    ]


def _newest(site: Path) -> Path:
    return max((site / "content/articles").rglob("*.md"), key=lambda path: _key(path, "date"))


def _key(file: Path, key: str) -> str:
    found = re.search(rf"^{key}: (.*)$", file.read_text("utf-8"), re.MULTILINE)
    assert found, f"{file} has no {key}"
    return found[1]


def _digest_page(file: Path) -> str:
    return f"{_key(file, 'date')[:10].replace('-', '/')}/{file.stem}/"


def _hugo_page(file: Path) -> str:
    slug = re.sub("[^a-z0-9]+", "-", _key(file, "title").strip('"').lower())
    return f"{_key(file, 'date')[:7].replace('-', '/')}/{slug}/"


def _body(text: str, mark: str) -> str:
    return f"{text}\n\n{mark}\n"


def _title(text: str, mark: str) -> str:
    return text.replace('title: "', f'title: "{mark} ', 1)


def _save(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def _url(name: str, address: str) -> str:
    return f"http://127.0.0.1:{PORTS[name]}/repo/{address}"


def _holds(url: str, text: str) -> bool:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - an address of our own
            return text.encode() in answer.read()
    except OSError:
        return False


def _row(server: str, what: str, times: list[float]) -> str:
    return f"| {server} | {what} | {statistics.median(times):.0f} | {max(times):.0f} |"
