"""An article as a build shows it, and runs of such articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, overload

from digest.archive.rights import permitted_text
from digest.fingerprint import SIZE, digest_of, digest_of_bytes
from digest.model.article import Article
from digest.model.card import Card, Term
from digest.model.text import Prose, Rich


class Origin(NamedTuple):
    """Where the text of an entry comes from."""

    key: bytes
    """Stands for the file's bytes and for how they were read."""
    open: Callable[[bytes], Prose]
    excerpt_words: int


class Entry:
    """An article as this build shows it. Its digest stands for its card: for all that other pages see of it."""

    __slots__ = ("_origin", "actors", "article", "card", "digest", "links", "made_of", "regions", "sources", "topics")

    def __init__(
        self,
        card: Card,
        article: Article,
        slugs: Mapping[str, tuple[str, ...]],
        links: tuple[str, ...],
        origin: Origin,
        made_of: tuple[Any, ...],
    ) -> None:
        self.card = card
        self.article = article
        """As far as its rights let it be shown."""
        self.actors, self.regions = slugs["actors"], slugs["regions"]
        """Slugs of the terms that it stands under; so are `sources` and `topics`."""
        self.sources, self.topics = slugs["sources"], slugs["topics"]
        self.links = links
        """Where the references in its text lead."""
        self.digest = digest_of(card)
        self.made_of = made_of
        """The article as it was read, and what else decided how it is shown: from equal parts comes an equal entry."""
        self._origin = origin

    @property
    def written(self) -> Article:
        """As the file says it, whatever its rights."""
        article: Article = self.made_of[0]
        return article

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.card.address.rsplit("/", 2)[-2]

    @property
    def whole(self) -> Whole:
        """The entry with its text, for the pages that show it."""
        return Whole(self)

    def body(self) -> Rich:
        """As much of the text as may be shown, its references resolved."""
        text = self._origin.open(self._origin.key)
        shown = permitted_text(text, self.card.rights, self._origin.excerpt_words)
        return Rich(shown.html, self.links if shown.links else ())

    def terms(self, family: str) -> tuple[Term, ...]:
        """The terms of a family that it stands under."""
        if family == "sources":
            return (self.card.source,) if self.sources else ()
        found: tuple[Term, ...] = getattr(self.card, family)
        return found

    @property
    def key(self) -> bytes:
        """Stands for the article as it was read."""
        return self._origin.key


class Whole:
    """An entry as its own page shows it. Its digest stands for everything that its file says."""

    __slots__ = ("entry",)

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    @property
    def digest(self) -> bytes:
        """Covers card, front matter, text, and where the references in the text lead."""
        entry = self.entry
        return digest_of((entry.digest, entry.key, entry.article.rights, entry.links))


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
        """Stands for the cards of its entries and for their order."""
        return digest_of_bytes(self._digests[self._start * SIZE : self._stop * SIZE])

    def replaced(self, position: int, entry: Entry) -> Series:
        """The series with another entry at that position."""
        entries = list(self)
        entries[position] = entry
        digests = bytearray(self.digests(0, len(self)))
        digests[position * SIZE : (position + 1) * SIZE] = entry.digest
        return Series(tuple(entries), bytes(digests), 0, len(entries))

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
