"""What the feeds hold that is new: every host asked at the same time, one host never twice at once."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import msgspec

from digest.config import FeedConfig
from digest.ingest.draft import Draft, Failure, Input, Link, Place, Read
from digest.ingest.formats import feed, jsonfeed, jsonlines, opml, unpack
from digest.ingest.formats.url_list import is_address
from digest.ingest.formats.xml_text import root_of
from digest.ingest.html.tree import parse
from digest.ingest.inputs import read_file
from digest.ingest.net import command
from digest.ingest.net.client import Web
from digest.ingest.net.full_page import with_page
from digest.ingest.net.http import FetchError
from digest.ingest.pull.feed_state import FeedState, Remembered
from digest.ingest.pull.seen import Seen, line_of
from digest.urls import host_and_port

HOSTS_AT_ONCE = 8

_UNTOLD = FeedState()
"""Of a feed whose server has said nothing."""


class Collector(NamedTuple):
    """What collecting needs; used by several threads, which change none of it."""

    root: Path
    zone: dt.tzinfo
    now: dt.datetime
    web: Web
    seen: Seen
    remembered: Remembered
    stopped: threading.Event
    """Set when no further feed is to be asked."""
    told: Callable[[], None] = lambda: None
    """Called when one more feed has been asked, by the thread that did."""


class Task(NamedTuple):
    """One feed to ask for. `named` is the address that the editor named, if any."""

    feed: FeedConfig
    named: str


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a task."""

    task: Task
    fresh: tuple[Read, ...] = ()
    """Articles that were not pulled before, and entries that cannot be read."""
    known: int = 0
    later: int = 0
    """New ones beyond the feed's limit, left for the next time."""
    unchanged: bool = False
    moved: str = ""
    failure: Failure | None = None
    state: FeedState = FeedState()
    """To be remembered once all is taken in."""
    listed: tuple[Task, ...] = ()
    """The feeds of a list."""


def collect(feeds: Iterable[FeedConfig], collector: Collector) -> Iterator[Gathered]:
    """What is new in each feed, in the order of the feeds; a list's feeds stand in its place."""
    first = _side_by_side([Task(each, each.url if is_address(each.url) else "") for each in feeds], collector)
    further = iter(_side_by_side([task for gathered in first for task in gathered.listed], collector))
    for gathered in first:
        if not gathered.listed:
            yield gathered
        for _ in gathered.listed:
            found = next(further)
            nested = Failure(Place(found.task.feed.name), "this is a list within a list", "name it by itself")
            yield msgspec.structs.replace(found, failure=nested) if found.listed else found


def _side_by_side(tasks: Sequence[Task], collector: Collector) -> list[Gathered]:
    """The tasks of one host after each other, those of several hosts at the same time."""
    lanes: dict[str, list[int]] = {}
    for number, task in enumerate(tasks):
        lanes.setdefault(host_and_port(task.feed.url) or f"#{number}", []).append(number)
    found: dict[int, Gathered] = {}

    def drive(lane: list[int]) -> None:
        for number in lane:
            if not collector.stopped.is_set():
                found[number] = _gather(tasks[number], collector)
                collector.told()

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        try:
            list(pool.map(drive, lanes.values()))
        except BaseException:
            collector.stopped.set()
            raise
    return [found[number] for number in range(len(tasks))]


def _gather(task: Task, collector: Collector) -> Gathered:
    config = task.feed
    state = collector.remembered.of(config)
    if state.wait_until and collector.now < state.wait_until:
        until = state.wait_until.isoformat(sep=" ", timespec="minutes")
        return _failed(task, Failure(Place(config.name), f"its server asks to be left alone until {until}"), state)
    if config.command:
        given = command.run(config.command, collector.root)
    elif not is_address(config.url):
        given = read_file(config.url, collector.root / config.url)
    else:
        return _ask(task, state, collector)
    return _failed(task, given) if isinstance(given, Failure) else _sorted_out(task, given, FeedState(), collector)


