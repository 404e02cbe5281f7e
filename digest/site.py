"""Where a site is on disk, and its configuration."""

from __future__ import annotations

from pathlib import Path

from digest.config import FILE_NAME, Config, parse
from digest.decoding import bad_line, decode_utf8
from digest.errors import DigestError, Finding, error
from digest.owned_files import holds_a_site
from digest.places import Places
from digest.site_files import read_regular, unreadable


def find_root(folder: Path) -> Path:
    """The nearest folder, from `folder` upward, that is a site (see `holds_a_site`). Raises DigestError if none is."""
    here = folder.resolve()
    for candidate in (here, *here.parents):
        if holds_a_site(candidate):
            return candidate
    raise DigestError(error("", 0, 0, f"no {FILE_NAME} in {here} or above it", "make a site with: digest init DIR"))


def read_config(root: Path) -> tuple[Config, list[Finding]]:
    """The configuration of the site at `root` as far as it can be taken, and everything wrong in it."""
    text, findings = read_config_text(root)
    return (Config(), findings) if findings else parse(text)


def read_config_text(root: Path) -> tuple[str, list[Finding]]:
    """The text of digest.toml, or a finding why it cannot be read."""
    try:
        content = read_regular(root / FILE_NAME)
        return decode_utf8(content), []
    except UnicodeDecodeError:
        return "", [error(FILE_NAME, bad_line(content), 1, "this file is not UTF-8", "save it as UTF-8")]
    except OSError as problem:
        return "", [unreadable(FILE_NAME, problem)]


def config_places(root: Path) -> Places:
    """Lines and columns of the settings of the site at `root`."""
    return Places(read_config_text(root)[0])


def load_config(root: Path) -> Config:
    """The configuration of the site at `root`. Raises DigestError with everything wrong in it."""
    config, findings = read_config(root)
    if findings:
        raise DigestError(*findings)
    return config
