"""File reports: all that the rules ask of an article, worked out once for each version of its file.

So a check opens the articles that are new, and those of which it has something to say.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import msgspec

from digest.checking.breach import Breach
from digest.checking.file_rules import FILE_RULES, OpenedArticle
from digest.fingerprint import digest_of, engine
from digest.ingest.dedupe.article_urls import normal_url
from digest.ingest.dedupe.index import text_digest
from digest.ingest.dedupe.minhash import Sketch, sketch_of
from digest.model.facts import Facts, MonthKey
from digest.reading.content import Content
from digest.reading.positions import Positions
from digest.store import KNOWN, Damaged, Store

_HREF = re.compile(r'<a [^>]*href="(https?://[^"]+)"')
_OFFICE = re.compile(
    r"(?P<before>\S* ?)\b(?P<office>President|Prime Minister|Chancellor|Foreign Minister|Foreign Secretary"
    r"|Secretary of State|Secretary[- ]General|Defen[cs]e (?:Minister|Secretary))"
    r" (?P<name>(?:[A-Z][\w'-]+ ){0,2}[A-Z][\w'-]+)"
)
"""`then-President Park Geun-hye`: the word before, the office, and up to three words of the name."""


class OfficeInText(NamedTuple):
    """A person called by an office."""

    before: str
    """The word before the office, which may be `former`."""
    office: str
    name: str
    """Up to three words behind the office."""


class FileReport(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """All that the rules ask of one article."""

    breaches: tuple[tuple[str, int, int, str, str], ...]
    """Of the rules over one file: code, line, column, message and hint."""
    sketch: Sketch
    """Of the text; empty for a short one."""
    text: bytes
    """Equal for texts that differ only in white space, case and punctuation; empty where there is no text."""
    original: str
    """Its web address in the form in which addresses are compared; empty where it names none."""
    links: tuple[str, ...]
    """The web addresses that it names and links to."""
    unstated: dt.date | None
    """The day of its date, where it does not come from the editor."""
    offices: tuple[OfficeInText, ...]
    """In a text with such a date."""

    def of_rule(self, code: str, path: str) -> Iterator[Breach]:
        """The breaches of a rule over one file; `path` is the article's."""
        return (Breach(path, *breach[1:]) for breach in self.breaches if breach[0] == code)


def _report(opened: OpenedArticle) -> FileReport:
    article, body = opened.article, opened.body
    breaches = [(code, *breach[1:5]) for code, rule in FILE_RULES.items() for breach in rule(opened)]
    links = [article.url, *map(html.unescape, _HREF.findall(body.html))]
    offices = {OfficeInText(*match.groups()) for match in _OFFICE.finditer(body.text)} if article.date_basis else ()
    return FileReport(
        breaches=tuple(breaches),
        sketch=sketch_of(body.text),
        text=text_digest(article.title, body.text) if body.text.strip() else b"",
        original=normal_url(article.url) if article.url else "",
        links=tuple(dict.fromkeys(filter(None, links))),
        unstated=article.date.day if article.date_basis else None,
        offices=tuple(sorted(offices)),
    )


Month = tuple[MonthKey, Sequence[Facts]]


def file_reports(
    months: Sequence[Month], content: Content, positions: Positions, store: Store | None
) -> Mapping[str, FileReport]:
    """The report of each article, by path; taken from the store where it has them, and kept there."""
    reports: dict[str, FileReport] = {}
    unsaved: list[tuple[bytes, bytes]] = []
    for month, articles in months:
        stored = _recalled(store, month) if store else {}
        fresh = {facts.key: _of(facts, content, positions) for facts in articles if facts.key not in stored}
        for facts in articles:
            reports[facts.path] = fresh.get(facts.key) or stored[facts.key]
        if fresh:
            files = (facts.key for facts in content.catalogue.facts(month))
            known = {**stored, **fresh}
            kept = {key: known[key] for key in files if key in known}
            unsaved.append((_key(month), msgspec.msgpack.encode((engine(), kept))))
    if store and unsaved:
        with suppress(Damaged):
            store.remember({KNOWN: unsaved})
    return reports


def _of(facts: Facts, content: Content, positions: Positions) -> FileReport:
    library = content.library
    return _report(OpenedArticle(library.article(facts.key), library.text(facts.key), positions))


def _key(month: MonthKey) -> bytes:
    return digest_of(("file reports", month))


_decode = msgspec.msgpack.Decoder(tuple[bytes, dict[bytes, FileReport]]).decode


def _recalled(store: Store, month: MonthKey) -> Mapping[bytes, FileReport]:
    """The kept reports of a month, by the key of the article."""
    try:
        value = store.recall(_key(month))
        stored_by, reports = _decode(value) if value else (b"", {})
    except (Damaged, msgspec.MsgspecError):
        return {}
    return reports if stored_by == engine() else {}
