"""A month of the archive: what is known of it without its articles, and its entries when they are asked for."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

import msgspec

from digest.archive.entry import Company, Entry, EntryStub, Opener, Run, Series, digest_place, full_digest
from digest.archive.rights import FULL
from digest.archive.words import MonthWords
from digest.fingerprint import SIZE, digest_of_bytes
from digest.model.card import Term
from digest.model.editorial import FAMILIES
from digest.model.facts import MonthKey
from digest.objects import Objects

Counts = Mapping[str, Mapping[str, int]]
"""By family and slug."""


class MonthStub(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What the pages ask of a month without opening its articles. Digests are joined, newest first."""

    stubs: bytes
    """The name of the object that holds the stubs of its entries."""
    companies: bytes
    """The name of the object that holds the company of each term, by family and slug."""
    words: bytes
    """The name of the object that holds the words of its entries, which are numbered from the oldest."""
    days: tuple[tuple[dt.date, int], ...]
    """The days of its editions with the number of their articles, newest first."""
    digests: bytes
    """Of the cards of its entries."""
    fulls: bytes
    """Of its entries with all that their files say."""
    terms: tuple[dict[str, bytes], ...]
    """For each family, by slug: the digests of the cards that name the term."""
    stories: dict[str, bytes]
    """By the address of each story that several outlets tell: the digests of the cards that tell it."""
    marked: bytes
    """The digests of those that are not published, or whose date is unconfirmed."""
    corrected: bytes
    """The digests of those with corrections."""
    cut: int
    """How many are shown in part only."""
    pictures: tuple[tuple[str, str], ...]
    """The path of each article that shows a picture, and the picture's address; empty where it is not there."""
    copies: tuple[tuple[str, str], ...]
    """The files beside articles that they show or link to: the address of each copy, and the file's path."""


class FilesBeside(NamedTuple):
    """Files beside articles: see the fields of MonthStub."""

    pictures: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str], ...]


def month_stub(
    stubs: Sequence[EntryStub],
    words: bytes,
    beside: FilesBeside,
    with_page: Mapping[str, Mapping[str, bool]],
    objects: Objects,
) -> MonthStub:
    """The stub of a month with these entries, newest first, and their words: see `month_words`.

    `with_page` says of each term whether it has a page.
    """
    days = Counter(stub.edition for stub in stubs)
    terms: tuple[defaultdict[str, list[bytes]], ...] = tuple(defaultdict(list) for _ in FAMILIES)
    for stub in stubs:
        for slugs, named in zip(terms, stub.slugs, strict=True):
            for slug in named:
                slugs[slug].append(stub.digest)
    return MonthStub(
        stubs=objects.add(_ENCODER.encode(stubs)),
        companies=objects.add(_ENCODER.encode(_companies(stubs, with_page))),
        words=objects.add(words),
        days=tuple(days.items()),
        digests=b"".join([stub.digest for stub in stubs]),
        fulls=b"".join([full_digest(stub) for stub in stubs]),
        terms=tuple({slug: b"".join(digests) for slug, digests in slugs.items()} for slugs in terms),
        stories=_stories(stubs),
        marked=b"".join([stub.digest for stub in stubs if stub.state or not stub.confirmed]),
        corrected=b"".join([stub.digest for stub in stubs if stub.corrected]),
        cut=sum(stub.rights != FULL for stub in stubs),
        pictures=beside.pictures,
        copies=beside.copies,
    )


def _stories(stubs: Sequence[EntryStub]) -> dict[str, bytes]:
    stories: defaultdict[str, list[bytes]] = defaultdict(list)
    for stub in stubs:
        if stub.story:
            stories[stub.story.address].append(stub.digest)
    return {address: b"".join(digests) for address, digests in stories.items()}


def _companies(stubs: Sequence[EntryStub], with_page: Mapping[str, Mapping[str, bool]]) -> dict[str, msgspec.Raw]:
    counts: defaultdict[str, dict[str, Counter[str]]] = defaultdict(lambda: {family: Counter() for family in FAMILIES})
    shared: defaultdict[str, defaultdict[str, list[bytes]]] = defaultdict(lambda: defaultdict(list))
    for stub in stubs:
        paged = [
            [slug for slug in slugs if with_page[family][slug]]
            for family, slugs in zip(FAMILIES, stub.slugs, strict=True)
        ]
        for family, slugs in zip(FAMILIES, paged, strict=True):
            for slug in slugs:
                company = counts[f"{family}/{slug}"]
                for beside, others in zip(FAMILIES, paged, strict=True):
                    company[beside].update(others)
        for first, second in combinations(sorted(paged[0]), 2):
            shared[f"{FAMILIES[0]}/{first}"][second].append(stub.digest)
    return {
        term: msgspec.Raw(_ENCODER.encode(Company({**company}, {k: b"".join(v) for k, v in shared[term].items()})))
        for term, company in counts.items()
    }


