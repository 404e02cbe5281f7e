"""From what was read to the Archive, month by month: a month with the same origin as before is not opened."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from digest.archive.addresses import Targets, attachments_of, edition_address
from digest.archive.archive import Archive, Subject, SubjectStub
from digest.archive.cards import Cards
from digest.archive.entry import EntryStub, Opener, Run, Series
from digest.archive.known_names import KnownNames, known_names
from digest.archive.month import FilesBeside, MonthOfEntries, MonthStub, month_stub
from digest.archive.profiles import Profiles
from digest.archive.rights import FULL
from digest.archive.shown import NamesOfSite, ShownArticle, ShownMonth, shown_articles, shown_month
from digest.archive.subjects import Family, family_of
from digest.archive.term_names import Names
from digest.archive.visibility import Selection, Skipped
from digest.archive.words import month_words
from digest.config import Config
from digest.fingerprint import digest_of, digest_of_bytes, engine
from digest.gazetteer.gazetteer import Gazetteer
from digest.model.card import StoryMark, Term
from digest.model.editorial import FAMILIES, Dossier, StandalonePage
from digest.model.facts import MonthKey, month_of
from digest.names import composed
from digest.objects import Objects
from digest.reading.catalogue import ArticleCatalogue
from digest.reading.content import Content
from digest.reading.pictures import Pictures
from digest.stories.months import MonthOfStories, ReportsOfMonth, Story, stories_by_month
from digest.stories.report import Report, ReportText


class MonthRecord(msgspec.Struct, frozen=True, array_like=True):
    """A month as it was assembled last."""

    shown: ShownMonth
    origin: bytes
    """Of all that its entries are made from."""
    stub: MonthStub
    stories: MonthOfStories


class Assembled(NamedTuple):
    """An archive, and the records that the next one may be made from."""

    archive: Archive
    records: Mapping[MonthKey, MonthRecord]

    @property
    def skipped(self) -> Skipped:
        """What it leaves out."""
        months = [record.shown.skipped for record in self.records.values()]
        return Skipped(
            drafts=sum(month.drafts for month in months),
            scheduled=sum(month.scheduled for month in months),
            due=min((month.due for month in months if month.due), default=None),
            cut=sum(record.stub.cut for record in self.records.values()),
        )

    @property
    def steady(self) -> tuple[dt.datetime, dt.datetime]:
        """From when and until when (exclusive) every article is in the state in which it is now."""
        shown = [record.shown for record in self.records.values()]
        since = max((month.since for month in shown), default=dt.datetime.min.replace(tzinfo=dt.UTC))
        return since, min((month.until for month in shown), default=dt.datetime.max.replace(tzinfo=dt.UTC))


def assemble(
    content: Content,
    config: Config,
    gazetteer: Gazetteer,
    selection: Selection,
    objects: Objects,
    records: Mapping[MonthKey, MonthRecord],
    pictures: Pictures,
    dead: frozenset[tuple[str, str]] = frozenset(),
) -> Assembled:
    """Decide who is seen and under which names, and index it. Pure: the same input gives the same archive.

    `gazetteer` already holds what the site's own dossiers say. Of `records`, which may be of any earlier archive of the
    site, those months are taken that would be made equal. `dead` are references that are shown without their link.
    """
    names = _names_of(content, config, gazetteer)
    known = known_names(gazetteer, content)
    ground = digest_of((engine(), config, gazetteer.version, content.dossiers, selection.without_now))
    shown = {
        month: _shown(month, ground, content.catalogue, selection, names, known, records)
        for month in content.catalogue.months
    }
    dossiers = [one for one in content.dossiers if one.family != "actors" or (True, one.slug) not in names.never]
    families = dict(_families(shown, dossiers, names, config, gazetteer))
    pages = tuple(page for page in content.pages if selection.drafts or not page.draft)
    days = {day for month in shown.values() for day in month.days}
    addresses = _Addresses(content.catalogue, shown, _other_addresses(content, pages, families, days))
    targets = Targets(addresses, attachments_of(content.attachments), pictures.static, dead)
    cards = Cards(content.library, config, {f: one.subjects for f, one in families.items()}, targets, pictures)
    told = _stories(content, config, selection, names, shown, objects, records)
    stories = {story.address: story for month in told.values() for story in month.stories}
    marks = _marks(stories.values())
    site = _Site(content.catalogue, config, gazetteer, selection, names, families, targets, objects, cards, marks)
    new = {month: _record(site, month, shown[month], records.get(month), told[month]) for month in shown}
    months = {
        month: MonthOfEntries(month, record.stub, objects, cards.opener)
        for month, record in new.items()
        if record.stub.days
    }
    archive = Archive(
        months=months,
        shown=shown,
        stories=stories,
        subjects=dict(_subjects(families, months)),
        editions={note.day: note for note in content.editions if not note.is_week},
        weeks={note.day: note for note in content.editions if note.is_week},
        pages=pages,
        targets=targets,
    )
    return Assembled(archive, new)


def _families(
    shown: Mapping[MonthKey, ShownMonth],
    dossiers: Sequence[Dossier],
    names: NamesOfSite,
    config: Config,
    gazetteer: Gazetteer,
) -> Iterator[tuple[str, Family]]:
    profiles = Profiles(gazetteer)
    for n, family in enumerate(FAMILIES):
        named = [month.names[n] for month in shown.values()]
        yield family, family_of(family, named, dossiers, names.families[family], config, profiles)


def _names_of(content: Content, config: Config, gazetteer: Gazetteer) -> NamesOfSite:
    names = {family: Names(family, gazetteer, content.dossiers) for family in FAMILIES}
    return NamesOfSite(names, frozenset(names["actors"].identity(name).key for name in config.actors.never))


def _shown(
    month: MonthKey,
    ground: bytes,
    catalogue: ArticleCatalogue,
    selection: Selection,
    names: NamesOfSite,
    known_names: Mapping[str, KnownNames],
    records: Mapping[MonthKey, MonthRecord],
) -> ShownMonth:
    basis = digest_of_bytes(ground + catalogue.months[month])
    known = records.get(month)
    if known and known.shown.basis == basis and known.shown.since <= selection.now < known.shown.until:
        return known.shown
    return shown_month(basis, catalogue.facts(month), selection, names, known_names)


def _other_addresses(
    content: Content, pages: Sequence[StandalonePage], families: Mapping[str, Family], days: set[dt.date]
) -> Mapping[str, str]:
    """The address of each source file that has a page and is not an article, by path."""
    addresses = {page.path: page.address for page in pages}
    for family in families.values():
        subjects = family.subjects.values()
        addresses |= {one.dossier.path: one.term.address for one in subjects if one.dossier and one.term.address}
    shown = [note for note in content.editions if not days.isdisjoint(note.days)]
    return addresses | {note.path: edition_address(note) for note in shown}


class _Addresses(Mapping[str, str]):
    """The address of each source file that has a page, by path in NFC. A month is asked for its own files only."""

    def __init__(
        self, catalogue: ArticleCatalogue, shown: Mapping[MonthKey, ShownMonth], others: Mapping[str, str]
    ) -> None:
        self._catalogue, self._shown = catalogue, shown
        self._others = {composed(path): address for path, address in others.items()}
        self._spelled = {composed(path): path for path in catalogue.files if not path.isascii()}

    def __getitem__(self, path: str) -> str:
        spelled = self._spelled.get(path, path)
        filed = self._catalogue.files.get(spelled)
        return self._shown[filed.month].addresses[spelled] if filed else self._others[path]

    def __iter__(self) -> Iterator[str]:
        for month in self._shown.values():
            yield from map(composed, month.addresses)
        yield from self._others

    def __len__(self) -> int:
        return sum(len(month.addresses) for month in self._shown.values()) + len(self._others)


class _Site(NamedTuple):
    """All that the entries of a month are made from, but the month."""

    catalogue: ArticleCatalogue
    config: Config
    gazetteer: Gazetteer
    selection: Selection
    names: NamesOfSite
    families: Mapping[str, Family]
    targets: Targets
    objects: Objects
    cards: Cards
    marks: Mapping[MonthKey, Mapping[str, StoryMark]]
    """For each month, the stories that several outlets tell, by the addresses of the articles."""

    def slugs(self, article: ShownArticle) -> tuple[tuple[str, ...], ...]:
        """The slugs of an article's terms, by family."""
        return tuple(
            tuple([family.slugs[one.key] for one in article.names[name]]) for name, family in self.families.items()
        )

    def rights(self, article: ShownArticle) -> str:
        """How much of an article may be shown: as it says itself, else its source, else the site."""
        source = article.names["sources"][0] if article.names["sources"] else None
        outlet = self.gazetteer.outlet_by_slug(source.key[1]) if source and source.known else None
        return article.facts.rights or (outlet.rights if outlet else "") or self.config.rights.default


