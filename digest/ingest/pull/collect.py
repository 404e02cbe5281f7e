"""The new entries of the feeds: several hosts are asked at the same time, each host for one feed at a time."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import msgspec

from digest.budgeted import BudgetedProcesses
from digest.config import FeedConfig
from digest.ingest.draft import Address, Draft, Failure, Input, Location, ReadResult
from digest.ingest.formats import feed, jsonfeed, jsonlines, opml, unpack
from digest.ingest.formats.url_list import is_address
from digest.ingest.formats.xml_text import root_of
from digest.ingest.html.tree import parse
from digest.ingest.inputs import read_file
from digest.ingest.net import command
from digest.ingest.net.client import Web
from digest.ingest.net.full_page import with_page
from digest.ingest.net.http import FetchError
from digest.ingest.pull.feed_state import FeedState, FeedStates
from digest.ingest.pull.seen import Seen, line_of
from digest.urls import host_and_port

HOSTS_AT_ONCE = 8
_NO_STATE = FeedState()


class Collector(NamedTuple):
    """What collecting needs. Several threads use it; each of its values is safe for that."""

    root: Path
    zone: dt.tzinfo
    now: dt.datetime
    web: Web
    seen: Seen
    states: FeedStates
    stopped: threading.Event
    """Set when no further feed is to be asked."""
    on_asked: Callable[[], None] = lambda: None
    """Called in the thread that asked a feed, once for each."""
    processes: BudgetedProcesses | None = None
    """In which large feeds and pages are read, each within its budget."""


class FeedTask(NamedTuple):
    """One feed to ask."""

    feed: FeedConfig
    trusted_url: str
    """The address that the editor named, if any."""


class FeedResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a task."""

    task: FeedTask
    fresh: tuple[ReadResult, ...] = ()
    """Entries that were not pulled before, and entries that cannot be read."""
    known: int = 0
    """Entries that were pulled before."""
    later: int = 0
    """New entries beyond the limit of the feed, left for the next run."""
    unchanged: bool = False
    moved: str = ""
    """The new address of a feed that has moved permanently."""
    failure: Failure | None = None
    state: FeedState = _NO_STATE
    """To be kept once all entries are added."""
    listed: tuple[FeedTask, ...] = ()
    """The feeds of a list of feeds (OPML)."""


def collect(feeds: Iterable[FeedConfig], collector: Collector) -> Iterator[FeedResult]:
    """The result of each feed, in the order of the feeds; for a list, the results of its feeds."""
    tasks = [FeedTask(feed, feed.url if is_address(feed.url) else "") for feed in feeds]
    results = _asked_in_parallel(tasks, collector)
    listed_tasks = [task for result in results for task in result.listed]
    listed_results = iter(_asked_in_parallel(listed_tasks, collector))
    for result in results:
        if not result.listed:
            yield result
        for _ in result.listed:
            listed = next(listed_results)
            nested = Failure(Location(listed.task.feed.name), "this is a list within a list", "name it by itself")
            yield msgspec.structs.replace(listed, failure=nested) if listed.listed else listed


def _asked_in_parallel(tasks: Sequence[FeedTask], collector: Collector) -> list[FeedResult]:
    """The result of each task: the tasks of one host after each other, those of several hosts at the same time."""
    by_host: dict[str, list[int]] = {}
    for number, task in enumerate(tasks):
        by_host.setdefault(host_and_port(task.feed.url) or f"#{number}", []).append(number)
    results: dict[int, FeedResult] = {}

    def ask_host(numbers: list[int]) -> None:
        for number in numbers:
            if not collector.stopped.is_set():
                results[number] = _ask(tasks[number], collector)
                collector.on_asked()

    if collector.processes:
        collector.processes.start()
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        try:
            list(pool.map(ask_host, by_host.values()))
        except BaseException:
            collector.stopped.set()
            raise
    return [results[number] for number in range(len(tasks))]


def _ask(task: FeedTask, collector: Collector) -> FeedResult:
    """The result of a feed, whether it is an address, a program or a file."""
    config = task.feed
    state = collector.states.of(config)
    if state.wait_until and collector.now < state.wait_until:
        until = state.wait_until.isoformat(sep=" ", timespec="minutes")
        return _failed(task, Failure(Location(config.name), f"its server asks to be left alone until {until}"), state)
    if config.command:
        raw = command.run(config.command, collector.root)
    elif not is_address(config.url):
        raw = read_file(config.url, collector.root / config.url)
    else:
        return _ask_server(task, state, collector)
    return _failed(task, raw) if isinstance(raw, Failure) else _result(task, raw, _NO_STATE, collector)


