"""The map of the site in the foot of those pages from which readers set out: its last months and largest dossiers."""

from __future__ import annotations

from heapq import nlargest

from digest.archive.addresses import month_address
from digest.archive.archive import Archive
from digest.config import Config
from digest.pages.calendar import first_day, month_title
from digest.pages.view import Crumb, SiteMap

MONTHS = ACTORS = 12


def site_map(archive: Archive, config: Config) -> SiteMap:
    """The map of a site: the newest months, and the actors with the most articles."""
    months = [Crumb(month_title(config, first_day(key)), month_address(first_day(key))) for key in archive.months]
    actors = [one for one in archive.subjects["actors"].values() if one.term.address and one.count]
    most = nlargest(ACTORS, actors, key=lambda one: (one.count, one.term.name))
    return SiteMap(months=tuple(months[:MONTHS]), actors=tuple(one.term for one in most))
