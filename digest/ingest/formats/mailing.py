"""What serves the mailing of a newsletter and is no part of its text: buttons, preview lines, by-lines, the footer."""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.ingest.draft import Stripped
from digest.ingest.html.blocks import HtmlBlock
from digest.ingest.html.boilerplate import is_of_the_mailing
from digest.ingest.html.headline import fold
from digest.ingest.text import phrases
from digest.language.calendar import ENGLISH_MONTH, MONTH, WEEKDAY

_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]")
_STAMP = re.compile(
    rf"(?:{WEEKDAY},?\s+)?(?:{ENGLISH_MONTH}\s+\d{{1,2}}"
    rf"|\d{{1,2}}\.?\s+(?:de\s+)?(?:{MONTH}))(?:,?\s+(?:de\s+)?\d{{4}})?",
    re.IGNORECASE,
)
"""A line that only says a day: `Apr 30`, `Thursday, 30 April 2026`."""
_FEW, _SOME, _MANY = 12, 30, 80
"""Words of a line of a footer: of one without a sign of its own, of one with a weak sign, of one with a strong one."""
_LINKED = 0.3
"""The share of a line in links from which these make it a line of a footer."""
_STORY = 15
"""Words of the paragraph with which the text of a newsletter has begun."""
_REACH = 6
"""Blocks of a footer below its last line with a sign: a postal address is broken into several."""


class Sorted(NamedTuple):
    """The blocks of a newsletter that are its text, and what serves its mailing."""

    blocks: list[HtmlBlock]
    stripped: tuple[Stripped, ...]
    authors: tuple[str, ...]
    """The writer, if a line above the text says only the name, and the sender's name holds it."""


def sort_out(blocks: list[HtmlBlock], sender: str) -> Sorted:
    """Part the text of a newsletter from what serves its mailing. Nothing else is left out.

    `sender` is the display name of the mail's sender, such as `Jane Roe from Harbour Letter`.
    """
    end = _footer_start(blocks)
    kept: list[HtmlBlock] = []
    stripped: list[Stripped] = []
    authors: tuple[str, ...] = ()
    opening = True
    for block in blocks[:end]:
        rule = _rule(block, opening, sender)
        if rule:
            stripped.append(Stripped(rule, block.text))
            authors = authors or ((block.text,) if rule == "by-line" else ())
            continue
        kept.append(block)
        opening = opening and (block.kind != "p" or _size(block) < _STORY)
    footer = (Stripped("mailing", block.text) for block in blocks[end:])
    return Sorted(kept, (*stripped, *footer), authors)


def _rule(block: HtmlBlock, opening: bool, sender: str) -> str:
    """The rule by which a block above the footer is no text; empty for a block of the text."""
    if is_of_the_mailing(block) or (block.kind == "p" and phrases.BUTTON.fullmatch(block.text)):
        return "mailing"
    if not opening or block.kind != "p":
        return ""
    name, names = fold(block.text), fold(sender)
    if " " in name and name != names and f" {name} " in f" {names} ":
        return "by-line"
    return "time stamp" if _STAMP.fullmatch(block.text) else ""


def _footer_start(blocks: list[HtmlBlock]) -> int:
    """The number of the first block of the footer; the number of blocks where there is none.

    From the end up, a block with a sign of a footer belongs to it, and so do short lines below such a block.
    """
    start = n = len(blocks)
    while n and start - n < _REACH:
        n -= 1
        if _is_footer(blocks[n]):
            start = n
        elif _size(blocks[n]) > _FEW or blocks[n].kind != "p":
            break
    return start


def _is_footer(block: HtmlBlock) -> bool:
    if is_of_the_mailing(block) or phrases.BUTTON.fullmatch(block.text):
        return True
    size = _size(block)
    labels = " ".join(_LABEL.findall(block.markdown))
    if size <= _MANY and (phrases.FOOTER_LABEL.search(labels) or phrases.RECEIVED.match(block.text)):
        return True
    is_linked = block.linked >= _LINKED * len(block.text)
    is_small_print = phrases.SMALL_PRINT.match(block.text) or (is_linked and phrases.POLICIES.search(labels))
    return size <= _SOME and bool(is_small_print)


def _size(block: HtmlBlock) -> int:
    return len(block.text.split())
