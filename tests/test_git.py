"""The `git` program is called in one place, and never waited for without end."""

import os
import time
from pathlib import Path

import pytest

from digest import git as module
from digest.git import Git, GitFailed, silent
from tests.support.paths import ROOT


@pytest.fixture
def stuck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A program called git that answers nothing."""
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\necho begun >&2\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    return Git(tmp_path, dict(os.environ))


def test_a_call_that_does_not_end_is_ended(stuck: Git) -> None:
    began = time.monotonic()
    with pytest.raises(GitFailed, match="was stopped"):
        stuck.run("status", seconds=0.2)
    with pytest.raises(GitFailed, match="was stopped"):
        stuck.watched("fetch", progress=silent)
    assert time.monotonic() - began < 30


def test_nobody_else_starts_git() -> None:
    sources = {path: path.read_text("utf-8") for path in (ROOT / "digest").rglob("*.py")}
    assert [path.name for path, text in sources.items() if '["git"' in text] == ["git.py"]
