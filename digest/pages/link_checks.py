"""Are all links inside the site alive? Asked of the plan, before anything is rendered."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from digest.archive.addresses import Targets, day_address, file_of
from digest.archive.archive import Archive
from digest.config import FILE_NAME, Config
from digest.errors import ERROR, Finding, error
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
    """The dead ones among the references in every text that is shown: to a file, an address or an anchor."""
    targets = archive.targets
    anchors = _anchors(archive)
    hidden = {article.path for article in content.articles} | {page.path for page in content.pages}
    hidden = {composed(path) for path in hidden} - set(archive.addresses)
    faulty = {composed(path) for path in content.faulty}
    for path, own, links in _texts(archive, content):
        for link in links:
            problem = _problem(path, own, link, targets, anchors, plan, hidden, faulty)
            if problem:
                code, message, hint = problem
                finding = Finding(path, link.line, link.column, severity, message, hint, code)
                yield DeadLink(path, link.target, finding)


def check_links(
    archive: Archive, content: Content, config: Config, plan: Plan, places: Places, severity: str = ERROR
) -> list[Finding]:
    """What is wrong with the references of front matter and configuration: pictures, logo, navigation."""
    return [*_images(archive, content, plan, severity), *_config_links(config, plan, places)]


def _texts(archive: Archive, content: Content) -> Iterator[tuple[str, str, tuple[Link, ...]]]:
    """Path, address and references of everything written that is shown, or would be if it could be read."""
    for entry in archive.series:
        article = entry.written  # also what its rights withhold shall be sound
        if (article.body.links or article.comment.links) and article.path not in content.kept:
            yield article.path, entry.address, (*article.body.links, *article.comment.links)
    for path, links in content.loose:
        yield path, "", tuple(link for link in links if not link.target.startswith("#"))
    for family in archive.subjects.values():
        for subject in family.values():
            if subject.dossier and subject.term.address:
                yield subject.dossier.path, subject.term.address, subject.dossier.text.links
    for page in archive.pages:
        yield page.path, page.address, page.body.links
    for note in archive.editions.values():
        if note.path in archive.addresses:
            yield note.path, archive.addresses[note.path], note.introduction.links


def _anchors(archive: Archive) -> Mapping[str, tuple[str, ...]]:
    """Ids by address, of the pages whose texts have them."""
    found = {entry.address: entry.article.body.anchors for entry in archive.series}
    found |= {page.address: page.body.anchors for page in archive.pages}
    found |= {day_address(note.day): note.introduction.anchors for note in archive.editions.values()}
    for family in archive.subjects.values():
        found |= {s.term.address: s.dossier.text.anchors for s in family.values() if s.dossier}
    return found


def _problem(
    path: str,
    own: str,
    link: Link,
    targets: Targets,
    anchors: Mapping[str, tuple[str, ...]],
    plan: Plan,
    hidden: set[str],
    faulty: set[str],
) -> tuple[str, str, str] | None:
    """The code of what is wrong with a reference, what it is and how to mend it; or None."""
    name, _, fragment = link.target.partition("#")
    meant = targets.address(path, own, link.target)
    address = (meant or "").partition("#")[0]
    file = file_of(path, name)
    if file in faulty:
        return None  # what is wrong with that file is said of that file
    if meant is not None and file in targets.attachments and not name.startswith("/"):
        return None  # copied where the text is shown; where its rights withhold it, not
    if file in hidden and not name.startswith("/"):
        hint = "publish it, or take the link out"
        return "dead-link", f'the link leads to "{link.target}", which is not published', hint
    if meant is None or (address not in plan.pages and address != own):
        hint = _near(path, name, targets, plan)
        return "dead-link", f'the link leads to "{link.target}", which is not there', hint
    known = anchors.get(address)
    if fragment and known is not None and fragment not in known:
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
    for entry in archive.series:
        article = entry.article
        is_there = entry.card.image and entry.card.image.address in plan.pages
        if article.image and not is_there and article.path not in content.kept:
            place = "in the site" if article.image.startswith("/") else "beside the article"
            message = f'image: there is no file "{article.image}" {place}'
            hint = "put it there, or name it relative to the article"
            yield Finding(article.path, article.line_of("image"), 1, severity, message, hint, "dead-picture")


def _config_links(config: Config, plan: Plan, places: Places) -> Iterator[Finding]:
    for item in config.site.navigation:
        address = address_of(item.address)
        if item.address.startswith("/") and address not in plan.pages:
            near = get_close_matches(address, plan.pages, n=1)
            hint = f'did you mean "/{near[0]}"?' if near else "name a page of the site"
            line, column = places.of("site", "navigation", item.address)
            message = f'[site] navigation: there is no page at "{item.address}"'
            yield error(FILE_NAME, line, column, message, hint, "dead-link")
    if config.site.logo and config.site.logo not in plan.pages:
        line, column = places.of("site", "logo")
        message = f'[site] logo: there is no file "static/{config.site.logo}"'
        yield error(FILE_NAME, line, column, message, "put it there", "dead-picture")
