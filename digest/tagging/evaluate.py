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
    """One tag of one article: whether the editor has it, and whether tagging gives it."""

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
    """Tags that tagging gives and the editor does not have."""
    missed: int

    @property
    def precision(self) -> float | None:
        """The share of tagging's tags that the editor has too; None if tagging gave none."""
        total = self.right + self.wrong
        return self.right / total if total else None

    @property
    def recall(self) -> float | None:
        """The share of the editor's tags that tagging gives too; None if the editor has none."""
        total = self.right + self.missed
        return self.right / total if total else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else None


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """The scores of an evaluation: overall, by kind and by tag."""

    articles: int
    exact: int
    """Articles for which tagging gives exactly the editor's tags."""
    overall: Score
    kinds: tuple[Score, ...]
    tags: tuple[Score, ...]
    """Those with the most disagreements first."""
    differences: tuple[Judged, ...]


def judge(document: Document, gazetteer: Gazetteer, never: tuple[str, ...]) -> tuple[Judged, ...]:
    """Every tag of one reviewed article. The tagger does not see the editor's rejections, so that it can fail there."""
    tagging = tag_document(msgspec.structs.replace(document, rejected=()), gazetteer, never)
    of_editor = _wanted(document, gazetteer)
    of_tagger = _given(tagging)
    return tuple(
        Judged(path=document.path, name=name, kind=kind, wanted=key in of_editor, given=key in of_tagger)
        for key, (name, kind) in (of_tagger | of_editor).items()
    )


def _wanted(document: Document, gazetteer: Gazetteer) -> dict[tuple[str, str], tuple[str, str]]:
    """The editor's tags: by family (`actors`, `regions`) and slug, name and kind."""
    tags = {}
    for name in document.actors:
        actor = gazetteer.actor(name)
        tags["actors", actor.slug if actor else slug(name)] = (actor.name, actor.kind) if actor else (name, "unknown")
    for name in document.regions:
        region = gazetteer.region(name)
        tags["regions", region.slug if region else slug(name)] = (region.name if region else name, "region")
    return tags


def _given(tagging: Tagging) -> dict[tuple[str, str], tuple[str, str]]:
    actors = {("actors", tag.actor.slug): (tag.actor.name, tag.actor.kind or "unknown") for tag in tagging.actors}
    return actors | {("regions", tag.region.slug): (tag.region.name, "region") for tag in tagging.regions}


def evaluate(articles: Iterable[tuple[Judged, ...]]) -> Evaluation:
    """Count the judged tags; `articles` has one item for each article."""
    listed = list(articles)
    every = [tag for judged in listed for tag in judged]
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    by_tag: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for tag in every:
        by_kind[tag.kind].append(tag)
        by_tag[tag.name, tag.kind].append(tag)
    tags = [_score(name, kind, judged) for (name, kind), judged in by_tag.items()]
    return Evaluation(
        articles=len(listed),
        exact=sum(all(tag.wanted == tag.given for tag in judged) for judged in listed),
        overall=_score("all", "", every),
        kinds=tuple(_score(kind, "", judged) for kind, judged in sorted(by_kind.items())),
        tags=tuple(sorted(tags, key=lambda score: (-score.wrong - score.missed, -score.right, score.name))),
        differences=tuple(tag for tag in every if tag.wanted != tag.given),
    )


def _score(name: str, kind: str, judged: Iterable[Judged]) -> Score:
    pairs = [(tag.wanted, tag.given) for tag in judged]
    return Score(
        name=name,
        kind=kind,
        right=pairs.count((True, True)),
        wrong=pairs.count((False, True)),
        missed=pairs.count((True, False)),
    )