def _stories(
    content: Content,
    config: Config,
    selection: Selection,
    names: NamesOfSite,
    shown: Mapping[MonthKey, ShownMonth],
    objects: Objects,
    records: Mapping[MonthKey, MonthRecord],
) -> Mapping[MonthKey, MonthOfStories]:
    def reports(month: MonthKey) -> Iterator[Report]:
        return map(_report, shown_articles(content.catalogue.facts(month), selection, names))

    def text(report: Report) -> ReportText:
        return ReportText(content.library.words(report.key))

    months = {month: ReportsOfMonth(shown[month].states, partial(reports, month)) for month in shown}
    known = {month: record.stories for month, record in records.items()}
    return stories_by_month(months, known, config.stories.window, text, objects)


def _report(article: ShownArticle) -> Report:
    facts, sources = article.facts, article.names["sources"]
    return Report(
        path=composed(facts.path),
        key=facts.key,
        address=article.address,
        edition=facts.edition,
        outlet=":".join(map(str, sources[0].key)) if sources else "",
        told=facts.at,
        added=facts.added,
        said=facts.story,
    )


def _marks(stories: Iterable[Story]) -> Mapping[MonthKey, Mapping[str, StoryMark]]:
    marks: defaultdict[MonthKey, dict[str, StoryMark]] = defaultdict(dict)
    for story in stories:
        mark = StoryMark(story.address, len(story.articles) - 1)
        for address in story.articles:
            marks[int(address[:4] + address[5:7])][address] = mark
    return marks


