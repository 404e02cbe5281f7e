"""Whether the pages of other sites that articles link to are there: asked politely, and not twice in a week.

Each host is asked for one address at a time, with the delay of `[fetch]`, several hosts at the same time. A host that
refuses programs (401, 403, 429) or is out of order (5xx) says nothing of its page, so nothing is said of it here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import msgspec

from digest.checking.checked_site import CheckedSite
from digest.checking.rules import Checked
from digest.errors import note, warning
from digest.fingerprint import digest_of
from digest.ingest.draft import Address
from digest.ingest.net.client import Web
from digest.ingest.net.http import FetchError
from digest.store import KNOWN, Damaged
from digest.urls import host_and_port

HOSTS = 8
"""Hosts that are asked at the same time."""
MOST = 2_000
"""Addresses that one run asks for; the next run goes on with the others."""
FRESH = dt.timedelta(days=7)
"""An answer is as good as new for so long."""
_GONE = (404, 410)


class OutsideAnswer(msgspec.Struct, frozen=True, array_like=True):
    """What came of asking for an address."""

    at: dt.datetime
    problem: str
    """Why its page is not there; empty where it is, or where nobody can tell."""


Ask = Callable[[str], object]
"""Asks for an address. Raises FetchError."""


def outside_links(site: CheckedSite, ask: Ask | None = None) -> Iterator[Checked]:
    """A warning for each link of an article, original or in its text, whose page is gone."""
    links = {
        article.path: tuple(dict.fromkeys(filter(None, (article.url, *site.facts[article.path].links))))
        for article in site.articles
    }
    known = _recalled(site)
    wanted = list(dict.fromkeys(url for urls in links.values() for url in urls if url not in known))
    answers = {**known, **_asked(wanted[:MOST], ask or _polite(site), site.now)}
    _remember(site, answers)
    for path, urls in links.items():
        for url in urls:
            problem = answers[url].problem if url in answers else ""
            if problem:
                place = site.positions.of(path, 1, url)
                message = f"the link leads to {url}: {problem}"
                yield Checked(warning(path, *place, message, "look for where it went", "outside-link"))
    if len(wanted) > MOST:
        message = f"{len(wanted) - MOST} addresses of other sites were not asked for yet"
        yield Checked(note("", 0, 0, message, "run digest check --external again", "outside-link"))


def _polite(site: CheckedSite) -> Ask:
    web = Web(site.config)
    return lambda url: web.get(Address(url))


def _asked(urls: Iterable[str], ask: Ask, now: dt.datetime) -> Mapping[str, OutsideAnswer]:
    """An answer for each address: those of one host one after the other."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(host_and_port(url), []).append(url)

    def host_answers(addresses: list[str]) -> list[tuple[str, OutsideAnswer]]:
        return [(url, OutsideAnswer(now, _problem(url, ask))) for url in addresses]

    with ThreadPoolExecutor(HOSTS) as pool:
        return {url: answer for answers in pool.map(host_answers, hosts.values()) for url, answer in answers}


def _problem(url: str, ask: Ask) -> str:
    try:
        ask(url)
    except FetchError as problem:
        if problem.status in _GONE:
            return f"the server answers {problem.status}, there is no such page"
        return "" if problem.status else problem.message
    return ""


_KEY = digest_of("answers of other sites")
_decode = msgspec.msgpack.Decoder(dict[str, OutsideAnswer]).decode


def _recalled(site: CheckedSite) -> Mapping[str, OutsideAnswer]:
    """The answers of earlier runs that are good still. Those that name a problem are asked for again."""
    try:
        value = site.store.recall(_KEY) if site.store else None
        answers = _decode(value) if value else {}
    except (Damaged, msgspec.MsgspecError):
        return {}
    return {url: answer for url, answer in answers.items() if not answer.problem and site.now - answer.at < FRESH}


def _remember(site: CheckedSite, answers: Mapping[str, OutsideAnswer]) -> None:
    if site.store:
        with suppress(Damaged):
            site.store.remember({KNOWN: [(_KEY, msgspec.msgpack.encode(answers))]})
