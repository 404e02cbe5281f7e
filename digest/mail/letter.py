"""An edition as a letter: HTML with its style inline, and the same as plain text."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from digest.builder.snapshot import Snapshot
from digest.dates import edition_name
from digest.errors import DigestError, error
from digest.mail.plain import plain
from digest.model.page import Artifact
from digest.pages.letter import LetterView, letter_page

MOST_BYTES = 80_000
"""Of the HTML. Gmail cuts a message at 102 KB, with its other parts and what transport adds."""
MOST_ARTICLES = 1_000


class EditionLetter(NamedTuple):
    """A letter."""

    view: LetterView
    html: str
    text: str
    first: dt.date
    last: dt.date

    @property
    def name(self) -> str:
        """`2026-11-24`, `2026-w48`: of its files."""
        return edition_name(self.first, self.last)


def letter_of(snapshot: Snapshot, first: dt.date, last: dt.date) -> EditionLetter:
    """The letter of the editions of these days. Raises DigestError where there is none to make."""
    config, renderer = snapshot.config, snapshot.renderer
    if not config.site.base_url:
        where = snapshot.settings.places.of("site", "base_url")
        raise DigestError(error("digest.toml", *where, "a letter needs base_url: its links lead to the site", "set it"))
    if not snapshot.archive.between(first, last):
        raise DigestError(error(f"content/editions/{first}.md", 0, 0, "this edition has no article that is shown"))
    assert renderer is not None, "a snapshot without a theme has errors"
    most = MOST_ARTICLES
    while True:
        page = letter_page(snapshot.archive, first, last, most)
        view = page.view(config)
        assert isinstance(view, LetterView)
        rendered = renderer.render(page)
        assert isinstance(rendered, Artifact)
        html = _inlined(rendered.content.decode())
        shown = sum(len(section.items) for section in view.sections)
        if len(html.encode()) <= MOST_BYTES or shown <= 1:
            return EditionLetter(view, html, plain(view, config), first, last)
        most = min(shown - 1, shown * MOST_BYTES // len(html.encode()))


def _inlined(html: str) -> str:
    """The HTML with its rules as attributes; rules under `@media` stay where they are. Nothing is fetched."""
    from css_inline import CSSInliner

    inliner = CSSInliner(keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False)
    return str(inliner.inline(html))
