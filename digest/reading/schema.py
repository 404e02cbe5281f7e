"""From front matter to typed values, by the table of fields that a kind of file has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from digest.errors import Finding, did_you_mean, error
from digest.reading.fields import Bad, Field, as_text, is_empty
from digest.reading.frontmatter import MatterEntry


class TypedValues(NamedTuple):
    """The values of front matter."""

    typed: dict[str, Any]
    """By key, for the keys that have a field."""
    lines: tuple[tuple[str, int], ...]
    """Each key with its line."""
    extra: tuple[tuple[str, str], ...]
    """The keys that the site allows with `[content] extra`, each with its value as text."""


def read_values(
    path: str,
    entries: Collection[MatterEntry],
    fields: Mapping[str, Field],
    zone: dt.tzinfo,
    extra: Collection[str] = (),
) -> tuple[TypedValues, list[Finding]]:
    """Give each entry the type of its field. A key without a value counts as absent.

    Every unknown key and every value that does not fit is a finding. `extra` holds keys that the site allows.
    """
    typed: dict[str, Any] = {}
    others: list[tuple[str, str]] = []
    findings: list[Finding] = []
    for entry in entries:
        field = fields.get(entry.key)
        if field is None and entry.key not in extra:
            hint = did_you_mean(entry.key, fields, "allow it in digest.toml under [content] extra, or delete it")
            findings.append(error(path, entry.line, entry.column, f'unknown key "{entry.key}"', hint))
        elif is_empty(entry.value):
            continue
        else:
            try:
                if field is None:
                    others.append((entry.key, as_text(entry.value, zone)))
                else:
                    typed[entry.key] = field(entry.value, zone)
            except Bad as faults:
                findings += [
                    error(path, bad.line, bad.column, f"{entry.key}: {bad.message}", bad.hint) for bad in faults
                ]
    lines = tuple((entry.key, entry.line) for entry in entries)
    return TypedValues(typed, lines, tuple(others)), findings
