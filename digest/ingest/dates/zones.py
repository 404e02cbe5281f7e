"""Time zones by the names that newsrooms and programs write behind a time: `JST`, `+02:00`, `GMT+2`, `Eastern Time`."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s*([+-])([0-9]{1,2})(?::?([0-9]{2}))?", re.IGNORECASE)
"""`+02:00`, `-0400`, `GMT+2`, `UTC +05:30`."""
_HOURS: dict[str, float] = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "SAST": 2, "CAT": 2, "EEST": 3, "MSK": 3, "МСК": 3, "EAT": 3, "TRT": 3, "WAT": 1,
    "IRST": 3.5, "GST": 4, "PKT": 5,
    "NPT": 5.75, "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9, "HKT": 8, "SGT": 8, "PHT": 8, "MYT": 8, "AWST": 8, "JST": 9,
    "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "NST": -3.5, "NDT": -2.5,
    "BRT": -3, "ART": -3, "CLT": -4, "COT": -5, "PET": -5, "ADT": -3, "EDT": -4, "EST": -5, "CDT": -5, "MDT": -6,
    "MST": -7, "PDT": -7, "PST": -8, "AKDT": -8, "AKST": -9, "HST": -10,
}  # fmt: skip
"""Hours from Greenwich, of names that newsrooms use for one zone only."""
_SHARED: dict[str, float] = {"CST": -6, "IST": 5.5}
"""Names of several zones, with the one that most writers mean: RFC 822 has CST in America, and so has not China."""
_REGIONS = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "EASTERN": "America/New_York", "CENTRAL": "America/Chicago", "MOUNTAIN": "America/Denver",
    "PACIFIC": "America/Los_Angeles",
}  # fmt: skip
"""Names of zones whose clocks change with the season."""
_MAX_HOURS = 14
"""The most that a zone is from Greenwich."""


class Zone(NamedTuple):
    """A zone as a text names it."""

    tz: dt.tzinfo
    shared_name: str = ""
    """Its name, if zones elsewhere have the same: then an outlet's own zone of that name is meant."""


def read_zone(text: str) -> Zone | None:
    """The zone that a text names; None if no zone is known by it."""
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    if offset := _OFFSET.fullmatch(text):
        return _at(f"{offset[1]}1", int(offset[2]), int(offset[3] or 0))
    name = re.sub(r"\s+(?:standard |daylight )?time$|\.", "", text, flags=re.IGNORECASE).upper()
    if name in _HOURS:
        return Zone(_fixed(_HOURS[name]))
    if name in _SHARED:
        return Zone(_fixed(_SHARED[name]), name)
    region = _REGIONS.get(name) or (text if "/" in text else "")
    try:
        return Zone(ZoneInfo(region)) if region in available_timezones() else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _at(sign: str, hours: int, minutes: int) -> Zone | None:
    if hours > _MAX_HOURS or minutes > 59:
        return None
    return Zone(_fixed(int(sign) * (hours + minutes / 60)))


def _fixed(hours: float) -> dt.tzinfo:
    return dt.timezone(dt.timedelta(minutes=round(hours * 60)))
