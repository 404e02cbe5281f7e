"""Digests of values: equal values have equal digests, on every machine."""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO

import msgspec

import digest
from digest.site_files import open_regular

SIZE = 16
"""Bytes of a digest."""

PIECE = 1 << 20
"""Bytes of a file in memory at a time, while digest only passes it on."""

DEPENDENCIES = frozenset(
    "jinja2 markdown_it_py markupsafe mdit_py_plugins mdurl msgspec nh3 python_slugify pyyaml rapidfuzz"
    " text_unidecode".split()
)
"""The distributions that can change what a build writes with another version."""


def digest_of(value: object) -> bytes:
    """The 16-byte digest of a value made of structs, tuples, mappings, text, numbers and dates.

    An object of another kind takes part with its own `digest`. Raises TypeError where it has none.
    """
    return digest_of_bytes(_encoder.encode(value))


def digest_of_bytes(content: bytes) -> bytes:
    """The first 16 bytes of the SHA-256 of these bytes. Most processors have instructions for it."""
    return running_digest(content).digest()[:SIZE]


def digest_of_stream(opened: BinaryIO) -> bytes:
    """The same of all that can still be read from an open file, a piece at a time: it may be larger than memory."""
    running = running_digest()
    while piece := opened.read(PIECE):
        running.update(piece)
    return running.digest()[:SIZE]


def digest_of_file(file: Path | str) -> bytes:
    """The same of a regular file's bytes. Raises OSError."""
    with open_regular(file) as opened:
        return digest_of_stream(opened)


def running_digest(content: bytes = b"") -> hashlib._Hash:
    """SHA-256, to be fed piece by piece; the first SIZE bytes of its digest are what `digest_of_bytes` gives."""
    return hashlib.sha256(content, usedforsecurity=False)


def _own_digest(value: object) -> bytes:
    own = getattr(value, "digest", None)
    if not isinstance(own, bytes):
        raise TypeError(f"{type(value).__name__} has no digest")
    return own


# JSON, because it keeps the offset of a moment, which a page may show.
_encoder = msgspec.json.Encoder(order="deterministic", enc_hook=_own_digest)


@cache
def engine() -> bytes:
    """The digest of what makes pages out of content: all files of the package, and the versions of Python and of the
    libraries in DEPENDENCIES. So no version number has to be raised by hand when code changes.
    """
    return digest_of((platform.python_version(), sorted(_versions()), list(_own_files())))


def _own_files() -> Iterator[tuple[str, bytes]]:
    package = Path(digest.__file__).parent
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield path.relative_to(package).as_posix(), digest_of_bytes(path.read_bytes())


def _versions() -> Iterator[str]:
    """`jinja2-3.1.6` and so on, from the folders in which installers note them: importing their readers is slow."""
    for folder in map(Path, sys.path):
        for noted in folder.glob("*.dist-info") if folder.is_dir() else ():
            name, _, version = noted.name.removesuffix(".dist-info").partition("-")
            if name.lower().replace("-", "_").replace(".", "_") in DEPENDENCIES:
                yield f"{name.lower()}-{version}"
