"""Zip files: each file in one is an input of its own. Nothing is unpacked to disk."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator

from digest.ingest.draft import Failure, Input, Location, Member

MAX_FILES = 50_000
MAX_MEMBER_SIZE = 128 << 20
"""Bytes of one file in it."""
MAX_RATIO = 200
"""How many times its compressed size a large file may be. Text has about 10, a zip bomb 1000."""
_LARGE = 4 << 20
_OFFICE = {
    "[Content_Types].xml": "an office document",
    "mimetype": "an e-book or office document",
    "META-INF/MANIFEST.MF": "a program",
}
"""Other formats that are zip files, by a file that they contain."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What zipfile raises for damaged, encrypted and unknown content."""


def recognise(raw: Input) -> bool:
    """Whether it begins as a zip file; an empty one begins in the second way."""
    return raw.content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(raw: Input) -> Iterator[Member]:
    """An input or a failure for each file in it, in the order of their names."""
    try:
        with raw.open() as file, zipfile.ZipFile(file) as archive:
            yield from _members(raw, archive)
    except _DAMAGED as problem:
        yield Failure(Location(raw.name), f"this zip file is damaged: {problem}", "pack it again")


def _members(raw: Input, archive: zipfile.ZipFile) -> Iterator[Member]:
    members = sorted(filter(_is_file, archive.infolist()), key=lambda member: member.filename)
    other = next((kind for name, kind in _OFFICE.items() if name in archive.namelist()), None)
    if other or not members:
        message = f"this is {other}" if other else "there is no file in this zip file"
        yield Failure(Location(raw.name), message, "save its text or a web page of it" if other else "")
    elif len(members) > MAX_FILES:
        yield Failure(Location(raw.name), f"there are more than {MAX_FILES} files in it", "unpack it yourself")
    else:
        yield from (_member(raw, archive, member) for member in members)


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Whether it is a file, and not metadata of an operating system (`__MACOSX/`, `.DS_Store`)."""
    parts = member.filename.replace("\\", "/").split("/")
    if member.filename.endswith("/"):  # is_dir() raises IndexError for an empty name
        return False
    return parts[0] != "__MACOSX" and not any(part[:1] == "." for part in parts if part != "..")


def _member(raw: Input, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Member:
    """The file as an input. Its name in the archive is used in messages only, never as a path."""
    name = f"{raw.name}/{member.filename}"
    problem = _refusal(member)
    if problem:
        return Failure(Location(name), *problem)
    try:
        with archive.open(member) as file:
            content = file.read(MAX_MEMBER_SIZE + 1)
    except _DAMAGED as fault:
        return Failure(Location(name), f"it cannot be unpacked: {fault}")
    if len(content) > member.file_size or len(content) > MAX_MEMBER_SIZE:
        return Failure(Location(name), "it unpacks to more than it says")
    return Input(name, content, modified=raw.modified, trusted_url=raw.trusted_url)


def _refusal(member: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Why a file is not unpacked, and what to do; None if it may be."""
    if stat.S_ISLNK(member.external_attr >> 16):
        return "this is a link, not a file", "pack the file itself"
    if member.flag_bits & 1:
        return "it is locked with a password", "unpack it yourself, and add its files"
    if member.file_size > MAX_MEMBER_SIZE:
        return f"it is larger than {MAX_MEMBER_SIZE >> 20} MB", "split it"
    if member.file_size > _LARGE and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        return f"it grows to more than {MAX_RATIO} times its size, as bombs do", "unpack it yourself, if you trust it"
    return None
