"""Markdown to safe HTML, with every reference into the site found and left open.

Nothing that runs can come out of here: links go to http, https and mailto only, pictures on other hosts
become links to them, and raw HTML passes through a well-kept sanitiser with a short list of what is allowed.
"""

from __future__ import annotations

from collections.abc import Sequence

from digest.model.text import Prose
from digest.reading.markdown_fast import Block, blocks
from digest.reading.prose import numbered, prose


def read_markdown(text: str, *, first_line: int = 1, anchors: bool = True, remote_images: bool = False) -> Prose:
    """Read a Markdown text that begins on `first_line` of its file.

    `anchors` gives headings ids and reads footnotes: for a page's main text, not for one that stands
    on many pages. `remote_images` lets pictures on other hosts be loaded.
    """
    parts, references = blocks(text)
    if all(part.html for part in parts):
        return _plain(parts, anchors)
    from digest.reading.markdown_full import read_tokens  # only now: most texts can do without markdown-it

    return read_tokens(text, parts, references, first_line=first_line, anchors=anchors, remote_images=remote_images)


def _plain(parts: Sequence[Block], anchors: bool) -> Prose:
    headings = numbered((part.level, part.words[0]) for part in parts if part.level) if anchors else []
    coming = iter(headings)
    html = [part.html if not part.level else part.heading(next(coming, None)) for part in parts]
    return prose("".join(html), [words for part in parts for words in part.words], (), headings, ())
