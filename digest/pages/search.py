"""Search: its page, and the files that the page's script asks.

All files but `search/index.txt` and those with names stand in folders that are called by what is in them, and stay as
they are: so a reader whose page is older than the last publish gets an answer of one state, or none and asks again.
"""

from __future__ import annotations

from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import accumulate

from digest.archive.archive import Archive, Subject
from digest.archive.entry import Entry, Series
from digest.archive.month import MonthOfEntries
from digest.archive.words import FACETS, in_order
from digest.config import Config
from digest.fingerprint import digest_of
from digest.language.tokens import folded
from digest.model.editorial import FAMILIES
from digest.model.facts import MonthKey
from digest.model.page import View
from digest.pages.calendar import first_day, month_title
from digest.pages.frame import frame
from digest.pages.page import Page, Parts
from digest.pages.view import Crumb, PageView, TermCount
from digest.search.blocks import SpanMonth, dictionary
from digest.search.facets import facet_files
from digest.search.records import RECORDS, record
from digest.search.spans import spans

FORMAT = 1
"""Of the files. The script refuses others."""
FOLDER = "search/"
LARGEST = 10
"""Dossiers on the page before anything is asked."""
LAST_MONTHS = 12
NAMES = 400
"""Names of a family, those with the most articles, that `names.txt` knows. Others are shown by their slug."""


class SearchView(PageView, frozen=True, kw_only=True):
    """What search.html finds in `page`."""

    count: int
    """The articles that can be found."""
    largest: tuple[TermCount, ...]
    """The largest dossiers."""
    months: tuple[Crumb, ...]
    """The newest months."""


class TextView(View, frozen=True, kw_only=True):
    """What the encoder `text` sees."""

    text: str


class SearchParts(Parts, frozen=True, kw_only=True):
    """What the search page is made of."""

    count: int
    largest: tuple[TermCount, ...]
    months: tuple[MonthKey, ...]


class RecordsParts(Parts, frozen=True, kw_only=True):
    """What the records of some articles of a month are made of."""

    series: Series
    """Newest first; the records begin with the oldest."""


class MonthRecords(Parts, frozen=True, kw_only=True):
    """What the records of a month are made of."""

    key: MonthKey
    series: Series

    @property
    def address(self) -> str:
        """Of their folder."""
        return f"{FOLDER}{_version((self.key, self.series))}/"


class SpanScope:
    """What the words of a span are made of."""

    def __init__(self, level: int, months: Sequence[tuple[MonthKey, MonthOfEntries]]) -> None:
        self.level = level
        self.months = months
        """Oldest first."""
        self.digest = digest_of([(key, month.stub.words, _count(month)) for key, month in months])

    @property
    def address(self) -> str:
        """Of their folder."""
        return f"{FOLDER}{_version(self.digest.hex())}/"


def search_pages(archive: Archive, config: Config) -> Iterator[Page]:
    """The search page, the list of all files of the index, and the names of those who have a dossier."""
    subjects = [subject for of in archive.subjects.values() for subject in of.values() if subject.term.address]
    largest = [
        TermCount(subject.term, subject.count, 100)
        for subject in nlargest(LARGEST, subjects, key=lambda subject: (subject.count, subject.term.name))
        if subject.count
    ]
    months = tuple(archive.months)[:LAST_MONTHS]
    parts = SearchParts(count=len(archive.series), largest=tuple(largest), months=months)
    yield Page.of(FOLDER, "search.html", _search_view, parts, listed=False)
    by_letter = _by_letter(subjects)
    yield _text("index.txt", "\n".join(_index(archive, "".join(by_letter))))
    yield _text("names.txt", "\n".join(_most_named(archive)))
    for letter, named in by_letter.items():
        yield _text(f"names/{ord(letter):x}.txt", "\n".join(named))


def span_scopes(archive: Archive) -> Iterator[SpanScope]:
    """The scope of each span, newest first."""
    for level, keys in spans(archive.months).items():
        yield SpanScope(level, [(key, archive.months[key]) for key in keys])


