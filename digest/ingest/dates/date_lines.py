"""A line that says a day and nothing else: `Tuesday, July 9, 2024`, `Published: 23/11/2026`, `18 novembre 2026`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from digest.ingest.dates.written_date import WrittenDate, read_written

_LONGEST = 80
"""Characters of such a line."""
DayLine = WrittenDate
"""What a line says."""


def read_day_line(line: str) -> DayLine | None:
    """The day that a line states, year and all; None where it says something else, or no such day."""
    if len(line) > _LONGEST or line.strip().isdecimal():
        return None
    return read_written(line)


_BEHIND = re.compile(
    r"\s+(?:(?:posted |filed )?(?:in|under|by)|von|par|por|di|da|category|kategorie|author|autor|tags?|comments?"
    r"|kommentare?|views?)\b(?:\s*:)?\s.*",
    re.IGNORECASE,
)
"""Other facts behind a date: ` in: Society`, ` by Jane Roe`."""


def read_date_among(line: str) -> DayLine | None:
    """The day that a line with other facts states, its parts set off by `|`, by points or by a label.

    `Mo 02.03.26 | 14:07 Uhr | By Jane Roe`, `Created: 2 March 2026, 14:07 in: Society`.
    """
    parts = [part for part in _parts(line) if any(map(str.isdigit, part))]
    shortened = (part[: facts.start()] for part in parts if (facts := _BEHIND.search(part)))
    return next(filter(None, map(read_day_line, itertools.chain(parts, shortened))), None)


def _parts(line: str) -> Iterator[str]:
    """The line, then each two neighbours of its parts, then each part."""
    yield line
    for mark in ("|", "\u2022", "\u00b7"):
        parts = [part.strip() for part in line.split(mark)]
        if len(parts) > 1:
            yield from (f"{before} | {behind}" for before, behind in itertools.pairwise(parts))
            yield from parts
