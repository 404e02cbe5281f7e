"""A site's `requirements.txt`: what a machine installs to build the site, each to its version, and nothing else.

It is installed with `--no-deps`, so the readers of pages and feeds, which a build does not need, stay away. digest
itself comes from where this digest was installed from, or as a wheel in the site, and never by its name from a package
index: whoever registers a name there decides what is installed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from digest.errors import Finding, error
from digest.model.page import Artifact
from digest.site_files import is_file, real_path

FILE = "requirements.txt"
DISTRIBUTION = "news-digest"
BUILD = (
    "click", "imagesize", "Jinja2", "markdown-it-py", "MarkupSafe", "mdit-py-plugins", "mdurl", "msgspec", "nh3",
    "python-slugify", "PyYAML", "RapidFuzz", "text-unidecode", "tzdata",
)  # fmt: skip
"""The distributions that `digest build` imports where no terminal shows a progress bar."""

WHEELS = "wheels"
_HINT = f"put its wheel into the site (pip wheel --no-deps -w {WHEELS} CHECKOUT), and name it here: ./{WHEELS}/FILE.whl"
_HEAD = """\
# What GitHub installs to build this site, with --no-deps. Renew a version by changing it here.
"""
_ASK = f"""\
# digest itself: {_HINT}
"""


class Own(msgspec.Struct, frozen=True):
    """How another machine gets the digest that runs here."""

    line: str
    """Of `requirements.txt`; empty where another machine cannot get it."""
    files: tuple[Artifact, ...] = ()
    """What has to lie in the site for it."""


def requirements(own: Own) -> tuple[Artifact, ...]:
    """The file of a site that this digest builds, and what has to lie beside it."""
    pins = "".join(f"{name}=={metadata.version(name)}\n" for name in BUILD)
    text = _HEAD + pins + (f"{own.line}\n" if own.line else _ASK)
    return Artifact(FILE, text.encode()), *own.files


def installed_from(direct_url: str | None) -> Own:
    """How to get this digest again, by the `direct_url.json` of PEP 610, if there is one.

    A commit on GitHub comes as its archive, a wheel on this machine as a file of the site.
    """
    origin: dict[str, Any] = json.loads(direct_url) if direct_url else {}
    url, version_control = origin.get("url", ""), origin.get("vcs_info")
    hashes = origin.get("archive_info", {}).get("hashes", {})
    if url.startswith("file:") and url.endswith(".whl"):
        return _wheel(Path(unquote(urlsplit(url).path)), hashes.get("sha256", ""))
    if not url.startswith("https://") or "@" in urlsplit(url).netloc:
        return Own("")
    if version_control:
        url = _at_commit(version_control["vcs"], url, version_control["commit_id"])
    parts = [f"subdirectory={origin['subdirectory']}"] if "subdirectory" in origin else []
    parts += [f"sha256={hashes['sha256']}"] if "sha256" in hashes else []
    return Own(f"{DISTRIBUTION} @ {url}" + (f"#{'&'.join(parts)}" if parts else ""))


def own_source() -> Own:
    """How another machine gets the digest that runs here."""
    try:
        return installed_from(metadata.distribution(DISTRIBUTION).read_text("direct_url.json"))
    except metadata.PackageNotFoundError:
        return Own("")


def _at_commit(system: str, url: str, commit: str) -> str:
    on_github = re.fullmatch(r"https://github\.com/[^/]+/[^/]+?(?:\.git)?/?", url)
    if on_github:
        return f"{url.removesuffix('/').removesuffix('.git')}/archive/{commit}.zip"
    return f"{system}+{url}@{commit}"


def _wheel(path: Path, sha256: str) -> Own:
    try:
        content = path.read_bytes()
    except OSError:
        return Own("")
    if hashlib.sha256(content).hexdigest() != sha256:
        return Own("")
    return Own(f"./{WHEELS}/{path.name}", (Artifact(f"{WHEELS}/{path.name}", content),))


def unfit(root: Path) -> Iterator[Finding]:
    """What in a site's `requirements.txt` GitHub could not install, or would install from whoever has the name."""
    try:
        text = (root / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        yield error(FILE, 0, 0, "the workflow installs digest from this file, which cannot be read")
        return
    lines = [re.sub(r"(?:^|\s)#.*", "", line).strip() for line in text.splitlines()]
    has_own_index = any(re.match(r"(?:-i|--index-url)[ =]", line) for line in lines)
    for number, line in enumerate(lines, start=1):
        if _is_elsewhere(line, root):
            message = "this names a place on your own machine, which GitHub cannot see"
            yield error(FILE, number, 1, message, f"name an address that GitHub can reach, or {_HINT}")
        elif _name_of(line) == DISTRIBUTION and "@" not in line and not has_own_index:
            message = f"{DISTRIBUTION} on a package index is not digest: whoever registers the name there is installed"
            yield error(FILE, number, 1, message, f"name an address (… @ https://…), or {_HINT}")
    if not any(line.startswith(("-r", "--requirement")) for line in lines):
        yield from _missing(lines)


def _missing(lines: Iterable[str]) -> Iterator[Finding]:
    """digest and what it needs: the workflow installs what the file names and nothing else."""
    text = "\n".join(lines)
    if not re.search(r"\bnews[-_]digest\b", text):
        yield error(FILE, 0, 0, "this file does not say which digest to install", _HINT)
    named = {_name_of(line) for line in lines}
    missing = [name for name in BUILD if _normal(name) not in named]
    if missing:
        hint = "add them with their versions (click==…), or move the file away and run digest init --workflow again"
        yield error(FILE, 0, 0, f"a build needs what this file does not name: {', '.join(missing)}", hint)


def _name_of(line: str) -> str:
    match = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*(?=\s*(?:$|[\[@=<>!~;]))", line)
    return _normal(match[0]) if match else ""


def _normal(name: str) -> str:
    """A name in the normal form of PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_elsewhere(line: str, root: Path) -> bool:
    """Whether a line makes pip search the machine itself, outside of the site."""
    option = re.match(r"(?:-e|--editable|-f|--find-links|-i|--index-url|--extra-index-url)(?:[ =]\s*|(?=\S))(.*)", line)
    named = option[1] if option else re.split(r"\s@\s*|(?<=[\w\]])@(?=\w+:)", line, maxsplit=1)[-1]
    named = named.strip("\"' ")
    if re.match(r"(?:[a-z0-9]+\+)?file:|https?://(?:localhost|127\.)", named, re.IGNORECASE):
        return True
    if not named or named.startswith("-") or "://" in named:
        return False
    path = re.split(r"[\s;\[]", named, maxsplit=1)[0]
    if not option and _is_package_file(path) and is_file(root / path):
        return not real_path(root / path).is_relative_to(real_path(root))
    return bool(option) or "/" in path or "\\" in path or path.startswith((".", "~")) or _is_package_file(path)


def _is_package_file(path: str) -> bool:
    return path.lower().endswith((".whl", ".zip", ".tar.gz"))
