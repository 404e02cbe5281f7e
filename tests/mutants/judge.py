"""`python -m tests.mutants.judge ROOM [own]`: the tests of a room, then all others; it ends at the first that fails."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NO_TESTS = 5
"""The exit code of pytest that has found none."""
PYTEST = (sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not soak and not browser")


def stages(room: str, own: bool) -> Iterator[list[str]]:
    """What to give to pytest, one after the other. Modules of no room are tested by the files beside the rooms'."""
    beside = sorted(str(path) for path in Path("tests").glob("test_*.py"))
    mine = [f"tests/{room}"] if Path("tests", room).is_dir() else beside
    yield mine
    if not own:
        yield ["tests", "--ignore=tests/browser", *(f"--ignore={path}" for path in mine)]


def main() -> int:
    room, *rest = sys.argv[1:]
    for stage in stages(room, "own" in rest):
        code = subprocess.run([*PYTEST, *stage], check=False).returncode
        if code not in (0, NO_TESTS):
            return code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
