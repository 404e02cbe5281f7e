"""The filters that templates have: pure functions of their input and of the site's words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from digest.config import Labels
from digest.dates import stamp
from digest.model.card import Card
from digest.model.text import Rich
from digest.pages.sentences import plural
from digest.urls import hostname, link


def filters(labels: Labels) -> Mapping[str, Callable[..., Any]]:
    """The filters for a site, by name. Dates take days and moments alike."""

    def day(date: dt.date) -> str:
        return f"{date.day} {labels.months[date.month - 1]} {date.year}"

    def weekday(date: dt.date) -> str:
        return f"{labels.weekdays[date.weekday()]} {day(date)}"

    def month(date: dt.date) -> str:
        return f"{labels.months[date.month - 1]} {date.year}"

    def month_name(number: int) -> str:
        return labels.months[number - 1]

    def month_short(number: int) -> str:
        return labels.months[number - 1][:3]

    def short(date: dt.date) -> str:
        return f"{date.day} {month_short(date.month)}"

    return {
        "day": day,
        "weekday": weekday,
        "month": month,
        "month_name": month_name,
        "month_short": month_short,
        "short": short,
        "time": _time,
        "iso": _iso,
        "link": _link,
        "prose": _prose,
        "paragraphs": _paragraphs,
        "plural": plural,
        "host": _host,
        "extra": _extra,
        "in_order": _in_order,
    }


def _time(date: dt.datetime) -> str:
    return f"{date.hour:02d}:{date.minute:02d} {_zone(date.utcoffset() or dt.timedelta())}"


@lru_cache
def _zone(offset: dt.timedelta) -> str:
    """An offset in short: `UTC`, `UTC+1`, `UTC−3:30`."""
    hours, minutes = divmod(abs(offset) // dt.timedelta(minutes=1), 60)
    sign = "−" if offset < dt.timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02d}" if minutes else "") if hours or minutes else "UTC"


def _iso(date: dt.date) -> str:
    return stamp(date) if isinstance(date, dt.datetime) else date.isoformat()


@lru_cache(maxsize=1 << 16)
def _link(address: str, root: str) -> Markup:
    return escape(link(root, address))


def _prose(rich: Rich, root: str) -> Markup:
    return Markup(rich.at(root))  # noqa: S704 - reading lets nothing through that runs, slots hold quoted addresses


def _paragraphs(text: str) -> Markup:
    parts = (part.strip() for part in text.split("\n\n"))
    return Markup("\n").join(Markup("<p>{}</p>").format(escape(part)) for part in parts if part)


def _extra(card: Card, key: str) -> str:
    """The value of a key of the site's own, or nothing."""
    return dict(card.extra).get(key, "")


def _in_order(rows: Iterable[tuple[str, ...]], keys: Sequence[str]) -> list[tuple[str, ...]]:
    """Those rows whose last item is one of the keys, in the order of these."""
    by_key = {row[-1]: row for row in rows}
    return [by_key[key] for key in keys if key in by_key]


_USUAL_HOST = re.compile(r"https?://(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/|$)")


def _host(url: str) -> str:
    usual = _USUAL_HOST.match(url)
    return usual[1] if usual else (hostname(url) or url).removeprefix("www.")
