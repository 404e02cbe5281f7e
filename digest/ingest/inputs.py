"""From the names on the command line to inputs: files, folders of files, addresses, standard input."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from digest.ingest.draft import Address, Failure, Input, Location, Member
from digest.ingest.formats import registry
from digest.ingest.formats.url_list import is_address
from digest.reading.scan import scan

STANDARD_INPUT = "-"
MAX_FILE_SIZE = 1 << 30
"""Bytes of a file that is read into memory."""
_HEAD_SIZE = 1 << 16
"""Bytes by which a format that is read as a stream is recognised."""


def gather(names: Iterable[str], folder: Path, read_stdin: Callable[[], bytes]) -> Iterator[Member]:
    """An input, address or failure for each name, in order; for a folder, one for each of its files, sorted.

    Names are relative to `folder`. Only one input is in memory at a time.
    """
    for name in names:
        if name == STANDARD_INPUT:
            yield Input(name, read_stdin())
        elif is_address(name):
            yield Address(name, trusted_url=name)
        elif (folder / name).is_dir():
            yield from _folder(name, folder)
        else:
            yield read_file(name, folder / name)


def _folder(name: str, folder: Path) -> Iterator[Input | Failure]:
    files = [Path(name, path) for path in scan(folder / name, ".")]
    if not files:
        yield Failure(Location(name), "there is no file in this folder")
    for file in files:
        if (folder / file).is_file():
            yield read_file(file.as_posix(), folder / file)


_HOST = re.compile(
    r"www\.[\w-]+|(?:(?:[\w-]+\.)+[a-z]{2,}|(?:[0-9]+\.){3}[0-9]+|localhost)(?=[:/])", re.IGNORECASE
)
"""`www.harbour.example`, `harbour.example/a`, `127.0.0.1:8000/feed.xml`."""
_MACHINE = re.compile(r"[0-9.]+[:/]|localhost[:/]", re.IGNORECASE)


def _hint(name: str) -> str:
    """What to write instead of a name that looks like an address without its scheme; empty for any other."""
    scheme = "http" if _MACHINE.match(name) else "https"
    return f"if it is an address, write {scheme}://{name}" if _HOST.match(name) else ""


def read_file(name: str, path: Path) -> Input | Failure:
    """A file as an input with this name for messages."""
    name = name.encode("utf-8", "replace").decode()
    try:
        seconds = path.stat().st_mtime
        with path.open("rb") as file:
            head = Input(name, file.read(_HEAD_SIZE), dt.datetime.fromtimestamp(seconds, dt.UTC))
            if registry.streams(head):
                return msgspec.structs.replace(head, file=path)
            if path.stat().st_size > MAX_FILE_SIZE:
                return Failure(Location(name), f"it is larger than {MAX_FILE_SIZE >> 20} MB", "split it")
            return msgspec.structs.replace(head, content=head.content + file.read())
    except FileNotFoundError:
        return Failure(Location(name), "there is no such file", _hint(name))
    except OSError as problem:
        return Failure(Location(name), f"cannot be read: {problem.strerror}")
