"""Which blocks of a page are the article.

An extractor's voice says where the article is; the page's own elements say where it ends. The smallest element that
holds nearly all of what was named is the article's; beside named paragraphs stand paragraphs of the same make, and
those are the article's too; what pages put in between (captions, sign-ups, lists of other articles) is not.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from digest.ingest.blocks import Block, Element
from digest.ingest.page.headline import fold
from digest.ingest.page.voice import Voice, extracted, tokens

MAIN = 0.75
"""Of the named words, the share that the article's element has to hold."""
ENOUGH = 250
"""Characters; what is less is hardly an article, and the extractor is asked again to be less strict."""
_SHARE = 0.5
_LONG = 60
"""Characters from which a paragraph tells of where the article is."""
_MIN_WORDS = 5
_MAX_LINKED = 0.35
_ASIDE_TAGS = frozenset(["figcaption", "figure", "aside", "footer", "nav", "form", "header"])
_ASIDE = re.compile(
    r"caption|related|recommend|share|social|newsletter|subscri|promo|advert|\bads?\b|\bad-|sponsor|comment|sidebar"
    r"|footer|breadcrumb|author|byline|\btags?\b|widget|outbrain|taboola|cookie|consent|read-?more|more-on|teaser"
    r"|copyright|credit|paywall|popup|modal|sign-?up|login|menu|navig|\bmeta\b|timestamp|gallery|slideshow|toolbar"
    r"|disqus|trending|popular|most-read|embed"
)
_CAPTION = re.compile("caption")
_STANDFIRST = re.compile(
    r"standfirst|intro|lead|lede|summary|\bdek\b|\bdeck\b|subtitle|sub-?head|excerpt|abstract|chapeau|description"
    r"|subline|ingress|vorspann|preamble"
)


class Body(NamedTuple):
    """The blocks of the article, in order."""

    blocks: list[Block]
    """Empty where nothing was found."""
    captions: list[Block]
    """What stood among them and was left out."""


class _Named(NamedTuple):
    """The blocks of a page, and which of them a voice names."""

    blocks: list[Block]
    named: list[bool]

    @property
    def mass(self) -> int:
        """The named characters."""
        return sum(len(block.text) for block, named in zip(self.blocks, self.named, strict=True) if named)


def body_of(html: str, blocks: list[Block], title: str, description: str) -> Body:
    """The article's blocks of a page; `title` is its headline, `description` its own summary in metadata."""
    found = _named(html, blocks, fold(title))
    main = _main(found)
    makes = _makes(found)
    kept = [
        named or _is_alike(block, main, makes) if _inside(block, main) else False
        for block, named in zip(found.blocks, found.named, strict=True)
    ]
    first = next((n for n, named in enumerate(found.named) if named), 0)
    last = max((n for n, named in enumerate(found.named) if named), default=-1)
    chosen: list[Block] = []
    captions: list[Block] = []
    seen: set[str] = set()
    for n, block in enumerate(blocks):
        folded = fold(block.text)
        within = (kept[n] and (found.named[n] or first <= n <= last)) or (
            n < first + 3 and _is_standfirst(block, n, first, fold(description))
        )
        if not within or folded == fold(title) or (folded in seen and len(folded) > 20):
            continue
        seen.add(folded)
        (captions if _is_caption(block, main) else chosen).append(block)
    return Body(chosen, captions)


def _named(html: str, blocks: list[Block], title: str) -> _Named:
    """What the strict extractor names, or else the mild one, or else all long paragraphs."""
    words = [tokens(block.text) for block in blocks]
    plain = [_is_plain(block) for block in blocks]
    expected = _Named(blocks, plain).mass
    best = _Named(blocks, plain)
    for strict in (True, False):
        voice = Voice(extracted(html, strict=strict))
        named = [
            voice.share(each) >= _SHARE and fold(block.text) != title for block, each in zip(blocks, words, strict=True)
        ]
        found = _Named(blocks, named)
        if found.mass >= max(ENOUGH, expected * 0.3):
            return found
        if not strict and found.mass:
            best = found
    return best


def _is_plain(block: Block) -> bool:
    return (
        block.kind == "p"
        and len(block.text) >= _LONG
        and block.linked < _MAX_LINKED * len(block.text)
        and not any(_is_aside(each) for each in block.within.ancestors())
    )


def _is_aside(element: Element) -> bool:
    return element.tag in _ASIDE_TAGS or bool(_ASIDE.search(element.name))


def _main(found: _Named) -> int:
    """The key of the smallest element that holds nearly all long named paragraphs; 0 is the whole page."""
    mass: Counter[int] = Counter()
    total = 0
    for block, named in zip(found.blocks, found.named, strict=True):
        if named and block.kind == "p" and len(block.text) >= _LONG:
            total += len(block.text)
            for element in block.within.ancestors():
                mass[element.key] += len(block.text)
    return max((key for key, held in mass.items() if held >= MAIN * total), default=0)


def _makes(found: _Named) -> Counter[object]:
    """How many long named paragraphs stand in each element, and in elements of each make."""
    makes: Counter[object] = Counter()
    for block, named in zip(found.blocks, found.named, strict=True):
        if named and block.kind == "p" and len(block.text) >= _LONG:
            makes.update(_make(block))
    return makes


def _make(block: Block) -> tuple[object, ...]:
    around = [*block.within.ancestors()][:3]
    return (around[1].key if len(around) > 1 else 0, tuple((each.tag, each.name) for each in around))


def _inside(block: Block, main: int) -> bool:
    return not main or any(each.key == main for each in block.within.ancestors())


def _is_alike(block: Block, main: int, makes: Counter[object]) -> bool:
    """Whether a paragraph that no voice named stands among named ones, or in elements made like theirs."""
    return (
        block.kind == "p"
        and len(tokens(block.text)) >= _MIN_WORDS
        and block.linked < _MAX_LINKED * len(block.text)
        and any(makes[make] >= 2 for make in _make(block))
        and not any(_is_aside(each) for each in _up_to(block, main))
    )


def _up_to(block: Block, main: int) -> list[Element]:
    """The elements around a block within the article's."""
    around = []
    for each in block.within.ancestors():
        if each.key == main:
            break
        around.append(each)
    return around


def _is_caption(block: Block, main: int) -> bool:
    return any(each.tag == "figcaption" or _CAPTION.search(each.name) for each in _up_to(block, main)[:3])


def _is_standfirst(block: Block, n: int, first: int, description: str) -> bool:
    """Whether a block shortly before the first paragraph sums the article up."""
    folded, words = fold(block.text), len(tokens(block.text))
    if words < _MIN_WORDS + 1 or block.kind == "table":
        return False
    if len(description) > 30 and (folded == description or (len(folded) > 40 and description.startswith(folded[:60]))):
        return True
    around = [*block.within.ancestors()][:2]
    named = any(_STANDFIRST.search(each.name) for each in around)
    return named and words >= 8 and block.linked < _MAX_LINKED * len(block.text) and n > first - 12
