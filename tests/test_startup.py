"""Start-up is a feature: `digest --help` loads the command line and nothing that a command needs later."""

import subprocess
import sys

import pytest

THIRD_PARTY = {"click"}
LATER = {"asyncio", "concurrent", "email", "html", "http", "multiprocessing", "sqlite3", "ssl", "xml"}


def imported(*arguments: str) -> set[str]:
    """Top-level modules that a fresh interpreter imports on the way."""
    command = [sys.executable, "-X", "importtime", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [line for line in run.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines[1:]}


@pytest.mark.bare
def test_help_imports_almost_nothing() -> None:
    ours = imported("-m", "digest", "--help") - imported("-c", "pass") - {"digest"}
    assert ours - sys.stdlib_module_names <= THIRD_PARTY
    assert ours & LATER == set()
