"""Now, for commands that write content. A build never asks."""

from __future__ import annotations

import datetime as dt
import os

from digest.dates import HOW, read_when
from digest.errors import DigestError, error


def now(zone: dt.tzinfo) -> dt.datetime:
    """The moment, to the second, in that zone.

    DIGEST_NOW (a date as in front matter) or SOURCE_DATE_EPOCH (seconds since 1970) stand in for the clock,
    so that a run can be repeated. Raises DigestError for a value that is neither.
    """
    stated, epoch = os.environ.get("DIGEST_NOW"), os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if stated:
            return read_when(stated, zone).at.astimezone(zone)
        at = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
        return at.astimezone(zone).replace(microsecond=0)
    except (ValueError, OverflowError, OSError):
        name, hint = ("DIGEST_NOW", HOW) if stated else ("SOURCE_DATE_EPOCH", "give seconds since 1970")
        raise DigestError(error("", 0, 0, f"{name} is no date: {stated or epoch}", hint)) from None
