"""New articles from the feeds of `digest.toml`: requested in parallel, added one after the other.

    FeedConfig → FeedTask → FeedResult → (its articles, one at a time) → PullReport

Requests need no order, so that several hosts are asked at the same time. Articles are added in the order of
digest.toml, so that of two copies the same one comes first in each run. Which entries were pulled before is known by
`content/.seen` alone; what servers said of their feeds (`.digest/pull.json`) saves requests and can be deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from digest.config import FeedConfig
from digest.editing.context import Context
from digest.editing.new_article import NewArticle
from digest.ingest.dedupe.index import ArticleIndex
from digest.ingest.draft import Draft, Failure, ReadResult
from digest.ingest.pipeline import Filter, accept_all, add_articles
from digest.ingest.pull.collect import Collector, FeedResult, collect
from digest.ingest.pull.seen import line_of
from digest.ingest.store_article import Destination, Outcome
from digest.model.actor import Actor, Region


class PullReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed brought."""

    name: str
    outcomes: tuple[Outcome, ...] = ()
    """Of its new entries."""
    known: int = 0
    """Entries that were pulled before."""
    later: int = 0
    """New entries beyond the limit of the feed, left for the next run."""
    unchanged: bool = False
    moved: str = ""
    failure: Failure | None = None
    """Why the feed as a whole could not be read."""


def pull(
    feeds: Iterable[FeedConfig],
    context: Context,
    index: ArticleIndex,
    destination: Destination,
    collector: Collector,
) -> Iterator[PullReport]:
    """Add the new articles of each feed, and report them feed by feed.

    Before a report is yielded, its entries are in `collector.seen` and its state in `collector.states`. Neither is
    saved here, so that a rehearsal leaves no trace.
    """
    for result in collect(feeds, collector):
        outcomes = tuple(_added(result, context, index, destination, collector))
        collector.states.set(result.task.feed, result.state)
        yield PullReport(
            name=result.task.feed.name,
            outcomes=outcomes,
            known=result.known,
            later=result.later,
            unchanged=result.unchanged,
            moved=result.moved,
            failure=result.failure,
        )


def _added(
    result: FeedResult, context: Context, index: ArticleIndex, destination: Destination, collector: Collector
) -> Iterator[Outcome]:
    config = result.task.feed
    accepts = _filter(config, context)
    for entry in result.fresh:
        line = line_of(entry, config.name) if isinstance(entry, Draft) else ""
        if line and collector.seen.holds(line):
            continue  # the same entry twice in this feed, or in two of the feeds
        for outcome in add_articles([_as_configured(entry, config)], context, index, destination, accepts):
            yield outcome
            if line and (outcome.path or outcome.duplicate_of):
                collector.seen.add(line)


def _as_configured(entry: ReadResult, config: FeedConfig) -> ReadResult:
    """The entry with the source, rights and draft state that digest.toml states for its feed."""
    if isinstance(entry, Failure):
        return entry
    return msgspec.structs.replace(
        entry,
        source=config.source or entry.source,
        rights=config.rights or entry.rights,
        draft=not config.publish or entry.draft,
    )


def _filter(config: FeedConfig, context: Context) -> Filter:
    """The filter for articles with one of the actors or regions that digest.toml names for the feed."""
    if not config.actors and not config.regions:
        return accept_all
    tags: list[Actor | Region | None] = [*map(context.gazetteer.actor, config.actors)]
    tags += map(context.gazetteer.region, config.regions)
    names = {_folded(name) for name in (*config.actors, *config.regions, *(tag.name for tag in tags if tag))}

    def has_tag(article: NewArticle) -> bool:
        article_tags: tuple[Actor | Region, ...] = (*article.actors, *article.regions)
        return any(_folded(tag.name) in names for tag in article_tags)

    return has_tag


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
