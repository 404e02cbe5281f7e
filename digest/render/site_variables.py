"""The variable `site` of all templates: digest.toml and the theme's options, without the content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from digest.config import Config, Labels, NavItem


class Options(dict[str, Any]):
    """The theme's options, also as attributes (`site.options.columns`), which templates use on every page."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class SiteView(msgspec.Struct, frozen=True, kw_only=True):
    """What every template finds in `site`."""

    title: str
    description: str
    language: str
    base_url: str
    """The address of the site, with a slash at its end; empty if digest.toml has none: then the site has no feeds."""
    licence: str
    contact: str
    logo: str
    """The address of a picture in the site, or empty."""
    css: tuple[str, ...]
    """The addresses of the site's own stylesheets."""
    accent: str
    """`#a3241b`, or empty for the theme's own."""
    sections: tuple[str, ...]
    """The built-in entries of the navigation: `latest`, `who` …"""
    navigation: tuple[NavItem, ...]
    labels: Labels
    options: Mapping[str, Any]
    """The theme's options, each with the value from digest.toml or the theme's default."""
    remote_images: bool
    """Whether pictures on other hosts may be loaded."""
    generator: str
    """`digest`."""


def site_view(config: Config, options: Mapping[str, Any], generator: str) -> SiteView:
    """The value that every template of a build sees as `site`."""
    site = config.site
    return SiteView(
        title=site.title,
        description=site.description,
        language=site.language,
        base_url=site.base_url,
        licence=site.licence,
        contact=site.contact,
        logo=site.logo,
        css=config.theme.css,
        accent=site.accent,
        sections=site.sections,
        navigation=site.navigation,
        labels=config.labels,
        options=Options(options),
        remote_images=config.content.remote_images == "load",
        generator=generator,
    )
