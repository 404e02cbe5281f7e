"""What the values of settings may be, beyond their types: one small function per rule, and the table of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from digest import dates
from digest.editors import check_editor
from digest.errors import did_you_mean
from digest.git import shown
from digest.language import tags

RIGHTS = ("full", "excerpt", "link")
SECTIONS = ("latest", "who", "where", "topics", "archive")
MORE_SECTIONS = ("sources", "charts", "data", "corrections")
REQUIRES = re.compile(r">=\s*(\d+(?:\.\d+){0,2})")
"""The least version that a site asks for."""


def _one_of(*words: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in words:
            hint = did_you_mean(value, words, "write one of " + ", ".join(words))
            raise ValueError(f'"{value}" is not allowed here, {hint}')
        return value

    return check


def check_base_url(value: str) -> str:
    """An address with its slash at the end. Raises ValueError for what is not an address."""
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise ValueError(f'"{value}" is not a web address, write it whole: https://example.org/news/')
    return value if not value or value.endswith("/") else value + "/"


_DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
# The rules of git check-ref-format, and names that mean something else where git reads them. A publish asks git, too.
_BRANCH = re.compile(
    r"(?!(?:HEAD|@)$|refs/|\+)(?![-/.])(?!.*(?:\.\.|//|/\.|@\{|\.lock(?:/|$)))[^\x00-\x20\x7f~^:?*\[\\]+(?<![/.])"
)


def check_domain(value: str) -> str:
    """A domain in lower case. Raises ValueError for what is not a domain."""
    domain = value.lower()
    if value and not _DOMAIN.fullmatch(domain):
        raise ValueError(f'"{value}" is not a domain, write it without https:// and path: news.example.org')
    return domain


def _branch(value: str) -> str:
    if not _BRANCH.fullmatch(value):
        raise ValueError(f'"{value}" cannot be the name of a branch')
    return value


def _remote(value: str) -> str:
    if not value.strip() or value.startswith("-"):
        raise ValueError(f'"{shown(value)}" is neither the name of a remote nor the address of a repository')
    return value


def _time_zone(value: str) -> str:
    try:
        dates.zone(value)
    except ValueError as problem:
        raise ValueError(f"{problem}, write an IANA name such as Europe/Brussels") from None
    return value


def is_colour(value: str) -> bool:
    """Whether it is written as `#a3241b` or `#a32`."""
    return bool(re.fullmatch(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", value))


def _accent(value: str) -> str:
    if value and not is_colour(value):
        raise ValueError(f'"{value}" is not a colour, write it as #a3241b')
    return value


def _language(value: str) -> str:
    if not tags.is_language_tag(value):
        raise ValueError(f'"{value}" is not a language tag, {tags.HOW}')
    return value


def _site_id(value: str) -> str:
    if value and not re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", value):
        raise ValueError(f'"{value}" cannot be an id, use letters, figures, dots and hyphens')
    return value


def _requires(value: str) -> str:
    if value and not REQUIRES.fullmatch(value):
        raise ValueError(f'"{value}" names no version, write it as ">=0.2"')
    return value


def _relative_file(value: str) -> str:
    if value.startswith("/") or ".." in value.split("/") or ":" in value or "\\" in value:
        raise ValueError(f'"{value}" must be a file under static/, named from there')
    return value


def _relative_files(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_relative_file, values))


def _navigation(items: tuple[Any, ...]) -> tuple[Any, ...]:
    for item in items:
        if not item.address.startswith(("/", "https://", "http://")):
            raise ValueError(f'"{item.address}" must begin with "/" or "https://"')
    return items


def _sections(names: tuple[str, ...]) -> tuple[str, ...]:
    check = _one_of(*SECTIONS, *MORE_SECTIONS)
    for name in names:
        check(name)
    return names


def _count(length: int) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    def check(words: tuple[str, ...]) -> tuple[str, ...]:
        if len(words) != length:
            raise ValueError(f"{length} words are needed, {len(words)} were given")
        return words

    return check


def _time_of_day(value: str) -> str:
    if value and not re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", value):
        raise ValueError(f'"{value}" is no time of day, write one such as 07:30')
    return value


def _days(value: int) -> int:
    if not 0 <= value <= 14:
        raise ValueError("from 0 to 14 days")
    return value


def _not_negative(value: float) -> float:
    if value < 0:
        raise ValueError("a number below 0 makes no sense here")
    return value


def _above_zero(value: float) -> float:
    if value <= 0:
        raise ValueError("a number above 0 is needed here")
    return value


def _feed(feed: Any) -> str:
    """The fault of a block of `[[feeds]]` as a whole, or empty."""
    if not feed.url and not feed.command:
        return 'it has neither a "url" nor a "command"'
    return 'it has both a "url" and a "command", delete one' if feed.url and feed.command else ""


BLOCK_CHECKS: Mapping[str, Callable[[Any], str]] = {"feeds": _feed}

CHECKS: Mapping[tuple[str, str], Callable[[Any], Any]] = {
    ("site", "requires"): _requires,
    ("site", "base_url"): check_base_url,
    ("site", "index"): _one_of("all", "own", "none"),
    ("site", "timezone"): _time_zone,
    ("site", "accent"): _accent,
    ("site", "language"): _language,
    ("site", "id"): _site_id,
    ("site", "logo"): _relative_file,
    ("site", "sections"): _sections,
    ("site", "navigation"): _navigation,
    ("theme", "css"): _relative_files,
    ("labels", "months"): _count(12),
    ("labels", "weekdays"): _count(7),
    ("content", "remote_images"): _one_of("link", "load"),
    ("content", "dead_links"): _one_of("error", "warn"),
    ("rights", "default"): _one_of(*RIGHTS),
    ("rights", "excerpt_words"): _not_negative,
    ("actors", "page_from"): _not_negative,
    ("stories", "window"): _days,
    ("add", "edition"): _one_of("date", "today"),
    ("edition", "closes"): _time_of_day,
    ("preview", "editor"): check_editor,
    ("publish", "method"): _one_of("branch", "actions"),
    ("publish", "branch"): _branch,
    ("publish", "remote"): _remote,
    ("publish", "domain"): check_domain,
    ("publish", "history"): _one_of("keep", "squash"),
    ("fetch", "delay"): _not_negative,
    ("fetch", "timeout"): _above_zero,
    ("feeds", "url"): str.strip,
    ("feeds", "rights"): _one_of(*RIGHTS),
    ("feeds", "limit"): _above_zero,
}
