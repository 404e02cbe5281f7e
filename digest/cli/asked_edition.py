"""The edition that a command line names."""

from __future__ import annotations

import datetime as dt


def asked_days(edition: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the day or week that is named. Raises DigestError for anything else."""
    from digest.dates import edition_span
    from digest.errors import DigestError, error

    try:
        return edition_span(edition, today)
    except ValueError:
        hint = "write 2026-11-24, 2026-w48, today or yesterday"
        raise DigestError(error(edition, 0, 0, "this is no day and no week", hint)) from None