def span_files(config: Config, scope: SpanScope) -> Iterator[Page]:
    """The words of a span, and for each article who, where and what it is about."""
    counts = [_count(month) for _, month in scope.months]
    starts = accumulate(counts, initial=0)
    months = [SpanMonth(month.words, start) for (_, month), start in zip(scope.months, starts, strict=False)]
    words = dictionary(months, sum(counts))
    yield _file(f"{scope.address}words.txt", "\n".join(words.firsts))
    for mark, texts in (("b", words.blocks), ("p", words.pieces), ("f", facet_files(months, sum(counts)))):
        for n, text in enumerate(texts):
            yield _file(f"{scope.address}{mark}{n}.txt", text)


def month_records(archive: Archive) -> Iterator[MonthRecords]:
    """What the records of each month are made of."""
    for key, month in archive.months.items():
        yield MonthRecords(key=key, series=month.series)


def record_files(config: Config, parts: MonthRecords) -> Iterator[Page]:
    """The records of a month: what a result shows, for so many articles in each file."""
    count = len(parts.series)
    for n, stop in enumerate(range(count, 0, -RECORDS)):
        some = RecordsParts(series=parts.series[max(0, stop - RECORDS) : stop])
        yield Page.of(f"{parts.address}{n}.txt", "text", _records_view, some, listed=False)


def _index(archive: Archive, letters: str) -> Iterator[str]:
    """The format, and the letters under which there are names; then for each span, newest first, its folder.

    Below it stand the months, oldest first, each with the number of its articles and the folder of their records.
    """
    yield f"{FORMAT} {letters}"
    for scope in span_scopes(archive):
        yield scope.address.split("/")[1]
        for key, month in scope.months:
            folder = MonthRecords(key=key, series=month.series).address
            yield f"{key} {_count(month)} {folder.split('/')[1]}"


def _most_named(archive: Archive) -> Iterator[str]:
    for family in FAMILIES:
        subjects = archive.subjects[family].values()
        most = nlargest(NAMES, subjects, key=lambda subject: (subject.count, subject.slug))
        for subject in sorted(most, key=lambda subject: subject.slug):
            yield f"{FACETS[family]}{subject.slug}\t{_one_line(subject.term.name)}"


def _by_letter(subjects: Sequence[Subject]) -> Mapping[str, Sequence[str]]:
    """For each letter the dossiers with a word that begins with it: name, address, and all names folded.

    The larger come first, by doublings of their articles: a list with counts would be new each day.
    """
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for subject in sorted(subjects, key=lambda subject: (-subject.count.bit_length(), subject.term.name)):
        names = list(dict.fromkeys(_one_line(folded(name)) for name in (subject.term.name, *subject.aliases)))
        line = "\t".join((_one_line(subject.term.name), subject.term.address, *names))
        for initial in {word[0] for name in names for word in name.split() if word[0].isalnum()}:
            lines[initial].append(line)
    return {initial: lines[initial] for initial in in_order(lines)}


def _count(month: MonthOfEntries) -> int:
    return sum(count for _, count in month.stub.days)


def _version(value: object) -> str:
    """A name for a state: eight small letters and figures."""
    return b32encode(digest_of((FORMAT, value))[:5]).decode().lower()


def _text(name: str, text: str) -> Page:
    return _file(f"{FOLDER}{name}", text)


def _file(address: str, text: str) -> Page:
    return Page.of(address, "text", _text_view, text, listed=False)


def _text_view(config: Config, text: str) -> TextView:
    return TextView(text=text)


def _records_view(config: Config, parts: RecordsParts) -> TextView:
    entries: list[Entry] = list(parts.series)
    return TextView(text="\n".join(record(entry.card, config.site.language) for entry in reversed(entries)))


def _search_view(config: Config, parts: SearchParts) -> SearchView:
    return SearchView(
        **frame(config, "search", FOLDER, config.labels.search, noindex=True),
        count=parts.count,
        largest=parts.largest,
        months=tuple(
            Crumb(month_title(config, first_day(key)), f"{key // 100}/{key % 100:02d}/") for key in parts.months
        ),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())

