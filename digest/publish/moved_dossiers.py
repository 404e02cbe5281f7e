"""Moved dossiers: both trees have a dossier of that name, at different addresses.

Which slug a name has can depend on other names (`archive/term_slugs.py`), so an edit elsewhere can move a dossier. The
list of the site's feeds, `opml.xml`, names each dossier that has articles, so no page needs to be opened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote

from digest.editing.yaml_values import scalar
from digest.errors import Finding, warning
from digest.model.editorial import FAMILIES
from digest.names import folded_name
from digest.urls import output_path

LIST = "opml.xml"
_MOST = 20
"""Number of moved dossiers that are named."""


def moved_dossiers(before: bytes | None, after: bytes, planned: Collection[str]) -> Iterator[Finding]:
    """A warning for each dossier that moves from the address that it was published at.

    `before` and `after` are the lists of the published tree and of the new one, `planned` the paths of the new one.
    """
    old, new = _dossiers(before or b""), _dossiers(after)
    moved = [(old[key], new[key][1]) for key in sorted(old.keys() & new.keys()) if old[key][1] != new[key][1]]
    for (name, address), target in moved[:_MOST]:
        file = f"content/{address.removesuffix('/')}.md"
        hint = f'{file} with "name: {scalar(name)}" would keep it there'
        if output_path(address) not in planned:
            hint += f'; a redirect is "aliases: [/{address}]" in content/{target.removesuffix("/")}.md'
        yield warning("", 0, 0, f'the dossier of "{name}" moves from "/{address}" to "/{target}"', hint)
    if len(moved) > _MOST:
        yield warning("", 0, 0, f"… and {len(moved) - _MOST} more dossiers move")


def _dossiers(opml: bytes) -> Mapping[tuple[str, str], tuple[str, str]]:
    """Name and address of each listed dossier, by family and folded name; empty for a list that digest did not make."""
    reader = _Outlines()
    reader.feed(opml.decode(errors="replace"))
    if not reader.outlines:
        return {}
    home = reader.outlines[0][1]
    dossiers = {}
    for name, url in reader.outlines[1:]:
        address = unquote(url.removeprefix(home))
        family = address.partition("/")[0]
        if family in FAMILIES:
            dossiers[family, folded_name(name)] = (name, address)
    return dossiers


class _Outlines(HTMLParser):
    """Text and `htmlUrl` of the outlines that have both; the site's own is the first. Reads what is not well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.outlines: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, dict(attrs))

    def _add(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        text, url = attributes.get("text"), attributes.get("htmlurl")
        if tag == "outline" and text and url:
            self.outlines.append((text, url))
