"""The edition that is being made: what is kept now goes into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from digest.config import Config
from digest.editing.set_values import Change


def open_edition(config: Config, now: dt.datetime) -> dt.date | None:
    """The day whose edition is still open; None where editions do not close: each article is in that of its date."""
    if not config.edition.closes:
        return None
    here = now.astimezone(config.zone)
    return here.date() + dt.timedelta(f"{here:%H:%M}" >= config.edition.closes)


def into_open_edition(config: Config, now: dt.datetime) -> Sequence[Change]:
    """The change that puts an article into it."""
    day = open_edition(config, now)
    return [Change("edition", day)] if day else []
