"""The actors, regions and outlets that digest knows: data files, names and aliases, the site's overlay."""

from digest.gazetteer.entries import ActorEntry, Office, RegionEntry
from digest.gazetteer.gazetteer import Gazetteer, builtin
from digest.gazetteer.overlay import extend, site_gazetteer

__all__ = ["ActorEntry", "Gazetteer", "Office", "RegionEntry", "builtin", "extend", "site_gazetteer"]
