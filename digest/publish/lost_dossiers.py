"""Dossiers that a publish would move or take away, with their feeds.

A dossier goes with the last article that names it. Which slug a name has can depend on other names
(`archive/term_slugs.py`), so an edit elsewhere can move a dossier. The list of the site's feeds, `opml.xml`, names each
dossier that has articles, so no page needs to be opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from digest.builder.snapshot import Snapshot, render_page
from digest.editing.yaml_values import scalar
from digest.errors import Finding, warning
from digest.model.editorial import FAMILIES
from digest.model.page import Artifact
from digest.names import folded_name
from digest.publish.tree_repository import published_file

LIST = "opml.xml"
CODE = "lost-dossier"
_MOST = 20
"""Number of dossiers that are named."""


class _Dossier(NamedTuple):
    """A dossier as a list of feeds names it."""

    name: str
    address: str
    feed: str
    """The address of its feed."""


def lost_dossiers(before: bytes | None, after: bytes, is_planned: Callable[[str], bool]) -> Iterator[Finding]:
    """A warning for each dossier, or feed of one, that leaves the address that it was published at.

    `before` and `after` are the lists of the published tree and of the new one; `is_planned` tells whether the new one
    has a page at an address.
    """
    old, new = _dossiers(before or b""), _dossiers(after)
    findings = [finding for key in sorted(old) for finding in _loss(old[key], new.get(key), is_planned)]
    yield from findings[:_MOST]
    if len(findings) > _MOST:
        yield warning("", 0, 0, f"… and {len(findings) - _MOST} more dossiers", code=CODE)


def lost_since_last_publish(root: Path, snapshot: Snapshot) -> Iterator[Finding]:
    """The same for a snapshot, compared with the tree that was last published from here.

    Nothing for a site without a list: it has no base_url of its own, and a publish gives it one.
    """
    pages = snapshot.plan.pages
    before = published_file(root, LIST) if LIST in pages and not snapshot.errors else None
    if before is not None:
        file = render_page(snapshot, LIST)
        yield from lost_dossiers(before, file.content if isinstance(file, Artifact) else b"", pages.__contains__)


def _loss(old: _Dossier, new: _Dossier | None, is_planned: Callable[[str], bool]) -> Iterator[Finding]:
    name, address = old.name, old.address
    if new and new.address != address:
        file = f"content/{address.removesuffix('/')}.md"
        hint = f'{file} with "name: {scalar(name)}" would keep it there'
        if not is_planned(address):
            hint += f'; a redirect is "aliases: [/{address}]" in content/{new.address.removesuffix("/")}.md'
        yield warning("", 0, 0, f'the dossier of "{name}" moves from "/{address}" to "/{new.address}"', hint, CODE)
    elif not is_planned(address):
        message = f'the dossier of "{name}" at "/{address}" would be gone, with its feed: no article names it'
        hint = f'a redirect is "aliases: [/{address}]" in the file of another dossier'
        yield warning("", 0, 0, message, hint, CODE)
    elif new and old.feed and not is_planned(old.feed):
        yield warning("", 0, 0, f'the feed of "{name}" at "/{old.feed}" would be gone', "its readers get nothing", CODE)


def _dossiers(opml: bytes) -> Mapping[tuple[str, str], _Dossier]:
    """The listed dossiers, by family and folded name; empty for a list that digest did not make."""
    reader = _Outlines()
    reader.feed(opml.decode(errors="replace"))
    if not reader.outlines:
        return {}
    home = reader.outlines[0].address
    dossiers = {}
    for name, *urls in reader.outlines[1:]:
        address, feed = (unquote(url.removeprefix(home)) for url in urls)
        family = address.partition("/")[0]
        if family in FAMILIES:
            dossiers[family, folded_name(name)] = _Dossier(name, address, feed)
    return dossiers


class _Outlines(HTMLParser):
    """The outlines with text and `htmlUrl`; the site's own is the first. Reads lists that are not well-formed too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.outlines: list[_Dossier] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, dict(attrs))

    def _add(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        text, url = attributes.get("text"), attributes.get("htmlurl")
        if tag == "outline" and text and url:
            self.outlines.append(_Dossier(text, url, attributes.get("xmlurl") or ""))
