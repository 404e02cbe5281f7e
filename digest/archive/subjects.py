"""Which actors, regions, sources and topics the shown articles name, and the name that each has on the site."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from digest.archive.archive import Subject, SubjectStub
from digest.archive.entry import Entry, Series
from digest.archive.term_names import Identity, Names
from digest.config import Config
from digest.model.card import Term
from digest.model.editorial import Dossier
from digest.names import Key


def ranks_of(named: Sequence[tuple[Identity, ...]]) -> Mapping[Key, Sequence[int]]:
    """Where the articles stand that name each identity. `named` holds the identities of each article, by rank."""
    ranks: defaultdict[Key, list[int]] = defaultdict(list)
    for rank, identities in enumerate(named):
        for identity in identities:
            ranks[identity.key].append(rank)
    return ranks


def subject_stubs(
    family: str,
    named: Sequence[tuple[Identity, ...]],
    slugs: Mapping[Key, str],
    dossiers: Iterable[Dossier],
    names: Names,
    config: Config,
) -> Mapping[str, SubjectStub]:
    """The subjects of a family by slug, sorted.

    `named` holds, for each shown article, newest first, the identities that it names, `slugs` the slug of each.
    """
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    spellings: defaultdict[str, Counter[Identity]] = defaultdict(Counter)
    for rank, identities in enumerate(named):
        for identity in identities:
            name = slugs[identity.key]
            ranks[name].append(rank)
            spellings[name][identity] += 1
    own = {dossier.slug: dossier for dossier in dossiers if dossier.family == family}
    for name, dossier in own.items():
        if dossier.text.html and name not in spellings:  # it is a subject though no article names it
            spellings[name][names.dossier_identity(dossier)] += 1
    threshold = config.actors.page_from if family == "actors" else 1
    return {
        name: _stub(family, name, _commonest(counts), tuple(ranks.get(name, ())), own.get(name), threshold)
        for name, counts in sorted(spellings.items())
    }


def _commonest(spellings: Counter[Identity]) -> Identity:
    """The spelling by which a subject is called: only names that no entry knows have several."""
    return min(spellings, key=lambda identity: (-spellings[identity], identity.name))


def _stub(
    family: str, slug: str, identity: Identity, ranks: tuple[int, ...], dossier: Dossier | None, threshold: int
) -> SubjectStub:
    has_page = identity.known or dossier is not None or len(ranks) >= threshold
    return SubjectStub(
        family=family,
        slug=slug,
        term=Term(identity.name, f"{family}/{slug}/" if has_page else "", identity.kind, identity.hue),
        aliases=tuple(dict.fromkeys((*identity.aliases, *(dossier.aliases if dossier else ())))),
        offices=identity.offices,
        dossier=dossier,
        ranks=ranks,
    )


def with_articles(stub: SubjectStub, entries: Sequence[Entry]) -> Subject:
    """The subject with its articles, taken from all entries of the archive."""
    return Subject(**msgspec.structs.asdict(stub), series=Series.of([entries[rank] for rank in stub.ranks]))
