"""The types of values in front matter: one function for each type, from a node to a value.

A function raises `Bad` with what is wrong and how to mend it. The caller adds the path of the file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
"""From a node, and the site's time zone, to a value. Raises Bad."""


class Bad(Exception):
    """A value of the wrong type: the node's line and column, what is wrong, how to mend it.

    Of a list or mapping it is the first fault, and `others` holds those after it.
    """

    def __init__(self, node: Node, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.column = node.line, node.column
        self.message, self.hint = message, hint
        self.others: tuple[Bad, ...] = ()

    def __iter__(self) -> Iterator[Bad]:
        """This fault and the others, in the order of the file."""
        return iter(sorted((self, *self.others), key=lambda bad: (bad.line, bad.column)))


def _raise_all(faults: Iterable[Bad]) -> None:
    first, *others = (fault for bad in faults for fault in bad)
    first.others = tuple(others)
    raise first


def _read_each(read: Field, items: Iterable[Node], zone: dt.tzinfo) -> tuple[Any, ...]:
    """The value of each node. Raises one Bad with the faults of all of them."""
    values, faults = [], []
    for item in items:
        try:
            values.append(read(item, zone))
        except Bad as bad:
            faults.append(bad)
    if faults:
        _raise_all(faults)
    return tuple(values)


def is_empty(node: Node) -> bool:
    """Whether a key has no value yet: `summary:` or `actors: []`."""
    if isinstance(node, Scalar):
        return not node.value and not node.style
    return not node.value


def text(node: Node, zone: dt.tzinfo) -> str:
    """A line or paragraph of text, without white space at its ends."""
    if not isinstance(node, Scalar):
        raise Bad(node, "one value is needed here, not a list", "write it on one line")
    value: str = node.value
    if control := CONTROL.search(value):  # from an escape such as "\x02": reading has refused unescaped ones
        raise Bad(node, f"control character U+{ord(control[0]):04X}", "delete it")
    return value.strip()


def line(node: Node, zone: dt.tzinfo) -> str:
    """Text on one line: each run of white space becomes one space."""
    return " ".join(text(node, zone).split())


def names(node: Node, zone: dt.tzinfo) -> tuple[str, ...]:
    """A list of names, without repeats and empty ones. A single name needs no brackets."""
    items = node.value if isinstance(node, Items) else [node]
    lines = dict.fromkeys(_read_each(line, items, zone))
    lines.pop("", None)
    return tuple(lines)


def when(node: Node, zone: dt.tzinfo) -> dates.When:
    """A day, or a moment."""
    try:
        return dates.read_when(text(node, zone), zone)
    except ValueError as problem:
        raise Bad(node, str(problem), dates.HOW) from None


def moment(node: Node, zone: dt.tzinfo) -> dt.datetime:
    """A moment. A day without a time is its first moment."""
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
    """A reason, for keys such as `withdrawn`: "" for `true` (no reason stated), None for `false`."""
    value = line(node, zone)
    return {"true": "", "yes": "", "false": None, "no": None}.get(value.casefold(), value)


def one_of(*words: str) -> Field:
    """A field for one of these words."""

    def read(node: Node, zone: dt.tzinfo) -> str:
        value = text(node, zone)
        if value not in words:
            hint = did_you_mean(value, words, "write one of " + ", ".join(words))
            raise Bad(node, f'"{value}" is not allowed here', hint)
        return value

    return read


def slug(node: Node, zone: dt.tzinfo) -> str:
    """A slug: a name that can be part of an address."""
    value = text(node, zone)
    if not is_slug(value):
        raise Bad(node, f'"{value}" cannot be part of an address', "use small letters a to z, figures and hyphens")
    return value


def web_address(node: Node, zone: dt.tzinfo) -> str:
    """An `http` or `https` address."""
    value = text(node, zone)
    if not is_web_address(value):
        raise Bad(node, f'"{value}" is not a web address', "write it whole, as https://example.org/page")
    return value


def site_address(node: Node, zone: dt.tzinfo) -> str:
    """A former address of a page, from the site's root: `/2026/11/24/old-title/`."""
    value = text(node, zone)
    address = old_address(value)
    if not address:
        hint = "write it from the root, as /2026/11/24/old-title/"
        raise Bad(node, f'"{value}" is not an address of this site', hint)
    return address


def old_address(path: str) -> str:
    """The address for a path from the site's root; empty if the path cannot be an address of the site."""
    is_path = path.startswith("/") and not re.search(r"^//|[?#]", path)
    address = address_of(path) if is_path else ""
    # The check comes after decoding (%2F is a slash), because these parts become folders on the disk.
    parts = address.removesuffix("/").split("/")
    return address if all(_FOLDER.fullmatch(part) and len(part.encode()) <= 200 for part in parts) else ""


_FOLDER = re.compile(r'[^\x00-\x20\x7f\ufffd\\/:*?"<>|.][^\x00-\x1f\x7f\ufffd\\/:*?"<>|]*')


def language(node: Node, zone: dt.tzinfo) -> str:
    """A language tag."""
    value = text(node, zone)
    if not tags.is_language_tag(value):
        raise Bad(node, f'"{value}" is not a language tag', tags.HOW)
    return value


def many(read: Field) -> Field:
    """A field for a list of values of one type. A single value needs no brackets."""

    def read_all(node: Node, zone: dt.tzinfo) -> tuple[Any, ...]:
        items = node.value if isinstance(node, Items) else [node]
        return _read_each(read, items, zone)

    return read_all


def record(build: Callable[..., T], fields: Mapping[str, Field], *needed: str) -> Field:
    """A field for a mapping with these keys, built into a value. The keys `needed` must be there."""

    def read(node: Node, zone: dt.tzinfo) -> T:
        if not isinstance(node, Pairs):
            raise Bad(node, "keys are needed here", "write {" + ", ".join(f"{key}: …" for key in fields) + "}")
        values: dict[str, Any] = {}
        faults = []
        for key, value in node.value:
            try:
                name = _known_key(key, fields, values, zone)
                values[name] = None  # stated, though its value may not fit
                values[name] = fields[name](value, zone)
            except Bad as bad:
                faults.append(bad)
        meant = {bad.hint for bad in faults}  # a misspelt key is not a second fault
        missing = [
            name
            for name in needed
            if (name not in values or values[name] == "") and did_you_mean(name, [name]) not in meant
        ]
        faults += [Bad(node, f'"{name}" is missing', f"add {name}: …") for name in missing]
        if faults:
            _raise_all(faults)
        return build(**values)

    return read


def _known_key(key: Node, fields: Mapping[str, Field], values: Mapping[str, Any], zone: dt.tzinfo) -> str:
    name = text(key, zone)
    if name not in fields:
        raise Bad(key, f'unknown key "{name}"', did_you_mean(name, fields, "use " + ", ".join(fields)))
    if name in values:
        raise Bad(key, f'"{name}" is given twice', "delete one")
    return name


def as_text(node: Node, zone: dt.tzinfo) -> str:
    """Any value as text, for the keys that a site adds with `[content] extra`."""
    if isinstance(node, Scalar):
        return text(node, zone)
    if isinstance(node, Items):
        return ", ".join(as_text(item, zone) for item in node.value)
    return ", ".join(f"{as_text(key, zone)}: {as_text(value, zone)}" for key, value in node.value)
