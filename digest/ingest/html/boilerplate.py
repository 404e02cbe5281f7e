"""What pages put between an article's paragraphs: captions, credits, by-lines, calls to read on or to sign up.

Each rule has a name, by which the editor is told what was left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from digest.ingest.html.blocks import Block
from digest.ingest.html.extractor import tokens
from digest.ingest.html.headline import fold
from digest.ingest.text import phrases


class Around(NamedTuple):
    """What is known of the page when a block is looked at."""

    authors: frozenset[str]
    """Folded."""
    opening: bool
    """Whether no long paragraph stands before the block."""
    main: int
    """The key of the article's element."""


_CAPTION = re.compile("caption|bildunterschrift|legende")
_STAMP = re.compile(r"\d{1,4}[./年-]\d{1,2}[./月-]\d{1,4}|\b\d{1,2}:\d{2}\b|\b(?:19|20)\d\d-\d\d-\d\dT")
_DATA = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+-]+Z?|https?://\S+|[\d\W_]+")
_BY = re.compile(r"(?:by|von|di|de|por|par|av|af|af:|text|autor|author)\b:?", re.IGNORECASE)
_SHORT, _MEDIUM = 14, 30
"""Words."""


def _caption(block: Block, around: Around) -> bool:
    for near, element in enumerate(block.within.ancestors()):
        if element.key == around.main or near == 3:
            return False
        if element.tag == "figcaption" or _CAPTION.search(element.name):
            return True
    return False


def _credit(block: Block, around: Around) -> bool:
    return len(tokens(block.text)) <= _SHORT and bool(phrases.CREDIT.fullmatch(block.text))


def _data(block: Block, around: Around) -> bool:
    return block.kind == "p" and bool(_DATA.fullmatch(block.text)) and len(block.text) > 1


def _byline(block: Block, around: Around) -> bool:
    if not around.opening or len(tokens(block.text)) > _SHORT:
        return False
    folded = fold(_BY.sub("", block.text, count=1))
    return (
        folded in around.authors
        or (any(len(name) > 4 and name in folded for name in around.authors)
        and (bool(_BY.match(block.text)) or len(folded) < 50))
    )


def _stamp(block: Block, around: Around) -> bool:
    return (
        around.opening and block.kind == "p" and len(tokens(block.text)) <= _SHORT and bool(_STAMP.search(block.text))
    )


def _read_on(block: Block, around: Around) -> bool:
    found = phrases.READ_ON.match(block.text)
    if not found or len(tokens(block.text)) > _MEDIUM:
        return False
    rest = block.text[found.end() :].lstrip()
    linked = block.linked > 0.3 * len(block.text)
    pointed = rest.startswith(":") and len(tokens(rest)) <= _SHORT
    return linked or pointed or rest in ("", ":", "...", "\u2026")


def _call(block: Block, around: Around) -> bool:
    return len(tokens(block.text)) <= _MEDIUM and bool(phrases.CALL.match(block.text))


def _mailing(block: Block, around: Around) -> bool:
    return is_of_the_mailing(block)


def is_of_the_mailing(block: Block) -> bool:
    """Whether a block is no part of a newsletter, but of its sending: "View in your browser", "Unsubscribe"."""
    return len(tokens(block.text)) <= _MEDIUM and bool(phrases.MAILING.match(block.text))


RULES: tuple[tuple[str, Callable[[Block, Around], bool]], ...] = (
    ("data", _data),
    ("caption", _caption),
    ("credit", _credit),
    ("by-line", _byline),
    ("time stamp", _stamp),
    ("read more", _read_on),
    ("sign-up", _call),
    ("mailing", _mailing),
)


def rule_of(block: Block, around: Around) -> str:
    """The name of the rule by which a block is no part of the text, or the empty string."""
    return next((name for name, applies in RULES if applies(block, around)), "")