class OpenedMonth(NamedTuple):
    """The entries of a month."""

    entries: tuple[Entry, ...]
    by_digest: Mapping[bytes, Entry]


class MonthOfEntries:
    """A month of the archive."""

    def __init__(self, key: MonthKey, stub: MonthStub, objects: Objects, opener: Opener) -> None:
        self.key, self.stub = key, stub
        self._objects, self._opener = objects, opener

    @property
    def digest(self) -> bytes:
        """Covers all that the files of its entries say, and how these are shown."""
        return digest_of_bytes(self.stub.fulls)

    @cached_property
    def opened(self) -> OpenedMonth:
        """Its entries, newest first."""
        stubs = _STUBS.decode(self._objects.get(self.stub.stubs))
        entries = tuple([Entry(stub, self._opener, (-self.key, n)) for n, stub in enumerate(stubs)])
        return OpenedMonth(entries, {entry.digest: entry for entry in entries})

    def entry(self, digest: bytes) -> Entry:
        """The entry with that digest."""
        return self.opened.by_digest[digest]

    def edition(self, digest: bytes) -> dt.date:
        """The edition of that entry; no entry is opened for it."""
        position = digest_place(self.stub.digests, digest)
        for day, count in self.stub.days:
            position -= count
            if position < 0:
                return day
        raise KeyError(digest)

    @cached_property
    def _companies(self) -> Mapping[str, msgspec.Raw]:
        return _RAWS.decode(self._objects.get(self.stub.companies))

    @property
    def words(self) -> MonthWords:
        """The words of its entries."""
        return MonthWords(self._objects.get(self.stub.words))

    def company(self, family: str, slug: str) -> Company:
        """The terms that a term's articles name too. Raises KeyError for a term without a page or article here."""
        return _COMPANY.decode(self._companies[f"{family}/{slug}"])

    def named(self, family: str, digests: bytes) -> Mapping[str, int]:
        """The slugs of the terms of a family that some of its entries name, and how many of these name each."""
        if digests == self.stub.digests:
            terms = self.stub.terms[FAMILIES.index(family)]
            return {slug: len(naming) // SIZE for slug, naming in terms.items()}
        entries = (self.entry(digests[n : n + SIZE]) for n in range(0, len(digests), SIZE))
        return Counter(slug for entry in entries for slug in getattr(entry, family))

    def term(self, family: str, slug: str) -> Term:
        """The term of a family and slug."""
        return self._opener.term(family, slug)

    def dated(self, digests: bytes) -> bytes:
        """Of these digests those of entries that are published, and whose date is confirmed."""
        if not self.stub.marked:
            return digests
        marked = {self.stub.marked[n : n + SIZE] for n in range(0, len(self.stub.marked), SIZE)}
        each = (digests[n : n + SIZE] for n in range(0, len(digests), SIZE))
        return b"".join([digest for digest in each if digest not in marked])

    @property
    def series(self) -> Series:
        """All its entries."""
        return Series([Run(self, self.stub.digests)])

    def run(self, family: int, slug: str) -> Run:
        """Those that name a term; the family is given by its position."""
        return Run(self, self.stub.terms[family].get(slug, b""))

    def of_story(self, address: str) -> Run:
        """Those that tell a story."""
        return Run(self, self.stub.stories.get(address, b""))

    def of_days(self, first: dt.date, last: dt.date) -> Run:
        """Those of the editions from `first` to `last`."""
        start = sum(count for day, count in self.stub.days if day > last)
        stop = start + sum(count for day, count in self.stub.days if first <= day <= last)
        return Run(self, self.stub.digests[start * SIZE : stop * SIZE])


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_STUBS = msgspec.msgpack.Decoder(tuple[EntryStub, ...])
_RAWS = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])
_COMPANY = msgspec.msgpack.Decoder(Company)


def encoded(stub: MonthStub) -> bytes:
    """A month's stub as an object."""
    return _ENCODER.encode(stub)


decoded = msgspec.msgpack.Decoder(MonthStub).decode
