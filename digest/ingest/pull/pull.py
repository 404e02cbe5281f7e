"""New articles from the feeds of `digest.toml`: asked side by side, taken in one after the other.

    FeedConfig → Task → Gathered → (articles, one at a time) → Report

Asking needs no order, so hosts are asked at the same time; taking in has the order of digest.toml, so that of two
copies the same one comes first in each run. What was seen before is known by `content/.seen` alone; what servers
said of their feeds (`.digest/pull.json`) saves work and can be deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from digest.config import FeedConfig
from digest.editing.context import Desk
from digest.editing.new_article import NewArticle
from digest.ingest.dedupe.index import Known
from digest.ingest.draft import Draft, Failure, Read
from digest.ingest.pipeline import Outcome, Store, Wanted, everything, take_each
from digest.ingest.pull.collect import Collector, Gathered, collect
from digest.ingest.pull.seen import line_of
from digest.model.actor import Actor, Region


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed brought."""

    name: str
    outcomes: tuple[Outcome, ...] = ()
    """Of its new entries: taken in, here already, unwanted, or not to be read."""
    known: int = 0
    """Entries that were pulled before."""
    later: int = 0
    unchanged: bool = False
    moved: str = ""
    failure: Failure | None = None
    """Why the feed as a whole could not be read."""


def pull(feeds: Iterable[FeedConfig], desk: Desk, known: Known, store: Store, collector: Collector) -> Iterator[Report]:
    """Each feed's new articles, taken in; what is in is remembered by `collector` before its report is given.

    Nothing is saved here but the articles, so that a rehearsal leaves no trace.
    """
    for gathered in collect(feeds, collector):
        outcomes = tuple(_taken(gathered, desk, known, store, collector))
        collector.remembered.remember(gathered.task.feed, gathered.state)
        yield Report(
            name=gathered.task.feed.name,
            outcomes=outcomes,
            known=gathered.known,
            later=gathered.later,
            unchanged=gathered.unchanged,
            moved=gathered.moved,
            failure=gathered.failure,
        )


def _taken(gathered: Gathered, desk: Desk, known: Known, store: Store, collector: Collector) -> Iterator[Outcome]:
    config = gathered.task.feed
    wanted = _wanted(config, desk)
    for read in gathered.fresh:
        line = line_of(read, config.name) if isinstance(read, Draft) else ""
        if line and collector.seen.holds(line):
            continue  # the same entry twice in this feed, or in two of the feeds
        for outcome in take_each([_as_configured(read, config)], desk, known, store, wanted):
            yield outcome
            if line and (outcome.path or outcome.duplicate_of):
                collector.seen.add(line)


def _as_configured(read: Read, config: FeedConfig) -> Read:
    if isinstance(read, Failure):
        return read
    return msgspec.structs.replace(
        read,
        source=config.source or read.source,
        rights=config.rights or read.rights,
        draft=not config.publish or read.draft,
    )


def _wanted(config: FeedConfig, desk: Desk) -> Wanted:
    """Whether an article has one of the actors or regions that the feed is read for."""
    if not config.actors and not config.regions:
        return everything
    entries: list[Actor | Region | None] = [*map(desk.gazetteer.actor, config.actors)]
    entries += map(desk.gazetteer.region, config.regions)
    names = {_folded(name) for name in (*config.actors, *config.regions, *(each.name for each in entries if each))}

    def has_one(article: NewArticle) -> bool:
        tags: tuple[Actor | Region, ...] = (*article.actors, *article.regions)
        return any(_folded(tag.name) in names for tag in tags)

    return has_one


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
