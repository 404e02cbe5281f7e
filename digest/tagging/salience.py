"""Salience: how much an article is about an actor, as a sum of weights, and the sum that makes it a tag.

A name in the headline suffices. One in the first sentence nearly does: it needs a second mention, or most of the
mentions. A capital, a city or a part weighs less than a name, and less again as a venue, because it is as often just
the place where something happens; any number of them counts as one repetition. Three mentions suffice anywhere, except
in a long article. A leader in the headline weighs for the country, but does not suffice.

The numbers were fitted to human labels of 9,000 wire reports (Reuters-21578, files 0 to 9), one at a time
and to one or two figures: around these values the score of the whole changes in its third decimal only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from digest.tagging.tags import Evidence

ENOUGH = 1.0
"""From this score on an article is about an actor."""
FLOOR = 0.5
"""If no country reaches `ENOUGH`, the one with the highest score is a tag from this score on."""

NAMED: Mapping[str, float] = {"title": 1.0, "lead": 0.8, "second": 0.5, "dateline": 1.0}
"""Weights of a country's name, adjective or seat of power, by place; several mentions in one place count once."""
UNFILED: Mapping[str, float] = {**NAMED, "lead": 0.9}
"""The same in a report without a dateline, in which the first sentence has to say where it is from."""
ACTING: Mapping[str, float] = {**NAMED, "lead": 1.0}
"""Other actors: the first sentence may name a state as a setting, but a person or a body because it acts."""
PLACED: Mapping[str, float] = {"title": 0.7, "lead": 0.5, "second": 0.15}
"""A country, by its capital, a city or a division, or to say where a town is."""
VENUE: Mapping[str, float] = {"title": 0.3, "lead": 0.2, "second": 0.1}
"""A country, by a capital in which something takes place."""
LISTED: Mapping[str, float] = {"lead": 1.0, "second": 1.0}
"""A country, in a sentence at the head that names so many that it is about all of them."""

LED: Mapping[str, float] = {"title": 0.4}
"""A country, by somebody who leads it."""

TWICE = 0.55
THRICE = 0.45
"""On top of TWICE."""
LEAST_SHARE = 0.08
"""Least share of all mentions with which repetitions count: three mentions in a long article are few."""
TOWNS = 1
"""Capitals, cities and parts that count as repetitions."""
SHARE = 0.4
"""Weight of the share of mentions: a country's among those of countries, another actor's among all."""

_SOFTER = {"capital": PLACED, "division": PLACED, "city": PLACED, "leader": LED, "setting": PLACED, "venue": VENUE}
WEIGHTS = {**_SOFTER, "listed": LISTED}


def score(evidence: Sequence[Evidence], share: float, *, country: bool, filed: bool = True) -> float:
    """The score of an actor with this evidence and this share of the mentions; `filed`, if there is a dateline."""
    return round(sum(weight for _, weight in features(evidence, share, country=country, filed=filed)), 3)


def features(
    evidence: Sequence[Evidence], share: float, *, country: bool, filed: bool = True
) -> list[tuple[str, float]]:
    """The summands of a score with their names, without those that are zero."""
    named = (NAMED if filed else UNFILED) if country else ACTING
    repetitions = _repeated(evidence) if share >= LEAST_SHARE else 0
    weights = [
        *_best(evidence, named).items(),
        ("twice", TWICE if repetitions >= 2 else 0.0),
        ("thrice", THRICE if repetitions >= 3 else 0.0),
        ("share", SHARE * share),
    ]
    return [(name, weight) for name, weight in weights if weight]


def times(evidence: Sequence[Evidence]) -> int:
    """How often the text names an actor, without the dateline, which a news desk writes."""
    return len([piece for piece in evidence if piece.place != "dateline" and piece.rule != "leader"])


def _repeated(evidence: Sequence[Evidence]) -> int:
    """How often the text names the actor itself; its towns and parts together count as `TOWNS` more."""
    if len(evidence) < 2:
        return times(evidence)
    towns = len([piece for piece in evidence if piece.rule in _SOFTER and piece.rule != "leader"])
    return times(evidence) - max(0, towns - TOWNS)


def _best(evidence: Sequence[Evidence], named: Mapping[str, float]) -> dict[str, float]:
    """The largest weight of each place."""
    best: dict[str, float] = {}
    for piece in evidence:
        place = piece.place
        weight = WEIGHTS.get(piece.rule, named).get(place, 0.0)
        if weight > best.get(place, -1.0):
            best[place] = weight
    return best


def enough(scores: Mapping[str, float], countries: Collection[str]) -> frozenset[str]:
    """Whom the article is about: all with enough; without a country among them, also the best of those."""
    chosen = frozenset(slug for slug, total in scores.items() if total >= ENOUGH)
    if not chosen.isdisjoint(countries):
        return chosen
    best = max((scores[slug] for slug in countries), default=0.0)
    return chosen | {slug for slug in countries if scores[slug] == best >= FLOOR}
