"""`digest serve` as it is run."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.building import Site, make_site, run

SITE = "-- content/articles/a.md --\n---\ntitle: A\ndate: 2026-11-24\n---\nWords.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, SITE)


class Running:
    """The command in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout is not None
        self.lines = process.stdout

    def until(self, pattern: str) -> re.Match[str]:
        """The first line it prints that matches."""
        for line in self.lines:
            found = re.search(pattern, line)
            if found:
                return found
        raise AssertionError(f"it ended without a line like {pattern}")

    def end(self, number: signal.Signals) -> tuple[int, str]:
        """End it by a signal; its exit code and what it printed at last."""
        self.process.send_signal(number)
        rest = self.lines.read()
        return self.process.wait(timeout=30), rest


@contextmanager
def command(site: Site, *options: str, **environment: str) -> Iterator[Running]:
    arguments = [sys.executable, "-u", "-m", "digest", "-C", str(site.root), "serve", *options]
    env = {**os.environ, **environment}
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env) as process:
        try:
            yield Running(process)
        finally:
            process.kill()


def fetched(url: str) -> str:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - an address of our own
        return str(answer.read().decode())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_stop(site: Site, number: signal.Signals) -> None:
    with command(site, "--port", "0") as running:
        url = running.until(r"Preview of .+ at (http://127\.0\.0\.1:\d+/) \(Ctrl-C ends it\)")[1]
        running.until(r"the site: read in \d+ ms")
        assert "<h3>" in fetched(url)
        site.write(SITE.replace("title: A", "title: Another"))
        running.until(r"content/articles/a\.md: read in \d+ ms")
        assert "Another" in fetched(url)
        site.write(SITE.replace("title: A", "titel: A"))
        running.until(r'content/articles/a\.md:2:1: unknown key "titel", did you mean "title"\?')
        code, rest = running.end(number)
    assert code == 0
    assert "Traceback" not in rest


def test_the_next_free_port_is_taken(site: Site) -> None:
    with command(site) as first, command(site) as second:
        ports = [int(one.until(r"http://127\.0\.0\.1:(\d+)/")[1]) for one in (first, second)]
    assert ports[0] != ports[1]
    assert set(ports) <= set(range(8000, 8010))


def test_a_port_that_is_asked_for_and_taken_is_an_error(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("-C", str(site.root), "serve", "--port", str(port))
    assert result.code == 1
    assert f"port {port} of 127.0.0.1 cannot be used: Address already in use, name another with --port" in result.err


def test_an_address_that_is_not_ours_is_an_error(site: Site) -> None:
    result = run("-C", str(site.root), "serve", "--host", "192.0.2.1")
    assert result.code == 1
    assert "cannot listen on 192.0.2.1" in result.err


def test_a_wrong_address_of_the_site_is_a_usage_error(site: Site) -> None:
    assert run("-C", str(site.root), "serve", "--base-url", "example").code == 2


def test_without_a_site_there_is_nothing_to_serve(tmp_path: Path) -> None:
    result = run("-C", str(tmp_path), "serve")
    assert (result.code, "no digest.toml" in result.err) == (1, True)


def test_who_lets_others_in_is_warned(site: Site) -> None:
    with command(site, "--host", "0.0.0.0", "--port", "0") as running:  # noqa: S104 - that is the point
        url = running.until(r"at (http://127\.0\.0\.1:\d+/)")[1]
        running.until("Everybody who can reach this machine can read it, drafts too")
        assert "<h3>" in fetched(url)


@pytest.mark.parametrize(
    ("page", "path"),
    [
        pytest.param((), "/", id="front page"),
        pytest.param(("a",), "/repo/2026/11/24/a/", id="article by its name"),
        pytest.param(("2026/11/24/a/",), "/repo/2026/11/24/a/", id="address"),
    ],
)
def test_the_browser_is_opened(site: Site, tmp_path: Path, page: tuple[str, ...], path: str) -> None:
    browser = tmp_path / "browser"
    browser.write_text('#!/bin/sh\necho "opened $1"\n', encoding="utf-8")
    browser.chmod(0o700)
    base = ("--base-url", "https://example.org/repo/")
    with command(site, "--port", "0", *base, "--open", *page, BROWSER=str(browser)) as running:
        running.until(rf"opened http://127\.0\.0\.1:\d+{path}$")


def test_a_name_that_means_no_page_is_said_before_anything_is_served(site: Site) -> None:
    run = site.run("serve", "--open", "nobody")
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("nobody: no article has this name")


def test_where_events_do_not_arrive_changes_are_looked_for(site: Site) -> None:
    with command(site, "--port", "0", "--poll") as running:
        url = running.until(r"at (http://127\.0\.0\.1:\d+/)")[1]
        running.until(r"the site: read in \d+ ms")
        site.write(SITE.replace("title: A", "title: Another"))
        running.until(r"the site: read in \d+ ms")
        assert "Another" in fetched(url)


def test_quietly_only_what_is_wrong_is_said(site: Site) -> None:
    with command(site, "--port", "0", "--quiet") as running:
        running.until("Preview of")
        site.write(SITE.replace("title: A", "titel: A"))
        assert running.lines.readline().startswith("content/articles/a.md:")


def test_why_a_page_cannot_be_made_is_said_once(site: Site) -> None:
    site.write("-- templates/article.html --\n{{ page.body | prose(page.root) }}\n")
    with command(site, "--port", "0") as running:
        url = running.until(r"at (http://127\.0\.0\.1:\d+/)")[1] + "news/2026/11/24/a/"
        running.until(r"the site: read in \d+ ms")
        assert "Words." in fetched(url)
        site.write("-- templates/article.html --\n{{ page.titel }}\n")
        running.until(r"read in \d+ ms")
        fetched(url)
        assert running.lines.readline().startswith("templates/article.html:1:1: ")
        site.write(SITE.replace("Words.", "Other words."))
        running.until(r"read in \d+ ms")
        fetched(url)
        site.write("-- templates/article.html --\n{{ page.titel }}!\n")
        assert "read in" in running.lines.readline()
        fetched(url)
        assert running.lines.readline().startswith("templates/article.html:1:1: ")


@pytest.mark.parametrize(("many", "rest"), [(20, ""), (22, "… and 2 more: the browser shows all")])
def test_of_many_faults_the_first_twenty_are_printed(site: Site, many: int, rest: str) -> None:
    for n in range(many):
        site.write(f"-- content/articles/f{n:02d}.md --\n---\ntitle: A\ndate: soon\n---\n")
    listed = [f"content/articles/f{n:02d}.md" for n in range(many)]
    with command(site, "--port", "0", "--quiet") as running:
        running.until("Preview of")
        lines = [running.lines.readline().rstrip("\n") for _ in range(20 + bool(rest))]
    assert [line.partition(":")[0] for line in lines[:20]] == listed[:20]
    assert "".join(lines[20:]) == rest
