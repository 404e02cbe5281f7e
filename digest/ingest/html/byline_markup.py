"""The by-line that a page's markup shows: the elements that are marked as the author's, and the names in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from digest.ingest.html.headline import fold
from digest.ingest.html.person_names import BY, OFFICE, is_house, is_name, is_town, names_in
from digest.ingest.text.encoding import one_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from digest.ingest.html.page import WebPage

_WORDS = (
    "byline by-line author autor auteur writer reporter journalist contributor columnist penulis redaktor signature"
).split()
"""What the class or id of a by-line contains."""
_PROFILES = (
    "author authors autor autoren autores autori auteur auteurs staff profile profil profiles contributor contributors"
    " writer writers reporter reporters journalist journalists journaliste journalisten columnist columnists editors"
    " signataires redakteur"
).split()  # fmt: skip
"""Folders of the pages about an outlet's authors: `/staff/jane-roe`."""
_PROFILE = re.compile(rf"(?:https?://[^/]+)?(?:/[\w-]+){{0,3}}?/(?:{'|'.join(_PROFILES)})/[^/?#]+.*", re.IGNORECASE)
"""`https://harbour.example/news/author/jane-roe/`."""
_SELECTOR = ", ".join(
    (
        "h1", '[rel~="author"]', "[itemprop=author]", "[itemprop=creator]", "address",
        *(f'[class*="{word}" i]' for word in _WORDS), '[id*="byline" i]', '[id*="author" i]',
        '[data-testid*="author" i]', '[data-testid*="byline" i]',
        *(f'a[href*="/{beginning}" i]' for beginning in dict.fromkeys(folder[:5] for folder in _PROFILES)),
    )
)  # fmt: skip
_MARK = re.compile(rf"(?:{'|'.join(_WORDS)})(?!i[tsz]|e[ds])")
"""`article-byline`; and not `authority`, `authorized`."""
_NOT_THE_AUTHOR = re.compile(
    r"(?<!social-)(?<!meta-)comment|related|teaser|(?<!author)(?<!author[-_])(?<!author__)card|recommend|sidebar|promo"
    r"|summary-item|caption|copyright|trending|popular|latest|widget-area|more-(?:from|on|stories)|read-?next"
)
"""Class or id of an element in which names are not the author's: `comment-author`, `related-posts`."""
_BESIDE_NAMES = re.compile(r"image|avatar|photo|media|follow|contact|socmed|twitter|e-?mail")
"""Class or id of an element of a by-line in which no name is expected."""
_ABOUT = re.compile(r"bio|author[-_]{0,2}(?:card|box|info|profile)|about")
"""Class or id of an element about the author, which counts where no by-line is shown."""
_OTHER_ROLE = re.compile(
    r"(?:(?:photos?|fotos?|illustrations?|graphics?|videos?|edit(?:ed|ing|or)s?|redakt[eu]r|redaktion|translat(?:ed|ion|or)"
    r"|übersetz\w*|traduit|traduction|traducción|bearbeit\w*|produced|редактор|фото|перевод)\b[^:]{0,20}?"
    r"(?:\b(?:by|von|par|por)\b|\s*[:\uff1a])"
    r"|监制|编辑|責任編|责任编|责编|責編|翻訳|監訳|編集|イラスト)\s*",
    re.IGNORECASE,
)
"""Before the names of others: `Edited by`, `Foto:`."""
_JOIN = re.compile(
    r"(?:[\s,;&|/\u00b7\u2022\u30fb\u2013-]|\b(?:and|und|et|y|e|og|och|en|i|with|mit|и|та|ve)\b)*", re.IGNORECASE
)
"""The words between the names of a by-line."""
_NO_PERSON = re.compile(
    r"\b(?:facebook|twitter|instagram|linkedin|youtube|whatsapp|e-?mail|follow|share|view|more|read|see|all|about|meet"
    r"|contact|subscribe|sign|log|become|biography|website|articles?|posts?|stories|updated|minutes?|comments?)\b",
    re.IGNORECASE,
)
"""Words of links beside a by-line: `Follow Jane Roe`, `Twitter Facebook`."""
_MAX_HEAD = 1_200
"""Characters of what is around a headline without the story."""
_UNSEEN = ("script", "style", "title", "button")
_MAX_TEXT = 200
"""Characters. A longer element is not a by-line, but may have one inside."""
_MAX_TEASER = 600
"""Characters of a teaser: a short box around a heading that leads elsewhere."""
_MAX_WORDS = 5
"""Words of the name of a house."""
_CLIMB = 9
_NEAR = 3
"""Elements around a mark that say what it is part of."""


