"""The clock of the commands. Rendering never reads it: the moment of a build is one of its arguments."""

from __future__ import annotations

import datetime as dt
import os

from digest.dates import HOW, read_when
from digest.errors import DigestError, error


def now(zone: dt.tzinfo) -> dt.datetime:
    """The moment, to the second, in that zone.

    DIGEST_NOW (a date as in front matter) or SOURCE_DATE_EPOCH (seconds since 1970) replaces the clock, so that a run
    can be repeated. Raises DigestError for a value that is neither.
    """
    stated = os.environ.get("DIGEST_NOW")
    if not stated:
        return (source_date_epoch() or dt.datetime.now(dt.UTC)).astimezone(zone).replace(microsecond=0)
    try:
        return read_when(stated, zone).at.astimezone(zone)
    except ValueError:
        raise DigestError(error("", 0, 0, f"DIGEST_NOW is not a date: {stated}", HOW)) from None


def source_date_epoch() -> dt.datetime | None:
    """The moment that SOURCE_DATE_EPOCH names, in seconds since 1970; None if it is not set.

    The variable is the convention of reproducible builds. Raises DigestError for any other value.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else None
    except (ValueError, OverflowError, OSError):
        message = f'SOURCE_DATE_EPOCH: "{epoch}" is not a number of seconds'
        raise DigestError(error("", 0, 0, message, "give seconds since 1970")) from None
