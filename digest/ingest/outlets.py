"""The outlet of a draft: by the name that the input states, or by the host of the article's address."""

from __future__ import annotations

import datetime as dt
import re

from digest.dates import zone
from digest.gazetteer import Gazetteer
from digest.model.actor import Outlet
from digest.urls import hostname

_FIRM = re.compile(r"\s[-\u2013|]\s.*\b(?:GmbH|KG|AG|Ltd|Inc|LLC|S\.A)\b.*$")
_HOST_ENDING = re.compile(r"\.(?:com|net|org|info|[a-z]{2}|co\.uk)$", re.IGNORECASE)
_PUBLIC_HOST = re.compile(r"\.[a-z-]{2,}$")
"""`harbour.example` has an ending of letters; `192.0.2.1` and `localhost` are machines within a network."""


def source_of(name: str, url: str, gazetteer: Gazetteer) -> str:
    """What the article's `source` says: the outlet's name in the gazetteer, else the stated name, else the host."""
    outlet = outlet_of(name, url, gazetteer)
    return outlet.name if outlet else name or _public_host(url)


def outlet_of(name: str, url: str, gazetteer: Gazetteer) -> Outlet | None:
    """The outlet that the gazetteer knows by the stated name, or else by the host of the address.

    The outlet of the host counts only if the stated name is a form of its own: "AP News" on apnews.com is the
    Associated Press; a guest's name on the same host is not.
    """
    outlet = gazetteer.outlet(name) or gazetteer.outlet(_plain(name)) if name else None
    if outlet:
        return outlet
    outlet = _outlet_of_host(url, gazetteer)
    return outlet if outlet and (not name or _is_form_of_name(name, outlet) or _is_foreign(name, outlet)) else None


def zone_of_outlet(name: str, url: str, gazetteer: Gazetteer) -> dt.tzinfo | None:
    """The time zone of the outlet of the host, under whatever name it publishes there, or else of the named outlet.

    None if no zone is known, or if there is no zone of that name: `digest build` reports that.
    """
    outlet = _outlet_of_host(url, gazetteer) or outlet_of(name, "", gazetteer)
    try:
        return zone(outlet.timezone) if outlet and outlet.timezone else None
    except ValueError:
        return None


def _plain(name: str) -> str:
    """A name without what belongs to its firm or its host: `Le Monde.fr`, `Freie Presse - Verlag GmbH & Co. KG`."""
    return _HOST_ENDING.sub("", _FIRM.sub("", name)).strip()


def _is_foreign(name: str, outlet: Outlet) -> bool:
    """Whether a name is the outlet's host, or in letters that its own name does not have: `DW.COM`, `台北時報`."""
    is_host = any(name.casefold().removeprefix("www.") == host for host in outlet.hosts)
    return is_host or (outlet.name.isascii() and not re.search(r"[A-Za-z]", name))


def _outlet_of_host(url: str, gazetteer: Gazetteer) -> Outlet | None:
    host = hostname(url)
    return gazetteer.outlet_of_host(host) if host else None


def _public_host(url: str) -> str:
    host = hostname(url).removeprefix("www.")
    return host if _PUBLIC_HOST.search(host) else ""


def _is_form_of_name(name: str, outlet: Outlet) -> bool:
    """Whether a name is an outlet's own name with something after it: `AP News`, `TASS English`."""
    words = name.casefold().split()
    own_names = (own.casefold().split() for own in (outlet.name, *outlet.aliases))
    return any(words[: len(own)] == own for own in own_names)
