"""Fixtures that every test may ask for: Chromium, a page in it, a server like GitHub Pages."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.support.need import missing
from tests.support.pages_server import PagesServer

ROOT = Path(__file__).parent.parent
Serve = Callable[..., PagesServer]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run."""
    found = subprocess.run([ROOT / "scripts/browser", "--find"], capture_output=True, text=True, check=False)
    if found.returncode:
        missing("no Chromium: run scripts/browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found.stdout.strip())
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh profile. The test fails if the page turns to another machine or logs an error.

    A resource that is missing is no error here: the server's `served` says what was missed.
    """
    faults: list[str] = []

    def refuse(route: Route) -> None:
        faults.append(f"asked for {route.request.url}")
        route.abort()

    context = browser.new_context()
    context.route(_is_foreign, refuse)
    context.on("weberror", lambda error: faults.append(f"threw {error.error}"))
    context.on("console", lambda message: faults.extend(_fault(message.type, message.text)))
    yield context.new_page()
    context.close()
    assert not faults


def _is_foreign(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in {"about", "blob", "data"} and parts.hostname not in {"127.0.0.1", "localhost"}


def _fault(kind: str, text: str) -> list[str]:
    return [f"logged {text}"] if kind == "error" and not text.startswith("Failed to load resource") else []


@pytest.fixture
def serve_pages() -> Iterator[Serve]:
    """`serve_pages(folder, base="/repo/")` starts a server that stops with the test."""
    with ExitStack() as servers:

        def serve(folder: Path, base: str = "/") -> PagesServer:
            return servers.enter_context(PagesServer(folder, base))

        yield serve
