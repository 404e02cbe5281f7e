"""Zip files: each file in one is an input of its own. Nothing is unpacked to the disk."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator

from digest.ingest.draft import Failure, Found, Input, Place

MAX_FILES = 50_000
MAX_SIZE = 128 << 20
"""Bytes of one file in it."""
MAX_RATIO = 200
"""How many times its packed size a large file may be; text packs ten times smaller, bombs a thousand."""
_LARGE = 4 << 20
_OFFICE = {
    "[Content_Types].xml": "an office document",
    "mimetype": "an e-book or office document",
    "META-INF/MANIFEST.MF": "a program",
}
"""What is a zip file too, but no archive of articles, by a file that it holds."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What zipfile raises for damaged, encrypted and unknown content."""


def recognise(given: Input) -> bool:
    """Whether it begins as a zip file does (the second form: one that is empty)."""
    return given.content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(given: Input) -> Iterator[Found]:
    """An input for each file in it, in the order of their names, or why one cannot be read."""
    try:
        with given.open() as file, zipfile.ZipFile(file) as archive:
            yield from _members(given, archive)
    except _DAMAGED as problem:
        yield Failure(Place(given.name), f"this zip file is damaged: {problem}", "pack it again")


def _members(given: Input, archive: zipfile.ZipFile) -> Iterator[Found]:
    members = sorted(filter(_counts, archive.infolist()), key=lambda member: member.filename)
    other = next((said for name, said in _OFFICE.items() if name in archive.namelist()), None)
    if other or not members:
        said = f"this is {other}" if other else "there is no file in this zip file"
        yield Failure(Place(given.name), said, "save its text or a web page of it" if other else "")
    elif len(members) > MAX_FILES:
        yield Failure(Place(given.name), f"there are more than {MAX_FILES} files in it", "unpack it yourself")
    else:
        yield from (_member(given, archive, member) for member in members)


def _counts(member: zipfile.ZipInfo) -> bool:
    """Whether it is a file, and not a system's own."""
    parts = member.filename.replace("\\", "/").split("/")
    if member.filename.endswith("/"):  # is_dir() breaks off where there is no name
        return False
    return parts[0] != "__MACOSX" and not any(part[:1] == "." for part in parts if part != "..")


def _member(given: Input, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Found:
    """The name is for messages only: what a file is called in an archive is no path on this disk."""
    name = f"{given.name}/{member.filename}"
    problem = _refusal(member)
    if problem:
        return Failure(Place(name), *problem)
    try:
        with archive.open(member) as file:
            content = file.read(MAX_SIZE + 1)
    except _DAMAGED as fault:
        return Failure(Place(name), f"it cannot be unpacked: {fault}")
    if len(content) > member.file_size or len(content) > MAX_SIZE:
        return Failure(Place(name), "it unpacks to more than it says")
    return Input(name, content, modified=given.modified, named=given.named)


def _refusal(member: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Why a file is not to be unpacked, and what to do."""
    if stat.S_ISLNK(member.external_attr >> 16):
        return "this is a link, not a file", "pack the file itself"
    if member.flag_bits & 1:
        return "it is locked with a password", "unpack it yourself, and add its files"
    if member.file_size > MAX_SIZE:
        return f"it is larger than {MAX_SIZE >> 20} MB", "split it"
    if member.file_size > _LARGE and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        return f"it grows to more than {MAX_RATIO} times its size, as bombs do", "unpack it yourself, if you trust it"
    return None
