"""The slug of each identity of a family: one for all its spellings, and no two identities have the same."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping

from digest.archive.term_names import Key, Names
from digest.slugs import slug

Age = tuple[dt.datetime, str]
"""The date and the path of an article: the order in which names claim a slug."""

MARK = 4
"""Hexadecimal figures of a name's digest that tell it from an older name with the same slug."""


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
    taken = {*claims, *slugs.values()}
    for wanted, claimants in claims.items():
        is_taken = names.is_taken(wanted)
        if not is_taken and len(claimants) == 1:
            slugs[claimants[0]] = wanted
            continue
        claimants.sort(key=lambda key: (oldest[key], key))
        for position, key in enumerate(claimants):
            slugs[key] = _marked(wanted, key[1], names, taken) if position or is_taken else wanted
            taken.add(slugs[key])
    return slugs


def _marked(wanted: str, name: str, names: Names, taken: Collection[str]) -> str:
    """The slug with as much of the name's digest as no other slug has."""
    digest = hashlib.blake2b(name.encode(), digest_size=16).hexdigest()
    marked = (f"{wanted}-{digest[:length]}" for length in range(MARK, len(digest) + 1))
    return next(each for each in marked if each not in taken and not names.is_taken(each))
