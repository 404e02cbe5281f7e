"""The slug of each identity of a family: one for all its spellings, and no two identities have the same."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from digest.archive.term_names import Names
from digest.names import Key
from digest.slugs import free_slug, slug

Age = tuple[dt.datetime, str]
"""The date and the path of an article: the order in which names claim a slug."""


def term_slugs(oldest: Mapping[Key, Age], names: Names) -> Mapping[Key, str]:
    """A slug for each identity. `oldest` says how old the oldest article is that names it.

    An entry keeps its slug. Of names that no entry knows, the one with the older oldest article has the slug that they
    share, so that no newer article moves a dossier; the others add some of their digest. Names of equal age, which are
    in one article, go by their spelling.
    """
    slugs = {key: key[1] for key in oldest if key[0]}
    claims: defaultdict[str, list[Key]] = defaultdict(list)
    for key in oldest:
        if not key[0]:
            claims[slug(key[1])].append(key)
    reserved = {*claims, *slugs.values()}

    def is_taken(name: str) -> bool:
        return name in reserved or names.is_taken(name)

    for wanted, claimants in claims.items():
        claimants.sort(key=lambda key: (oldest[key], key))
        if not names.is_taken(wanted):
            slugs[claimants.pop(0)] = wanted
        for key in claimants:
            slugs[key] = free_slug(key[1], is_taken)
            reserved.add(slugs[key])
    return slugs
