"""The picture that a page shows with its article: its address, what it shows, whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from digest.editing.new_article import Image
from digest.ingest.html.jsonld import words
from digest.ingest.text.encoding import one_line
from digest.urls import is_web_address

if TYPE_CHECKING:
    from digest.ingest.html.page import Page

_MAX_ALT = 300


def picture_of(page: Page) -> Image | None:
    """The article's own picture, or none. It is named, not fetched."""
    said = page.article.get("image")
    linked = next((each for each in said if isinstance(each, dict)), {}) if isinstance(said, list) else said
    details = linked if isinstance(linked, dict) else {}
    stated = (
        page.first("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"),
        words(details.get("url") or details.get("contentUrl")),
        words(said) if not details else "",
    )
    addresses = (_web(each, page.base) for each in stated if each)
    address = next(filter(None, addresses), "")
    if not address:
        return None
    alt = page.first("og:image:alt", "twitter:image:alt") or words(details.get("caption"))
    credit = words(details.get("creditText") or details.get("copyrightHolder") or details.get("author"))
    return Image(address, one_line(alt)[:_MAX_ALT], one_line(credit)[:_MAX_ALT])


def _web(address: str, base: str) -> str:
    try:
        whole = urljoin(base, address.strip())
    except ValueError:
        return ""
    return whole if is_web_address(whole) else ""
