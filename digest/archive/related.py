"""Which earlier articles an article is related to."""

from __future__ import annotations

from digest.archive.archive import Archive, before
from digest.model.card import Card

MOST = 5
WINDOW = 20
"""Only this many articles before it under each of its actors are looked at, and rarity counts only what is
older: so an article's related ones change only when something before it does."""


def related(archive: Archive, rank: int) -> tuple[Card, ...]:
    """Up to five earlier articles about the same actors: the rarer the shared actors, the nearer."""
    scores: dict[int, float] = {}
    for slug in archive.entries[rank].actors:
        older, count = before(archive.subject("actors", slug), rank, WINDOW)
        for other in older:
            scores[other] = scores.get(other, 0.0) + 1.0 / (10 + count)
    best = sorted(scores, key=lambda other: (-round(scores[other], 9), other))
    return archive.cards(best[:MOST])
