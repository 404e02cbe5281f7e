"""A page: an address and all that its renderer may see. An artifact: a path and its bytes."""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What a renderer sees of a page. Subclasses add the fields of their kind of page.

    A view holds text, numbers, dates, other structs and tuples of these: never a set, a function or a clock.
    """


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One planned output: rendered from a view by a template or an encoder."""

    address: str
    renderer: str
    """The name of a template (`article.html`) or of an encoder (`atom`, `sitemap`, `copy` …)."""
    view: Callable[[], View]
    """Makes the view when it is asked for; pure, so that a preview computes only what is looked at."""
    origin: str = ""
    """The file of the site that this page stands for, if it stands for one: messages name it."""
    listed: bool = True
    """Whether it belongs in the sitemap."""
    modified: str = ""
    """For the sitemap: the day or moment on which its content last changed, as far as content says."""


class CopyView(View, frozen=True, kw_only=True):
    """What the encoder `copy` sees: a file that goes out as it is."""

    path: str
    """Relative to the site's root, or to the theme's folder where `theme` is set."""
    theme: str = ""
    """The name of the theme whose file it is; empty for the site's own."""


class Artifact(msgspec.Struct, frozen=True):
    """A file ready to be written: its path in the output folder, and its bytes."""

    path: str
    content: bytes
