"""Fixtures that every test may ask for: Chromium, a page in it, a server like GitHub Pages, a desk that publishes."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.support.need import missing
from tests.support.pages_server import PagesServer
from tests.support.paths import ROOT
from tests.support.publishing import Desk, alone, make_desk
from tests.support.soak import Record, recorded
from tests.support.twins import compiled_once

Serve = Callable[..., PagesServer]


expect.set_options(timeout=30_000)

# A machine may be as busy as it likes. What is drawn at random is drawn alike each time, save in long runs and with
# --hypothesis-profile=soak: these may find what nobody has seen,
# and draw twice as many examples.
settings.register_profile("soak", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("house", settings.get_profile("soak"), derandomize=True, max_examples=50)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Long runs draw anew. None draws words of the modules that are loaded: chance would hang on what ran before."""
    patch.object(providers, "_get_local_constants", Constants, create=True).start()
    if config.option.markexpr == "soak":
        settings.load_profile("soak")


def pytest_sessionstart() -> None:
    """Ctrl-C is heard by what tests start, also where the tests themselves were started not to hear it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Of long runs, what they did."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, ())]
    for line in recorded(reports):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    """Thousands of small sites share two themes."""
    with compiled_once():
        yield


@pytest.fixture
def record(record_property: Callable[[str, object], None]) -> Record:
    """`record(steps=1000)`: what a test says it did, for the end of the report."""

    def record(**said: int) -> None:
        for name, number in said.items():
            record_property(name, number)

    return record


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


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A site in a repository, whose remote is empty. No settings of this machine count."""
    alone(tmp_path, monkeypatch)
    return make_desk(tmp_path)


@pytest.fixture
def nothing_half_made(tmp_path: Path) -> Iterator[None]:
    """A publish leaves no tree half made, however it ends."""
    yield
    assert not list(tmp_path.rglob("making-*"))
