"""Which articles of a month are shown at a moment, in their order, and which names these state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from digest.archive.addresses import article_address
from digest.archive.known_names import KnownNames, several
from digest.archive.term_names import Identity, Names
from digest.archive.visibility import Selection, Skipped, is_shown, leaves_notice, skipped, state_of, steady
from digest.fingerprint import digest_of
from digest.model.editorial import FAMILIES
from digest.model.facts import Facts, SiteReference
from digest.names import Key, composed


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """An address at which an article was withdrawn or ran out."""

    address: str
    path: str
    reason: str
    expired: bool
    aliases: tuple[str, ...]
    edition: dt.date
    source: str
    """The outlet, as the article writes it; may be empty."""


class NameInMonth(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A name that a month's articles state."""

    name: str
    """One of its spellings."""
    count: int
    """The articles that state it."""
    at: dt.datetime
    """The date of the oldest of them."""
    path: str
    """The path of that one, in NFC."""


class DoubtfulName(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A name that no entry knows, and that is nearly one, or several."""

    family: int
    """Its position in FAMILIES."""
    written: str
    meant: tuple[str, ...]
    is_list: bool
    """Whether it is a list that was written without brackets."""


class ArticleReferences(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The references of an article to other places of the site."""

    path: str
    address: str
    """Of its page."""
    image: SiteReference | None
    body: tuple[SiteReference, ...]
    comment: tuple[SiteReference, ...]


class ShownMonth(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What the rest of the site asks of a month's articles before any is opened."""

    basis: bytes
    """Of all that it is made from, but the moment."""
    since: dt.datetime
    until: dt.datetime
    """From `since` until `until` (exclusive) each article stays in its state."""
    states: bytes
    """Digest of the articles, their states, and what each of their names means."""
    count: int
    names: tuple[tuple[NameInMonth, ...], ...]
    """By family."""
    doubtful: tuple[DoubtfulName, ...]
    """Those of them that may be misspelt."""
    addresses: dict[str, str]
    """Of the articles and the notices, by path."""
    notices: tuple[Notice, ...]
    references: tuple[ArticleReferences, ...]
    """Of the articles that have any."""
    aliases: tuple[tuple[str, str, str], ...]
    """Old address, address and path of each article that has moved."""
    days: tuple[dt.date, ...]
    skipped: Skipped


class ShownArticle(NamedTuple):
    """An article that is shown."""

    facts: Facts
    state: str
    names: Mapping[str, tuple[Identity, ...]]
    """What its names mean, by family."""
    address: str


class NamesOfSite(NamedTuple):
    """What names mean on this site."""

    families: Mapping[str, Names]
    never: frozenset[Key]
    """Actors that are shown nowhere."""

    def of(self, facts: Facts) -> tuple[tuple[tuple[str, Identity], ...], ...]:
        """For each family, what an article's names mean, each once, with a spelling of each."""
        return tuple(
            tuple(self._once(family, written)) if written else ()
            for family, written in zip(FAMILIES, facts.names, strict=True)
        )

    def _once(self, family: str, written: Iterable[str]) -> Iterable[tuple[str, Identity]]:
        names, once = self.families[family], dict[Key, tuple[str, Identity]]()
        for name in written:
            identity = names.identity(name)
            if family != "actors" or identity.key not in self.never:
                once[identity.key] = (name, identity)
        return once.values()


def shown_articles(facts: Iterable[Facts], selection: Selection, names: NamesOfSite) -> list[ShownArticle]:
    """The articles that are shown, newest edition first, within an edition the newest first."""
    shown = []
    for article in facts:
        state = state_of(article, selection.now)
        if is_shown(state, selection):
            identities = (tuple([identity for _, identity in named]) for named in names.of(article))
            known = dict(zip(FAMILIES, identities, strict=True))
            shown.append(ShownArticle(article, state, known, article_address(article)))
    shown.sort(key=lambda item: item.address)
    shown.sort(key=lambda item: (item.facts.edition, item.facts.at), reverse=True)
    return shown


def shown_month(
    basis: bytes,
    facts: Sequence[Facts],
    selection: Selection,
    names: NamesOfSite,
    known_names: Mapping[str, KnownNames],
) -> ShownMonth:
    """What the site asks of a month's articles. `basis` is a digest of everything given here but the moment."""
    shown = shown_articles(facts, selection, names)
    since, until = steady(facts, selection.now)
    states = [(article, state_of(article, selection.now)) for article in facts]
    notices = tuple(_notice(article, state) for article, state in states if leaves_notice(state, selection))
    named = _names([item.facts for item in shown], names)
    of_names = [[[identity.key for identity in named] for named in item.names.values()] for item in shown]
    return ShownMonth(
        basis=basis,
        since=since,
        until=until,
        states=digest_of(([(item.facts.key, item.state) for item in shown], of_names)),
        count=len(shown),
        names=named,
        doubtful=tuple(_doubtful(named, names, known_names)),
        addresses={item.facts.path: item.address for item in shown} | {one.path: one.address for one in notices},
        notices=notices,
        references=tuple(
            ArticleReferences(article.path, item.address, article.image, article.body, article.comment)
            for item in shown
            if (article := item.facts).image or article.body or article.comment
        ),
        aliases=tuple((alias, item.address, item.facts.path) for item in shown for alias in item.facts.aliases),
        days=tuple(dict.fromkeys(item.facts.edition for item in shown)),
        skipped=skipped(facts, selection),
    )


def _names(shown: Iterable[Facts], names: NamesOfSite) -> tuple[tuple[NameInMonth, ...], ...]:
    found: tuple[dict[Identity, NameInMonth], ...] = tuple({} for _ in FAMILIES)
    for article in shown:
        for family, named in zip(found, names.of(article), strict=True):
            for spelling, identity in named:
                age = article.at, composed(article.path)
                known = family.get(identity)
                if known is None:
                    family[identity] = NameInMonth(spelling, 1, *age)
                else:
                    family[identity] = NameInMonth(known.name, known.count + 1, *min(age, (known.at, known.path)))
    return tuple(tuple(family.values()) for family in found)


def _doubtful(
    named: Sequence[Sequence[NameInMonth]], names: NamesOfSite, known_names: Mapping[str, KnownNames]
) -> Iterator[DoubtfulName]:
    for place, (family, month) in enumerate(zip(FAMILIES, named, strict=True)):
        for name in month:
            written, of_family = name.name, names.families[family]
            if of_family.identity(written).known:
                continue
            parts = several(written, of_family) if family != "sources" else ()
            meant = parts or known_names[family].near(written)
            if meant:
                yield DoubtfulName(place, written, meant, bool(parts))


def _notice(article: Facts, state: str) -> Notice:
    return Notice(
        address=article_address(article),
        path=article.path,
        reason=article.withdrawn or "",
        expired=article.withdrawn is None,
        aliases=article.aliases,
        edition=article.edition,
        source=next(iter(article.names[FAMILIES.index("sources")]), ""),
    )


encoded = msgspec.msgpack.Encoder(order="deterministic").encode
decoded = msgspec.msgpack.Decoder(ShownMonth).decode
