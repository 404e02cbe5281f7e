"""The image that a page states for its article: address, description and credit."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from digest.editing.new_article import Image
from digest.ingest.html.jsonld import text_of
from digest.ingest.text.encoding import one_line
from digest.urls import is_web_address

if TYPE_CHECKING:
    from digest.ingest.html.page import WebPage

_MAX_ALT = 300


def image_of(page: WebPage) -> Image | None:
    """The image of the article, or None. It is named, not fetched."""
    value = page.article.get("image")
    image = next((item for item in value if isinstance(item, dict)), {}) if isinstance(value, list) else value
    details = image if isinstance(image, dict) else {}
    stated = (
        page.first("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"),
        text_of(details.get("url") or details.get("contentUrl")),
        text_of(value) if not details else "",
    )
    urls = (_web_url(url, page.base) for url in stated if url)
    url = next(filter(None, urls), "")
    if not url:
        return None
    alt = page.first("og:image:alt", "twitter:image:alt") or text_of(details.get("caption"))
    credit = text_of(details.get("creditText") or details.get("copyrightHolder") or details.get("author"))
    return Image(url, one_line(alt)[:_MAX_ALT], one_line(credit)[:_MAX_ALT])


def _web_url(reference: str, base: str) -> str:
    try:
        url = urljoin(base, reference.strip())
    except ValueError:
        return ""
    return url if is_web_address(url) else ""
