"""A piece of HTML, such as a feed or a database holds, as Markdown: its words, blocks and links."""

from __future__ import annotations

from digest.ingest.html.blocks import Block, blocks_of, join
from digest.ingest.text.link_references import gathered


def html_to_markdown(html: str, base: str = "") -> str:
    """Headings, paragraphs, lists, quotations, tables and links of a piece of HTML; ends with a newline.

    What is no text (scripts, styles, pictures, forms' buttons) is left out; emphasis is not kept, words
    are. Links go to http, https and mailto only; relative ones need `base`, else their words stand alone;
    addresses stand at the end (see `references.py`).
    """
    return gathered(join(html_blocks(html, base)))


def html_blocks(html: str, base: str = "") -> list[Block]:
    """The same as blocks."""
    from digest.ingest.html.tree import flattened, parse

    body = parse(flattened(html)).body
    return blocks_of(body, base) if body else []
