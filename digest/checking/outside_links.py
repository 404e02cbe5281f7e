"""A check of links to other sites: whether their pages still exist. It asks for each at most once a week.

It asks each host for one address at a time, with the delay of `[fetch]`, and several hosts at the same time. A host
that refuses programs (401, 403, 429) or is out of order (5xx) does not show whether the page exists, so the check is
silent on it.
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
"""Number of hosts to ask at the same time."""
MOST = 2_000
"""Number of addresses that one run asks for; the next run goes on with the others."""
FRESH = dt.timedelta(days=7)
"""The time for which an answer counts."""
_GONE = (404, 410)


class OutsideAnswer(msgspec.Struct, frozen=True, array_like=True):
    """The answer of another site for an address."""

    at: dt.datetime
    problem: str
    """Why its page is missing; empty if it exists, or if that is unknown."""


Ask = Callable[[str], object]
"""Asks for an address. Raises FetchError."""


def outside_links(site: CheckedSite, ask: Ask | None = None) -> Iterator[Checked]:
    """A warning for each link of an article, original or in its text, to a page that is gone."""
    links = {path: report.links for path, report in site.reports.items()}
    stored = _recalled(site)
    asked = list(dict.fromkeys(url for urls in links.values() for url in urls if url not in stored))
    answers = {**stored, **_asked(asked[:MOST], ask or _polite(site), site.now)}
    _remember(site, answers)
    for path, urls in links.items():
        for url in urls:
            problem = answers[url].problem if url in answers else ""
            if problem:
                place = site.positions.of(path, 1, url)
                message = f"the link leads to {url}: {problem}"
                yield Checked(warning(path, *place, message, "search for its new address", "outside-link"))
    if len(asked) > MOST:
        message = f"{len(asked) - MOST} addresses of other sites were not asked for yet"
        yield Checked(note("", 0, 0, message, "run digest check --external again", "outside-link"))


def _polite(site: CheckedSite) -> Ask:
    web = Web(site.config)
    return lambda url: web.get(Address(url))


def _asked(urls: Iterable[str], ask: Ask, now: dt.datetime) -> Mapping[str, OutsideAnswer]:
    """An answer for each address. The addresses of one host are asked for one after the other."""
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
            return f"the server answers {problem.status}, the page is gone"
        return "" if problem.status else problem.message
    return ""


_KEY = digest_of("answers of other sites")
_decode = msgspec.msgpack.Decoder(dict[str, OutsideAnswer]).decode


def _recalled(site: CheckedSite) -> Mapping[str, OutsideAnswer]:
    """The answers of earlier runs that still count. A problem never does, so its address is asked for again."""
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
