"""From front matter to typed values: which keys a kind of file knows, and everything wrong with the ones given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from digest.errors import Finding, did_you_mean, error
from digest.reading.fields import Bad, Field, is_empty, plain
from digest.reading.frontmatter import Entry


class Values(NamedTuple):
    """What front matter says: typed values by key, the lines they stand on, and keys that only the site knows."""

    typed: dict[str, Any]
    lines: tuple[tuple[str, int], ...]
    extra: tuple[tuple[str, str], ...]


def read_values(
    path: str,
    entries: Collection[Entry],
    fields: Mapping[str, Field],
    zone: dt.tzinfo,
    extra: Collection[str] = (),
) -> tuple[Values, list[Finding]]:
    """Type every entry by the table of fields. A key left empty counts as not given."""
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
                    others.append((entry.key, plain(entry.value, zone)))
                else:
                    typed[entry.key] = field(entry.value, zone)
            except Bad as bad:
                findings.append(error(path, bad.line, bad.column, f"{entry.key}: {bad.message}", bad.hint))
    lines = tuple((entry.key, entry.line) for entry in entries)
    return Values(typed, lines, tuple(others)), findings
