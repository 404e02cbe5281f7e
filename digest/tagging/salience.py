"""How much an article is about an actor: a sum of what a reader would go by, and the sum that suffices.

A name in the headline settles it. One in the first sentence nearly does: it takes a second mention, or
most of the attention. A capital, a city or a part speaks more softly than a name, and more softly still as a
venue, because it is as often the place where something happens; however many of them there are, they make one
repetition. Being named three times settles it wherever that is, save in a long article. A leader in the
headline speaks for the country, but not alone.

The numbers were fitted to human labels of 9,000 wire reports (Reuters-21578, files 0 to 9), one at a time
and to one or two figures: around these values the score of the whole changes in its third decimal only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from digest.tagging.tags import Evidence

ENOUGH = 1.0
"""From this score on an article is about an actor."""
FLOOR = 0.5
"""Where no country has enough, the one with the most is taken, if it has this much."""

NAMED: Mapping[str, float] = {"title": 1.0, "lead": 0.8, "second": 0.5, "dateline": 1.0}
"""A country, by its name, its adjective or its seat of power; once per place, however often."""
UNFILED: Mapping[str, float] = {**NAMED, "lead": 0.9}
"""The same where no dateline says what the report is from, so that the first sentence has to."""
ACTING: Mapping[str, float] = {**NAMED, "lead": 1.0}
"""Anyone else: a state may be in the first sentence as a setting, a person or a body is there because it acts."""
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
"""Of all mentions: with a smaller share, being named thrice in a long article is no repetition at all."""
TOWNS = 1
"""Capitals, cities and parts that count as repetitions."""
SHARE = 0.4
"""Times the share of its mentions: a country's among those of countries, any other's among all."""

_SOFTER = {"capital": PLACED, "division": PLACED, "city": PLACED, "leader": LED, "setting": PLACED, "venue": VENUE}
WEIGHTS = {**_SOFTER, "listed": LISTED}


def score(evidence: Sequence[Evidence], share: float, *, country: bool, filed: bool = True) -> float:
    """The score of an actor with this evidence and this share of the mentions; `filed`, if there is a dateline."""
    return round(sum(weight for _, weight in features(evidence, share, country=country, filed=filed)), 3)


def features(
    evidence: Sequence[Evidence], share: float, *, country: bool, filed: bool = True
) -> list[tuple[str, float]]:
    """What a score is the sum of: each part by its name, those that add nothing left out."""
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
    """How often the text names an actor; where it was filed is said once, by a desk."""
    return len([piece for piece in evidence if piece.place != "dateline" and piece.rule != "leader"])


def _repeated(evidence: Sequence[Evidence]) -> int:
    """How often it is named by itself; its towns and parts, however many, are one more."""
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
