"""An article as a build shows it, and runs of such articles."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple, Protocol, overload

import msgspec

from digest.fingerprint import SIZE, digest_of, digest_of_bytes
from digest.model.article import Article
from digest.model.card import Card, StoryMark, Term
from digest.model.facts import MonthKey
from digest.model.text import Prose, Rich


class EntryStub(msgspec.Struct, frozen=True, array_like=True):
    """What is known of an entry without opening it: addresses, state, slugs of its terms, and two digests."""

    path: str
    key: bytes
    """Of the article as it was read: of its file's bytes, and of the settings under which they were read."""
    origin: bytes
    """Of all that the entry is made from: from equal origins come equal entries."""
    digest: bytes
    """Of its card, its first address and its slugs: of all that other pages see of it."""
    address: str
    first: str
    """The first address that the article had."""
    title: str
    edition: dt.date
    day: dt.date
    """Of its date."""
    modified: str
    """When it was last changed, as far as it says: RFC 3339."""
    state: str
    rights: str
    lead: bool
    confirmed: bool
    corrected: bool
    is_copy: bool
    """Whether it is the whole text of a page on another site."""
    links: tuple[str, ...]
    """Where the references in its text lead."""
    slugs: tuple[tuple[str, ...], ...]
    """Of its terms: a tuple for each family, in the order of FAMILIES."""
    story: StoryMark | None


class Opened(NamedTuple):
    """The parts of an entry that are only there once it is opened."""

    card: Card
    written: Article
    """The article as its file says it, whatever its rights."""
    article: Article
    """As far as its rights let it be shown."""
    text: Callable[[], Prose]
    """Opens as much of its text as may be shown."""


class Opener(NamedTuple):
    """Fetches what an entry does not hold itself."""

    open: Callable[[EntryStub], Opened]
    term: Callable[[str, str], Term]
    """The term of a family and slug."""


class Entry:
    """An article as this build shows it: its stub, and the rest when it is asked for."""

    __slots__ = (
        "_opener", "actors", "address", "digest", "edition", "key", "place", "regions", "sources", "stub", "topics",
    )  # fmt: skip

    def __init__(self, stub: EntryStub, opener: Opener, place: tuple[MonthKey, int]) -> None:
        self.stub, self._opener = stub, opener
        self.address, self.edition, self.digest, self.key = stub.address, stub.edition, stub.digest, stub.key
        self.actors, self.regions, self.sources, self.topics = stub.slugs
        self.place = place
        """Its month, negated, and its position there: entries with rising places go from the newest to the oldest."""

    @property
    def opened(self) -> Opened:
        """The rest of it."""
        return self._opener.open(self.stub)

    @property
    def card(self) -> Card:
        """What other pages may show of it."""
        return self.opened.card

    @property
    def article(self) -> Article:
        """The article, as far as its rights let it be shown."""
        return self.opened.article

    @property
    def written(self) -> Article:
        """The article as its file says it, whatever its rights."""
        return self.opened.written

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.address.rsplit("/", 2)[-2]

    @property
    def full(self) -> FullEntry:
        """The entry with its text, for the pages that show it."""
        return FullEntry(self)

    def body(self) -> Rich:
        """As much of the text as may be shown, its references resolved."""
        shown = self.opened.text()
        return Rich(shown.html, self.stub.links if shown.links else ())

    def terms(self, family: str) -> tuple[Term, ...]:
        """Its terms of a family."""
        return tuple([self._opener.term(family, slug) for slug in getattr(self, family)])


class FullEntry:
    """An entry as its own page and the site's feed show it: with all that its file says, which its digest covers."""

    __slots__ = ("entry",)

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    @property
    def digest(self) -> bytes:
        """Covers card, front matter, text, and where the references in the text lead."""
        return full_digest(self.entry.stub)


def full_digest(stub: EntryStub) -> bytes:
    """The digest of a full entry."""
    return digest_of((stub.digest, stub.key, stub.rights, stub.links))


