"""From what stands on the command line to inputs: files, folders of files, addresses, standard input."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from digest.ingest.draft import Failure, Input, Link, Place
from digest.ingest.formats import registry
from digest.ingest.formats.url_list import is_address
from digest.reading.scan import scan

STANDARD_INPUT = "-"
MAX_SIZE = 1 << 30
"""Bytes of one file that is held in memory as a whole."""
_BEGINNING = 1 << 16
"""Bytes by which a format is known that is read piece by piece."""


def gather(names: Iterable[str], folder: Path, read_stdin: Callable[[], bytes]) -> Iterator[Input | Link | Failure]:
    """Each input in the order named; names are relative to `folder`, a folder stands for its files, sorted.

    Only one input's bytes are held at a time. What cannot be read is a Failure, and the rest goes on.
    """
    for name in names:
        if name == STANDARD_INPUT:
            yield Input(name, read_stdin())
        elif is_address(name):
            yield Link(name, named=name)
        elif (folder / name).is_dir():
            yield from _folder(name, folder)
        else:
            yield read_file(name, folder / name)


def _folder(name: str, folder: Path) -> Iterator[Input | Failure]:
    files = [Path(name, path) for path in scan(folder / name, ".")]
    if not files:
        yield Failure(Place(name), "there is no file in this folder")
    for file in files:
        if (folder / file).is_file():
            yield read_file(file.as_posix(), folder / file)


def read_file(name: str, path: Path) -> Input | Failure:
    """A file as an input that is called `name`."""
    name = name.encode("utf-8", "replace").decode()
    try:
        seconds = path.stat().st_mtime
        with path.open("rb") as file:
            given = Input(name, file.read(_BEGINNING), dt.datetime.fromtimestamp(seconds, dt.UTC))
            if registry.streams(given):
                return msgspec.structs.replace(given, file=path)
            if path.stat().st_size > MAX_SIZE:
                return Failure(Place(name), f"it is larger than {MAX_SIZE >> 20} MB", "split it")
            return msgspec.structs.replace(given, content=given.content + file.read())
    except FileNotFoundError:
        return Failure(Place(name), "there is no such file")
    except OSError as problem:
        return Failure(Place(name), f"cannot be read: {problem.strerror}")