def _record(
    site: _Site, month: MonthKey, shown: ShownMonth, known: MonthRecord | None, told: MonthOfStories
) -> MonthRecord:
    terms, meanings = _terms(site, shown), list(_meanings(site.targets, shown))
    origin = digest_of((site.config, shown.states, terms, meanings, site.marks.get(month, {})))
    if known and known.origin == origin:
        return MonthRecord(shown, origin, known.stub, told)
    articles = shown_articles(site.catalogue.facts(month), site.selection, site.names)
    before = _stubs(site.objects, known) if known else {}
    stubs = [_stub(site, article, before.get(article.facts.path)) for article in articles]
    with_page = {name: _with_page(family.subjects) for name, family in site.families.items()}
    words = month_words([site.cards.words(stub) for stub in reversed(stubs)], [stub.slugs for stub in reversed(stubs)])
    beside = _beside(site.targets, shown, stubs)
    return MonthRecord(shown, origin, month_stub(stubs, words, beside, with_page, site.objects), told)


def _beside(targets: Targets, shown: ShownMonth, stubs: Sequence[EntryStub]) -> FilesBeside:
    """The files beside a month's articles, as far as their rights let them be shown."""
    whole = {stub.path for stub in stubs if stub.rights == FULL}
    pictures, copies = [], []
    for article in shown.references:
        named = list(article.comment)
        if article.path in whole:
            named += article.body
            if article.image:
                named.insert(0, article.image)
                pictures.append((article.path, targets.picture(article.image, article.address)))
        for reference in named:
            address = targets.beside(reference, article.address)
            if address:
                copies.append((address, reference.file))
    return FilesBeside(tuple(pictures), tuple(dict.fromkeys(copies)))


def _terms(site: _Site, shown: ShownMonth) -> list[tuple[str, str, Term, str]]:
    """What the names of a month's articles have become: slug, term, and the rights that a source gives."""
    terms = []
    for (name, family), named in zip(site.families.items(), shown.names, strict=True):
        names = site.names.families[name]
        for spelling in named:
            identity = names.identity(spelling.name)
            slug = family.slugs[identity.key]
            outlet = site.gazetteer.outlet_by_slug(slug) if name == "sources" and identity.known else None
            terms.append((spelling.name, slug, family.subjects[slug].term, outlet.rights if outlet else ""))
    return terms


def _meanings(targets: Targets, shown: ShownMonth) -> Iterator[object]:
    """What the references of a month's articles lead to."""
    for article in shown.references:
        yield article.path
        if article.image:
            yield targets.picture(article.image, article.address)
            yield targets.picture_file(article.image)
        for reference in (*article.body, *article.comment):
            yield targets.shown(article.path, article.address, reference)


def _stubs(objects: Objects, record: MonthRecord) -> Mapping[str, EntryStub]:
    """The stubs of a month's entries by the paths of their files."""
    stubs = MonthOfEntries(0, record.stub, objects, _CLOSED).opened.entries
    return {entry.stub.path: entry.stub for entry in stubs}


def _closed(*_: object) -> object:
    raise AssertionError("only the stubs of these entries are asked for")


_CLOSED = Opener(_closed, _closed)  # type: ignore[arg-type]


def _stub(site: _Site, article: ShownArticle, known: EntryStub | None) -> EntryStub:
    slugs, rights = site.slugs(article), site.rights(article)
    story = site.marks.get(month_of(article.facts.edition), {}).get(article.address)
    origin = site.cards.origin(article, slugs, rights, story)
    return known if known and known.origin == origin else site.cards.stub(article, slugs, rights, story, origin)


def _with_page(subjects: Mapping[str, SubjectStub]) -> Mapping[str, bool]:
    return {slug: bool(subject.term.address) for slug, subject in subjects.items()}


def _subjects(
    families: Mapping[str, Family], months: Mapping[MonthKey, MonthOfEntries]
) -> Iterator[tuple[str, Mapping[str, Subject]]]:
    for place, (name, family) in enumerate(families.items()):
        runs: defaultdict[str, list[Run]] = defaultdict(list)
        for month in months.values():
            for slug, digests in month.stub.terms[place].items():
                runs[slug].append(Run(month, digests))
        yield name, {slug: _with_articles(stub, runs.get(slug, ())) for slug, stub in family.subjects.items()}


def _with_articles(stub: SubjectStub, runs: Sequence[Run]) -> Subject:
    """The subject with its articles."""
    return Subject(
        family=stub.family,
        slug=stub.slug,
        term=stub.term,
        aliases=stub.aliases,
        offices=stub.offices,
        dossier=stub.dossier,
        count=stub.count,
        sort=stub.sort,
        facts=stub.facts,
        series=Series(runs),
    )
