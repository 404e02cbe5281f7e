"""Are all links inside the site alive? Asked of the plan, before anything is rendered."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from digest.archive.addresses import Targets, day_address
from digest.archive.archive import Archive
from digest.archive.entry import Entry
from digest.archive.shown import References
from digest.config import FILE_NAME, Config
from digest.errors import Finding, error
from digest.model.facts import Reference, named_file
from digest.model.text import Link, Prose
from digest.names import composed
from digest.pages.plan import Plan
from digest.reading.content import Content
from digest.urls import address_of


def check_links(archive: Archive, content: Content, config: Config, plan: Plan) -> Iterator[Finding]:
    """Every reference in every text that is shown: the file, address or anchor it names must be there."""
    site = _Site(
        archive,
        content,
        plan,
        _Anchors(archive),
        {composed(path) for path in content.catalogue.files},
        {composed(page.path) for page in content.pages},
        {composed(path) for path in content.unread},
    )
    for month in archive.shown.values():
        for article in month.references:
            yield from _of_article(site, article)
    for path, own, prose in _texts(archive):
        for link in prose.links:
            reference = Reference(link.target, named_file(path, link.target.partition("#")[0]))
            yield from _finding(path, link, _problem(site, path, own, reference))
    yield from _images(archive, content, plan)
    yield from _config_links(config, plan)


class _Site(NamedTuple):
    """What a reference may lead to."""

    archive: Archive
    content: Content
    plan: Plan
    anchors: _Anchors
    articles: Container[str]
    """The files of all articles, shown or not; so of pages, and of what cannot be read. In NFC."""
    pages: Container[str]
    unread: Container[str]

    def is_hidden(self, file: str) -> bool:
        """Whether it is an article or a page that is not shown."""
        return file not in self.archive.targets.pages and (file in self.articles or file in self.pages)


class _Anchors:
    """The ids on the pages whose texts have them."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._others = {page.address: page.body.anchors for page in archive.pages}
        self._others |= {day_address(note.day): note.introduction.anchors for note in archive.editions.values()}
        for family in archive.subjects.values():
            self._others |= {s.term.address: s.dossier.text.anchors for s in family.values() if s.dossier}

    def at(self, address: str) -> tuple[str, ...] | None:
        """Those of the page at an address; None for a page without a text."""
        entry = None if address in self._others else self._entry(address)
        return entry.article.body.anchors if entry else self._others.get(address)

    def _entry(self, address: str) -> Entry | None:
        day = _DAY.match(address)
        month = self._archive.months.get(int(day[1] + day[2])) if day else None
        return next((entry for entry in month.opened.entries if entry.address == address), None) if month else None


_DAY = re.compile(r"([0-9]{4})/([0-9]{2})/[0-9]{2}/.")


def _of_article(site: _Site, article: References) -> Iterator[Finding]:
    """What is wrong with an article's references. It is opened only where something is: to say where it stands."""
    references = (*article.body, *article.comment)
    problems = [_problem(site, article.path, article.address, reference) for reference in references]
    if any(problems):
        written = site.content.article(article.path)
        for link, problem in zip((*written.body.links, *written.comment.links), problems, strict=True):
            yield from _finding(article.path, link, problem)


def _finding(path: str, link: Link, problem: tuple[str, str] | None) -> Iterator[Finding]:
    if problem:
        yield error(path, link.line, link.column, *problem)


def _texts(archive: Archive) -> Iterator[tuple[str, str, Prose]]:
    """Path, address and text of everything written that is shown, but for articles."""
    for family in archive.subjects.values():
        for subject in family.values():
            if subject.dossier and subject.term.address:
                yield subject.dossier.path, subject.term.address, subject.dossier.text
    for page in archive.pages:
        yield page.path, page.address, page.body
    for note in archive.editions.values():
        if note.day in archive.days:
            yield note.path, day_address(note.day), note.introduction


def _problem(site: _Site, path: str, own: str, reference: Reference) -> tuple[str, str] | None:
    """What is wrong with a reference and how to mend it, or None."""
    name, _, fragment = reference.target.partition("#")
    targets, file = site.archive.targets, reference.file
    meant = targets.meant(reference, own)
    address = (meant or "").partition("#")[0]
    if file in site.unread:
        return None  # what is wrong with that file is said of that file
    if meant is not None and file in targets.attachments:
        return None  # copied where the text is shown; where its rights withhold it, not
    if meant is None and site.is_hidden(file):
        return (
            f'the link leads to "{reference.target}", which is not published',
            "publish it, or take the link out",
        )
    if meant is None or (address not in site.plan.pages and address != own):
        return f'the link leads to "{reference.target}", which is not there', _near(path, name, targets, site.plan)
    known = site.anchors.at(address) if fragment else None
    if known is not None and fragment not in known:
        near = get_close_matches(fragment, known, n=1)
        hint = f'did you mean "#{near[0]}"?' if near else "its anchors are made from its headings"
        return f'there is no anchor "#{fragment}" on "/{address}"', hint
    return None


def _near(path: str, name: str, targets: Targets, plan: Plan) -> str:
    if name.startswith("/"):
        near = get_close_matches(address_of(name), plan.pages, n=1)
        return f'did you mean "/{near[0]}"?' if near else "addresses are those that the site shows"
    files = {posixpath.basename(file): file for file in sorted([*targets.pages, *targets.attachments], reverse=True)}
    near = get_close_matches(posixpath.basename(name), files, n=1)
    if not near:
        return "name a file relative to this one"
    return f'did you mean "{posixpath.relpath(files[near[0]], posixpath.dirname(path))}"?'


def _images(archive: Archive, content: Content, plan: Plan) -> Iterator[Finding]:
    for month in archive.months.values():
        for path, address in month.stub.pictures:
            if not address or address not in plan.pages:
                article = content.article(path)
                place = "in the site" if article.image.startswith("/") else "beside the article"
                message = f'image: there is no file "{article.image}" {place}'
                hint = "put it there, or name it relative to the article"
                yield error(path, article.line_of("image"), 1, message, hint)


def _config_links(config: Config, plan: Plan) -> Iterator[Finding]:
    for item in config.site.navigation:
        address = address_of(item.address)
        if item.address.startswith("/") and address not in plan.pages:
            near = get_close_matches(address, plan.pages, n=1)
            hint = f'did you mean "/{near[0]}"?' if near else "name a page of the site"
            yield error(FILE_NAME, 1, 1, f'[site] navigation: there is no page at "{item.address}"', hint)
    if config.site.logo and config.site.logo not in plan.pages:
        yield error(FILE_NAME, 1, 1, f'[site] logo: there is no file "static/{config.site.logo}"', "put it there")
