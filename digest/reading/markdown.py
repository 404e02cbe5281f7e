"""Markdown to safe HTML, in which each link into the site is a numbered slot.

The HTML can run no script: links lead to http, https and mailto only, pictures on other hosts become links, and raw
HTML goes through a maintained sanitiser (nh3) with a short list of allowed tags and attributes.
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.model.text import Prose
from digest.reading.markdown_fast import MarkdownBlock, read_blocks
from digest.reading.prose import numbered, prose


def read_markdown(text: str, *, first_line: int = 1, anchors: bool = True, remote_images: bool = False) -> Prose:
    """Read a Markdown text that begins on `first_line` of its file.

    `anchors` gives headings ids and reads footnotes: for a page's main text, not for a text that several pages
    show. `remote_images` keeps pictures on other hosts as pictures.
    """
    blocks, definitions = read_blocks(text)
    if all(block.html for block in blocks):
        return _joined(blocks, anchors)
    from digest.reading.markdown_full import read_full  # only now: most texts can do without markdown-it

    return read_full(text, blocks, definitions, first_line=first_line, anchors=anchors, remote_images=remote_images)


def _joined(blocks: Sequence[MarkdownBlock], anchors: bool) -> Prose:
    """A text of which the fast reader has read every block."""
    headings = numbered((block.level, block.words[0]) for block in blocks if block.level) if anchors else []
    remaining = iter(headings)
    html = [block.html if not block.level else block.heading(next(remaining, None)) for block in blocks]
    return prose("".join(html), [words for block in blocks for words in block.words], (), headings, ())
