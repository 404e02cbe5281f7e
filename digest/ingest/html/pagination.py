"""An article on several pages: the addresses of the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from digest.urls import is_web_address

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from digest.ingest.html.page import WebPage

_PARAMETER = re.compile(r"(?:^|(?<=[?&]))(?:page|p|pg|pagina|página|seite|sida|side|strona|sayfa)=(\d{1,2})(?=&|$)&?")
"""A parameter that numbers pages: `page=2`."""
_MARKED = re.compile(r"[/_,.-](?:page|seite|pagina|página|strona|sayfa|sida|p)[/_-]?(\d{1,2})(?=(?:\.\w{3,5})?/?$)")
"""The end of a path that says so: `/page/2/`, `-seite-2.html`, `_p2.html`."""
_BARE = re.compile(r"[/_,-](\d{1,2})(?=(?:\.\w{3,5})?/?$)")
"""The end of a path that is a number: `/2`, `,2.html`. It numbers pages if this page's address lacks it."""
_PAGER = re.compile(r"paginat|\bpager|page-?(?:numbers?|links?|nav)")
"""Class or id of an element with links to the other pages."""
_COUNT = re.compile(
    r"\b(?:page|seite|página|pagina|strona|sida|side|sayfa|страница)\s+(\d{1,2})"
    r"\s*(?:of|von|sur|de|di|van|z|av|af|из|/)\s*(\d{1,2})\b"
    r"|(\d{1,2})\s*/\s*(\d{1,2})\s*(?:ページ|页|頁|페이지)",
    re.IGNORECASE,
)
"""`Page 1 of 3`, `1/3ページ`."""
_LABEL = re.compile(
    r"\W*(?:\d{1,2}|(?:page|seite|página|pagina|strona|sida|side|sayfa) ?\d{1,2}|next(?: page)?|nächste(?: seite)?"
    r"|(?:page )?suivante?|(?:página )?siguiente|(?:pagina )?successiva|próxima(?: página)?|volgende(?: pagina)?"
    r"|nästa(?: sida)?|neste(?: side)?|næste(?: side)?|następna(?: strona)?|další(?: strana)?|sonraki(?: sayfa)?"
    r"|次(?:の|へ)?(?:ページ)?(?:へ)?|下一[页頁]|다음(?: ?페이지)?|следующая(?: страница)?)\W*",
    re.IGNORECASE,
)
"""The whole label of a link to another page."""
_MAX_PAGES = 50


def other_pages(page: WebPage) -> tuple[str, ...]:
    """The addresses of the article's other pages, as the page links to them, in order; none if this is all of it."""
    own, number = _parts(page.url, is_own=True)
    addresses: dict[str, None] = {}
    for node in page.tree.css('a[href], link[rel="next"][href], link[rel="prev"][href]'):
        href = (node.attributes.get("href") or "").strip()
        if not re.search(r"\d", href) or (node.tag == "a" and not _is_labelled(node)):
            continue
        address = _joined(page.base, href)
        base, other = _parts(address, is_own=False)
        is_page = other and other != number and (base == own if own else _is_in_pager(node))
        if is_page and not _is_of_comments(node):
            addresses.setdefault(address.partition("#")[0])
    return tuple(addresses)[:_MAX_PAGES]


def page_count(text: str) -> int:
    """The number of pages that a line such as "Page 1 of 3" states; 0 if it states none."""
    count = _COUNT.search(text)
    return int(count[2] or count[4]) if count and int(count[2] or count[4]) > 1 else 0


def _parts(url: str, *, is_own: bool) -> tuple[str, int]:
    """The address without its page number, and the number; 0 if it has none. A bare number of its own is no page's."""
    parts = urlsplit(url) if is_web_address(url) else None
    path, query, front = (parts.path, parts.query, f"{parts.hostname}") if parts else (url, "", "")
    if not parts and "?" in url:
        path, _, query = url.partition("?")
    if number := _PARAMETER.search(query):
        query, value = _PARAMETER.sub("", query).rstrip("&"), int(number[1])
    elif number := _MARKED.search(path) or (None if is_own else _BARE.search(path)):
        path, value = path[: number.start()] + path[number.end() :], int(number[1])
    else:
        value = 0
    return f"{front}{path.rstrip('/')}?{query}" if url else "", value


def _is_labelled(node: LexborNode) -> bool:
    return node.attributes.get("rel") in ("next", "prev") or bool(_LABEL.fullmatch(node.text(deep=True)))


def _is_in_pager(node: LexborNode) -> bool:
    return any(_PAGER.search(name) for name in _names(node))


def _is_of_comments(node: LexborNode) -> bool:
    return any("comment" in name for name in _names(node))


def _names(node: LexborNode) -> list[str]:
    """The classes and ids of the elements around a link, from the inside, a few of them."""
    names: list[str] = []
    at: LexborNode | None = node
    while at is not None and at.tag != "body" and len(names) < 6:
        names.append(f"{at.attributes.get('class') or ''} {at.attributes.get('id') or ''}".lower())
        at = at.parent
    return names


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return ""
