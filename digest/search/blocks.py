"""The words of a span as the files that a browser reads: dictionary blocks, and the lists of frequent words apart.

A block is text, a word on each line, sorted:

    !tariff !%5&        the word, of which no letter is the one before's; its postings
    'ies #"!            six letters of the word before, and `ies`
    !the\t#0!$N1%$      a frequent word: for each of its pieces the first article, the file's number, how many

`!` stands for 0, as in all that is written so (`archive.words.written`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from digest.archive.words import WEIGHTS, MonthWords, Postings, in_order, numbers_of, written

BLOCK = 3072
"""Characters of a block of a span with few articles."""
LARGER = (16_000, 64_000)
"""From so many articles on blocks are twice as large: the list of their first words grows no faster than they do."""
FREQUENT = 2_000
"""Articles. A word that more of them have has its postings apart, in pieces with so many each, the newest last."""


class Dictionary(NamedTuple):
    """The words of a span, written."""

    blocks: tuple[str, ...]
    firsts: tuple[str, ...]
    """For each block letters with which its words begin, or that come before them, and after those of the last one."""
    pieces: tuple[str, ...]
    """Postings of the frequent words."""


class SpanMonth(NamedTuple):
    """A month of a span."""

    words: MonthWords
    start: int
    """The number of its first article in the span."""


def dictionary(months: Sequence[SpanMonth], count: int) -> Dictionary:
    """Write the words of a span's months, oldest first, with `count` articles in all."""
    size = BLOCK << sum(count > most for most in LARGER)
    blocks: list[str] = []
    firsts: list[str] = []
    pieces: list[str] = []
    lines: list[str] = []
    length, before = 0, ""
    for word, entry in _entries(months, pieces):
        if length > size:
            blocks.append("\n".join(lines))
            firsts.append(_between(before, word))
            lines, length, before = [], 0, ""
        shared = _shared(before, word)
        lines.append(f"{written(shared)}{word[shared:]}{entry}")
        length += len(lines[-1])
        before = word
    if lines:
        blocks.append("\n".join(lines))
    return Dictionary(tuple(blocks), ("", *firsts) if blocks else (), tuple(pieces))


def _entries(months: Sequence[SpanMonth], pieces: list[str]) -> Iterator[tuple[str, str]]:
    """Each word with what stands after it on its line. The pieces of frequent words are added to `pieces`."""
    for initial in in_order({initial for month in months for initial in month.words.initials}):
        found: defaultdict[str, list[tuple[int, Postings]]] = defaultdict(list)
        for month in months:
            for word, postings in month.words.of(initial).items():
                found[word].append((month.start, postings))
        for word in in_order(found):
            weights = 1 if ":" in word else WEIGHTS
            joined = _joined(found[word], weights)
            total = sum(postings.total for _, postings in found[word])
            yield word, f" {joined}" if total <= FREQUENT else f"\t{_parted(joined, weights, pieces)}"


def _joined(parts: Iterable[tuple[int, Postings]], weights: int) -> str:
    signs: list[str] = []
    after = 0
    for start, postings in parts:
        place = start + postings.first // weights
        signs += (written((place - after) * weights + postings.first % weights), postings.rest)
        after = start + postings.last + 1
    return "".join(signs)


def _parted(joined: str, weights: int, pieces: list[str]) -> str:
    """Part a long list. Returns what says where its pieces are."""
    named: list[str] = []
    part: list[str] = []
    after = first = 0
    for number in numbers_of(joined):
        place = after + number // weights
        if len(part) == FREQUENT:
            named.append(_piece(part, first, pieces))
            part = []
        if not part:
            first, after = place, place
        part.append(written((place - after) * weights + number % weights))
        after = place + 1
    return "".join((*named, _piece(part, first, pieces)))


def _piece(part: Sequence[str], first: int, pieces: list[str]) -> str:
    """Add a piece, whose numbers count from its first article. Returns its first article, its number, its length."""
    pieces.append("".join(part))
    return f"{written(first)}{written(len(pieces) - 1)}{written(len(part))}"


def _between(before: str, after: str) -> str:
    """The shortest beginning of `after` that comes after `before`."""
    return after[: _shared(before, after) + 1]


def _shared(before: str, after: str) -> int:
    """The letters with which both begin."""
    return next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(before))
