"""What the site's editors write beside the articles: dossiers, introductions of editions, pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from digest.model.text import Prose

FAMILIES = ("actors", "regions", "sources", "topics")
"""The families of terms that articles name, as addresses and folders name them."""


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """A file of `content/actors/`, `regions/`, `sources/` or `topics/`: a term's own text and facts.

    Fields that the file leaves out keep what the gazetteer says.
    """

    path: str
    family: str
    slug: str
    name: str = ""
    summary: str = ""
    aliases: tuple[str, ...] = ()
    """Other names."""
    old_addresses: tuple[str, ...] = ()
    """Its earlier addresses; the file lists them among its aliases."""
    kind: str = ""
    iso: str = ""
    silent: bool = False
    """The tagger never finds it by itself."""
    hue: int | None = None
    members: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    country: str = ""
    state_media: bool = False
    rights: str = ""
    notice: str = ""
    timezone: str = ""
    text: Prose = Prose()


class EditionNote(msgspec.Struct, frozen=True, kw_only=True):
    """A file of `content/editions/`: the title, introduction, lead and order of a day or of a week."""

    path: str
    day: dt.date
    """Its day, or the first of its week."""
    last: dt.date
    """Its day, or the last of its week."""
    title: str = ""
    lead: str = ""
    """The slug of the article that leads."""
    order: tuple[str, ...] = ()
    """Slugs of the articles that come first, in this order."""
    introduction: Prose = Prose()
    lines: tuple[tuple[str, int], ...] = ()

    @property
    def days(self) -> Iterator[dt.date]:
        """Its day, or those of its week."""
        return (self.day + dt.timedelta(n) for n in range((self.last - self.day).days + 1))

    @property
    def is_week(self) -> bool:
        """Whether it is of a week."""
        return self.last != self.day


class StandalonePage(msgspec.Struct, frozen=True, kw_only=True):
    """A file of `content/pages/`: a page of the editors' own."""

    path: str
    address: str
    title: str
    summary: str = ""
    lang: str = ""
    aliases: tuple[str, ...] = ()
    draft: bool = False
    template: str = ""
    """The name of its template without `.html`; empty for `page`."""
    template_line: int = 0
    body: Prose = Prose()
