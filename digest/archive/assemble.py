"""From what was read to the Archive."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from digest.archive.addresses import Targets, article_address, day_address
from digest.archive.archive import Archive, Entry, Notice, Subject
from digest.archive.names import Identity, Names, settle
from digest.archive.rights import permitted
from digest.archive.visibility import Selection, is_shown, leaves_notice, state_of
from digest.config import Config
from digest.gazetteer.gazetteer import Gazetteer
from digest.model.article import Article
from digest.model.card import Card, Picture, Term
from digest.model.notes import FAMILIES, Dossier, EditionNote, StandingPage
from digest.reading.content import Content

WORDS_A_MINUTE = 220


class _Seen(msgspec.Struct, frozen=True):
    """An article that is shown, its state, and what its names stand for."""

    article: Article
    state: str
    names: Mapping[str, tuple[Identity, ...]]
    rights: str


def assemble(content: Content, config: Config, gazetteer: Gazetteer, selection: Selection) -> Archive:
    """Decide who is seen and under which names, and index it. Pure: the same input gives the same archive.

    `gazetteer` already holds what the site's own dossiers say.
    """
    names = {family: Names(family, gazetteer, content.dossiers) for family in FAMILIES}
    never = frozenset(names["actors"].identity(name).slug for name in config.actors.never)
    dossiers = [one for one in content.dossiers if not (one.family == "actors" and one.slug in never)]
    seen = [
        _see(article, state, names, never, config, gazetteer)
        for article in content.articles
        if is_shown(state := state_of(article, selection.now), selection)
    ]
    seen.sort(key=lambda one: article_address(one.article))
    seen.sort(key=lambda one: (one.article.edition, one.article.date.at), reverse=True)
    notices = _notices(content.articles, selection)
    subjects = _subjects(seen, dossiers, names, config)
    pages = tuple(page for page in content.pages if selection.drafts or not page.draft)
    addresses = _addresses(seen, notices, pages, content.editions, subjects)
    targets = Targets(addresses, content.attachments)
    entries = tuple(_entry(one, subjects, targets, config) for one in seen)
    return Archive(
        entries=entries,
        days=_days(entries),
        subjects=subjects,
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
    written = {
        "actors": article.actors,
        "regions": article.regions,
        "sources": (article.source,) if article.source else (),
        "topics": article.topics,
    }
    found = {
        family: tuple({one.slug: one for one in map(names[family].identity, listed)}.values())
        for family, listed in written.items()
    }
    found["actors"] = tuple(one for one in found["actors"] if one.slug not in never)
    outlet = gazetteer.outlet_by_slug(found["sources"][0].slug) if article.source else None
    rights = article.rights or (outlet.rights if outlet else "") or config.rights.default
    return _Seen(article, state, found, rights)


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


def _subjects(
    seen: Sequence[_Seen], dossiers: Sequence[Dossier], names: Mapping[str, Names], config: Config
) -> Mapping[str, Mapping[str, Subject]]:
    return {family: _family(family, seen, dossiers, names[family], config) for family in FAMILIES}


def _family(
    family: str, seen: Sequence[_Seen], dossiers: Sequence[Dossier], names: Names, config: Config
) -> Mapping[str, Subject]:
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    for rank, one in enumerate(seen):
        for identity in one.names[family]:
            ranks[identity.slug].append(rank)
    own = {dossier.slug: dossier for dossier in dossiers if dossier.family == family}
    # A term is known by the articles that are shown; a dossier with a text of its own stands without any.
    told = [names.identity(_name_of(dossier)) for dossier in own.values() if dossier.text.html]
    settled = settle([identity for one in seen for identity in one.names[family]] + told)
    threshold = config.actors.page_from if family == "actors" else 1
    return {
        key: _subject(family, settled[key], tuple(ranks.get(key, ())), own.get(key), threshold)
        for key in sorted(settled)
    }


def _name_of(dossier: Dossier) -> str:
    return dossier.name or dossier.slug


def _subject(
    family: str, identity: Identity, ranks: tuple[int, ...], dossier: Dossier | None, threshold: int
) -> Subject:
    has_page = identity.known or dossier is not None or len(ranks) >= threshold
    address = f"{family}/{identity.slug}/" if has_page else ""
    return Subject(
        family=family,
        slug=identity.slug,
        term=Term(identity.name, address, identity.kind, identity.hue),
        aliases=identity.aliases,
        dossier=dossier,
        ranks=ranks,
    )


def _addresses(
    seen: Sequence[_Seen],
    notices: Sequence[Notice],
    pages: Sequence[StandingPage],
    editions: Sequence[EditionNote],
    subjects: Mapping[str, Mapping[str, Subject]],
) -> Mapping[str, str]:
    found = {one.article.path: article_address(one.article) for one in seen}
    found |= {notice.path: notice.address for notice in notices}
    found |= {page.path: page.address for page in pages}
    for family in subjects.values():
        found |= {s.dossier.path: s.term.address for s in family.values() if s.dossier and s.term.address}
    days = {one.article.edition for one in seen}
    found |= {note.path: day_address(note.day) for note in editions if note.day in days}
    return found


def _entry(one: _Seen, subjects: Mapping[str, Mapping[str, Subject]], targets: Targets, config: Config) -> Entry:
    article = permitted(one.article, one.rights, config.rights.excerpt_words)
    slugs = {family: tuple(identity.slug for identity in one.names[family]) for family in FAMILIES}
    terms = {family: tuple(subjects[family][s].term for s in slugs[family]) for family in FAMILIES}
    day = article.date.day if article.confirmed else None
    offices = tuple(identity.office_on(day) if day else "" for identity in one.names["actors"])
    return Entry(card=_card(one, article, terms, targets, config), article=article, offices=offices, **slugs)


def _card(
    one: _Seen, article: Article, terms: Mapping[str, tuple[Term, ...]], targets: Targets, config: Config
) -> Card:
    return Card(
        address=article_address(article),
        title=article.title,
        lang=article.lang or config.site.language,
        date=article.date.at,
        timed=article.date.timed,
        confirmed=article.confirmed,
        edition=article.edition,
        added=article.added,
        updated=article.updated.at if article.updated else None,
        source=terms["sources"][0] if terms["sources"] else Term(""),
        url=article.url,
        agency=article.agency,
        also=article.also,
        authors=article.authors,
        summary=article.summary,
        comment=targets.rich(article.path, article_address(article), article.comment),
        minutes=max(1, round(article.body.words / WORDS_A_MINUTE)),
        actors=terms["actors"],
        regions=terms["regions"],
        topics=terms["topics"],
        image=_picture(article, targets),
        rights=article.rights,
        corrected=bool(article.corrections),
        lead=article.lead,
        state=one.state,
    )


def _picture(article: Article, targets: Targets) -> Picture | None:
    if not article.image:
        return None
    address = targets.attachment(article.path, article_address(article), article.image)
    return Picture(address, article.image_alt, article.image_credit) if address else None


def _days(entries: Sequence[Entry]) -> Mapping[dt.date, tuple[int, int]]:
    days: dict[dt.date, tuple[int, int]] = {}
    for rank, entry in enumerate(entries):
        first, _ = days.get(entry.card.edition, (rank, rank))
        days[entry.card.edition] = (first, rank + 1)
    return days
