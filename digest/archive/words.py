"""The words of a month: which of its articles have each word, as search writes it.

A posting is a number: how many articles lie between it and the last one with the word, and, for a word, eight times
that and its weight. Numbers are written in printable characters, small ones in one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from digest.model.editorial import FAMILIES
from digest.reading.words import weights_of

WEIGHTS = 8
FACETS = {family: f"{family[0]}:" for family in FAMILIES}
"""What stands before the slug of a term where it is a word of the index: `a:nato`, `s:reuters`."""


class Postings(NamedTuple):
    """The articles of a month that have a word; articles are numbered from the oldest."""

    first: int
    """The number of the first article; of a word, with its weight."""
    last: int
    """The number of the last article."""
    total: int
    """How many they are."""
    rest: str
    """Those after the first, written."""


Initial = Mapping[str, Postings]
"""Words with one first letter, sorted."""


def month_words(words: Sequence[bytes], slugs: Sequence[tuple[tuple[str, ...], ...]]) -> bytes:
    """The words of a month as an object: by first letter.

    `words` and `slugs` are those of its articles, oldest first: see `words_of`, and `EntryStub.slugs`.
    """
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for n, own in enumerate(words):
        for weight, found in weights_of(own):
            for word in found:
                numbers[word].append(n * WEIGHTS + weight)
    for n, named in enumerate(slugs):
        for family, of in zip(FAMILIES, named, strict=True):
            for slug in of:
                numbers[f"{FACETS[family]}{slug}"].append(n)
    initials: defaultdict[str, dict[str, Postings]] = defaultdict(dict)
    for word in in_order(numbers):
        initials[word[0]][word] = _postings(numbers[word], 1 if ":" in word else WEIGHTS)
    return _ENCODER.encode({initial: msgspec.Raw(_ENCODER.encode(of)) for initial, of in initials.items()})


class MonthWords:
    """The words of a month, opened by first letter."""

    def __init__(self, packed: bytes) -> None:
        self._initials = _RAWS.decode(packed)

    @property
    def initials(self) -> Iterable[str]:
        """The first letters."""
        return self._initials.keys()

    def of(self, initial: str) -> Initial:
        """The words with a first letter."""
        packed = self._initials.get(initial)
        return _INITIAL.decode(packed) if packed is not None else {}


def in_order(words: Iterable[str]) -> list[str]:
    """Words in the order in which a browser compares them: by the units of UTF-16."""
    words = sorted(words)
    if words and max(map(max, words)) > "\uffff":
        words.sort(key=lambda word: word.encode("utf-16-be"))
    return words


def written(number: int) -> str:
    """A number in printable characters: the last of them below `_`, those before it not."""
    if number < _MOST:
        return _SHORT[number]
    signs = []
    while number >= _ENDS:
        number -= _ENDS
        signs.append(chr(_FIRST + _ENDS + number % _STEPS))
        number //= _STEPS
    return "".join((*signs, chr(_FIRST + number)))


def numbers_of(text: str) -> Iterator[int]:
    """The numbers that were written one after the other."""
    number, scale = 0, 1
    for sign in text:
        digit = ord(sign) - _FIRST
        if digit < _ENDS:
            yield number + digit * scale
            number, scale = 0, 1
        else:
            number += (digit - _ENDS) * scale + _ENDS * scale
            scale *= _STEPS


def _postings(numbers: Sequence[int], weights: int) -> Postings:
    if len(numbers) == 1:
        return Postings(numbers[0], numbers[0] // weights, 1, "")
    before = numbers[0] // weights
    signs = []
    for number in numbers[1:]:
        place = number // weights
        signs.append(written((place - before - 1) * weights + number % weights))
        before = place
    return Postings(numbers[0], before, len(numbers), "".join(signs))


_FIRST, _ENDS, _STEPS = 33, 62, 32
"""`!` is 0, `^` is 61: characters that end a number. The 32 from `_` on come before such a one."""
_MOST = 0
_SHORT: list[str] = []
_SHORT = [written(number) for number in range(4096)]
_MOST = len(_SHORT)
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_RAWS = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])
_INITIAL = msgspec.msgpack.Decoder(dict[str, Postings])