def _ask(task: Task, state: FeedState, collector: Collector) -> Gathered:
    url = task.feed.url
    try:
        answer = collector.web.get(Link(url, named=task.named), state.etag, state.last_modified)
    except FetchError as problem:
        pause = dt.timedelta(seconds=min(problem.retry_after, 7 * 86400))
        waiting = msgspec.structs.replace(state, wait_until=collector.now + pause if pause else None)
        return _failed(task, Failure(Place(url), problem.message, problem.hint), waiting)
    if not answer.changed:
        return Gathered(task=task, unchanged=True, state=state)
    named = task.named if answer.inside else ""
    given = Input(url, answer.content, url=answer.url, content_type=answer.content_type, named=named)
    found = _sorted_out(task, given, FeedState(answer.etag, answer.last_modified), collector)
    return msgspec.structs.replace(found, moved=answer.moved)


def _failed(task: Task, failure: Failure, state: FeedState = _UNTOLD) -> Gathered:
    return Gathered(task=task, failure=failure, state=state)


def _sorted_out(task: Task, given: Input, state: FeedState, collector: Collector) -> Gathered:
    """A list's feeds, or a feed's articles, new ones apart from known ones."""
    if opml.recognise(given):
        found = list(opml.read(given))
        links = [each for each in found if isinstance(each, Link)]
        if not links:
            return _failed(task, next(each for each in found if isinstance(each, Failure)))
        return Gathered(task=task, listed=tuple(_of_list(task, link) for link in links))
    problem = _no_feed(task, given)
    if problem:
        return _failed(task, problem)
    reads = list(unpack.read(given, collector.zone)) if given.content.strip() else []
    if len(reads) == 1 and isinstance(reads[0], Failure) and not reads[0].place.line:
        return _failed(task, reads[0])
    fresh = [each for each in reads if isinstance(each, Failure) or not _is_known(each, task, collector)]
    taken = _newest(fresh, task.feed.limit)
    late = len(fresh) - len(taken)
    return Gathered(
        task=task,
        fresh=tuple(_complete(each, task, given, collector) for each in taken),
        known=len(reads) - len(fresh),
        later=late,
        state=FeedState() if late else state,
    )


def _of_list(task: Task, link: Link) -> Task:
    """A feed of a list is read as the list's block in digest.toml says, but for its own name."""
    source = task.feed.source or link.envelope.source
    return Task(msgspec.structs.replace(task.feed, url=link.url, source=source), link.named)


def _is_known(draft: Draft, task: Task, collector: Collector) -> bool:
    return collector.seen.holds(line_of(draft, task.feed.name))


def _newest(reads: list[Read], limit: int) -> list[Read]:
    """At most `limit` of them: the newest where all are dated, else the first, as feeds list them."""
    if len(reads) <= limit:
        return reads
    dated = [(each.date.at, number) for number, each in enumerate(reads) if isinstance(each, Draft) and each.date]
    if len(dated) < len(reads):
        return reads[:limit]
    return [reads[number] for number in sorted(number for _, number in sorted(dated, reverse=True)[:limit])]


def _complete(read: Read, task: Task, given: Input, collector: Collector) -> Read:
    if isinstance(read, Failure) or not task.feed.pages or collector.stopped.is_set():
        return read
    return with_page(read, given.named, collector.web.read, collector.zone)


def _no_feed(task: Task, given: Input) -> Failure | None:
    """Why what was found is no feed, with the address of the feed if it is a page that names one."""
    takes = (feed.recognise, jsonfeed.recognise, *((jsonlines.recognise,) if task.feed.command else ()))
    if not given.content.strip() or any(recognise(given) for recognise in takes):
        return None
    named = _feed_of_page(given) if root_of(given.content) == "html" else ""
    said = "this is a web page, not a feed" if root_of(given.content) == "html" else "this is no feed"
    return Failure(Place(given.name), said, f"did you mean {named}?" if named else "see whether the address is right")


def _feed_of_page(given: Input) -> str:
    """The first feed that a page names in its head; empty where it names none."""
    page = parse(given.content[:200_000].decode("utf-8", "replace"))
    try:
        named = (urljoin(given.url, link.attributes.get("href") or "") for link in page.css(_FEEDS))
        return next(filter(is_address, named), "")
    except ValueError:
        return ""


_FEEDS = ", ".join(f'link[type="application/{kind}"][href]' for kind in ("rss+xml", "atom+xml", "feed+json"))
