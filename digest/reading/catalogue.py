"""The catalogue: every file of an article, with the month of its edition, and the facts of each month.

It is the lowest branch of the tree that a build climbs: a file that changes makes the facts of its month anew, and no
other month's. All of it can be made again from the files; each fact is a function of its file, which its key covers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from digest.errors import Finding
from digest.fingerprint import digest_of, engine
from digest.model.facts import Facts, MonthKey, month_of
from digest.objects import Objects
from digest.store import Store

_KEY = digest_of("the catalogue of articles")


class ArticleFile(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An article's file, as the catalogue has it."""

    key: bytes
    month: MonthKey
    findings: tuple[Finding, ...] = ()
    """What is wrong with it; what is right is in its facts all the same."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    engine: bytes = b""
    files: dict[str, ArticleFile] = {}
    months: dict[MonthKey, bytes] = {}


class ArticleCatalogue:
    """The articles of a site. Immutable: `followed_by` gives another."""

    def __init__(self, objects: Objects, files: Mapping[str, ArticleFile], months: Mapping[MonthKey, bytes]) -> None:
        self._objects, self._opened = objects, dict[MonthKey, tuple[Facts, ...]]()
        self.files, self.months = files, months
        """By path; and by month, newest first, the name of the object that has its facts."""

    def facts(self, month: MonthKey) -> tuple[Facts, ...]:
        """The facts of a month's articles, in the order of their paths; none of a month without any."""
        opened = self._opened.get(month)
        if opened is None:
            name = self.months.get(month)
            opened = self._opened[month] = _DECODER.decode(self._objects.get(name)) if name else ()
        return opened

    def __iter__(self) -> Iterator[Facts]:
        return (facts for month in self.months for facts in self.facts(month))

    def followed_by(self, changes: Mapping[str, tuple[Facts, tuple[Finding, ...]] | None]) -> ArticleCatalogue:
        """The catalogue after these files have changed; None means a file that is gone, or cannot be read."""
        if not changes:
            return self
        files = dict(self.files)
        new: defaultdict[MonthKey, list[Facts]] = defaultdict(list)
        touched: set[MonthKey] = set()
        for path, change in changes.items():
            before = files.pop(path, None)
            if before:
                touched.add(before.month)
            if change:
                facts, findings = change
                month = month_of(facts.edition)
                files[path] = ArticleFile(facts.key, month, findings)
                new[month].append(facts)
        months = dict(self.months)
        opened = dict(self._opened)
        for month in {*touched, *new}:
            kept = [facts for facts in self.facts(month) if facts.path not in changes] if month in months else []
            opened[month] = tuple(sorted([*kept, *new[month]], key=lambda facts: facts.path))
            months[month] = self._objects.add(_ENCODER.encode(opened[month]))
            if not opened[month]:
                del months[month], opened[month]
        catalogue = ArticleCatalogue(self._objects, files, dict(sorted(months.items(), reverse=True)))
        catalogue._opened = opened
        return catalogue

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with all its files."""
        return [finding for filed in self.files.values() if filed.findings for finding in filed.findings]

    def stored(self) -> tuple[bytes, bytes]:
        """Itself as a value of the store, with its key."""
        return _KEY, msgspec.msgpack.encode(_Kept(engine(), dict(self.files), dict(self.months)))


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(tuple[Facts, ...])


def load_catalogue(store: Store | None, objects: Objects) -> ArticleCatalogue:
    """The catalogue as it was kept last; an empty one where there is none."""
    value = store.recall(_KEY) if store is not None else None
    try:
        kept = msgspec.msgpack.decode(value, type=_Kept) if value else _Kept()
    except msgspec.MsgspecError:
        kept = _Kept()  # another version of digest wrote it
    if kept.engine != engine():
        kept = _Kept()
    return ArticleCatalogue(objects, kept.files, kept.months)


def changed_paths(catalogue: ArticleCatalogue, keys: Mapping[str, bytes | None]) -> Sequence[str]:
    """Of article files, those that the catalogue has not, or with another key; `keys` are those of the files now."""
    files = catalogue.files
    return [path for path, key in keys.items() if key is None or (filed := files.get(path)) is None or filed.key != key]