class Company(msgspec.Struct, frozen=True, array_like=True):
    """Which terms with a page a term's articles of a month name too."""

    counts: dict[str, dict[str, int]]
    """How many of its articles name each: by family and slug."""
    shared: dict[str, bytes]
    """Of an actor: for each actor whose slug follows its own, the digests of the cards that name both."""


class EntriesOfMonth(Protocol):
    """The entries of a month, opened when one is asked for."""

    @property
    def key(self) -> MonthKey:
        """The month."""

    def entry(self, digest: bytes) -> Entry:
        """The entry with that digest."""

    def edition(self, digest: bytes) -> dt.date:
        """The edition of that entry; no entry is opened for it."""

    def company(self, family: str, slug: str) -> Company:
        """The terms that the articles of a term with a page name too."""

    def named(self, family: str, digests: bytes) -> Mapping[str, int]:
        """The slugs of the terms of a family that some of its entries name, and how many of these name each."""

    def term(self, family: str, slug: str) -> Term:
        """The term of a family and slug."""

    def dated(self, digests: bytes) -> bytes:
        """Of these digests those of entries that are published, and whose date is confirmed."""


def digest_place(digests: bytes, digest: bytes) -> int:
    """The position of a digest in a row of digests. Raises ValueError where it is not there."""
    start = digests.index(digest)
    while start % SIZE:
        start = digests.index(digest, start + 1)
    return start // SIZE


class Run(NamedTuple):
    """Some entries of one month, newest first."""

    month: EntriesOfMonth
    digests: bytes
    """Of their cards, one after the other."""


class Series(Sequence[Entry]):
    """A run of entries, newest first, by month. Its digest, its length and its months cost no entry its opening."""

    __slots__ = ("_ends", "runs")

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        self.runs = tuple([run for run in runs if run.digests])
        self._ends = list(accumulate(len(run.digests) // SIZE for run in self.runs))

    @property
    def digest(self) -> bytes:
        """Of the cards of its entries, in their order."""
        return digest_of_bytes(b"".join([run.digests for run in self.runs]))

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards of its entries."""
        return tuple([entry.card for entry in self])

    @property
    def editions(self) -> Iterator[dt.date]:
        """The edition of each of its entries, newest first."""
        for month, digests in self.runs:
            for n in range(0, len(digests), SIZE):
                yield month.edition(digests[n : n + SIZE])

    @property
    def newest(self) -> dt.date:
        """Its newest edition. Raises IndexError where it is empty."""
        month, digests = self.runs[0]
        return month.edition(digests[:SIZE])

    @property
    def oldest(self) -> dt.date:
        """Its oldest edition. Raises IndexError where it is empty."""
        month, digests = self.runs[-1]
        return month.edition(digests[-SIZE:])

    @property
    def dated(self) -> Series:
        """Those of its entries that are published, and whose date is confirmed."""
        return Series([Run(month, month.dated(digests)) for month, digests in self.runs])

    def grouped(self, key: Callable[[MonthKey], int]) -> dict[int, Series]:
        """Its parts by a property of the month that rises and falls with it: the year, the month itself."""
        return {value: Series(runs) for value, runs in groupby(self.runs, lambda run: key(run.month.key))}

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Series: ...
    def __getitem__(self, index: int | slice) -> Entry | Series:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            assert step == 1, "a series keeps its order"
            return Series(self._cut(start, stop))
        position = range(len(self))[index]
        ((month, digest),) = self._cut(position, position + 1)
        return month.entry(digest)

    def _cut(self, start: int, stop: int) -> list[Run]:
        first = bisect_right(self._ends, start)
        runs = []
        for n in range(first, len(self.runs)):
            month, digests = self.runs[n]
            before = self._ends[n - 1] if n else 0
            if before >= stop:
                break
            runs.append(Run(month, digests[max(0, start - before) * SIZE : (stop - before) * SIZE]))
        return runs

    def __iter__(self) -> Iterator[Entry]:
        for month, digests in self.runs:
            for n in range(0, len(digests), SIZE):
                yield month.entry(digests[n : n + SIZE])
