"""Who wrote an article: by its metadata, else by the line that the page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from digest.ingest.html.headline import fold
from digest.ingest.html.jsonld import Thing, words
from digest.ingest.html.person_names import BY, NO_NAME, are_names, names_in
from digest.ingest.text.encoding import one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from digest.ingest.html.blocks import Block
    from digest.ingest.html.page import Page

_NAMES = (
    "author", "article:author", "parsely-author", "cxenseparse:author", "sailthru.author", "mrf:authors", "og:author",
    "byl", "dcsext.author", "og:article:author", "citation_author", "dc.creator",
)  # fmt: skip
_SHOWN = (
    '[rel~="author"], [itemprop="author"], [class*="byline" i], [class*="author" i], [data-testid*="author" i], address'
)
_LABEL = re.compile(
    r"(?:autorin/autor|autor(?:in|es)?|authors?|auteure?s?|autore|författare|forfatter|written by)\s*:?\s+(.{3,100})",
    re.IGNORECASE,
)
"""What stands before a name where a page lists what there is to know of an article."""
_NOBODYS = re.compile(r"/authors?/(?:admin|administrator|editor|staff|webmaster|news)\b", re.IGNORECASE)
"""An account that a house writes under."""
_NOT_THE_AUTHOR = re.compile(
    r"comment|related|teaser|card|recommend|sidebar|promo|bio|image|avatar|caption|photo|media|copyright|follow"
)
MAX_NAMES = 12
_LINE = 120
"""Characters of a line that names authors, at most; what is longer is the story."""
_INTRODUCED = 4
"""Lines above the story, such as those that sum it up, at most."""
_INITIALS = re.compile(r"[A-Z]{2,5}")
"""As agencies and houses go by; whoever is named in full goes before."""
_ABOVE = 20
"""Blocks above the story in which its by-line is looked for."""


def authors_of(page: Page, blocks: list[Block]) -> tuple[str, ...]:
    """Names as the page writes them; its own name only where no person is named."""
    own = _own_names(page)
    stated = _parted(_linked(page), page)
    others = tuple(name for name in stated if fold(name) not in own)
    if any(name not in _organisations(page) and not _INITIALS.fullmatch(name) for name in others):
        return others
    elsewhere = (_parted(_in_meta(page), page), _parted(_shown(page), page), _parted(_said(blocks, page.lang), page))
    for names in elsewhere:
        people = tuple(name for name in names if fold(name) not in own and not _is_of(name, own))
        if not all(map(_INITIALS.fullmatch, people)):
            return people
    return stated or next(filter(None, elsewhere), ())


class Signed(NamedTuple):
    """A text without the line that only says by whom it is, that line, and whom it names."""

    blocks: list[Block]
    line: str
    authors: tuple[str, ...]


def signed(blocks: list[Block], authors: tuple[str, ...], page: Page) -> Signed | None:
    """What a text's last line above its story tells of its authors; None where a person is named elsewhere."""
    at = next((number for number, block in enumerate(blocks) if _begins_the_story(block)), 0) - 1
    own = _own_names(page)
    if not 0 <= at <= _INTRODUCED or any(not _is_a_house(name, own, page) for name in authors):
        return None
    line = blocks[at].text
    if blocks[at].kind != "p" or blocks[at].frames or len(line) > _LINE or not are_names(line, page.lang):
        return None
    return Signed([*blocks[:at], *blocks[at + 1 :]], line, _parted([line.replace("/", ";")], page))


def _is_a_house(name: str, own: frozenset[str], page: Page) -> bool:
    """Whether it is the site's own name, that of an organisation, or initials, as agencies go by."""
    return bool(_INITIALS.fullmatch(name)) or fold(name) in own or _is_of(name, own) or name in _organisations(page)


def _own_names(page: Page) -> frozenset[str]:
    return frozenset(fold(name) for name in (*page.site_names, page.host.removeprefix("www.")))


def _begins_the_story(block: Block) -> bool:
    return block.kind == "p" and len(block.text) >= _LINE


def _said(blocks: list[Block], lang: str) -> Iterator[str]:
    """The line above the story that says by whom it is; or one that a label says to name its author."""
    story = next((number for number, block in enumerate(blocks) if _begins_the_story(block)), 0)
    for block in blocks[max(0, story - _ABOVE) : story]:
        begin = BY.match(block.text)
        if begin and len(block.text) <= _LINE and are_names(block.text[begin.end() :], lang):
            yield block.text
            return
    labelled = (_LABEL.fullmatch(block.text) for block in blocks if len(block.text) <= _LINE)
    yield from (found[1] for found in labelled if found and are_names(found[1], lang))


def _is_of(name: str, own: frozenset[str]) -> bool:
    """Whether a name is the site's own with something before or after it."""
    folded = fold(name)
    return any(len(each) > 3 and (folded.startswith(each) or each.startswith(folded)) for each in own)


def _linked(page: Page) -> Iterator[str]:
    """The authors of its JSON-LD, which may be names, objects, or references to objects elsewhere in it."""
    for each in _people(page):
        said = each.get("name") if isinstance(each, dict) else each
        for name in said if isinstance(said, list) else [said]:
            yield words(name)


def _people(page: Page) -> list[Thing | str]:
    said = page.article.get("author") or page.article.get("creator") or []
    by_id = {str(thing["@id"]): thing for thing in page.things if thing.get("@id") and thing.get("name")}
    people = said if isinstance(said, list) else [said]
    found = (
        by_id.get(str(each.get("@id")), each) if isinstance(each, dict) and not each.get("name") else each
        for each in people
    )
    return [each for each in found if isinstance(each, dict | str)]


def _organisations(page: Page) -> frozenset[str]:
    people = [each for each in _people(page) if isinstance(each, dict)]
    kinds = [(str(each.get("@type")), one_line(words(each.get("name")))) for each in people]
    houses = {name for kind, name in kinds if "Organization" in kind and "Person" not in kind}
    accounts = (each for each in people if _NOBODYS.search(f"{each.get('@id')} {each.get('url')}"))
    return frozenset(houses | {one_line(words(each.get("name"))) for each in accounts})


def _in_meta(page: Page) -> Iterator[str]:
    for name in _NAMES:
        if name in page.meta:
            values = page.meta[name]
            usable = [each for each in values if not NO_NAME.search(each)]
            if usable:
                if name in ("dc.creator", "citation_author"):
                    usable = [re.sub(r"^([^,]+), ([^,]+)$", r"\2 \1", each) for each in usable]
                yield from usable
                return


def _shown(page: Page) -> Iterator[str]:
    """The first line of the page that names its author."""
    for node in page.tree.css(_SHOWN):
        if _is_elsewhere(node):
            continue
        text = one_line(node.text(deep=True, separator=" "))
        if 3 < len(text) <= 200 and (BY.match(text) or node.tag == "a"):
            yield text
            return


def _is_elsewhere(node: LexborNode) -> bool:
    at: LexborNode | None = node
    for _ in range(6):
        if at is None or at.tag in ("body", "main"):
            return False
        name = f"{at.attributes.get('class') or ''} {at.attributes.get('id') or ''}".lower()
        if at.tag in ("aside", "footer", "nav", "figcaption", "figure") or _NOT_THE_AUTHOR.search(name):
            return True
        at = at.parent
    return False


def _parted(said: Iterable[str], page: Page) -> tuple[str, ...]:
    """Single names, each once, without "By" and without what stands behind them."""
    found: dict[str, str] = {}
    for text in said:
        for name in names_in(one_line(text), page.lang):
            found.setdefault(fold(name), name)
    return tuple(found.values())[:MAX_NAMES]
