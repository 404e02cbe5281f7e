"""Walking a served site with a browser: each reference of a page as the browser itself resolves it."""

from functools import cache
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from playwright.sync_api import ConsoleMessage, Page

from tests.support.markup import elements
from tests.support.pages_server import PagesServer

_REFERENCES = """() => [...document.querySelectorAll("[href], [src]")].map(
    (node) => [node.localName, node.getAttribute("rel") ?? "", node.href?.baseVal ?? node.href ?? node.src])"""
_ANYWHERE = {"canonical"}
"""What a `link` may name on another host: nothing is loaded for it."""


class Crawl:
    """Opens pages of one site in one browser page and keeps what is wrong in `faults`, a line each.

    Each page has to fit screens of the given widths, in pixels.
    """

    def __init__(self, page: Page, server: PagesServer, widths: tuple[int, ...] = (1280,)) -> None:
        self.page, self.server, self._widths = page, server, widths
        self.faults: list[str] = []
        self._ids = cache(self._ids_of)
        page.on("console", self._said)

    def visit(self, address: str, status: HTTPStatus = HTTPStatus.OK) -> set[str]:
        """Open a page and look at all that it refers to. Returns the pages of the site that it links to."""
        answer = self.page.goto(self.server.url + address)
        assert answer is not None
        if answer.status != status:
            self.faults.append(f"/{address}: is answered with {answer.status}")
        for width in self._widths:
            self.page.set_viewport_size({"width": width, "height": 800})
            if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                self.faults.append(f"/{address}: is wider than a screen of {width}")
        linked = set()
        for tag, rel, url in self.page.evaluate(_REFERENCES):
            if url.startswith(self.server.url):
                linked |= self._inside(address, tag, url)
            elif urlsplit(url).scheme in ("http", "https") and tag != "a" and rel not in _ANYWHERE:
                self.faults.append(f"/{address}: {tag} refers to {url}")
            elif urlsplit(url).netloc == urlsplit(self.server.url).netloc:
                self.faults.append(f"/{address}: {tag} leads out of the site: {url}")
        return linked

    def finish(self) -> list[str]:
        """Everything wrong, what the server could not serve included."""
        self.page.wait_for_load_state("networkidle")
        missed = {f"{one.path}: is missing" for one in self.server.served if one.status != HTTPStatus.OK}
        return sorted({*self.faults, *missed})

    def _inside(self, address: str, tag: str, url: str) -> set[str]:
        parts = urlsplit(url)
        answer = self.server.answer(parts.path)
        target = unquote(parts.path.removeprefix(self.server.base))
        if answer.status != HTTPStatus.OK and parts.path != urlsplit(self.page.url).path:
            self.faults.append(f"/{address}: {tag} leads to /{target}, which is answered with {answer.status}")
        elif parts.fragment and unquote(parts.fragment) not in self._ids(parts.path):
            self.faults.append(f"/{address}: {tag} leads to /{target}, which has no #{parts.fragment}")
        return {target} if tag == "a" and answer.content_type.startswith("text/html") else set()

    def _ids_of(self, path: str) -> frozenset[str]:
        html = self.server.answer(path).body.decode()
        return frozenset(found.attributes["id"] for found in elements(html) if "id" in found.attributes)

    def _said(self, message: ConsoleMessage) -> None:
        self.faults.append(f"{self.page.url}: {message.type}: {message.text}")
