"""Which actors, regions, sources and topics the shown articles name, and the name that each has on the site."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from digest.archive.archive import Subject, SubjectStub
from digest.archive.entry import Entry, Series
from digest.archive.term_names import Identity, Names, settle
from digest.config import Config
from digest.model.card import Term
from digest.model.editorial import Dossier


def subject_stubs(
    family: str, named: Sequence[tuple[Identity, ...]], dossiers: Iterable[Dossier], names: Names, config: Config
) -> Mapping[str, SubjectStub]:
    """The subjects of a family by slug, sorted.

    `named` holds, for each shown article, newest first, the identities that it names.
    """
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    counts: Counter[Identity] = Counter()
    for rank, identities in enumerate(named):
        for identity in identities:
            ranks[identity.slug].append(rank)
        counts.update(identities)
    own = {dossier.slug: dossier for dossier in dossiers if dossier.family == family}
    # An article that is shown makes a subject; so does a dossier with a text of its own.
    counts.update(names.identity(dossier.name or dossier.slug) for dossier in own.values() if dossier.text.html)
    threshold = config.actors.page_from if family == "actors" else 1
    return {
        slug: _stub(family, identity, tuple(ranks.get(slug, ())), own.get(slug), threshold)
        for slug, identity in sorted(settle(counts).items())
    }


def _stub(
    family: str, identity: Identity, ranks: tuple[int, ...], dossier: Dossier | None, threshold: int
) -> SubjectStub:
    has_page = identity.known or dossier is not None or len(ranks) >= threshold
    address = f"{family}/{identity.slug}/" if has_page else ""
    return SubjectStub(
        family=family,
        slug=identity.slug,
        term=Term(identity.name, address, identity.kind, identity.hue),
        aliases=identity.aliases,
        offices=identity.offices,
        dossier=dossier,
        ranks=ranks,
    )


def with_articles(stub: SubjectStub, entries: Sequence[Entry]) -> Subject:
    """The subject with its articles, taken from all entries of the archive."""
    return Subject(**msgspec.structs.asdict(stub), series=Series.of([entries[rank] for rank in stub.ranks]))
