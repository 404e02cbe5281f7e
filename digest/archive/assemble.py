"""From what was read to the Archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from digest.archive.addresses import Targets, article_address, attachments_of, day_address
from digest.archive.archive import Archive, Notice, SubjectStub
from digest.archive.entry import Entry, EntryOrigin, EntryStub, Opened, Series
from digest.archive.rights import permitted, permitted_text
from digest.archive.subjects import ranks_of, subject_stubs, with_articles
from digest.archive.term_names import Identity, Names
from digest.archive.term_slugs import term_slugs
from digest.archive.visibility import Selection, is_shown, leaves_notice, state_of
from digest.config import Config
from digest.dates import stamp
from digest.fingerprint import digest_of
from digest.gazetteer.gazetteer import Gazetteer
from digest.model.article import Article
from digest.model.card import Card, Picture, Term
from digest.model.editorial import FAMILIES, EditionNote, StandalonePage
from digest.model.text import Prose, Rich
from digest.names import Key, composed
from digest.reading.content import Content

WORDS_A_MINUTE = 220

Terms = Mapping[str, tuple[Term, ...]]
"""The terms of an article by family."""
Slugs = Mapping[str, tuple[str, ...]]
"""Their slugs, by family too."""


class _Shown(NamedTuple):
    """An article that is shown, its state, and the identities of the names that it states, by family."""

    article: Article
    state: str
    names: Mapping[str, tuple[Identity, ...]]
    rights: str
    address: str


def assemble(
    content: Content, config: Config, gazetteer: Gazetteer, selection: Selection, previous: Archive | None = None
) -> Archive:
    """Decide who is seen and under which names, and index it. Pure: the same input gives the same archive.

    `gazetteer` already holds what the site's own dossiers say. From `previous`, an archive under the same
    configuration, entries are taken that would be made equal.
    """
    names = {family: Names(family, gazetteer, content.dossiers) for family in FAMILIES}
    never = frozenset(names["actors"].identity(name).key for name in config.actors.never)
    dossiers = [
        dossier for dossier in content.dossiers if dossier.family != "actors" or (True, dossier.slug) not in never
    ]
    shown = [
        _shown(article, state, names, never, config, gazetteer)
        for article in content.articles
        if is_shown(state := state_of(article, selection.now), selection)
    ]
    shown.sort(key=lambda item: item.address)
    shown.sort(key=lambda item: (item.article.edition, item.article.date.at), reverse=True)
    named = {family: [item.names[family] for item in shown] for family in FAMILIES}
    ages = [(item.article.date.at, composed(item.article.path)) for item in shown]
    slugs = {family: term_slugs(ranks_of(named[family]), ages, names[family]) for family in FAMILIES}
    subjects = {
        family: subject_stubs(family, named[family], slugs[family], dossiers, names[family], config)
        for family in FAMILIES
    }
    notices = _notices(content.articles, selection)
    pages = tuple(page for page in content.pages if selection.drafts or not page.draft)
    addresses = _addresses(shown, notices, pages, content.editions, subjects)
    known = {entry.stub.path: entry for entry in previous.series} if previous else {}
    attachments = attachments_of(content.attachments)
    entries = list(_entries(shown, slugs, subjects, Targets(addresses, attachments), content, config, known))
    return Archive(
        series=Series.of(entries),
        days=days_of(entries),
        subjects={
            family: {slug: with_articles(stub, entries) for slug, stub in stubs.items()}
            for family, stubs in subjects.items()
        },
        notices=notices,
        editions={note.day: note for note in content.editions},
        pages=pages,
        addresses=addresses,
        attachments=attachments,
    )


def _shown(
    article: Article,
    state: str,
    names: Mapping[str, Names],
    never: frozenset[Key],
    config: Config,
    gazetteer: Gazetteer,
) -> _Shown:
    actors = names["actors"].identities(article.actors)
    if never:
        actors = tuple(actor for actor in actors if actor.key not in never)
    sources = names["sources"].identities((article.source,) if article.source else ())
    identities = {
        "actors": actors,
        "regions": names["regions"].identities(article.regions),
        "sources": sources,
        "topics": names["topics"].identities(article.topics),
    }
    outlet = gazetteer.outlet_by_slug(sources[0].key[1]) if sources and sources[0].known else None
    rights = article.rights or (outlet.rights if outlet else "") or config.rights.default
    return _Shown(article, state, identities, rights, article_address(article))


def _notices(articles: Iterable[Article], selection: Selection) -> tuple[Notice, ...]:
    notices = [
        Notice(
            address=article_address(article),
            path=article.path,
            reason=article.withdrawn or "",
            expired=article.withdrawn is None,
            aliases=article.aliases,
            edition=article.edition,
        )
        for article in articles
        if leaves_notice(state_of(article, selection.now), selection)
    ]
    return tuple(sorted(notices, key=lambda notice: notice.address))


def _addresses(
    shown: Sequence[_Shown],
    notices: Sequence[Notice],
    pages: Sequence[StandalonePage],
    editions: Sequence[EditionNote],
    subjects: Mapping[str, Mapping[str, SubjectStub]],
) -> Mapping[str, str]:
    """The address of each source file that has a page, by path in NFC."""
    addresses = {item.article.path: item.address for item in shown}
    addresses |= {notice.path: notice.address for notice in notices}
    addresses |= {page.path: page.address for page in pages}
    for stubs in subjects.values():
        addresses |= {s.dossier.path: s.term.address for s in stubs.values() if s.dossier and s.term.address}
    days = {item.article.edition for item in shown}
    addresses |= {note.path: day_address(note.day) for note in editions if note.day in days}
    return {composed(path): address for path, address in addresses.items()}


def _entries(
    shown: Iterable[_Shown],
    slugs: Mapping[str, Mapping[Key, str]],
    subjects: Mapping[str, Mapping[str, SubjectStub]],
    targets: Targets,
    content: Content,
    config: Config,
    known: Mapping[str, Entry],
) -> Iterator[Entry]:
    term = {family: {slug: stub.term for slug, stub in stubs.items()} for family, stubs in subjects.items()}
    for item in shown:
        own = {family: tuple([slugs[family][name.key] for name in named]) for family, named in item.names.items()}
        terms = {family: tuple([term[family][slug] for slug in named]) for family, named in own.items()}
        yield _entry(item, own, terms, targets, content, config, known.get(item.article.path))


def _entry(
    shown: _Shown, slugs: Slugs, terms: Terms, targets: Targets, content: Content, config: Config, known: Entry | None
) -> Entry:
    written = shown.article
    comment_links = targets.resolved(written.path, shown.address, written.comment.links)
    picture = _picture(written, shown.address, targets)
    links = targets.resolved(written.path, shown.address, written.body.links)
    key = content.keys[written.path]
    origin = EntryOrigin(written, key, shown.state, shown.rights, slugs, terms, links, comment_links, picture)
    if known is not None and known.opened.origin == origin:
        return known
    words = config.rights.excerpt_words
    article = permitted(written, shown.rights, words)
    card = _card(shown, article, terms, comment_links, picture, config)
    stub = EntryStub(
        path=written.path,
        key=key,
        digest=digest_of(card),
        address=shown.address,
        first=written.aliases[0] if written.aliases else shown.address,
        title=card.title,
        edition=card.edition,
        modified=stamp(card.updated or card.date),
        state=card.state,
        rights=shown.rights,
        lead=card.lead,
        confirmed=card.confirmed,
        corrected=card.corrected,
        links=links,
        slugs=tuple([slugs[family] for family in FAMILIES]),
    )
    return Entry(stub, Opened(card, article, origin, partial(_text, content.text, key, shown.rights, words)))


def _text(open_: Callable[[bytes], Prose], key: bytes, rights: str, words: int) -> Prose:
    return permitted_text(open_(key), rights, words)


def entry_of(stub: EntryStub, article: Article, archive: Archive, content: Content, config: Config) -> Entry:
    """The entry of an article whose names, state and rights are known from its stub."""
    slugs = dict(zip(FAMILIES, stub.slugs, strict=True))
    terms = {family: tuple([archive.subject(family, slug).term for slug in named]) for family, named in slugs.items()}
    shown = _Shown(article, stub.state, {}, stub.rights, stub.address)
    return _entry(shown, slugs, terms, archive.targets, content, config, None)


def _card(
    shown: _Shown, article: Article, terms: Terms, links: tuple[str, ...], picture: Picture | None, config: Config
) -> Card:
    lang = article.lang or config.site.language
    title_lang = config.site.language if article.original_title else lang
    return Card(
        address=shown.address,
        title=article.title,
        lang=lang,
        title_lang=title_lang,
        summary_lang=title_lang if shown.article.summary else lang,
        date=article.date.at,
        timed=article.date.timed,
        confirmed=article.confirmed,
        edition=article.edition,
        added=article.added,
        updated=article.updated.at if article.updated else None,
        updated_timed=bool(article.updated and article.updated.timed),
        source=terms["sources"][0] if terms["sources"] else Term(""),
        url=article.url,
        agency=article.agency,
        also=article.also,
        authors=article.authors,
        summary=article.summary,
        comment=Rich(article.comment.html, links),
        minutes=max(1, round(article.body.words / WORDS_A_MINUTE)),
        actors=terms["actors"],
        regions=terms["regions"],
        topics=terms["topics"],
        image=picture if article.image else None,
        rights=article.rights,
        corrected=bool(article.corrections),
        lead=article.lead,
        state=shown.state,
    )


def _picture(article: Article, address: str, targets: Targets) -> Picture | None:
    if not article.image:
        return None
    image = targets.attachment(article.path, address, article.image)
    return Picture(image, article.image_alt, article.image_credit) if image else None


def days_of(entries: Sequence[Entry]) -> Mapping[dt.date, tuple[int, int]]:
    """The range of the entries of each edition."""
    days: dict[dt.date, tuple[int, int]] = {}
    for rank, entry in enumerate(entries):
        first, _ = days.get(entry.edition, (rank, rank))
        days[entry.edition] = (first, rank + 1)
    return days
