"""From what was read to the Archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from digest.archive.addresses import Targets, article_address, day_address
from digest.archive.archive import Archive, Notice
from digest.archive.entry import Entry, Opened, Series, Stub
from digest.archive.rights import permitted, permitted_text
from digest.archive.subjects import Listed, list_family, subjects_of
from digest.archive.term_names import Identity, Names
from digest.archive.visibility import Selection, is_shown, leaves_notice, state_of
from digest.config import Config
from digest.dates import stamp
from digest.fingerprint import digest_of
from digest.gazetteer.gazetteer import Gazetteer
from digest.model.article import Article
from digest.model.card import Card, Picture, Term
from digest.model.editorial import FAMILIES, EditionNote, StandingPage
from digest.model.text import Prose, Rich
from digest.reading.content import Content

WORDS_A_MINUTE = 220

Terms = Mapping[str, tuple[Term, ...]]
"""The terms of an article by family."""
Slugs = Mapping[str, tuple[str, ...]]
"""Their slugs."""


class _Seen(NamedTuple):
    """An article that is shown, its state, and what its names stand for."""

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
    never = frozenset(names["actors"].identity(name).slug for name in config.actors.never)
    dossiers = [one for one in content.dossiers if not (one.family == "actors" and one.slug in never)]
    seen = [
        _see(article, state, names, never, config, gazetteer)
        for article in content.articles
        if is_shown(state := state_of(article, selection.now), selection)
    ]
    seen.sort(key=lambda one: one.address)
    seen.sort(key=lambda one: (one.article.edition, one.article.date.at), reverse=True)
    listed = {
        family: list_family(family, [one.names[family] for one in seen], dossiers, names[family], config)
        for family in FAMILIES
    }
    notices = _notices(content.articles, selection)
    pages = tuple(page for page in content.pages if selection.drafts or not page.draft)
    addresses = _addresses(seen, notices, pages, content.editions, listed)
    known = {entry.stub.path: entry for entry in previous.series} if previous else {}
    entries = list(_entries(seen, listed, Targets(addresses, content.attachments), content, config, known))
    return Archive(
        series=Series.of(entries),
        days=days_of(entries),
        subjects={family: subjects_of(family, listed[family], entries) for family in FAMILIES},
        notices=notices,
        editions={note.day: note for note in content.editions},
        pages=pages,
        addresses=addresses,
        attachments=content.attachments,
    )


def _see(
    article: Article,
    state: str,
    names: Mapping[str, Names],
    never: frozenset[str],
    config: Config,
    gazetteer: Gazetteer,
) -> _Seen:
    actors = names["actors"].identities(article.actors)
    if never:
        actors = tuple(one for one in actors if one.slug not in never)
    sources = names["sources"].identities((article.source,) if article.source else ())
    found = {
        "actors": actors,
        "regions": names["regions"].identities(article.regions),
        "sources": sources,
        "topics": names["topics"].identities(article.topics),
    }
    outlet = gazetteer.outlet_by_slug(sources[0].slug) if sources else None
    rights = article.rights or (outlet.rights if outlet else "") or config.rights.default
    return _Seen(article, state, found, rights, article_address(article))


def _notices(articles: Iterable[Article], selection: Selection) -> tuple[Notice, ...]:
    found = []
    for article in articles:
        state = state_of(article, selection.now)
        if leaves_notice(state, selection):
            found.append(
                Notice(
                    address=article_address(article),
                    path=article.path,
                    reason=article.withdrawn or "",
                    expired=article.withdrawn is None,
                    aliases=article.aliases,
                    edition=article.edition,
                )
            )
    return tuple(sorted(found, key=lambda notice: notice.address))


def _addresses(
    seen: Sequence[_Seen],
    notices: Sequence[Notice],
    pages: Sequence[StandingPage],
    editions: Sequence[EditionNote],
    listed: Mapping[str, Mapping[str, Listed]],
) -> Mapping[str, str]:
    found = {one.article.path: one.address for one in seen}
    found |= {notice.path: notice.address for notice in notices}
    found |= {page.path: page.address for page in pages}
    for family in listed.values():
        found |= {one.dossier.path: one.term.address for one in family.values() if one.dossier and one.term.address}
    days = {one.article.edition for one in seen}
    found |= {note.path: day_address(note.day) for note in editions if note.day in days}
    return found


def _entries(
    seen: Iterable[_Seen],
    listed: Mapping[str, Mapping[str, Listed]],
    targets: Targets,
    content: Content,
    config: Config,
    known: Mapping[str, Entry],
) -> Iterator[Entry]:
    term = {family: {slug: one.term for slug, one in found.items()} for family, found in listed.items()}
    for one in seen:
        slugs = {family: tuple([each.slug for each in found]) if found else () for family, found in one.names.items()}
        terms = {
            family: tuple([term[family][slug] for slug in found]) if found else () for family, found in slugs.items()
        }
        yield _entry(one, slugs, terms, targets, content, config, known.get(one.article.path))


def _entry(
    one: _Seen, slugs: Slugs, terms: Terms, targets: Targets, content: Content, config: Config, known: Entry | None
) -> Entry:
    written = one.article
    rest = targets.resolved(written.path, one.address, written.comment.links)
    picture = _picture(written, one.address, targets)
    links = targets.resolved(written.path, one.address, written.body.links)
    key = content.keys[written.path]
    made_of = (written, key, one.state, one.rights, terms, links, rest, picture)
    if known is not None and known.opened.made_of == made_of:
        return known
    words = config.rights.excerpt_words
    article = permitted(written, one.rights, words)
    card = _card(one, article, terms, rest, picture, config)
    stub = Stub(
        path=written.path,
        key=key,
        digest=digest_of(card),
        address=one.address,
        first=written.aliases[0] if written.aliases else one.address,
        title=card.title,
        edition=card.edition,
        modified=stamp(card.updated or card.date),
        state=card.state,
        rights=one.rights,
        lead=card.lead,
        confirmed=card.confirmed,
        corrected=card.corrected,
        links=links,
        slugs=tuple([slugs[family] for family in FAMILIES]),
    )
    return Entry(stub, Opened(card, article, made_of, partial(_text, content.text, key, one.rights, words)))


def _text(open_: Callable[[bytes], Prose], key: bytes, rights: str, words: int) -> Prose:
    return permitted_text(open_(key), rights, words)


def entry_of(stub: Stub, article: Article, archive: Archive, content: Content, config: Config) -> Entry:
    """The entry that stands as `stub` says, of an article whose names, state and rights are those of the stub."""
    slugs = dict(zip(FAMILIES, stub.slugs, strict=True))
    terms = {family: tuple([archive.subject(family, slug).term for slug in found]) for family, found in slugs.items()}
    one = _Seen(article, stub.state, {}, stub.rights, stub.address)
    return _entry(one, slugs, terms, archive.targets, content, config, None)


def _card(
    one: _Seen, article: Article, terms: Terms, links: tuple[str, ...], picture: Picture | None, config: Config
) -> Card:
    lang = article.lang or config.site.language
    title_lang = config.site.language if article.original_title else lang
    return Card(
        address=one.address,
        title=article.title,
        lang=lang,
        title_lang=title_lang,
        summary_lang=title_lang if one.article.summary else lang,
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
        state=one.state,
    )


def _picture(article: Article, address: str, targets: Targets) -> Picture | None:
    if not article.image:
        return None
    found = targets.attachment(article.path, address, article.image)
    return Picture(found, article.image_alt, article.image_credit) if found else None


def days_of(entries: Sequence[Entry]) -> Mapping[dt.date, tuple[int, int]]:
    """The range of the entries of each edition."""
    days: dict[dt.date, tuple[int, int]] = {}
    for rank, entry in enumerate(entries):
        first, _ = days.get(entry.edition, (rank, rank))
        days[entry.edition] = (first, rank + 1)
    return days
