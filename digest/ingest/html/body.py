"""Which blocks of a page are the article.

An extractor's voice says where the article is; the page's own elements say where it ends. The smallest element that
holds nearly all of what was named is the article's; beside named paragraphs stand paragraphs of the same make, and
those are the article's too; what pages put in between (see `furniture.py`) is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from digest.ingest.draft import Stripped
from digest.ingest.html.blocks import Block, Element
from digest.ingest.html.boilerplate import Around, rule_of
from digest.ingest.html.extractor import Voice, extracted, tokens
from digest.ingest.html.headline import fold

MAIN = 0.75
"""Of the named words, the share that the article's element has to hold."""
ENOUGH = 250
"""Characters; what is less is hardly an article, and the extractor is asked again to be less strict."""
_EXPECTED = 0.5
"""Of all long paragraphs, the share that the strict extractor should have named."""
_FAR_MORE = 2
"""How many times as much the mild one has to name."""
_LOST = 0.2
"""Of all long paragraphs that are no asides, the share below which the extractor has lost its way."""
_SHARE = 0.5
_LONG = 60
"""Characters from which a paragraph tells of where the article is."""
_MIN_WORDS = 5
_MAX_LINKED = 0.35
_HEAVY = 0.3
"""Of all long paragraphs, the share that makes the element that holds it no aside, whatever it is called."""
_BELOW = 2
"""Blocks below the last named one that may be the article's: extractors take short last lines for a footer."""
_COPIED = 25
"""Words of a block that no writer repeats."""
_WHOLE = 150
"""Words of a block that may be the article over again, in one piece."""
_ASIDE_TAGS = frozenset(["figcaption", "figure", "aside", "footer", "nav", "form", "header"])
_ASIDE = re.compile(
    r"caption|related|recommend|share|social|newsletter|subscri|promo|advert|\bads?\b|\bad-|sponsor|comment|sidebar"
    r"|footer|breadcrumb|author|byline|\btags?\b|widget|outbrain|taboola|cookie|consent|read-?more|more-on|teaser"
    r"|copyright|credit|paywall|popup|modal|sign-?up|login|menu|navig|\bmeta\b|timestamp|gallery|slideshow|toolbar"
    r"|disqus|trending|popular|most-read|embed"
)
_STANDFIRST = re.compile(
    r"standfirst|intro|lead|lede|summary|\bdek\b|\bdeck\b|subtitle|sub-?head|excerpt|abstract|chapeau|description"
    r"|subline|ingress|vorspann|preamble"
)


class Body(NamedTuple):
    """The blocks of the article, in order, and what stood among them and was left out."""

    blocks: list[Block]
    """Empty where nothing was found."""
    stripped: list[Stripped]


class _Looks(NamedTuple):
    """The blocks of a page with what is counted of each."""

    blocks: list[Block]
    words: list[list[str]]
    folded: list[str]
    running: list[bool]
    """Whether it is a long paragraph, and not all links."""
    plain: list[bool]
    """Whether it is one, and no aside."""


def body_of(html: str, blocks: list[Block], title: str, description: str, authors: Iterable[str] = ()) -> Body:
    """The article's blocks of a page.

    `title` is its headline, `description` its own summary in metadata, `authors` are whom it names elsewhere.
    """
    looks = _looks(blocks)
    named = _named(html, looks, fold(title))
    main = _widened(_main(blocks, named), looks, named)
    chosen = _chosen(looks, named, main, fold(description))
    whole = [n for n in _without_copies(chosen, looks) if not _says_the_title(looks.folded[n], fold(title))]
    return _cleared(looks, whole, _left_out(looks, whole, main), Around(frozenset(map(fold, authors)), True, main))


def _left_out(looks: _Looks, chosen: list[int], main: int) -> dict[int, str]:
    """The blocks between the article's first and last that are not its own, each with the rule that says so."""
    texts = {looks.folded[n] for n in chosen}
    between = range(chosen[0], chosen[-1] + 1) if chosen else range(0)
    left = [n for n in between if _inside(looks.blocks[n], main)]
    return {n: "copy" if looks.folded[n] in texts else "beside the text" for n in {*left} - {*chosen}}


def _looks(blocks: list[Block]) -> _Looks:
    long = [block for block in blocks if _tell(block)]
    mass: Counter[int] = Counter()
    for block in long:
        for element in block.within.ancestors():
            mass[element.key] += len(block.text)
    heavy = {key for key, held in mass.items() if held >= _HEAVY * sum(len(block.text) for block in long)}
    running = [_tell(block) and block.linked < _MAX_LINKED * len(block.text) for block in blocks]
    plain = [
        runs and not any(_is_aside(each) for each in block.within.ancestors() if each.key not in heavy)
        for block, runs in zip(blocks, running, strict=True)
    ]
    words, folded = [tokens(block.text) for block in blocks], [fold(block.text) for block in blocks]
    return _Looks(blocks, words, folded, running, plain)


def _named(html: str, looks: _Looks, title: str) -> list[bool]:
    """What the strict extractor names; what the mild one does, where that is far more; or else all long paragraphs."""
    strict = _heard(html, looks, title, strict=True)
    found = _mass(looks.blocks, strict)
    if found >= max(ENOUGH, _EXPECTED * _mass(looks.blocks, looks.running)):
        return strict
    mild = _heard(html, looks, title, strict=False)
    if _mass(looks.blocks, mild) > _FAR_MORE * found:
        strict, found = mild, _mass(looks.blocks, mild)
    return strict if found > _LOST * _mass(looks.blocks, looks.plain) else looks.plain


