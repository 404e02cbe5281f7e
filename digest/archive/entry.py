"""An article as a build shows it, and runs of such articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, overload

import msgspec

from digest.fingerprint import SIZE, digest_of, digest_of_bytes
from digest.model.article import Article
from digest.model.card import Card, Picture, Term
from digest.model.text import Prose, Rich


class EntryStub(msgspec.Struct, frozen=True, array_like=True):
    """What is known of an entry without opening it: addresses, state, slugs of its terms, and two digests."""

    path: str
    key: bytes
    """Of the article as it was read: of its file's bytes, and of the settings under which they were read."""
    digest: bytes
    """Of its card: of all that other pages see of it."""
    address: str
    first: str
    """The first address that the article had."""
    title: str
    edition: dt.date
    modified: str
    """When it was last changed, as far as it says: RFC 3339."""
    state: str
    rights: str
    lead: bool
    confirmed: bool
    corrected: bool
    links: tuple[str, ...]
    """Where the references in its text lead."""
    slugs: tuple[tuple[str, ...], ...]
    """Of its terms: a tuple for each family, in the order of FAMILIES."""


class EntryOrigin(NamedTuple):
    """Everything that an entry is made from: from equal origins come equal entries."""

    written: Article
    """As it was read, whatever its rights."""
    key: bytes
    state: str
    rights: str
    slugs: Mapping[str, tuple[str, ...]]
    """Of its terms, by family: of a term without a page, only the slug says which of two of one name it is."""
    terms: Mapping[str, tuple[Term, ...]]
    links: tuple[str, ...]
    comment_links: tuple[str, ...]
    picture: Picture | None


class Opened(NamedTuple):
    """The parts of an entry that are only there once it is opened."""

    card: Card
    article: Article
    """As far as its rights let it be shown."""
    origin: EntryOrigin
    text: Callable[[], Prose]
    """Opens as much of its text as may be shown."""


class EntryLoader(NamedTuple):
    """Fetches what an entry does not hold itself."""

    open: Callable[[EntryStub], Opened]
    term: Callable[[str, str], Term]
    """The term of a family and slug."""


class Entry:
    """An article as this build shows it: its stub, and the rest once it is asked for."""

    __slots__ = (
        "_loader", "_opened", "actors", "address", "digest", "edition", "key", "regions", "sources", "stub", "topics",
    )  # fmt: skip

    def __init__(self, stub: EntryStub, opened: Opened | None, loader: EntryLoader | None = None) -> None:
        self.stub = stub
        self.address, self.edition, self.digest, self.key = stub.address, stub.edition, stub.digest, stub.key
        self.actors, self.regions, self.sources, self.topics = stub.slugs
        self._opened, self._loader = opened, loader

    @property
    def opened(self) -> Opened:
        """The rest of it, which is opened now if it was not yet."""
        if self._opened is None:
            assert self._loader, "an entry is open or can be opened"
            self._opened = self._loader.open(self.stub)
        return self._opened

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
        return self.opened.origin.written

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
        if self._opened is None and self._loader:
            return tuple([self._loader.term(family, slug) for slug in getattr(self, family)])
        if family == "sources":
            return (self.card.source,) if self.sources else ()
        terms: tuple[Term, ...] = getattr(self.card, family)
        return terms


class FullEntry:
    """An entry as its own page and the site's feed show it: with all that its file says, which its digest covers."""

    __slots__ = ("entry",)

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    @property
    def digest(self) -> bytes:
        """Covers card, front matter, text, and where the references in the text lead."""
        stub = self.entry.stub
        return digest_of((stub.digest, stub.key, stub.rights, stub.links))


class Series(Sequence[Entry]):
    """A run of entries, newest first. A part of a series is a series; its digest costs next to nothing."""

    __slots__ = ("_digests", "_entries", "_start", "_stop")

    def __init__(self, entries: Sequence[Entry], digests: bytes, start: int, stop: int) -> None:
        self._entries, self._digests, self._start, self._stop = entries, digests, start, stop

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Series:
        """The series of these entries."""
        listed = tuple(entries)
        return cls(listed, b"".join([entry.digest for entry in listed]), 0, len(listed))

    @property
    def digest(self) -> bytes:
        """Of the cards of its entries, in their order."""
        return digest_of_bytes(self._digests[self._start * SIZE : self._stop * SIZE])

    def digests(self, start: int, stop: int) -> bytes:
        """The digests of some of its entries, one after the other."""
        first = self._start + start
        return self._digests[first * SIZE : min(self._start + stop, self._stop) * SIZE]

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards of its entries."""
        return tuple([entry.card for entry in self])

    def __len__(self) -> int:
        return self._stop - self._start

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Series: ...
    def __getitem__(self, index: int | slice) -> Entry | Series:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            assert step == 1, "a series keeps its order"
            return Series(self._entries, self._digests, self._start + start, self._start + max(start, stop))
        return self._entries[range(self._start, self._stop)[index]]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries[self._start : self._stop])
