"""Are all links inside the site alive? Asked of the plan, before anything is rendered."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from digest.archive.addresses import Targets, edition_address
from digest.archive.archive import Archive
from digest.archive.entry import Entry
from digest.archive.shown import ArticleReferences
from digest.config import FILE_NAME, Config
from digest.errors import ERROR, Finding, error
from digest.model.facts import SiteReference, reference_of
from digest.model.text import Link
from digest.names import composed
from digest.pages.plan import Plan
from digest.places import Places
from digest.reading.content import Content
from digest.urls import address_of


class DeadLink(NamedTuple):
    """A reference in a text that leads nowhere, and why."""

    path: str
    target: str
    """As written."""
    finding: Finding


def dead_links(archive: Archive, content: Content, plan: Plan, severity: str = ERROR) -> Iterator[DeadLink]:
    """The dead ones among the references in every text that is shown: to a file, an address or an anchor.

    Articles are not opened for it, but for those with a dead one.
    """
    site = _Site(
        archive,
        plan,
        _Anchors(archive),
        {composed(path) for path in content.catalogue.files},
        {composed(page.path) for page in content.pages},
        {composed(path) for path in content.faulty},
    )
    for month in archive.shown.values():
        for article in month.references:
            if article.path not in content.kept:
                yield from _of_article(site, article, content, severity)
    for path, own, links in _texts(archive, content):
        for link in links:
            yield from _dead(path, link, _problem(site, path, own, reference_of(path, link)), severity)


def check_links(
    archive: Archive, content: Content, config: Config, plan: Plan, places: Places, severity: str = ERROR
) -> list[Finding]:
    """What is wrong with the references of front matter and configuration: pictures, logo, navigation."""
    return [*_images(archive, content, plan, severity), *_config_links(config, plan, places)]


class _Site(NamedTuple):
    """What a reference may lead to."""

    archive: Archive
    plan: Plan
    anchors: _Anchors
    articles: Container[str]
    """The files of all articles, shown or not; of pages; and those with errors. In NFC."""
    pages: Container[str]
    faulty: Container[str]

    def is_hidden(self, file: str) -> bool:
        """Whether it is an article or a page that is not shown."""
        return file not in self.archive.targets.pages and (file in self.articles or file in self.pages)


class _Anchors:
    """The ids on the pages whose texts have them."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._others = {page.address: page.body.anchors for page in archive.pages}
        self._others |= {edition_address(note): note.introduction.anchors for note in archive.notes}
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


def _of_article(site: _Site, article: ArticleReferences, content: Content, severity: str) -> Iterator[DeadLink]:
    references = (*article.body, *article.comment)
    problems = [_problem(site, article.path, article.address, reference) for reference in references]
    if any(problems):
        written = content.article(article.path)  # it has their places
        for link, problem in zip((*written.body.links, *written.comment.links), problems, strict=True):
            yield from _dead(article.path, link, problem, severity)


def _dead(path: str, link: Link, problem: tuple[str, str, str] | None, severity: str) -> Iterator[DeadLink]:
    if problem:
        code, message, hint = problem
        yield DeadLink(path, link.target, Finding(path, link.line, link.column, severity, message, hint, code))


def _texts(archive: Archive, content: Content) -> Iterator[tuple[str, str, tuple[Link, ...]]]:
    """Path, address and references of everything written that is shown, or would be if it could be read; no articles.
    """
    for path, links in content.loose:
        yield path, "", tuple(link for link in links if not link.target.startswith("#"))
    for family in archive.subjects.values():
        for subject in family.values():
            if subject.dossier and subject.term.address:
                yield subject.dossier.path, subject.term.address, subject.dossier.text.links
    for page in archive.pages:
        yield page.path, page.address, page.body.links
    for note in archive.notes:
        yield note.path, edition_address(note), note.introduction.links


def _problem(site: _Site, path: str, own: str, reference: SiteReference) -> tuple[str, str, str] | None:
    """The code of what is wrong with a reference, what it is and how to mend it; or None."""
    name, _, fragment = reference.target.partition("#")
    targets, file = site.archive.targets, reference.file
    meant = targets.meant(reference, own)
    address = (meant or "").partition("#")[0]
    if file in site.faulty:
        return None  # what is wrong with that file is said of that file
    if meant is not None and file in targets.attachments:
        return None  # copied where the text is shown; where its rights withhold it, not
    if meant is None and site.is_hidden(file):
        hint = "publish it, or take the link out"
        return "dead-link", f'the link leads to "{reference.target}", which is not published', hint
    if meant is None or (address not in site.plan.pages and address != own):
        hint = _near(path, name, targets, site.plan)
        return "dead-link", f'the link leads to "{reference.target}", which is not there', hint
    known = site.anchors.at(address) if fragment else None
    if known is not None and fragment not in known:
        near = get_close_matches(fragment, known, n=1)
        hint = f'did you mean "#{near[0]}"?' if near else "its anchors are made from its headings"
        return "dead-anchor", f'there is no anchor "#{fragment}" on "/{address}"', hint
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


def _images(archive: Archive, content: Content, plan: Plan, severity: str) -> Iterator[Finding]:
    for month in archive.months.values():
        for path, address in month.stub.pictures:
            if (not address or address not in plan.pages) and path not in content.kept:
                article = content.article(path)
                place = "in the site" if article.image.startswith("/") else "beside the article"
                message = f'image: there is no file "{article.image}" {place}'
                hint = "put it there, or name it relative to the article"
                yield Finding(path, article.line_of("image"), 1, severity, message, hint, "dead-picture")


def _config_links(config: Config, plan: Plan, places: Places) -> Iterator[Finding]:
    for item in config.site.navigation:
        address = address_of(item.address)
        if item.address.startswith("/") and address not in plan.pages:
            near = get_close_matches(address, plan.pages, n=1)
            hint = f'did you mean "/{near[0]}"?' if near else "name a page of the site"
            line, column = places.of("site", "navigation", item.address)
            message = f'[site] navigation: there is no page at "{item.address}"'
            yield error(FILE_NAME, line, column, message, hint, "dead-link")
    for name in config.theme.css:
        if name not in plan.pages:
            line, column = places.of("theme", "css", name)
            message = f'[theme] css: there is no file "static/{name}"'
            yield error(FILE_NAME, line, column, message, "put it there", "dead-link")
    if config.site.logo and config.site.logo not in plan.pages:
        line, column = places.of("site", "logo")
        message = f'[site] logo: there is no file "static/{config.site.logo}"'
        yield error(FILE_NAME, line, column, message, "put it there", "dead-picture")