def _heard(html: str, looks: _Looks, title: str, *, strict: bool) -> list[bool]:
    voice = Voice(extracted(html, strict=strict))
    return [
        voice.share(words) >= _SHARE and folded != title
        for words, folded in zip(looks.words, looks.folded, strict=True)
    ]


def _mass(blocks: list[Block], named: list[bool]) -> int:
    return sum(len(block.text) for block, each in zip(blocks, named, strict=True) if each)


def _is_aside(element: Element) -> bool:
    return element.tag in _ASIDE_TAGS or bool(_ASIDE.search(element.name))


def _tell(block: Block) -> bool:
    return block.kind == "p" and len(block.text) >= _LONG


def _main(blocks: list[Block], named: list[bool]) -> int:
    """The key of the smallest element that holds nearly all long named paragraphs; 0 is the whole page."""
    mass: Counter[int] = Counter()
    total = 0
    for block, each in zip(blocks, named, strict=True):
        if each and _tell(block):
            total += len(block.text)
            for element in block.within.ancestors():
                mass[element.key] += len(block.text)
    return max((key for key, held in mass.items() if held >= MAIN * total), default=0)


def _widened(main: int, looks: _Looks, named: list[bool]) -> int:
    """A page may serve its article in several pieces of one make: then the element around all of them."""
    makes = {_make(block) for block, each in zip(looks.blocks, named, strict=True) if each and _tell(block)}
    makes = {make for make in makes if any(name for _, name in make)}
    paths = [
        [element.key for element in block.within.ancestors()]
        for block, plain in zip(looks.blocks, looks.plain, strict=True)
        if plain and _make(block) in makes
    ]
    shared = set(paths[0]).intersection(*paths[1:]) if paths else set()
    return max((key for key in shared if key <= main), default=main)


def _make(block: Block) -> tuple[tuple[str, str], ...]:
    """What the elements around a block are called."""
    return tuple((each.tag, each.name) for each in [*block.within.ancestors()][:3])


def _parent(block: Block) -> int:
    return block.within.parent.key if block.within.parent else 0


def _chosen(looks: _Looks, named: list[bool], main: int, description: str) -> list[int]:
    """The numbers of the article's blocks."""
    tell = [block for block, each in zip(looks.blocks, named, strict=True) if each and _tell(block)]
    parents, makes = Counter(map(_parent, tell)), Counter(map(_make, tell))
    first = next((n for n, each in enumerate(named) if each), 0)
    last = max((n for n, each in enumerate(named) if each), default=-1)
    chosen = []
    for n, block in enumerate(looks.blocks):
        alike = parents[_parent(block)] >= 2 or makes[_make(block)] >= 2
        if (_inside(block, main) and (
            named[n] or (first <= n <= last + _BELOW and alike and _is_text(block, looks.words[n], main))
        )) or (first - 12 < n < first + 3 and _is_standfirst(looks, n, description)):
            chosen.append(n)
    return chosen


def _inside(block: Block, main: int) -> bool:
    return not main or any(each.key == main for each in block.within.ancestors())


def _is_text(block: Block, words: list[str], main: int) -> bool:
    """Whether a block is a paragraph of words and no aside within the article's element."""
    return (
        block.kind == "p"
        and len(words) >= _MIN_WORDS
        and block.linked < _MAX_LINKED * len(block.text)
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


def _is_standfirst(looks: _Looks, n: int, description: str) -> bool:
    """Whether a block shortly before the first paragraph sums the article up."""
    block, folded, words = looks.blocks[n], looks.folded[n], len(looks.words[n])
    if words < _MIN_WORDS + 1 or block.kind == "table":
        return False
    if len(description) > 30 and (folded == description or (len(folded) > 40 and description.startswith(folded[:60]))):
        return True
    around = [*block.within.ancestors()][:2]
    named = any(_STANDFIRST.search(each.name) for each in around)
    return named and words >= 8 and block.linked < _MAX_LINKED * len(block.text)


def _without_copies(chosen: list[int], looks: _Looks) -> list[int]:
    """Without what stands there twice: a paragraph of some length, a run of blocks, the whole in one piece."""
    seen: set[str] = set()
    kept: list[int] = []
    copied = False
    for n in chosen:
        copied = looks.folded[n] in seen and (copied or len(looks.words[n]) >= _COPIED)
        if not copied:
            kept.append(n)
        seen.add(looks.folded[n])
    wholes = [n for n in kept if len(looks.words[n]) >= _WHOLE]
    for n in wholes:
        others = Voice("\n".join(looks.blocks[each].text for each in kept if each != n))
        if others.share(looks.words[n]) > 0.9:
            kept.remove(n)
    return kept


def _says_the_title(folded: str, title: str) -> bool:
    """Whether a block is the headline, alone or with a kicker before it."""
    return folded == title or (len(title) > 20 and folded.endswith(title) and len(folded) < len(title) + 25)


def _cleared(looks: _Looks, chosen: list[int], left_out: dict[int, str], around: Around) -> Body:
    """The chosen blocks without those that a rule takes for the page's furniture; and all that was left out."""
    kept: list[Block] = []
    stripped: list[Stripped] = []
    for n in sorted({*chosen, *left_out}):
        block = looks.blocks[n]
        rule = rule_of(block, around) or left_out.get(n)
        if rule:
            stripped.append(Stripped(rule, block.text))
            continue
        kept.append(block)
        around = around._replace(opening=around.opening and not (_tell(block) and len(block.text) > 2 * _LONG))
    return Body(kept, stripped)
