"""Which digest a site needs: `requires = ">=0.2"`."""

from __future__ import annotations

import re

from digest import __version__
from digest.errors import DigestError, error
from digest.places import locate

_REQUIRES = re.compile(r">=\s*(\d+(?:\.\d+){0,2})")


def check_requirement(value: str) -> str:
    """The value, if it names a version. Raises ValueError."""
    if value and not _REQUIRES.fullmatch(value):
        raise ValueError(f'"{value}" names no version, write it as ">=0.2"')
    return value


def refuse_newer(path: str, text: str, site: object) -> None:
    """Raises DigestError where the site needs a newer digest than this one: the rest of its settings may be new too."""
    wanted = site.get("requires") if isinstance(site, dict) else None
    found = _REQUIRES.fullmatch(wanted) if isinstance(wanted, str) else None
    if found and _numbers(found[1]) > _numbers(__version__):
        line, column = locate(text, "site", "requires")
        message = f"this site needs digest {found[1]} or newer, and this is digest {__version__}"
        raise DigestError(error(path, line, column, message, "install the newer one"))


def _numbers(version: str) -> list[int]:
    """`0.2` and `0.2.0` are the same three numbers."""
    found = [int(number) for number in re.findall(r"\d+", version)]
    return [*found, 0, 0][:3]
