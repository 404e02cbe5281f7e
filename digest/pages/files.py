"""Files that go out as they are: the theme's assets, the site's static files, pictures beside articles."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from digest.archive.addresses import Targets
from digest.archive.archive import Archive
from digest.model.page import CopyView, Page
from digest.model.text import Prose

STATIC = "static/"


def static_pages(static: Iterable[str]) -> Iterator[Page]:
    """A copy of each file of `static/`, at the same path from the site's root."""
    for path in static:
        yield _copy(path.removeprefix(STATIC), path)


def asset_pages(assets: Mapping[str, str], taken: Iterable[str]) -> Iterator[Page]:
    """The theme's assets (path to the theme that has it); a file in `static/` of the same place stands instead."""
    shadowed = {address.casefold() for address in taken}
    for path, theme in assets.items():
        if path.casefold() not in shadowed:
            yield _copy(path, path, theme)


def attachment_pages(archive: Archive) -> Iterator[Page]:
    """A copy, beside its page, of each file that a text on that page refers to."""
    targets = Targets(archive.addresses, archive.attachments)
    copies = dict.fromkeys(_attached(archive, targets))
    for address, path in copies:
        yield _copy(address, path)


def _attached(archive: Archive, targets: Targets) -> Iterator[tuple[str, str]]:
    """Address and path of each file that is referred to."""
    for entry in archive.entries:
        article, own = entry.article, entry.card.address
        names = [article.image] if article.image else []
        yield from _named(targets, article.path, own, names)
        for prose in (article.body, article.comment):
            yield from _named(targets, article.path, own, _references(prose))
    for family in archive.subjects.values():
        for subject in family.values():
            if subject.dossier and subject.term.address:
                yield from _named(
                    targets, subject.dossier.path, subject.term.address, _references(subject.dossier.text)
                )
    for page in archive.pages:
        yield from _named(targets, page.path, page.address, _references(page.body))
    for note in archive.editions.values():
        if note.path in archive.addresses:
            yield from _named(targets, note.path, archive.addresses[note.path], _references(note.introduction))


def _references(prose: Prose) -> list[str]:
    return [link.target.partition("#")[0] for link in prose.links]


def _named(targets: Targets, path: str, own: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        if name and not name.startswith("/") and found in targets.attachments:
            yield targets.attachment(path, own, name), found


def _copy(address: str, path: str, theme: str = "") -> Page:
    view = partial(CopyView, path=path, theme=theme)
    return Page(address=address, renderer="copy", view=view, origin="" if theme else path, listed=False)
