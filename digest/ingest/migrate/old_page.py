"""A page of another generator's site, in the words of our front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from digest.ingest.text.encoding import one_line
from digest.urls import is_web_address

Matter = Mapping[str, Any]
"""Front matter as text, lists and mappings of text; keys in small letters."""


class Old(msgspec.Struct, frozen=True, kw_only=True):
    """What a page states. Empty is: it does not."""

    path: str
    """From the folder that was named."""
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
    """Of the original on another site."""
    lang: str = ""
    image: str = ""
    aliases: tuple[str, ...] = ()
    """Where it stood, from the old site's root."""
    body: str = ""
    left_out: tuple[str, ...] = ()
    """Keys that have no place here."""
    notes: tuple[str, ...] = ()
    """What an editor should look at."""


def first(matter: Matter, *keys: str) -> str:
    """The first of these keys that holds a line of text."""
    return next((line for key in keys if (line := text(matter.get(key)))), "")


def text(value: object) -> str:
    """A value as one line; nothing for a list or mapping."""
    return one_line(value) if isinstance(value, str) else ""


def names(matter: Matter, *keys: str, parted: str = ",") -> tuple[str, ...]:
    """The names under all of these keys, once each: lists, or text parted by `parted`."""
    found: dict[str, None] = {}
    for key in keys:
        value = matter.get(key)
        items: Iterable[object] = value if isinstance(value, list) else re.split(parted, text(value))
        for item in items:
            name = first(item, "name") if isinstance(item, dict) else text(item)
            found[name.strip("\"'").strip()] = None
    found.pop("", None)
    return tuple(found)


def is_true(matter: Matter, key: str) -> bool:
    """Whether a key says yes."""
    return text(matter.get(key)).lower() in ("true", "yes", "on", "1")


def web_address(matter: Matter, *keys: str) -> str:
    """The first of these keys that holds the address of another site."""
    lines = (text(matter.get(key)) for key in keys)
    return next((line for line in lines if is_web_address(line)), "")
