"""Who acts, where, and who reports: the entries that names in front matter mean."""

from __future__ import annotations

import msgspec

KINDS = ("country", "person", "organisation", "company", "group")


class Actor(msgspec.Struct, frozen=True):
    """Who acts: a country or territory (no claim on status), a person, an organisation, a company, a group."""

    name: str
    slug: str
    kind: str = ""
    """One of KINDS; empty where nobody has said."""
    iso: str = ""
    """ISO 3166-1 alpha-2, for countries and territories."""
    aliases: tuple[str, ...] = ()


class Region(msgspec.Struct, frozen=True):
    """A part of the world as editors speak of it."""

    name: str
    slug: str
    hue: int = 0
    """0 to 9: a colour of the theme's."""
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes of the countries counted to it."""


class Outlet(msgspec.Struct, frozen=True):
    """A source: the outlet where the editor read an article."""

    name: str
    slug: str
    kind: str = ""
    """`agency`, `newspaper`, `broadcaster`, `magazine`, `aggregator`, `government`, `think tank`, `site` …"""
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    country: str = ""
    state_media: bool = False
    rights: str = ""
    notice: str = ""
    timezone: str = ""
