"""Precision and recall of the tags against those that an editor has reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from digest.gazetteer import Gazetteer
from digest.slugs import slug
from digest.tagging.document import Document, tag_document
from digest.tagging.tags import Tagging


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One tag of one article, as the editor has it and as tagging has it."""

    path: str
    name: str
    kind: str
    """An actor's kind, `region`, or `unknown` where no entry knows the name."""
    wanted: bool
    given: bool


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How often tagging and editor agree on something."""

    name: str
    kind: str = ""
    right: int
    wrong: int
    """Given, though the editor does not have it."""
    missed: int

    @property
    def precision(self) -> float | None:
        """Of the tags given, the share that the editor has too; None where none was given."""
        given = self.right + self.wrong
        return self.right / given if given else None

    @property
    def recall(self) -> float | None:
        """Of the editor's tags, the share that was given; None where there are none."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else None


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """What came out."""

    articles: int
    exact: int
    """Articles whose tags are just the editor's."""
    overall: Score
    kinds: tuple[Score, ...]
    tags: tuple[Score, ...]
    """Those with the most disagreements first."""
    differences: tuple[Judged, ...]


def judge(document: Document, gazetteer: Gazetteer, never: tuple[str, ...]) -> tuple[Judged, ...]:
    """Every tag of one reviewed article. What the editor rejected is not told to the tagger: it may fail there."""
    tagging = tag_document(msgspec.structs.replace(document, rejected=()), gazetteer, never)
    wanted = _wanted(document, gazetteer)
    given = _given(tagging)
    return tuple(
        Judged(path=document.path, name=name, kind=kind, wanted=key in wanted, given=key in given)
        for key, (name, kind) in (given | wanted).items()
    )


def _wanted(document: Document, gazetteer: Gazetteer) -> dict[tuple[str, str], tuple[str, str]]:
    """By family and slug, name and kind."""
    found = {}
    for name in document.actors:
        actor = gazetteer.actor(name)
        found["actors", actor.slug if actor else slug(name)] = (actor.name, actor.kind) if actor else (name, "unknown")
    for name in document.regions:
        region = gazetteer.region(name)
        found["regions", region.slug if region else slug(name)] = (region.name if region else name, "region")
    return found


def _given(tagging: Tagging) -> dict[tuple[str, str], tuple[str, str]]:
    actors = {("actors", tag.actor.slug): (tag.actor.name, tag.actor.kind or "unknown") for tag in tagging.actors}
    return actors | {("regions", tag.region.slug): (tag.region.name, "region") for tag in tagging.regions}


def evaluate(articles: Iterable[tuple[Judged, ...]]) -> Evaluation:
    """Add up what was judged, an item for each article."""
    listed = list(articles)
    every = [one for judged in listed for one in judged]
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    by_tag: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in every:
        by_kind[one.kind].append(one)
        by_tag[one.name, one.kind].append(one)
    tags = [_score(name, kind, judged) for (name, kind), judged in by_tag.items()]
    return Evaluation(
        articles=len(listed),
        exact=sum(all(one.wanted == one.given for one in judged) for judged in listed),
        overall=_score("all", "", every),
        kinds=tuple(_score(kind, "", judged) for kind, judged in sorted(by_kind.items())),
        tags=tuple(sorted(tags, key=lambda score: (-score.wrong - score.missed, -score.right, score.name))),
        differences=tuple(one for one in every if one.wanted != one.given),
    )


def _score(name: str, kind: str, judged: Iterable[Judged]) -> Score:
    pairs = [(one.wanted, one.given) for one in judged]
    return Score(
        name=name,
        kind=kind,
        right=pairs.count((True, True)),
        wrong=pairs.count((False, True)),
        missed=pairs.count((True, False)),
    )
