"""The authors of an article: from its metadata, else from the by-line that the page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from digest.ingest.html.headline import fold
from digest.ingest.html.jsonld import Thing, text_of
from digest.ingest.html.person_names import BY, are_names, is_name, names_in
from digest.ingest.text.encoding import one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from digest.ingest.html.blocks import HtmlBlock
    from digest.ingest.html.page import WebPage

_NAMES = (
    "author", "article:author", "parsely-author", "cxenseparse:author", "sailthru.author", "mrf:authors", "og:author",
    "byl", "dcsext.author", "og:article:author", "citation_author", "dc.creator",
)  # fmt: skip
_SHOWN = (
    '[rel~="author"], [itemprop="author"], [class*="byline" i], [class*="author" i], [data-testid*="author" i], address'
)
_WRITTEN_BY = re.compile(
    r"(?:written|posted) by|by|authors?|verfasst von|geschrieben von|von|écrit par|escrito por|scritto da"
    r"|geschreven door"
    r"|autor(?:in)?|auteur|autore|napisane przez|skriven av|skrevet av",
    re.IGNORECASE,
)
"""The label of a name in a page's data for cards: `Written by`."""
_LABEL = re.compile(
    r"(?:autorin/autor|autor(?:in|es)?|authors?|auteure?s?|autore|författare|forfatter|written by)\s*:?\s+(.{3,100})",
    re.IGNORECASE,
)
"""A label before a name, in a list of facts about an article: `Autor: Jane Roe`."""
_SHARED_ACCOUNT = re.compile(r"/authors?/(?:admin|administrator|editor|staff|webmaster|news)\b", re.IGNORECASE)
"""The address of an account that an outlet writes under: `/author/admin`."""
_NOT_THE_AUTHOR = re.compile(
    r"comment|related|teaser|card|recommend|sidebar|promo|bio|image|avatar|caption|photo|media|copyright|follow"
)
"""Class or id of an element whose names are not the author's: `comment-author`, `author-bio`."""
MAX_NAMES = 12
_MAX_BYLINE = 120
"""Characters. A longer line belongs to the story."""
_MAX_INTRODUCTION = 4
"""Lines above the story, such as a standfirst."""
_INITIALS = re.compile(r"[A-Z]{2,5}")
"""The initials of an agency or an outlet: `AFP`. A full name is preferred."""
_BLOCKS_ABOVE = 20
"""Blocks above the story in which its by-line is searched."""


def authors_of(page: WebPage, blocks: list[HtmlBlock]) -> tuple[str, ...]:
    """Names as the page writes them; the site's own name only if no person is named."""
    own = _own_names(page)
    stated = _unique_names(_in_jsonld(page), page)
    others = tuple(name for name in stated if fold(name) not in own)
    if any(name not in _organisations(page) and not _INITIALS.fullmatch(name) for name in others):
        return others
    elsewhere = tuple(
        _unique_names(texts, page)
        for texts in (_in_meta(page), _in_markup(page), _in_byline(blocks, page.lang), _in_bare_markup(page))
    )
    for names in elsewhere:
        people = tuple(name for name in names if fold(name) not in own and not _extends(name, own))
        if not all(map(_INITIALS.fullmatch, people)):
            return people
    return stated or next(filter(None, elsewhere), ())


class SignedText(NamedTuple):
    """A text without its by-line, the by-line, and the names in it."""

    blocks: list[HtmlBlock]
    line: str
    authors: tuple[str, ...]


def byline_of(blocks: list[HtmlBlock], authors: tuple[str, ...], page: WebPage) -> SignedText | None:
    """The text split at its by-line, the last line above the story; None if there is none or a person is known."""
    at = next((number for number, block in enumerate(blocks) if _is_paragraph(block)), 0) - 1
    own = _own_names(page)
    if not 0 <= at <= _MAX_INTRODUCTION or any(not _is_house(name, own, page) for name in authors):
        return None
    line = blocks[at].text
    if blocks[at].kind != "p" or blocks[at].frames or len(line) > _MAX_BYLINE or not are_names(line, page.lang):
        return None
    return SignedText([*blocks[:at], *blocks[at + 1 :]], line, _unique_names([line.replace("/", ";")], page))


def _is_house(name: str, own: frozenset[str], page: WebPage) -> bool:
    """Whether a name is that of the site or of an organisation, or initials of an agency."""
    return bool(_INITIALS.fullmatch(name)) or fold(name) in own or _extends(name, own) or name in _organisations(page)


def _own_names(page: WebPage) -> frozenset[str]:
    return frozenset(fold(name) for name in (*page.site_names, page.host.removeprefix("www.")))


def _is_paragraph(block: HtmlBlock) -> bool:
    return block.kind == "p" and len(block.text) >= _MAX_BYLINE


def _in_byline(blocks: list[HtmlBlock], lang: str) -> Iterator[str]:
    """The by-line above the story; or the name after a label such as `Autor:` anywhere."""
    story = next((number for number, block in enumerate(blocks) if _is_paragraph(block)), 0)
    for block in blocks[max(0, story - _BLOCKS_ABOVE) : story]:
        by = BY.match(block.text)
        line = block.text[by.end() :].strip(" ,") if by else ""
        if line and len(block.text) <= _MAX_BYLINE and (are_names(line, lang) or _INITIALS.fullmatch(line)):
            yield block.text
            return
    labelled = (_LABEL.fullmatch(block.text) for block in blocks if len(block.text) <= _MAX_BYLINE)
    yield from (label[1] for label in labelled if label and are_names(label[1], lang))


