"""Boilerplate between the paragraphs of an article: captions, credits, by-lines, calls to read on or to sign up.

Each rule has a name, under which the editor is shown what was left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from digest.ingest.html.blocks import HtmlBlock
from digest.ingest.html.headline import fold
from digest.ingest.text import phrases
from digest.ingest.text.lengths import words
from digest.language.sentences import ends_as_sentence


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
_HALF_DAY = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_DATA = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+-]+Z?|https?://\S+|[\d\W_]+")
"""A block that is only a date, an address or signs: `2024-07-09T14:30:00Z`, `* * *`."""
_BY = re.compile(r"(?:by|von|di|de|por|par|av|af|af:|text|autor|author)\b:?", re.IGNORECASE)
_SHORT, _MEDIUM, _CAPTION_WORDS = 14, 30, 45
"""Words of a short block, of one of medium length, and of a caption."""


def _caption(block: HtmlBlock, surroundings: Surroundings) -> bool:
    for distance, element in enumerate(block.within.ancestors()):
        if element.key == surroundings.main or distance == 3:
            return False
        if element.tag == "figcaption" or _CAPTION.search(element.name):
            return True
    return False


def _signed_caption(block: HtmlBlock, surroundings: Surroundings) -> bool:
    is_medium = block.kind == "p" and not block.frames and words(block.text) <= _CAPTION_WORDS
    return is_medium and bool(phrases.CAPTION_END.search(block.text))


def _pay_wall(block: HtmlBlock, surroundings: Surroundings) -> bool:
    return words(block.text) <= _MEDIUM and bool(phrases.PAID.search(block.text))


def _credit(block: HtmlBlock, surroundings: Surroundings) -> bool:
    return words(block.text) <= _SHORT and bool(phrases.CREDIT.fullmatch(block.text))


def _data(block: HtmlBlock, surroundings: Surroundings) -> bool:
    is_more = len(block.text) > 1 or block.text.isdigit()
    return block.kind == "p" and is_more and bool(_DATA.fullmatch(block.text))


def _byline(block: HtmlBlock, surroundings: Surroundings) -> bool:
    if not surroundings.opening or words(block.text) > _SHORT:
        return False
    by = _BY.match(block.text)
    folded = fold(_BY.sub("", block.text, count=1))
    if folded in surroundings.authors:
        return True
    is_named = any(len(name) > 4 and name in folded for name in surroundings.authors)
    return is_named and (bool(by) or (len(folded) < 50 and not ends_as_sentence(block.text)))


def _stamp(block: HtmlBlock, surroundings: Surroundings) -> bool:
    is_short = block.kind == "p" and words(block.text) <= _SHORT and not ends_as_sentence(_HALF_DAY.sub("", block.text))
    return surroundings.opening and is_short and bool(_TIME_STAMP.search(block.text))


def _advert(block: HtmlBlock, surroundings: Surroundings) -> bool:
    return words(block.text) <= _SHORT and bool(phrases.ADVERT.fullmatch(block.text))


def _player(block: HtmlBlock, surroundings: Surroundings) -> bool:
    is_short = words(block.text) <= _SHORT and not ends_as_sentence(block.text)
    return block.kind == "p" and is_short and bool(phrases.DURATION.match(block.text))


def _read_on(block: HtmlBlock, surroundings: Surroundings) -> bool:
    phrase = phrases.READ_ON.match(block.text)
    if not phrase or words(block.text) > _MEDIUM:
        return False
    rest = block.text[phrase.end() :].lstrip()
    is_linked = block.linked > 0.3 * len(block.text) and not ends_as_sentence(block.text)
    is_link = block.linked > 0.8 * len(block.text)
    names_title = rest.startswith((":", "|", "\uff1a", "\u3011")) and words(rest) <= _SHORT
    return is_linked or is_link or names_title or rest in ("", ":", "...", "\u2026")


def _call(block: HtmlBlock, surroundings: Surroundings) -> bool:
    return words(block.text) <= _MEDIUM and phrases.is_call(block.text)


def _mailing(block: HtmlBlock, surroundings: Surroundings) -> bool:
    return is_of_the_mailing(block)


def is_of_the_mailing(block: HtmlBlock) -> bool:
    """Whether a block serves the mailing of a newsletter: "View in your browser", "Unsubscribe"."""
    return words(block.text) <= _MEDIUM and bool(phrases.MAILING.match(block.text))


RULES: tuple[tuple[str, Callable[[HtmlBlock, Surroundings], bool]], ...] = (
    ("data", _data),
    ("caption", _caption),
    ("caption", _signed_caption),
    ("credit", _credit),
    ("pay wall", _pay_wall),
    ("advertisement", _advert),
    ("player", _player),
    ("by-line", _byline),
    ("time stamp", _stamp),
    ("read more", _read_on),
    ("sign-up", _call),
    ("mailing", _mailing),
)


def rule_of(block: HtmlBlock, surroundings: Surroundings) -> str:
    """The name of the first rule by which a block is boilerplate; empty if there is none."""
    return next((name for name, applies in RULES if applies(block, surroundings)), "")
