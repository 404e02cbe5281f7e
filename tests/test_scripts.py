"""The scripts that set a machine up for the tests."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

VERSION = f"3.{sys.version_info.minor}"


def program(path: Path, line: str) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("place", "variables"),
    [
        ("shims/more", {}),
        ("versions", {"PYENV_ROOT": "."}),
        (".pyenv/versions", {}),
        ("uv/cpython-{}.7-any/bin", {"UV_PYTHON_INSTALL_DIR": "uv"}),
        (".local/share/mise/installs/python/{}.7/bin", {}),
        (".asdf/installs/python/{}.7/bin", {}),
        ("nowhere", {}),
    ],
)
def test_a_python_is_found_behind_a_shim_that_refuses(tmp_path: Path, place: str, variables: dict[str, str]) -> None:
    home = tmp_path / "a home"
    if place.endswith("versions"):
        place += "/{}.7/bin"
    program(home / f"shims/python{VERSION}", "exit 127")
    real = program(home / place.format(VERSION) / f"python{VERSION}", f'exec "{sys.executable}" "$@"')
    environment = {name: str(home / value) for name, value in variables.items()}
    environment |= {"HOME": str(home), "PATH": f"{home / 'shims'}:{home / 'shims/more'}"}
    command = [str(ROOT / "scripts/pythons"), "--find", VERSION]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    expected = (1, "") if place == "nowhere" else (0, f"{real}\n")
    assert (run.returncode, run.stdout) == expected, run.stderr
