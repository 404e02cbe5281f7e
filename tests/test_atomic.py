"""Files written whole or not at all: what others can read of them meanwhile, and after a kill."""

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from digest.atomic import write

KILLED_WHILE_WRITING = """
import os, resource, signal, sys
from pathlib import Path
from digest.atomic import write
os.umask(0o022)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # the kernel ends the process at byte 1024
write(Path(sys.argv[1]), b"secret " * 1000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and limits of POSIX")
def test_a_kill_leaves_no_readable_part_of_a_private_file(tmp_path: Path) -> None:
    private = tmp_path / "private.md"
    private.write_bytes(b"old")
    private.chmod(0o600)
    killed = subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, str(private)], check=False, timeout=60)
    assert killed.returncode == -signal.SIGXFSZ
    assert private.read_bytes() == b"old"
    (left,) = set(tmp_path.iterdir()) - {private}
    assert left.stat().st_size == 1024
    assert stat.S_IMODE(left.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o755], ids="{:o}".format)
def test_a_file_keeps_its_permissions(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(mode)
    write(file, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", mode)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
@pytest.mark.parametrize("is_link", [False, True], ids=["a new file", "a file in place of a link"])
def test_a_new_file_has_the_permissions_of_any_new_file(is_link: bool, tmp_path: Path) -> None:
    (tmp_path / "other.md").touch()
    (tmp_path / "private").touch(mode=0o600)
    if is_link:
        (tmp_path / "a.md").symlink_to("private")
    write(tmp_path / "a.md", b"new", follow=False)
    assert not (tmp_path / "a.md").is_symlink()
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "other.md").stat().st_mode
