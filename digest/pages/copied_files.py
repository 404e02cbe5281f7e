"""Files that go out as they are: the theme's assets, the site's static files, pictures beside articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from digest.archive.addresses import Targets
from digest.archive.month import MonthOfEntries
from digest.config import Config
from digest.model.facts import reference_of
from digest.model.page import CopyView
from digest.model.text import Prose
from digest.names import composed
from digest.pages.page import Page, Parts

STATIC = "static/"


def static_copies(static: Mapping[str, bytes]) -> Iterator[Page]:
    """A copy of each file of `static/` (path and digest), at the same path from the site's root, in NFC."""
    for path, digest in static.items():
        yield _copy(composed(path.removeprefix(STATIC)), path, digest)


def asset_copies(assets: Mapping[str, tuple[str, bytes]], taken: Iterable[str]) -> Iterator[Page]:
    """The theme's assets (path to the theme that has it); a file in `static/` of the same path replaces one."""
    shadowed = {address.casefold() for address in taken}
    for path, (theme, digest) in assets.items():
        if path.casefold() not in shadowed:
            yield _copy(path, path, digest, theme)


class AttachedFile(Parts, frozen=True, kw_only=True):
    """A file beside an article or page, which is copied beside its page."""

    address: str
    path: str
    digest: bytes


def attachment_copies(attachments: Iterable[AttachedFile]) -> Iterator[Page]:
    """A copy of each."""
    for attachment in dict.fromkeys(attachments):
        yield _copy(attachment.address, attachment.path, attachment.digest)


def attachments_of_articles(targets: Targets, month: MonthOfEntries) -> Iterator[AttachedFile]:
    """The files that the articles of a month show or link to."""
    for address, path in month.stub.copies:
        yield _attached(targets, address, path)


def attachments_of_prose(targets: Targets, path: str, own: str, prose: Prose) -> Iterator[AttachedFile]:
    """The files that a text links to: the text of the file at `path`, which the page `own` shows."""
    for link in prose.links:
        reference = reference_of(path, link)
        address = targets.beside(reference, own)
        if address:
            yield _attached(targets, address, reference.file)


def _attached(targets: Targets, address: str, file: str) -> AttachedFile:
    attachment = targets.attachments[file]
    return AttachedFile(address=address, path=attachment.path, digest=attachment.digest)


def _copy(address: str, path: str, digest: bytes, theme: str = "") -> Page:
    copy = CopyView(path=path, theme=theme, digest=digest)
    return Page.of(address, "copy", _copy_view, copy, origin="" if theme else path, listed=False)


def _copy_view(config: Config, parts: CopyView) -> CopyView:
    return parts