def _ask_server(task: FeedTask, state: FeedState, collector: Collector) -> FeedResult:
    url = task.feed.url
    try:
        response = collector.web.get(Address(url, trusted_url=task.trusted_url), state.etag, state.last_modified)
    except FetchError as problem:
        pause = dt.timedelta(seconds=min(problem.retry_after, 7 * 86400))
        waiting = msgspec.structs.replace(state, wait_until=collector.now + pause if pause else None)
        return _failed(task, Failure(Location(url), problem.message, problem.hint), waiting)
    if not response.changed:
        return FeedResult(task=task, unchanged=True, state=state)
    trusted_url = task.trusted_url if response.is_private else ""
    raw = Input(
        url, response.content, url=response.url, content_type=response.content_type, trusted_url=trusted_url
    )
    result = _result(task, raw, FeedState(response.etag, response.last_modified), collector)
    return msgspec.structs.replace(result, moved=response.moved)


def _failed(task: FeedTask, failure: Failure, state: FeedState = _NO_STATE) -> FeedResult:
    return FeedResult(task=task, failure=failure, state=state)


def _result(task: FeedTask, raw: Input, state: FeedState, collector: Collector) -> FeedResult:
    """The feeds of a list, or the entries of a feed, with new and known ones separated."""
    if opml.recognise(raw):
        return _list_result(task, raw)
    problem = _not_a_feed(task, raw)
    if problem:
        return _failed(task, problem)
    entries = list(unpack.read(raw, collector.zone, None, collector.processes)) if raw.content.strip() else []
    if len(entries) == 1 and isinstance(entries[0], Failure) and not entries[0].location.line:
        return _failed(task, entries[0])
    fresh = [entry for entry in entries if isinstance(entry, Failure) or not _is_known(entry, task, collector)]
    newest = _newest(fresh, task.feed.limit)
    later = len(fresh) - len(newest)
    return FeedResult(
        task=task,
        fresh=tuple(_completed(entry, task, raw, collector) for entry in newest),
        known=len(entries) - len(fresh),
        later=later,
        state=_NO_STATE if later else state,
    )


def _list_result(task: FeedTask, raw: Input) -> FeedResult:
    members = list(opml.read(raw))
    addresses = [member for member in members if isinstance(member, Address)]
    if not addresses:
        return _failed(task, next(member for member in members if isinstance(member, Failure)))
    return FeedResult(task=task, listed=tuple(_listed_task(task, address) for address in addresses))


def _listed_task(task: FeedTask, address: Address) -> FeedTask:
    """A feed of a list: read with the settings of the list in digest.toml, but under its own name."""
    source = task.feed.source or address.envelope.source
    return FeedTask(msgspec.structs.replace(task.feed, url=address.url, source=source), address.trusted_url)


def _is_known(draft: Draft, task: FeedTask, collector: Collector) -> bool:
    return collector.seen.holds(line_of(draft, task.feed.name))


def _newest(entries: list[ReadResult], limit: int) -> list[ReadResult]:
    """At most `limit` entries: the newest if all are dated, else the first, as feeds list the newest first."""
    if len(entries) <= limit:
        return entries
    dated = [
        (entry.date.at, number) for number, entry in enumerate(entries) if isinstance(entry, Draft) and entry.date
    ]
    if len(dated) < len(entries):
        return entries[:limit]
    return [entries[number] for number in sorted(number for _, number in sorted(dated, reverse=True)[:limit])]


def _completed(entry: ReadResult, task: FeedTask, raw: Input, collector: Collector) -> ReadResult:
    """The entry with the article of its page, if digest.toml asks for pages."""
    if isinstance(entry, Failure) or not task.feed.pages or collector.stopped.is_set():
        return entry
    return with_page(entry, raw.trusted_url, collector.web.read, collector.zone, collector.processes)


def _not_a_feed(task: FeedTask, raw: Input) -> Failure | None:
    """A failure if the content is no feed; for a page, with the address of the feed that the page names."""
    accepted = (feed.recognise, jsonfeed.recognise, *((jsonlines.recognise,) if task.feed.command else ()))
    if not raw.content.strip() or any(recognise(raw) for recognise in accepted):
        return None
    is_page = root_of(raw.content) == "html"
    url = _feed_of_page(raw) if is_page else ""
    message = "this is a web page, not a feed" if is_page else "this is no feed"
    hint = f"did you mean {url}?" if url else "see whether the address is right"
    return Failure(Location(raw.name), message, hint)


def _feed_of_page(raw: Input) -> str:
    """The first feed that a page names in its head; empty if it names none."""
    page = parse(raw.content[:200_000].decode("utf-8", "replace"))
    try:
        urls = (urljoin(raw.url, link.attributes.get("href") or "") for link in page.css(_FEED_LINKS))
        return next(filter(is_address, urls), "")
    except ValueError:
        return ""


_FEED_LINKS = ", ".join(f'link[type="application/{kind}"][href]' for kind in ("rss+xml", "atom+xml", "feed+json"))
