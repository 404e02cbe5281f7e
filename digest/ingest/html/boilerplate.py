"""Boilerplate between the paragraphs of an article: captions, credits, by-lines, calls to read on or to sign up.

Each rule has a name, under which the editor is shown what was left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from digest.ingest.html.blocks import HtmlBlock
from digest.ingest.html.extractor import tokens
from digest.ingest.html.headline import fold
from digest.ingest.text import phrases


class Surroundings(NamedTuple):
    """What a rule needs to know of the page and of the blocks before the one that it judges."""

    authors: frozenset[str]
    """Folded: see `headline.fold`."""
    opening: bool
    """Whether no long paragraph has come before the block."""
    main: int
    """The key of the article's element."""


_CAPTION = re.compile("caption|bildunterschrift|legende")
_TIME_STAMP = re.compile(r"\d{1,4}[./年-]\d{1,2}[./月-]\d{1,4}|\b\d{1,2}:\d{2}\b|\b(?:19|20)\d\d-\d\d-\d\dT")
"""`09.07.2024`, `2024年7月9日`, `14:30`, `2024-07-09T14:30`."""
_DATA = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+-]+Z?|https?://\S+|[\d\W_]+")
"""A block that is only a date, an address or signs: `2024-07-09T14:30:00Z`, `* * *`."""
_BY = re.compile(r"(?:by|von|di|de|por|par|av|af|af:|text|autor|author)\b:?", re.IGNORECASE)
_SHORT, _MEDIUM = 14, 30
"""Words of a short block, and of one of medium length."""


def _caption(block: HtmlBlock, surroundings: Surroundings) -> bool:
    for distance, element in enumerate(block.within.ancestors()):
        if element.key == surroundings.main or distance == 3:
            return False
        if element.tag == "figcaption" or _CAPTION.search(element.name):
            return True
    return False


def _credit(block: HtmlBlock, surroundings: Surroundings) -> bool:
    return len(tokens(block.text)) <= _SHORT and bool(phrases.CREDIT.fullmatch(block.text))


def _data(block: HtmlBlock, surroundings: Surroundings) -> bool:
    return block.kind == "p" and bool(_DATA.fullmatch(block.text)) and len(block.text) > 1


def _byline(block: HtmlBlock, surroundings: Surroundings) -> bool:
    if not surroundings.opening or len(tokens(block.text)) > _SHORT:
        return False
    folded = fold(_BY.sub("", block.text, count=1))
    return (
        folded in surroundings.authors
        or (any(len(name) > 4 and name in folded for name in surroundings.authors)
        and (bool(_BY.match(block.text)) or len(folded) < 50))
    )


def _stamp(block: HtmlBlock, surroundings: Surroundings) -> bool:
    is_short = block.kind == "p" and len(tokens(block.text)) <= _SHORT
    return surroundings.opening and is_short and bool(_TIME_STAMP.search(block.text))


def _read_on(block: HtmlBlock, surroundings: Surroundings) -> bool:
    phrase = phrases.READ_ON.match(block.text)
    if not phrase or len(tokens(block.text)) > _MEDIUM:
        return False
    rest = block.text[phrase.end() :].lstrip()
    is_link = block.linked > 0.3 * len(block.text)
    names_title = rest.startswith(":") and len(tokens(rest)) <= _SHORT
    return is_link or names_title or rest in ("", ":", "...", "\u2026")


def _call(block: HtmlBlock, surroundings: Surroundings) -> bool:
    return len(tokens(block.text)) <= _MEDIUM and bool(phrases.CALL.match(block.text))


def _mailing(block: HtmlBlock, surroundings: Surroundings) -> bool:
    return is_of_the_mailing(block)


def is_of_the_mailing(block: HtmlBlock) -> bool:
    """Whether a block serves the mailing of a newsletter: "View in your browser", "Unsubscribe"."""
    return len(tokens(block.text)) <= _MEDIUM and bool(phrases.MAILING.match(block.text))


RULES: tuple[tuple[str, Callable[[HtmlBlock, Surroundings], bool]], ...] = (
    ("data", _data),
    ("caption", _caption),
    ("credit", _credit),
    ("by-line", _byline),
    ("time stamp", _stamp),
    ("read more", _read_on),
    ("sign-up", _call),
    ("mailing", _mailing),
)


def rule_of(block: HtmlBlock, surroundings: Surroundings) -> str:
    """The name of the first rule by which a block is boilerplate; empty if there is none."""
    return next((name for name, applies in RULES if applies(block, surroundings)), "")
