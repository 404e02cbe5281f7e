"""Slugs: names in the form that addresses and file names can have."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

MAX_LENGTH = 80
"""Characters; well under every file system's 255 bytes, with room for `-` and a suffix."""
MARK = 4
"""Least number of hexadecimal figures of a name's digest that distinguish its slug from another name's."""

_SHAPE = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
"""Words with a slug that needs no table: ASCII letters and figures."""
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)


def slug(text: str) -> str:
    """An ASCII slug of any text; a text without a letter or figure gets a stable one from its bytes."""
    name = text.lower().replace(" ", "-") if len(text) <= MAX_LENGTH and _PLAIN.fullmatch(text) else _spelled(text)
    if not name:
        name = "x" + hashlib.blake2b(text.encode(), digest_size=5).hexdigest()
    return f"{name}-x" if name in _DEVICES else name


def _spelled(text: str) -> str:
    """Any text in ASCII letters, figures and hyphens; empty if it has no letter and no figure."""
    from slugify import slugify  # not at the start, because its tables take long to load and most builds do not need it

    name: str = slugify(_APOSTROPHES.sub("", text), max_length=MAX_LENGTH, word_boundary=True)
    return name


def free_slug(name: str, is_taken: Callable[[str], bool]) -> str:
    """The slug of a name; if it is taken, with as much of the name's digest as makes it unique."""
    plain = slug(name)
    if not is_taken(plain):
        return plain
    digest = hashlib.blake2b(name.encode(), digest_size=16).hexdigest()
    marked = (f"{plain}-{digest[:length]}" for length in range(MARK, len(digest) + 1))
    return next(candidate for candidate in marked if not is_taken(candidate))


def is_slug(text: str) -> bool:
    """Whether a text can be part of an address as it is: it cannot leave a folder or clash with a device."""
    return bool(_SHAPE.fullmatch(text)) and len(text) <= 200 and text.split(".", maxsplit=1)[0] not in _DEVICES
