"""A page of another generator's site, under the names of our front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from digest.ingest.text.encoding import one_line
from digest.urls import is_web_address

Matter = Mapping[str, Any]
"""Front matter as text, lists and mappings of text; keys in lower case."""


class OldPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a page states. An empty field is not stated."""

    path: str
    """Relative to the folder of the old site."""
    title: str = ""
    date: str = ""
    updated: str = ""
    embargo: str = ""
    expires: str = ""
    draft: bool = False
    slug: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    url: str = ""
    """The address of the original on another site."""
    lang: str = ""
    image: str = ""
    aliases: tuple[str, ...] = ()
    """Its addresses on the old site: `/posts/first/`."""
    body: str = ""
    left_out: tuple[str, ...] = ()
    """Keys that digest does not have."""
    warnings: tuple[str, ...] = ()


def first(matter: Matter, *keys: str) -> str:
    """The first of these keys that holds a line of text."""
    return next((line for key in keys if (line := text(matter.get(key)))), "")


def text(value: object) -> str:
    """A value as one line; empty for a list or mapping."""
    return one_line(value) if isinstance(value, str) else ""


def names(matter: Matter, *keys: str, separator: str = ",") -> tuple[str, ...]:
    """The names under all of these keys, once each: lists, or text split at `separator`, a pattern."""
    unique: dict[str, None] = {}
    for key in keys:
        value = matter.get(key)
        items: Iterable[object] = value if isinstance(value, list) else re.split(separator, text(value))
        for item in items:
            name = first(item, "name") if isinstance(item, dict) else text(item)
            unique[name.strip("\"'").strip()] = None
    unique.pop("", None)
    return tuple(unique)


def is_true(matter: Matter, key: str) -> bool:
    """Whether the value of a key is true."""
    return text(matter.get(key)).lower() in ("true", "yes", "on", "1")


def web_address(matter: Matter, *keys: str) -> str:
    """The first web address under these keys."""
    lines = (text(matter.get(key)) for key in keys)
    return next((line for line in lines if is_web_address(line)), "")
