"""Walls in front of an article: one that asks for consent, and one that asks for money."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.ingest.draft import Stripped
from digest.ingest.html.blocks import Element, HtmlBlock
from digest.ingest.text import phrases
from digest.ingest.text.lengths import letters

if TYPE_CHECKING:
    from digest.ingest.html.page import WebPage

_MAX_LINE = 300
"""Letters of a line that says that the rest is for subscribers."""
_MAX_STUB = 1_500
"""Letters of an article of which the rest may be missing."""
_MAX_WALL = 6_000
"""Letters of the text of a wall that asks for consent."""
_MIN_ASKING = 0.5
"""The share of the letters of a text that asks for consent, from which it does nothing else."""
_NEAR = 5
"""Blocks below the text in which a wall begins."""
_CONSENT = re.compile(
    r"onetrust|didomi|usercentrics|sp_message|quantcast|cookie-?(?:banner|wall|consent|notice|bar|layer|policy)"
    r"|consent-?(?:wall|banner|layer|dialog|modal|screen|manager|container)|\bgdpr|privacy-?(?:wall|gate|manager)"
)
"""Class or id of an element that asks for consent: `onetrust-banner-sdk`."""
_PAY_WALL = re.compile(r"pay-?wall|reg-?wall|subscri\w*-?wall|premium-?wall|piano-|locked-?content|content-?gate")
"""Class or id of an element that asks for a subscription: `paywallLayerWrapper`."""
_TEASER = re.compile(r"teaser|preview|related|recommend")
"""Class or id of an element that points to another article, which may be for sale."""


def asks_for_consent(element: Element) -> bool:
    """Whether an element is one of a consent banner, by its name."""
    return element.tag != "body" and bool(_CONSENT.search(element.name))


def is_consent_wall(blocks: list[HtmlBlock]) -> bool:
    """Whether most of a text asks for consent to cookies and tracking, by its words or by the names around it."""
    prose = sorted((block for block in blocks if block.kind != "h"), key=lambda block: -len(block.text))
    total = missing = _size(prose)
    if total > _MAX_WALL:
        return False
    says_so = False
    for block in prose:  # the longest first: of most texts half is enough to see that it is none
        by_words = bool(phrases.CONSENT.search(block.text))
        says_so = says_so or by_words
        if not by_words and not any(map(asks_for_consent, block.within.ancestors())):
            missing -= letters(block.text)
            if missing < _MIN_ASKING * total:
                return False
    return says_so


def is_cut_off(page: WebPage, blocks: list[HtmlBlock], kept: list[HtmlBlock], stripped: list[Stripped]) -> bool:
    """Whether the page shows only a part of its article, because the rest is for sale.

    Its last lines say so; or its data say that it is for sale, and the text is short, breaks off, or a wall follows it.
    """
    last = [*(block.text for block in kept[-3:]), *(cut.words for cut in stripped[-3:])]
    if any(letters(text) < _MAX_LINE and phrases.PAID.search(text) for text in last):
        return True
    free = str(page.article.get("isAccessibleForFree", "true")).lower()
    if free not in ("false", "no") or not kept:
        return False
    breaks_off = kept[-1].text.endswith(("\u2026", "..."))
    return _size(kept) < _MAX_STUB or breaks_off or _is_walled(blocks, kept)


def _is_walled(blocks: list[HtmlBlock], kept: list[HtmlBlock]) -> bool:
    """Whether a wall that holds nothing of the text follows it at once."""
    own = {element.key for block in kept for element in block.within.ancestors()}
    last = max(number for number, block in enumerate(blocks) if block is kept[-1])
    return any(
        element.key not in own and _PAY_WALL.search(element.name) and not _TEASER.search(element.name)
        for block in blocks[last + 1 : last + 1 + _NEAR]
        for element in block.within.ancestors()
    )


def _size(blocks: list[HtmlBlock]) -> int:
    return sum(letters(block.text) for block in blocks)