def _extends(name: str, own: frozenset[str]) -> bool:
    """Whether a name begins with the site's own name, or the other way round."""
    folded = fold(name)
    return any(len(site) > 3 and (folded.startswith(site) or site.startswith(folded)) for site in own)


def _in_jsonld(page: WebPage) -> Iterator[str]:
    """The names of the authors in its JSON-LD."""
    for author in _jsonld_authors(page):
        names = author.get("name") if isinstance(author, dict) else author
        for name in names if isinstance(names, list) else [names]:
            yield text_of(name)


def _jsonld_authors(page: WebPage) -> list[Thing | str]:
    """The authors in its JSON-LD: names, objects, or the objects that references lead to."""
    value = page.article.get("author") or page.article.get("creator") or []
    by_id = {str(thing["@id"]): thing for thing in page.things if thing.get("@id") and thing.get("name")}
    authors = (
        by_id.get(str(author.get("@id")), author) if isinstance(author, dict) and not author.get("name") else author
        for author in (value if isinstance(value, list) else [value])
    )
    return [author for author in authors if isinstance(author, dict | str)]


def _organisations(page: WebPage) -> frozenset[str]:
    """The names of authors in its JSON-LD that are organisations, or accounts that several people share."""
    authors = [author for author in _jsonld_authors(page) if isinstance(author, dict)]
    kinds = [(str(author.get("@type")), one_line(text_of(author.get("name")))) for author in authors]
    houses = {name for kind, name in kinds if "Organization" in kind and "Person" not in kind}
    accounts = (author for author in authors if _SHARED_ACCOUNT.search(f"{author.get('@id')} {author.get('url')}"))
    return frozenset(houses | {one_line(text_of(account.get("name"))) for account in accounts})


def _in_meta(page: WebPage) -> Iterator[str]:
    for name in _NAMES:
        if name in page.meta:
            values = page.meta[name]
            usable = [value for value in values if "www." not in value and any(names_in(value, page.lang))]
            if usable:
                if name in ("dc.creator", "citation_author"):
                    usable = [re.sub(r"^([^,]+), ([^,]+)$", r"\2 \1", value) for value in usable]
                yield from usable
                return
    for number in ("1", "2"):
        if _WRITTEN_BY.fullmatch(page.first(f"twitter:label{number}")):
            yield from page.meta.get(f"twitter:data{number}", ())


def _in_markup(page: WebPage) -> Iterator[str]:
    """The first element that is marked as the author or by-line and begins with "By" or is a link."""
    marked = _marked(page)
    first = next(((node, text) for node, text in marked if BY.match(text) or node.tag == "a"), None)
    if first:
        yield first[1]
        yield from _beside(first[0], marked, page.lang)


def _in_bare_markup(page: WebPage) -> Iterator[str]:
    """The first element that is marked so and holds nothing but names."""
    marked = _marked(page)
    first = next((node for node, text in marked if _names_alone(node, text, page.lang)), None)
    if first:
        yield from _names_alone(first, _shown_text(first), page.lang)
        yield from _beside(first, marked, page.lang)


def _marked(page: WebPage) -> list[tuple[LexborNode, str]]:
    """The elements that are marked as the author or by-line, with the line that each shows."""
    shown = ((node, _shown_text(node)) for node in page.tree.css(_SHOWN) if not _is_elsewhere(node))
    return [(node, text) for node, text in shown if text]


def _beside(first: LexborNode, marked: list[tuple[LexborNode, str]], lang: str) -> Iterator[str]:
    """The names in the elements beside one that have the same mark."""
    for node, text in marked:
        if node.parent == first.parent and _name(node) == _name(first):
            yield from _names_alone(node, text, lang)


def _shown_text(node: LexborNode) -> str:
    text = one_line(node.text(deep=True, separator=" "))
    return text if 3 < len(text) <= 200 else ""


def _names_alone(node: LexborNode, text: str, lang: str) -> tuple[str, ...]:
    """The names in elements of their own within an element, or in its text; none if it shows anything else."""
    parts = [one_line(part.text(deep=True, separator=" ")) for part in node.css("*") if not any(part.iter())]
    names = tuple(part for part in parts if is_name(part))
    if len(names) > 1 and fold(" ".join(names)) == fold(text):
        return names
    read = list(names_in(text, lang))
    return (text,) if read and len(text) <= _MAX_BYLINE and all(map(is_name, read)) else ()


def _is_elsewhere(node: LexborNode) -> bool:
    """Whether an element is in a part of the page that does not name the author: a comment, a caption, a teaser."""
    at: LexborNode | None = node
    for _ in range(6):
        if at is None or at.tag in ("body", "main"):
            return False
        if at.tag in ("aside", "footer", "nav", "figcaption", "figure") or _NOT_THE_AUTHOR.search(_name(at)):
            return True
        at = at.parent
    return False


def _name(node: LexborNode) -> str:
    """The class and id of an element, by which pages say what it is."""
    return f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower()


def _unique_names(texts: Iterable[str], page: WebPage) -> tuple[str, ...]:
    """The names in texts, each once, without "By" before and offices after them."""
    names: dict[str, str] = {}
    for text in texts:
        for name in names_in(one_line(text), page.lang):
            names.setdefault(fold(name), name)
    return tuple(names.values())[:MAX_NAMES]
