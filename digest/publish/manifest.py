"""The files of a published tree beside the planned ones: the manifest, CNAME and .nojekyll."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from digest.config import FILE_NAME, Config
from digest.errors import DigestError, error
from digest.publish.planned_files import PlannedFiles
from digest.settings import check_domain

FILE = ".digest-publish.json"
DOMAIN_FILE = "CNAME"
_STATIC_DOMAIN = f"static/{DOMAIN_FILE}"


class PublishManifest(msgspec.Struct, frozen=True, kw_only=True):
    """`.digest-publish.json` on a published branch. Without date and version, the same site gives the same bytes."""

    made_with: str = "digest"
    base_url: str
    domain: str = ""


def beside(planned: PlannedFiles, base_url: str, domain: str) -> Mapping[str, bytes]:
    """The published files that are not in the output folder, with their bytes."""
    manifest = msgspec.json.encode(PublishManifest(base_url=base_url, domain=domain))
    files = {FILE: msgspec.json.format(manifest) + b"\n", ".nojekyll": b""}
    if domain:
        files[DOMAIN_FILE] = f"{domain}\n".encode()
    return {path: content for path, content in files.items() if path not in planned.sizes}


def read_manifest(content: bytes | None) -> PublishManifest | None:
    """The manifest in these bytes; None if they are not a manifest of digest's."""
    try:
        manifest = msgspec.json.decode(content or b"", type=PublishManifest)
    except msgspec.DecodeError:
        return None
    return manifest if manifest.made_with == "digest" else None


def read_domain(content: bytes | None) -> str:
    """The domain that a CNAME file names."""
    return (content or b"").decode(errors="replace").strip().lower()


def domain_of(root: Path, config: Config) -> str:
    """The site's own domain, from `[publish] domain` or `static/CNAME`. Raises DigestError if they differ."""
    stated = config.publish.domain
    try:
        placed = read_domain((root / _STATIC_DOMAIN).read_bytes())
    except OSError:
        return stated
    try:
        if not placed or check_domain(placed) != placed:
            raise ValueError("it names no domain")
    except ValueError as problem:
        raise DigestError(error(_STATIC_DOMAIN, 1, 1, str(problem), f"delete it: {FILE_NAME} is the place")) from None
    if stated and stated != placed:
        message = f"the domain here is {placed}, and {FILE_NAME} says {stated}"
        raise DigestError(error(_STATIC_DOMAIN, 1, 1, message, "delete this file"))
    return placed
