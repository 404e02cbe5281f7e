"""What pages put between an article's paragraphs: captions, credits, by-lines, calls to read on or to sign up.

Each rule has a name, by which the editor is told what was left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from digest.ingest.blocks import Block
from digest.ingest.page.headline import fold
from digest.ingest.page.voice import tokens


class Around(NamedTuple):
    """What is known of the page when a block is looked at."""

    authors: frozenset[str]
    """Folded."""
    opening: bool
    """Whether no long paragraph stands before the block."""
    main: int
    """The key of the article's element."""


_CAPTION = re.compile("caption|bildunterschrift|legende")
_CREDIT = re.compile(
    r"(?:photo(?:graph)?s?|picture|image|foto|bild|fotografie|quelle|source|video|grafik|credit)"
    r"(?: by| courtesy of| credit| von)?\s*[:\u00a9/|]\s*\S.{0,80}|(?:getty images|\u00a9\s?\S.{0,60})",
    re.IGNORECASE,
)
_READ_ON = re.compile(
    r"(?:see|read|watch|learn|find out|more|also|related|recommended|don.?t miss|must.?read|up next|editor.?s picks?"
    r"|lesen sie|lies|mehr zu|mehr zum thema|auch interessant|siehe auch|weitere|lire aussi|\u00e0 lire|voir aussi"
    r"|leer m\u00e1s|lea tambi\u00e9n|le puede interesar|leggi anche|leia (?:mais|tamb\u00e9m)|l\u00e4s (?:mer|ocks\u00e5)|les ogs\u00e5"
    r"|l\u00e6s ogs\u00e5|baca juga|lees ook|czytaj (?:te\u017c|tak\u017ce)|\u0447\u0438\u0442\u0430\u0439\u0442\u0435 \u0442\u0430\u043a\u0436\u0435|\u95a2\u9023\u8a18\u4e8b|\u3042\u308f\u305b\u3066\u8aad\u307f\u305f\u3044)"
    r"(?:\s+(?:more|also|next|next:|now|on|from|here|stories|articles|coverage|reading|auch|mehr))?\b",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"(?:sign up|subscribe|get the latest|join (?:our|us|the conversation)|follow (?:us|[\w .]+ on (?:twitter|facebook|x|instagram))"
    r"|like this (?:story|article)|share (?:this|or comment|on)|have a (?:news )?tip|got a (?:news )?tip|download (?:our|the) app"
    r"|click here to|support our|become a member|thank you for (?:reading|subscribing)|register (?:now|for)"
    r"|(?:abonnieren|jetzt|newsletter)\b.{0,40}(?:newsletter|abonn|anmeld)|folgen sie uns|inscrivez-vous|suscr\u00edbete"
    r"|ein klick f\u00fcr den datenschutz|this (?:article|story|post) (?:was )?(?:originally|first) (?:appeared|published))",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\d{1,4}[./\u5e74-]\d{1,2}[./\u6708-]\d{1,4}|\b\d{1,2}:\d{2}\b|\b(?:19|20)\d\d-\d\d-\d\dT")
_DATA = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+-]+Z?|https?://\S+|[\d\W_]+")
_BY = re.compile(r"(?:by|von|di|de|por|par|av|af|af:|text|autor|author)\b:?", re.IGNORECASE)
_SHORT, _MEDIUM = 14, 30
"""Words."""


def _caption(block: Block, around: Around) -> bool:
    near = 0
    for element in block.within.ancestors():
        if element.key == around.main or near == 3:
            return False
        if element.tag == "figcaption" or _CAPTION.search(element.name):
            return True
        near += 1
    return False


def _credit(block: Block, around: Around) -> bool:
    return len(tokens(block.text)) <= _SHORT and bool(_CREDIT.fullmatch(block.text))


def _data(block: Block, around: Around) -> bool:
    return block.kind == "p" and bool(_DATA.fullmatch(block.text)) and len(block.text) > 1


def _byline(block: Block, around: Around) -> bool:
    if not around.opening or len(tokens(block.text)) > _SHORT:
        return False
    folded = fold(_BY.sub("", block.text, count=1))
    return folded in around.authors or any(len(name) > 4 and name in folded for name in around.authors) and (
        bool(_BY.match(block.text)) or len(folded) < 50
    )


def _stamp(block: Block, around: Around) -> bool:
    return around.opening and block.kind == "p" and len(tokens(block.text)) <= _SHORT and bool(_STAMP.search(block.text))


def _read_on(block: Block, around: Around) -> bool:
    found = _READ_ON.match(block.text)
    if not found or len(tokens(block.text)) > _MEDIUM:
        return False
    rest = block.text[found.end() :].lstrip()
    linked = block.linked > 0.3 * len(block.text)
    return linked or not rest or rest in (":", "...", "\u2026") or rest.startswith(":") and len(tokens(rest)) <= _SHORT


def _call(block: Block, around: Around) -> bool:
    return len(tokens(block.text)) <= _MEDIUM and bool(_CALL.match(block.text))


RULES: tuple[tuple[str, Callable[[Block, Around], bool]], ...] = (
    ("data", _data),
    ("caption", _caption),
    ("credit", _credit),
    ("by-line", _byline),
    ("time stamp", _stamp),
    ("read more", _read_on),
    ("sign-up", _call),
)


def rule_of(block: Block, around: Around) -> str:
    """The name of the rule by which a block is no part of the text, or the empty string."""
    return next((name for name, applies in RULES if applies(block, around)), "")
