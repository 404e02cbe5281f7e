"""A piece of HTML, such as a feed or a database holds."""

from __future__ import annotations

from digest.ingest.html.blocks import PageBlocks, page_blocks
from digest.ingest.html.tree import parse


def fragment_blocks(html: str, base: str = "") -> PageBlocks:
    """The blocks of a piece of HTML, and the words in it that are not text.

    Links lead to http, https and mailto only; without `base`, relative ones become plain text.
    """
    body = parse(html).body
    return page_blocks(body, base) if body else PageBlocks([], [])
