"""Who wrote an article: by its metadata, else by the line that the page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from digest.ingest.encoding import one_line
from digest.ingest.page.headline import fold
from digest.ingest.page.linked import Thing, words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from digest.ingest.page.page import Page

_NAMES = (
    "author", "article:author", "parsely-author", "cxenseparse:author", "sailthru.author", "mrf:authors", "og:author",
    "byl", "dcsext.author", "og:article:author", "citation_author", "dc.creator",
)  # fmt: skip
_SHOWN = (
    '[rel~="author"], [itemprop="author"], [class*="byline" i], [class*="author" i], [data-testid*="author" i], address'
)
_BY = re.compile(
    r"^(?:(?:(?:written|story|reported|posted|published) )?by|von|door|di|de|por|par|af|av|text|autor|author|auteur"
    r"|skrevet av|reporter|oleh|penulis|ein[e]? .{3,30} von)\s*:?\s+",
    re.IGNORECASE,
)
_AND = {
    "en": "and", "de": "und", "nl": "en", "da": "og", "nb": "og", "no": "og", "is": "og", "sv": "och", "fr": "et",
    "es": "y", "it": "e", "pt": "e", "id": "dan", "pl": "i",
}  # fmt: skip
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|^(?:admin|administrator|editor|staff|redaktion|webmaster|author|user|root)$", re.IGNORECASE
)
_TAIL = re.compile(
    r"\s+(?:for|of|at|in|für|über)\s+[\w.]+\.(?:com|co\.uk|net|org).*$|\s*\(.*\)$|\s*[|\u2022\u00b7\u2013\u2014/]\s.*$",
    re.IGNORECASE,
)
_NOT_THE_AUTHOR = re.compile(
    r"comment|related|teaser|card|recommend|sidebar|promo|bio|image|avatar|caption|photo|media|copyright|follow"
)
MAX_NAMES = 12
_MAX_LENGTH = 60


def authors_of(page: Page) -> tuple[str, ...]:
    """Names as the page writes them; its own name only where no person is named."""
    own = frozenset(fold(name) for name in (*page.site_names, page.host.removeprefix("www.")))
    stated = _parted(_linked(page), page)
    others = tuple(name for name in stated if fold(name) not in own)
    if any(name not in _organisations(page) for name in others):
        return others
    elsewhere = (_parted(_in_meta(page), page), _parted(_shown(page), page))
    for names in elsewhere:
        people = tuple(name for name in names if fold(name) not in own and not _is_of(name, own))
        if people:
            return people
    return stated or next(filter(None, elsewhere), ())


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
    return frozenset(name for kind, name in kinds if "Organization" in kind and "Person" not in kind)


def _in_meta(page: Page) -> Iterator[str]:
    for name in _NAMES:
        if name in page.meta:
            values = page.meta[name]
            usable = [each for each in values if not _NO_NAME.search(each)]
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
        if 3 < len(text) <= 200 and (_BY.match(text) or node.tag == "a"):
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
        for name in _names(one_line(text), page.lang):
            found.setdefault(fold(name), name)
    return tuple(found.values())[:MAX_NAMES]


def _names(text: str, lang: str) -> Iterator[str]:
    text = _BY.sub("", text)
    joined = _AND.get(lang[:2].lower(), "and")
    text = re.sub(rf",?\s+(?:{joined}|&|\+)\s+", ";", text)
    parts = [part.strip() for part in re.split(r"\s*;\s*", text)]
    for part in parts:
        pieces = [piece.strip() for piece in part.split(",")]
        whole = len(pieces) > 1 and all(map(_looks_like_a_name, pieces))
        for piece in pieces if whole else pieces[:1]:
            name = _TAIL.sub("", piece).strip(" ,;|")
            if 1 < len(name) <= _MAX_LENGTH and not _NO_NAME.search(name):
                yield name


def _looks_like_a_name(text: str) -> bool:
    tokens = text.split()
    return 0 < len(tokens) <= 4 and not any(map(str.isdigit, text)) and text[0] == text[0].upper()
