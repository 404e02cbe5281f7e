"""A piece of HTML, such as a feed or a database holds, as Markdown."""

from __future__ import annotations

from digest.ingest.html.blocks import HtmlBlock, blocks_of, join
from digest.ingest.text.link_references import gathered


def html_to_markdown(html: str, base: str = "") -> str:
    """Headings, paragraphs, lists, quotations, tables and links of a piece of HTML; ends with a newline.

    Scripts, styles, pictures and buttons are left out, and emphasis is not kept. Links lead to http, https and mailto
    only; without `base`, relative ones become plain text. The addresses are at the end (see `text/link_references.py`).
    """
    return gathered(join(html_blocks(html, base)))


def html_blocks(html: str, base: str = "") -> list[HtmlBlock]:
    """The blocks of a piece of HTML."""
    from digest.ingest.html.tree import parse

    body = parse(html).body
    return blocks_of(body, base) if body else []
