"""Files that go out as they are: the theme's assets, the site's static files, pictures beside articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from digest.archive.addresses import Targets, file_of
from digest.archive.archive import Archive
from digest.config import Config
from digest.model.page import CopyView
from digest.model.text import Link
from digest.names import composed
from digest.pages.page import Page, known

STATIC = "static/"


def static_copies(static: Mapping[str, bytes]) -> Iterator[Page]:
    """A copy of each file of `static/` (path and digest), at the same path from the site's root, in NFC."""
    for path, digest in static.items():
        yield _copy(composed(path.removeprefix(STATIC)), path, digest)


def asset_copies(assets: Mapping[str, tuple[str, bytes]], taken: Iterable[str]) -> Iterator[Page]:
    """The theme's assets (path to the theme that has it); a file in `static/` of the same place stands instead."""
    shadowed = {address.casefold() for address in taken}
    for path, (theme, digest) in assets.items():
        if path.casefold() not in shadowed:
            yield _copy(path, path, digest, theme)


def attachment_copies(archive: Archive) -> Iterator[Page]:
    """A copy, beside its page, of each file that a text on that page refers to."""
    targets = archive.targets
    for address, path in dict.fromkeys(_attached(archive, targets)):
        yield _copy(address, *targets.attachments[path])


def _attached(archive: Archive, targets: Targets) -> Iterator[tuple[str, str]]:
    """Address and path, in NFC, of each file that is referred to."""
    for entry in archive.series:
        article, own = entry.article, entry.address
        names = [article.image] if article.image else []
        yield from _named(targets, article.path, own, names)
        for links in (article.body.links, article.comment.links):
            yield from _named(targets, article.path, own, _references(links))
    for family in archive.subjects.values():
        for subject in family.values():
            if subject.dossier and subject.term.address:
                names = _references(subject.dossier.text.links)
                yield from _named(targets, subject.dossier.path, subject.term.address, names)
    for page in archive.pages:
        yield from _named(targets, page.path, page.address, _references(page.body.links))
    for note in archive.editions.values():
        if note.path in archive.addresses:
            yield from _named(targets, note.path, archive.addresses[note.path], _references(note.introduction.links))


def _references(links: Iterable[Link]) -> list[str]:
    return [link.target.partition("#")[0] for link in links]


def _named(targets: Targets, path: str, own: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        found = file_of(path, name)
        if name and not name.startswith("/") and found in targets.attachments:
            yield targets.attachment(path, own, name), found


def _copy(address: str, path: str, digest: bytes, theme: str = "") -> Page:
    copy = known(CopyView(path=path, theme=theme, digest=digest))
    return Page.of(address, "copy", _copy_view, copy, origin="" if theme else path, listed=False)


def _copy_view(config: Config, parts: CopyView) -> CopyView:
    return parts
