"""Addresses of things in the site, and what the references in a text lead to."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from digest.model.article import Article
from digest.model.editorial import EditionNote
from digest.model.facts import Facts, SiteReference, named_file, reference_of
from digest.model.text import NOWHERE, Link, Prose, Rich
from digest.names import composed
from digest.urls import address_of


def article_address(article: Article | Facts) -> str:
    """`2026/11/24/a-title/`: the edition's day and the slug."""
    return f"{day_address(article.edition)}{article.slug}/"


def day_address(day: dt.date) -> str:
    """`2026/11/24/`."""
    return f"{day.year:04d}/{day.month:02d}/{day.day:02d}/"


def week_address(day: dt.date) -> str:
    """`2026/w48/`: the ISO week of a day, under the year that week belongs to."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}/w{week:02d}/"


def month_address(day: dt.date) -> str:
    """`2026/11/`."""
    return f"{day.year:04d}/{day.month:02d}/"


def year_address(year: int) -> str:
    """`2026/`."""
    return f"{year:04d}/"


def edition_address(note: EditionNote) -> str:
    """Of the page of the day or the week of a note."""
    return week_address(note.day) if note.is_week else day_address(note.day)


class Attachment(NamedTuple):
    """A file beside an article or page that is not Markdown."""

    path: str
    """As the disk spells it."""
    digest: bytes


def attachments_of(files: Mapping[str, bytes]) -> Mapping[str, Attachment]:
    """The attachments among files (path to digest), by path in NFC."""
    return {composed(path): Attachment(path, digest) for path, digest in files.items()}


class Targets(msgspec.Struct, frozen=True):
    """What references can lead to: pages by the path of their file, and attachments. Paths are in NFC."""

    pages: Mapping[str, str]
    attachments: Mapping[str, Attachment]
    static: Mapping[str, bytes] = {}
    """The digests of the files below `static/`, by path."""
    dead: frozenset[tuple[str, str]] = frozenset()
    """ArticleReferences that lead nowhere and are shown without their link, by file and target."""

    def address(self, path: str, own: str, target: str) -> str | None:
        """The address that a reference means (the front page's is empty); None where the file it names has none.

        `path` is the file that holds the reference, `own` the address of the page that shows it.
        A reference from the root (`/actors/nato/`) is an address already and is not judged here.
        """
        return self.meant(SiteReference(target, named_file(path, target.partition("#")[0])), own)

    def meant(self, reference: SiteReference, own: str) -> str | None:
        """The same of a reference whose file is known."""
        name, mark, fragment = reference.target.partition("#")
        if not name:
            return own + mark + fragment
        if name.startswith("/"):
            return address_of(name) + mark + fragment
        address = self.pages.get(reference.file) or self.beside(reference, own)
        return address + mark + fragment if address else None

    def beside(self, reference: SiteReference, own: str) -> str:
        """The address of a file beside an article or page: beside its page. Empty for one that is not there."""
        return own + posixpath.basename(reference.file) if reference.file in self.attachments else ""

    def picture_file(self, image: SiteReference) -> tuple[str, bytes]:
        """The path and the digest of the file of an article's picture; empty where it is not there."""
        beside = self.attachments.get(image.file) if image.file else None
        if beside:
            return beside.path, beside.digest
        path = "" if image.file else f"static/{address_of(image.target)}"
        return path, self.static.get(path, b"")

    def picture(self, image: SiteReference, own: str) -> str:
        """The address of an article's picture; empty where it is not there."""
        return self.beside(image, own) if image.file else address_of(image.target)

    def shown(self, path: str, own: str, reference: SiteReference) -> str:
        """Where a reference leads as it is shown; one that leads nowhere stays as written, until it counts as dead."""
        if self.dead and (path, reference.target) in self.dead:
            return NOWHERE
        address = self.meant(reference, own)
        return reference.target if address is None else address

    def resolved(self, path: str, own: str, links: Sequence[Link]) -> tuple[str, ...]:
        """Where the references of a text lead as they are shown."""
        return tuple([self.shown(path, own, reference_of(path, link)) for link in links]) if links else ()

    def rich(self, path: str, own: str, prose: Prose) -> Rich:
        """A text with its references resolved."""
        return Rich(prose.html, self.resolved(path, own, prose.links))
