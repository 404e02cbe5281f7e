"""Which actors, regions, sources and topics the shown articles name, and the name that each has on the site."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from digest.archive.archive import SubjectStub
from digest.archive.profiles import Profiles
from digest.archive.shown import NameInMonth
from digest.archive.term_names import Identity, Names
from digest.archive.term_slugs import Age, term_slugs
from digest.config import Config
from digest.model.card import Term
from digest.model.editorial import Dossier
from digest.names import Key


class Family(NamedTuple):
    """The subjects of a family."""

    slugs: Mapping[Key, str]
    """The slug of each identity."""
    subjects: Mapping[str, SubjectStub]
    """By slug, sorted."""


def family_of(
    family: str,
    named: Iterable[Iterable[NameInMonth]],
    dossiers: Iterable[Dossier],
    names: Names,
    config: Config,
    profiles: Profiles,
) -> Family:
    """The subjects of a family. `named` holds, for each month, the names that its shown articles state."""
    oldest: dict[Key, Age] = {}
    counts: Counter[Identity] = Counter()
    for month in named:
        for name in month:
            identity = names.identity(name.name)
            counts[identity] += name.count
            age = name.at, name.path
            oldest[identity.key] = min(oldest.get(identity.key, age), age)
    slugs = term_slugs(oldest, names)
    spellings: defaultdict[str, Counter[Identity]] = defaultdict(Counter)
    for identity, count in counts.items():
        spellings[slugs[identity.key]][identity] = count
    own = {dossier.slug: dossier for dossier in dossiers if dossier.family == family}
    for slug, dossier in own.items():
        if dossier.text.html and slug not in spellings:  # it is a subject though no article names it
            spellings[slug][names.dossier_identity(dossier)] = 0
    threshold = config.actors.page_from if family == "actors" else 1
    subjects = {
        slug: _stub(family, slug, spelled, own.get(slug), threshold, profiles)
        for slug, spelled in sorted(spellings.items())
    }
    return Family(slugs, subjects)


def _stub(
    family: str,
    slug: str,
    spellings: Counter[Identity],
    dossier: Dossier | None,
    threshold: int,
    profiles: Profiles,
) -> SubjectStub:
    # The commonest spelling counts; only names that no entry knows have several.
    identity = min(spellings, key=lambda spelling: (-spellings[spelling], spelling.name))
    count = spellings.total()
    has_page = identity.known or dossier is not None or count >= threshold
    return SubjectStub(
        family=family,
        slug=slug,
        term=Term(identity.name, f"{family}/{slug}/" if has_page else "", identity.kind, identity.hue),
        aliases=tuple(dict.fromkeys((*identity.aliases, *(dossier.aliases if dossier else ())))),
        offices=identity.offices,
        dossier=dossier,
        count=count,
        sort=profiles.sort_key(identity.name, slug) if identity.kind == "person" else identity.name,
        facts=profiles.of(family, slug) if has_page else (),
    )
