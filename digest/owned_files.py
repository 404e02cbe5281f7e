"""The owned files of an output folder: `.digest-owned` in it lists what digest wrote there.

The list, and no name of a file, says what is digest's. A site may hold files that are called `digest.toml` or like this
list; their copies in the output are still copies.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from digest.config import FILE_NAME
from digest.site_files import is_file, read_regular

OWNED = ".digest-owned"


def holds_a_site(folder: Path) -> bool:
    """Whether a folder has a digest.toml that is not digest's own copy of `static/digest.toml`."""
    return is_file(folder / FILE_NAME) and FILE_NAME not in read_owned(folder)


def listing(paths: Iterable[str]) -> bytes:
    """The content of the list of owned files for these paths."""
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def read_owned(folder: Path) -> frozenset[str]:
    """The paths in an output folder that digest wrote."""
    try:
        lines = read_regular(folder / OWNED).decode().split("\n")
    except (OSError, UnicodeDecodeError):  # then no file there is known for digest's, and none is replaced or removed
        return frozenset()
    return frozenset(line for line in lines if line and _is_inside(line))


def _is_inside(path: str) -> bool:
    """Whether a listed path stays inside the folder. The check holds whoever wrote the list."""
    return not path.startswith("/") and ".." not in path.split("/") and "\0" not in path
