"""What the values of front matter may be: one small function per type, each turning a node into a value.

A function raises `Bad` with what is wrong and how to mend it; the caller knows the file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from digest import dates
from digest.errors import did_you_mean
from digest.language import tags
from digest.reading.nodes import Items, Node, Pairs, Scalar
from digest.reading.text import CONTROL
from digest.slugs import is_slug
from digest.urls import address_of, is_web_address

T = TypeVar("T")
Field = Callable[[Node, dt.tzinfo], Any]
"""Reads a node in a site's time zone."""


class Bad(Exception):
    """A value that cannot be taken: the node to blame, what is wrong, how to mend it."""

    def __init__(self, node: Node, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.column = node.line, node.column
        self.message, self.hint = message, hint


def is_empty(node: Node) -> bool:
    """Whether a key was left to be filled in: `summary:` or `actors: []`."""
    if isinstance(node, Scalar):
        return not node.value and not node.style
    return not node.value


def text(node: Node, zone: dt.tzinfo) -> str:
    """A line or paragraph of text, white space at its ends dropped."""
    if not isinstance(node, Scalar):
        raise Bad(node, "one value is needed here, not a list", "write it on one line")
    value: str = node.value
    if control := CONTROL.search(value):  # written as "\x02": in a file as it is, reading refuses it before
        raise Bad(node, f"control character U+{ord(control[0]):04X}", "delete it")
    return value.strip()


def line(node: Node, zone: dt.tzinfo) -> str:
    """Text on one line: inner line breaks become spaces."""
    return " ".join(text(node, zone).split())


def names(node: Node, zone: dt.tzinfo) -> tuple[str, ...]:
    """A list of names without repeats; one name alone may stand without brackets."""
    items = node.value if isinstance(node, Items) else [node]
    found = dict.fromkeys(line(item, zone) for item in items)
    found.pop("", None)
    return tuple(found)


def when(node: Node, zone: dt.tzinfo) -> dates.When:
    """A day, or a moment."""
    try:
        return dates.read_when(text(node, zone), zone)
    except ValueError as problem:
        raise Bad(node, str(problem), dates.HOW) from None


def moment(node: Node, zone: dt.tzinfo) -> dt.datetime:
    """A moment; a bare day is its first."""
    return when(node, zone).at


def day(node: Node, zone: dt.tzinfo) -> dt.date:
    """A day."""
    try:
        return dates.read_day(text(node, zone))
    except ValueError as problem:
        raise Bad(node, str(problem), "write a day as 2026-11-24") from None


def flag(node: Node, zone: dt.tzinfo) -> bool:
    """`true` or `false`."""
    value = text(node, zone)
    if value.casefold() in ("true", "yes", "on"):
        return True
    if value.casefold() in ("false", "no", "off"):
        return False
    raise Bad(node, f'"{value}" is neither true nor false', "write true or false")


def reason(node: Node, zone: dt.tzinfo) -> str | None:
    """A reason, or `true` for none given, or `false` for not at all."""
    value = line(node, zone)
    return {"true": "", "yes": "", "false": None, "no": None}.get(value.casefold(), value)


def one_of(*words: str) -> Field:
    """One of these words."""

    def read(node: Node, zone: dt.tzinfo) -> str:
        value = text(node, zone)
        if value not in words:
            hint = did_you_mean(value, words, "write one of " + ", ".join(words))
            raise Bad(node, f'"{value}" is not allowed here', hint)
        return value

    return read


def slug(node: Node, zone: dt.tzinfo) -> str:
    """A name that can stand in an address."""
    value = text(node, zone)
    if not is_slug(value):
        raise Bad(node, f'"{value}" cannot stand in an address', "use small letters a to z, figures and hyphens")
    return value


def web_address(node: Node, zone: dt.tzinfo) -> str:
    """An `http` or `https` address."""
    value = text(node, zone)
    if not is_web_address(value):
        raise Bad(node, f'"{value}" is no web address', "write it whole, as https://example.org/page")
    return value


def site_address(node: Node, zone: dt.tzinfo) -> str:
    """A path from the site's root that a page once had: `/2026/11/24/old-title/`."""
    value = text(node, zone)
    address = old_address(value)
    if not address:
        raise Bad(node, f'"{value}" is no address in this site', "write it from the root, as /2026/11/24/old-title/")
    return address


def old_address(path: str) -> str:
    """The address that a path from the site's root means; empty where it could be none."""
    whole = path.startswith("/") and not re.search(r"^//|[?#]", path)
    address = address_of(path) if whole else ""
    # Looked at after %2F and the like have been read: these parts become folders on the disk.
    parts = address.removesuffix("/").split("/")
    return address if all(_FOLDER.fullmatch(part) and len(part.encode()) <= 200 for part in parts) else ""


_FOLDER = re.compile(r'[^\x00-\x20\x7f\ufffd\\/:*?"<>|.][^\x00-\x1f\x7f\ufffd\\/:*?"<>|]*')


def language(node: Node, zone: dt.tzinfo) -> str:
    """A language tag."""
    value = text(node, zone)
    if not tags.is_language_tag(value):
        raise Bad(node, f'"{value}" is no language tag', tags.HOW)
    return value


def many(read: Field) -> Field:
    """A list of values, or one alone."""

    def read_all(node: Node, zone: dt.tzinfo) -> tuple[Any, ...]:
        items = node.value if isinstance(node, Items) else [node]
        return tuple(read(item, zone) for item in items)

    return read_all


def record(build: Callable[..., T], fields: Mapping[str, Field], *needed: str) -> Field:
    """A mapping with these keys; those `needed` must be among them."""

    def read(node: Node, zone: dt.tzinfo) -> T:
        if not isinstance(node, Pairs):
            raise Bad(node, "keys are needed here", "write {" + ", ".join(f"{key}: …" for key in fields) + "}")
        values: dict[str, Any] = {}
        for key, value in node.value:
            name = text(key, zone)
            if name not in fields:
                raise Bad(key, f'unknown key "{name}"', did_you_mean(name, fields, "use " + ", ".join(fields)))
            if name in values:
                raise Bad(key, f'"{name}" is given twice', "delete one")
            values[name] = fields[name](value, zone)
        for name in needed:
            if not values.get(name):
                raise Bad(node, f'"{name}" is missing', f"add {name}: …")
        return build(**values)

    return read


def plain(node: Node, zone: dt.tzinfo) -> str:
    """Any value as text, for keys that only the site itself understands."""
    if isinstance(node, Scalar):
        return text(node, zone)
    if isinstance(node, Items):
        return ", ".join(plain(item, zone) for item in node.value)
    return ", ".join(f"{plain(key, zone)}: {plain(value, zone)}" for key, value in node.value)
