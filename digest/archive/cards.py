"""From an article to its entry: the card that other pages show, and the stub that represents both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import islice

from digest.archive.addresses import Targets
from digest.archive.archive import SubjectStub
from digest.archive.entry import EntryStub, Opened, Opener
from digest.archive.rights import FULL, permitted, permitted_text
from digest.archive.shown import ShownArticle
from digest.config import Config
from digest.dates import stamp
from digest.fingerprint import digest_of, engine
from digest.model.article import Article
from digest.model.card import Card, Picture, StoryMark, Term
from digest.model.editorial import FAMILIES
from digest.model.facts import SiteReference, named_file
from digest.model.text import Prose
from digest.reading.library import Library
from digest.reading.pictures import Pictures
from digest.reading.words import words_of

WORDS_A_MINUTE = 220
AT_HAND = 20_000
"""Opened entries that stay in memory: a large archive has more than memory has room for."""

Terms = Mapping[str, tuple[Term, ...]]
"""The terms of an article by family."""


class Cards:
    """Opens the articles of one archive, and makes cards of them."""

    def __init__(
        self,
        library: Library,
        config: Config,
        subjects: Mapping[str, Mapping[str, SubjectStub]],
        targets: Targets,
        pictures: Pictures,
    ) -> None:
        self._library, self._config, self._subjects, self._targets = library, config, subjects, targets
        self._pictures = pictures
        self._ground = digest_of((engine(), config))
        self._at_hand: dict[bytes, Opened] = {}
        self.opener = Opener(self.open, self.term)

    def term(self, family: str, slug: str) -> Term:
        """The term of a family and slug."""
        return self._subjects[family][slug].term

    def origin(
        self, shown: ShownArticle, slugs: tuple[tuple[str, ...], ...], rights: str, story: StoryMark | None
    ) -> bytes:
        """Digest of all that the entry of an article is made from. From equal origins come equal entries."""
        facts, targets = shown.facts, self._targets
        references = (*facts.body, *facts.comment)
        meanings = [targets.shown(facts.path, shown.address, reference) for reference in references]
        image = facts.image
        picture = (targets.picture(image, shown.address), targets.picture_file(image)) if image else None
        terms = tuple(self._terms(slugs).values())
        return digest_of((self._ground, facts.key, shown.state, rights, slugs, terms, meanings, picture, story))

    def stub(
        self,
        shown: ShownArticle,
        slugs: tuple[tuple[str, ...], ...],
        rights: str,
        story: StoryMark | None,
        origin: bytes,
    ) -> EntryStub:
        """The stub of an article's entry."""
        facts = shown.facts
        opened = self._opened(facts.key, shown.address, shown.state, rights, slugs, story)
        card, first = opened.card, facts.aliases[0] if facts.aliases else shown.address
        if len(self._at_hand) < AT_HAND:
            self._at_hand[origin] = opened
        return EntryStub(
            path=facts.path,
            key=facts.key,
            origin=origin,
            digest=digest_of((card, first, slugs)),
            address=shown.address,
            first=first,
            title=card.title,
            edition=card.edition,
            day=card.date.date(),
            modified=stamp(card.updated or card.date),
            state=card.state,
            rights=rights,
            lead=card.lead,
            confirmed=card.confirmed,
            corrected=card.corrected,
            is_copy=bool(card.url) and rights == FULL and opened.article.body.words > 0,
            links=self._targets.resolved(facts.path, shown.address, opened.written.body.links),
            slugs=slugs,
            story=story,
        )

    def open(self, stub: EntryStub) -> Opened:
        """The rest of an entry. Any thread may ask."""
        opened = self._at_hand.get(stub.origin)
        if opened is None:
            if len(self._at_hand) >= AT_HAND:
                for oldest in list(islice(self._at_hand, AT_HAND // 4)):
                    self._at_hand.pop(oldest, None)
            opened = self._opened(stub.key, stub.address, stub.state, stub.rights, stub.slugs, stub.story)
            self._at_hand[stub.origin] = opened
        return opened

    def words(self, stub: EntryStub) -> bytes:
        """The words of as much of an article as may be shown: see `words_of`."""
        if stub.rights == FULL:
            return self._library.words(stub.key)
        opened = self.open(stub)
        return words_of(opened.article, opened.text())

    def _opened(
        self,
        key: bytes,
        address: str,
        state: str,
        rights: str,
        slugs: tuple[tuple[str, ...], ...],
        story: StoryMark | None,
    ) -> Opened:
        written, words = self._library.article(key), self._config.rights.excerpt_words
        article = permitted(written, rights, words)
        card = self._card(address, state, written, article, self._terms(slugs), story)
        return Opened(card, written, article, partial(self._text, key, rights, words))

    def _text(self, key: bytes, rights: str, words: int) -> Prose:
        return permitted_text(self._library.text(key), rights, words)

    def _terms(self, slugs: tuple[tuple[str, ...], ...]) -> Terms:
        named = zip(FAMILIES, slugs, strict=True)
        return {family: tuple([self._subjects[family][slug].term for slug in of]) if of else () for family, of in named}

    def _card(
        self, address: str, state: str, written: Article, article: Article, terms: Terms, story: StoryMark | None
    ) -> Card:
        site = self._config.site.language
        lang = article.lang or site
        title_lang = site if article.original_title else lang
        return Card(
            address=address,
            title=article.title,
            lang=lang,
            title_lang=title_lang,
            summary_lang=title_lang if written.summary else lang,
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
            comment=self._targets.rich(written.path, address, article.comment),
            minutes=max(1, round(article.body.words / WORDS_A_MINUTE)),
            actors=terms["actors"],
            regions=terms["regions"],
            topics=terms["topics"],
            image=self._picture(article, address),
            rights=article.rights,
            corrected=bool(article.corrections),
            lead=article.lead or article.tier == "1",
            tier=article.tier,
            story=story,
            extra=article.extra,
            state=state,
        )

    def _picture(self, article: Article, address: str) -> Picture | None:
        if not article.image:
            return None
        named = SiteReference(article.image, named_file(article.path, article.image))
        image = self._targets.picture(named, address)
        width, height = self._pictures.size(*self._targets.picture_file(named)) if image else (0, 0)
        return Picture(image, article.image_alt, article.image_credit, width, height) if image else None
