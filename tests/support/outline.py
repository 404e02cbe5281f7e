"""A view as short text, so that a test can write out all that it holds.

A field has a line, what is empty has none. A value that fits on a line stands there as JSON, without the empty values
at its end. A card stands whole in the view of its own article, and elsewhere as `card ADDRESS`.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from digest.model.card import Card
from digest.pages.view import Day, Month

WIDTH = 110


def outline(view: Any) -> str:
    """All fields of a view that hold something."""
    return "\n".join(_fields(view, view.address if getattr(view, "kind", "") == "article" else None)) + "\n"


def _fields(struct: Any, own: str | None) -> Iterator[str]:
    for name in struct.__struct_fields__:
        value = getattr(struct, name)
        if value or (value == 0 and value is not False):
            yield from _labelled(f"{name}:", value, own)


def _labelled(label: str, value: Any, own: str | None) -> Iterator[str]:
    line = f"{label} {value if isinstance(value, str) and chr(10) not in value else _short(value, own)}"
    is_calendar = isinstance(value, Month) and value.count
    is_long = is_calendar or (isinstance(value, Card) and value.address == own) or len(line) > WIDTH
    if not is_long or not isinstance(value, tuple | msgspec.Struct):
        yield line
        return
    yield label
    for part in _parts(value, own):
        yield "  " + part


def _parts(value: Any, own: str | None) -> Iterator[str]:
    if isinstance(value, Month):
        yield f"{value.first.isoformat()} {value.address} {value.count}"
        yield from (" ".join(map(_day, week)) for week in value.weeks)
    elif isinstance(value, tuple):
        for item in value:
            yield from _labelled("-", item, own)
    else:
        yield from _fields(value, own)


def _day(day: Day | None) -> str:
    if day is None:
        return "--"
    edition = f"[{day.address} {day.count} {day.level}]" if day.address or day.count else ""
    return f"{day.number:02d}{edition}"


def _short(value: Any, own: str | None) -> str:
    return msgspec.json.encode(_plain(value, own)).decode()


def _plain(value: Any, own: str | None) -> Any:
    if isinstance(value, Card) and value.address != own:
        return f"card {value.address}"
    if isinstance(value, Month) and not value.count:
        return [value.first.isoformat(), value.address] if value.address else [value.first.isoformat()]
    if isinstance(value, msgspec.Struct):
        values = [_plain(getattr(value, name), own) for name in value.__struct_fields__]
        while values and values[-1] in ("", 0, None, []):
            values.pop()
        return values
    if isinstance(value, tuple):
        return [_plain(item, own) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item, own) for key, item in value.items() if item}
    return value.isoformat() if isinstance(value, dt.date) else value