def shown_authors(page: WebPage) -> tuple[str, ...]:
    """The names in the first element that is marked as the author's, and in those beside it that are marked alike.

    Elements below the headline come first; what the page says about its author elsewhere comes last.
    """
    nodes = page.tree.css(_SELECTOR)
    headline = next((number for number, node in enumerate(nodes) if node.tag == "h1"), 0)
    head = _head(nodes[headline]).css(_SELECTOR) if nodes and nodes[headline].tag == "h1" else []
    near = {node.mem_id for node in head}
    marks = [node for node in (*head, *nodes[headline:], *nodes[:headline]) if _is_mark(node, node.mem_id in near)]
    own = [node for node in marks if not _is_elsewhere(node)]
    by_line = [node for node in own if not _ABOUT.search(_surroundings(node))]
    at_headline = [node for node in by_line if node.mem_id in near or BY.match(_text(node))]
    for read, candidates in ((_short_names, at_headline), (_names, (*by_line, *own))):
        for node in candidates:
            if names := read(node, page.lang):
                return _unique((*names, *_beside(node, own, page.lang)))
    return ()


def _head(headline: LexborNode) -> LexborNode:
    """The widest element around a headline that does not hold the story too."""
    at = headline
    while at.parent is not None and at.parent.tag not in ("body", "main") and len(_text(at.parent)) <= _MAX_HEAD:
        at = at.parent
    return at


def _is_mark(node: LexborNode, is_near: bool) -> bool:
    """Whether an element is marked as the author's; a link to a profile is, near the headline or beside a date."""
    name = f"{_name(node)} {(node.attributes.get('data-testid') or '').lower()}"
    if node.tag in ("body", "html", "h1", "main", "article") or _BESIDE_NAMES.search(name):
        return False
    is_address = node.tag == "address" and (node.css_first("a") is not None or bool(BY.match(_text(node))))
    return _is_stated(node) or is_address or bool(_MARK.search(name)) or _is_profile(node, is_near)


def _is_stated(node: LexborNode) -> bool:
    """Whether an element says by an attribute that it names the author."""
    return "author" in (node.attributes.get("rel") or "") or node.attributes.get("itemprop") in ("author", "creator")


def _is_profile(node: LexborNode, is_near: bool) -> bool:
    """Whether it is a link to a page about an author, that no sentence is around."""
    if node.tag != "a" or node.parent is None or not _PROFILE.fullmatch(node.attributes.get("href") or ""):
        return False
    line = _text(node.parent)
    is_by_line = is_near or _MARK.search(_surroundings(node)) or BY.match(line) or any(map(str.isdigit, line))
    return bool(is_by_line) and len(line) <= _MAX_TEXT


def _short_names(node: LexborNode, lang: str) -> tuple[str, ...]:
    """The names of people in an element, if it is short."""
    return _people(node, lang) if len(_text(node)) <= _MAX_TEXT else ()


def _names(node: LexborNode, lang: str) -> tuple[str, ...]:
    """The names of people in an element, or the name of a house; none if it is not a by-line."""
    text = _text(node)
    if not 1 < len(text) <= _MAX_TEXT:
        return ()
    people = _people(node, lang)
    if people:
        return people
    whole = tuple(names_in(text, lang))
    is_line = _has_capitals(text) or not any(map(str.isdigit, text))
    if whole and all(map(_is_person, whole)) and is_line and not _OTHER_ROLE.match(text):
        return whole
    is_by_line = _MARK.search(_surroundings(node)) or _is_stated(node) or BY.match(text)
    return _house(node, lang) if is_by_line else ()


def _house(node: LexborNode, lang: str) -> tuple[str, ...]:
    """The name of a house in an element, or a name of one word in a link: the first piece of its text."""
    pieces = (piece for piece in _pieces(node) if not BY.fullmatch(f"{piece} ") and not _JOIN.fullmatch(piece))
    first = next(pieces, "")
    names = tuple(name for name in names_in(first, lang) if not _NO_PERSON.search(name))
    is_link = node.tag == "a" or _is_stated(node)
    is_short = len(names) == 1 and len(names[0].split()) <= (1 if is_link and not is_house(names[0]) else _MAX_WORDS)
    return names if is_short and (is_link or is_house(names[0])) else ()


