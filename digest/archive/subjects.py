"""Which actors, regions, sources and topics the shown articles name, and under which names they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from digest.archive.archive import Subject
from digest.archive.entry import Entry, Series
from digest.archive.term_names import Identity, Names, settle
from digest.config import Config
from digest.model.card import Term
from digest.model.editorial import Dossier

Named = Sequence[tuple[Identity, ...]]
"""For each shown article, newest first, what its names of one family stand for."""


class Listed(msgspec.Struct, frozen=True):
    """A term before its articles are: who it is, and where it stands."""

    term: Term
    identity: Identity
    ranks: tuple[int, ...]
    dossier: Dossier | None


def list_family(
    family: str, named: Named, dossiers: Iterable[Dossier], names: Names, config: Config
) -> Mapping[str, Listed]:
    """The terms of a family by slug, sorted."""
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    counts: Counter[Identity] = Counter()
    for rank, identities in enumerate(named):
        for identity in identities:
            ranks[identity.slug].append(rank)
        counts.update(identities)
    own = {dossier.slug: dossier for dossier in dossiers if dossier.family == family}
    # A term is known by the articles that are shown; a dossier with a text of its own stands without any.
    counts.update(names.identity(dossier.name or dossier.slug) for dossier in own.values() if dossier.text.html)
    threshold = config.actors.page_from if family == "actors" else 1
    return {
        slug: _listed(family, identity, tuple(ranks.get(slug, ())), own.get(slug), threshold)
        for slug, identity in sorted(settle(counts).items())
    }


def _listed(family: str, identity: Identity, ranks: tuple[int, ...], dossier: Dossier | None, threshold: int) -> Listed:
    has_page = identity.known or dossier is not None or len(ranks) >= threshold
    address = f"{family}/{identity.slug}/" if has_page else ""
    return Listed(Term(identity.name, address, identity.kind, identity.hue), identity, ranks, dossier)


def subjects_of(family: str, listed: Mapping[str, Listed], entries: Sequence[Entry]) -> Mapping[str, Subject]:
    """The terms of a family with their articles."""
    return {
        slug: Subject(
            family=family,
            slug=slug,
            term=one.term,
            aliases=one.identity.aliases,
            offices=one.identity.offices,
            dossier=one.dossier,
            ranks=one.ranks,
            series=Series.of([entries[rank] for rank in one.ranks]),
        )
        for slug, one in listed.items()
    }
