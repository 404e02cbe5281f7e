"""Work in a copy of the process: the same comes out as without one, and nothing of the copy is left."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from unittest.mock import patch

import pytest

from digest.builder.background import BackgroundTask
from tests.support.building import make_site

SITE = """
    -- content/articles/a.md --
    ---
    title: A
    date: 2026-11-24
    ---
    The body.
"""
METHODS = pytest.mark.parametrize("method", ["fork", "spawn"])


@METHODS
def test_what_a_function_gives_comes_out(method: str) -> None:
    with patch("digest.builder.background.start_method", lambda: method):
        assert BackgroundTask(lambda: {"a": [1, 2]}).result() == {"a": [1, 2]}


def test_the_work_is_done_in_another_process() -> None:
    with patch("digest.builder.background.start_method", lambda: "fork"):
        assert BackgroundTask(os.getpid).result() != os.getpid()


def test_a_copy_that_comes_to_harm_is_done_without() -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    with patch("digest.builder.background.start_method", lambda: "fork"):
        assert BackgroundTask(work).result() == 7


def test_where_no_copy_can_be_made_it_is_done_without() -> None:
    with patch("digest.builder.background.start_method", lambda: "fork"), patch("os.fork", side_effect=OSError):
        assert BackgroundTask(lambda: 7).result() == 7


def test_a_copy_that_nobody_asks_is_gone_at_the_end() -> None:
    with patch("digest.builder.background.start_method", lambda: "fork"):
        task = BackgroundTask(lambda: b"x" * 1_000_000)  # more than a pipe holds: it waits for a reader
        task.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(task._pid, 0)


@METHODS
def test_what_befell_the_output_is_seen_from_aside(tmp_path: Path, method: str) -> None:
    site = make_site(tmp_path, SITE)
    site.build()
    page = tmp_path / "output/2026/11/24/a/index.html"
    whole = page.read_bytes()
    page.write_bytes(whole[:-1])
    (tmp_path / "output/404.html").unlink()

    with patch("digest.builder.ledger.MANY", 1), patch("digest.builder.background.start_method", lambda: method):
        report = site.build()
        again = site.build()

    assert (report.written, again.written) == (2, 0)
    assert page.read_bytes() == whole