def _people(node: LexborNode, lang: str) -> tuple[str, ...]:
    """The names of people among the pieces of an element's text, up to the first piece that is none of a by-line.

    A piece is the text between two tags: `By `, `Jane Roe`, ` and `, `Max Berg`, `Staff Writer`.
    """
    names: list[str] = []
    is_others = False
    for number, piece in enumerate(_pieces(node)):
        if _JOIN.fullmatch(piece):
            continue
        if _OTHER_ROLE.match(piece):
            is_others = True
        elif by := BY.match(f"{piece} "):
            is_others = False
            names += _people_in(piece[by.end() :], lang)
        elif not is_others and (people := _people_in(piece, lang)):
            if (names and is_house(piece)) or (not names and number and not _has_capitals(piece)):
                break
            names += people
        elif names and not OFFICE.search(piece):
            break
    return _unique(names)


def _has_capitals(piece: str) -> bool:
    return piece[:1].lower() != piece[:1].upper()


def _people_in(piece: str, lang: str) -> list[str]:
    names = list(names_in(piece, lang))
    return names if all(map(_is_person, names)) else []


def _is_person(name: str) -> bool:
    return is_name(name) and not is_town(name) and not _NO_PERSON.search(name)


def _pieces(node: LexborNode) -> Iterator[str]:
    texts = (inner for inner in node.traverse(include_text=True) if inner.tag == "-text")
    shown = (text for text in texts if text.parent is not None and text.parent.tag not in _UNSEEN)
    yield from filter(None, (one_line(text.text(deep=False) or "") for text in shown))


def _beside(first: LexborNode, marks: list[LexborNode], lang: str) -> Iterator[str]:
    """The names in the elements that have the same mark, beside one or each in an item of the same list."""
    for node in marks:
        is_alike = _name(node) == _name(first) and node.tag == first.tag and node != first
        if is_alike and (_is_same(node.parent, first.parent) or _is_same(_list(node), _list(first))):
            yield from _people(node, lang)


def _list(node: LexborNode) -> LexborNode | None:
    """What is around the element around a node, if all in it is short."""
    around = node.parent.parent if node.parent is not None else None
    return around if around is not None and len(_text(around)) <= _MAX_TEXT else None


def _is_same(node: LexborNode | None, other: LexborNode | None) -> bool:
    return node is not None and node == other


def _is_elsewhere(node: LexborNode) -> bool:
    """Whether an element is in a part of the page that does not name the author: a comment, a caption, a teaser."""
    at: LexborNode | None = node
    for level in range(_CLIMB):
        if at is None or at.tag in ("body", "main"):
            return False
        if level < _NEAR and _OTHER_ROLE.match(text := _text(at)) and len(text) <= _MAX_TEXT:
            return True
        is_beside = at.tag in ("aside", "nav") and not (_is_stated(node) and len(_text(at)) <= _MAX_TEXT)
        if is_beside or at.tag in ("figcaption", "figure") or _NOT_THE_AUTHOR.search(_name(at)) or _is_teaser(at):
            return True
        if at.tag == "article" or at.css_first("h1") is not None:
            return False
        at = at.parent
    return False


def _is_teaser(node: LexborNode) -> bool:
    """Whether an element is a short box with a heading that leads elsewhere."""
    heading = node.css_first("h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4")
    is_box = heading is not None and node.css_first("h1") is None and len(_text(node)) <= _MAX_TEASER
    return is_box and not _PROFILE.fullmatch((heading.attributes.get("href") if heading else "") or "")


def _surroundings(node: LexborNode) -> str:
    """The classes and ids of an element and of those around it."""
    names, at = [], node
    for _ in range(3):
        names.append(_name(at))
        if at.parent is None or at.parent.tag in ("body", "main", "article"):
            break
        at = at.parent
    return " ".join(names)


def _text(node: LexborNode) -> str:
    return one_line(node.text(deep=True, separator=" "))


def _name(node: LexborNode) -> str:
    """The class and id of an element, by which pages say what it is."""
    return f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower()


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once, whatever its capitals."""
    unique: dict[str, str] = {}
    for name in names:
        unique.setdefault(fold(name), name)
    return tuple(unique.values())
