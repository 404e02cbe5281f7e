"""What values a setting of `digest.toml` may have: a small check per kind gives the value, or raises ValueError."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from digest import dates
from digest.errors import did_you_mean

REQUIRES = re.compile(r">=\s*(\d+(?:\.\d+){0,2})")


def one_of(*words: str) -> Callable[[str], str]:
    """One of these words."""
    def check(value: str) -> str:
        if value not in words:
            hint = did_you_mean(value, words, "write one of " + ", ".join(words))
            raise ValueError(f'"{value}" is not allowed here, {hint}')
        return value

    return check


def check_base_url(value: str) -> str:
    """An address with its slash at the end. Raises ValueError for what is none."""
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise ValueError(f'"{value}" is no web address, write it whole: https://example.org/news/')
    return value if not value or value.endswith("/") else value + "/"


_DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
# The rules of git check-ref-format.
_BRANCH = re.compile(
    r"(?![-/.])(?!.*(?:\.\.|//|/\.|@\{|\.lock(?:/|$)))[^\x00-\x20\x7f~^:?*\[\\]+(?<![/.])"
)


def check_domain(value: str) -> str:
    """A domain in lower case. Raises ValueError for what is none."""
    domain = value.lower()
    if value and not _DOMAIN.fullmatch(domain):
        raise ValueError(f'"{value}" is no domain, write it without https:// and path: news.example.org')
    return domain


def branch(value: str) -> str:
    """The name of a git branch."""
    if not _BRANCH.fullmatch(value):
        raise ValueError(f'"{value}" cannot be the name of a branch')
    return value


def remote(value: str) -> str:
    """The name of a git remote, or an address."""
    if not value.strip() or value.startswith("-"):
        raise ValueError(f'"{value}" is neither the name of a remote nor the address of a repository')
    return value


def time_zone(value: str) -> str:
    """An IANA name."""
    try:
        dates.zone(value)
    except ValueError as problem:
        raise ValueError(f"{problem}, write an IANA name such as Europe/Brussels") from None
    return value


def is_colour(value: str) -> bool:
    """Whether it is written as `#a3241b` or `#a32`."""
    return bool(re.fullmatch(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", value))


def accent(value: str) -> str:
    """A colour, or none."""
    if value and not is_colour(value):
        raise ValueError(f'"{value}" is no colour, write it as #a3241b')
    return value


def language(value: str) -> str:
    """A language tag."""
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", value):
        raise ValueError(f'"{value}" is no language tag, write it as en, fr or pt-BR')
    return value


def site_id(value: str) -> str:
    """What can stand in a feed's ids."""
    if value and not re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", value):
        raise ValueError(f'"{value}" cannot be an id, use letters, figures, dots and hyphens')
    return value


def requires(value: str) -> str:
    """The oldest version that will do: `>= 0.2`."""
    if value and not REQUIRES.fullmatch(value):
        raise ValueError(f'"{value}" names no version, write it as ">=0.2"')
    return value


def relative_file(value: str) -> str:
    """A file under `static/`."""
    if value.startswith("/") or ".." in value.split("/") or ":" in value or "\\" in value:
        raise ValueError(f'"{value}" must be a file under static/, named from there')
    return value


def count(length: int) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """That many words."""
    def check(words: tuple[str, ...]) -> tuple[str, ...]:
        if len(words) != length:
            raise ValueError(f"{length} words are needed, {len(words)} were given")
        return words

    return check


def not_negative(value: float) -> float:
    """Nought or more."""
    if value < 0:
        raise ValueError("a number below 0 makes no sense here")
    return value


def above_zero(value: float) -> float:
    """More than nought."""
    if value <= 0:
        raise ValueError("a number above 0 is needed here")
    return value
