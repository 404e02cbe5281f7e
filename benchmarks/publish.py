"""What a publish takes beside the build, and what it sends: to a repository on the same disk, without a network."""

from __future__ import annotations

import datetime as dt
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.corpus import write_site
from benchmarks.edits import CASES
from digest.builder.build import BuildReport, build_alone
from digest.publish.publish import PublishRequest, aim, propose, publish


def publishes(work: Path, count: int) -> Iterator[str]:
    """A Markdown table, line by line: the first publish, one without a change, edits; seconds and what was sent."""
    site, remote = work / f"digest-{count}", work / "remote.git"
    write_site(site, count)
    _make_remote(site, remote)
    yield "| publish | files that changed | build s | the rest s | KiB sent |"
    yield "| --- | --- | --- | --- | --- |"
    for name in ("cold", "no change", "body", "added"):
        CASES[name](site)
        before = _size(remote)
        changed, build, rest = _publish(site)
        yield f"| {name} | {changed:,} | {build:.1f} | {rest:.1f} | {(_size(remote) - before) / 1024:,.0f} |"


def _publish(site: Path) -> tuple[int, float, float]:
    """How many files changed, the seconds of the build, those of all else."""
    build = 0.0

    def timed(*arguments: Any) -> BuildReport:
        nonlocal build
        started = time.perf_counter()
        report = build_alone(*arguments)
        build = time.perf_counter() - started
        return report

    started = time.perf_counter()
    with patch("digest.publish.publish.build_alone", timed):
        request = PublishRequest(root=site, output=site / "output", now=dt.datetime.now(dt.UTC))
        proposal = propose(aim(request))
    if not proposal.is_up_to_date:
        publish(proposal)
    changes = proposal.changes
    changed = len(changes.added) + len(changes.changed) + len(changes.removed)
    return changed, build, time.perf_counter() - started - build


def _make_remote(site: Path, remote: Path) -> None:
    """An empty one, and the site in a repository of its own."""
    for path in (remote, site / ".git", site / ".digest/publish"):
        subprocess.run(["rm", "-rf", path], check=True)
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    for command in (
        ["init", "--quiet"],
        ["config", f"url.{remote}.insteadOf", "https://github.com/desk/repo"],
        ["remote", "add", "origin", "https://github.com/desk/repo"],
    ):
        subprocess.run(["git", *command], cwd=site, check=True)
    settings = (site / "digest.toml").read_text()
    (site / "digest.toml").write_text(settings.replace("https://example.org/repo/", "https://desk.github.io/repo/"))


def _size(remote: Path) -> int:
    """The bytes of all that the remote holds."""
    return sum(path.stat().st_size for path in (remote / "objects").rglob("*") if path.is_file())
