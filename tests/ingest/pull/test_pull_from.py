"""What `digest pull` pulls from beside feeds: lists of feeds, files, programs, and the pages behind excerpts."""

import json
import os
import select
import socket
import sys
from pathlib import Path

import pytest

from digest.ingest.draft import Failure
from digest.ingest.net.command import run as run_program
from tests.support.loopback import Loopback, Reply
from tests.support.pulling import STORY, articles, feed, item, pull, site_of

# Lists, files, programs


def test_the_feeds_of_a_list_are_pulled(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(feed(item("One"))), "/g": Reply(feed(item("Two")))}) as web:
        outlines = "".join(f'<outline text="From {name}" xmlUrl="{name}"/>' for name in ("f", "g", "none"))
        web.replies["/list"] = Reply(f"<opml><body>{outlines}</body></opml>".encode())
        site = site_of(tmp_path, f'url = "{web.url}/list"\nrights = "link"')
        done = pull(site)
    assert articles(site) == ["one.md", "two.md"]
    assert (done.code, done.err.replace(web.url, "")) == (
        1,
        "/none: it answers 404 Not Found, see whether the address is right\n",
    )
    text = (tmp_path / "content/articles/2026/11/one.md").read_text()
    assert "\nrights: link\n" in text
    assert "\nsource: From f\n" in text


def test_a_list_in_a_file_may_not_lead_into_a_private_network(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(feed(item("One")))}) as web:
        site = site_of(tmp_path, 'url = "mine.opml"')
        (tmp_path / "mine.opml").write_text(f"<opml><outline xmlUrl='{web.url}/f'/></opml>")
        done = pull(site)
        assert "127.0.0.1 is in a private network" in done.err
        assert web.asked == []


def test_a_program_prints_articles(tmp_path: Path) -> None:
    site = site_of(tmp_path, f'command = [{json.dumps(sys.executable)}, "convert.py", "One"]\nsource = "Ours"')
    (tmp_path / "convert.py").write_text(
        "import json, sys\n"
        'print(json.dumps({"id": 1, "title": sys.argv[1], "text": "Words.", "date": "2026-11-24"}))\n'
        'print("broken")\n'
    )
    done = pull(site)
    assert done.code == 0
    assert "1 new, 1 not read" in done.out
    assert "\nsource: Ours\n" in (tmp_path / "content/articles/2026/11/one.md").read_text()
    assert "0 new, 1 pulled before" in pull(site).out


@pytest.mark.parametrize(
    ("code", "timeout", "said"),
    [
        ("import sys; sys.exit('no such key')", 60, "the program ends with code 1: no such key"),
        ("print('x' * 2000)", 60, "the program prints more than 0 MB"),
        ("import time; time.sleep(60)", 0.5, "the program takes longer than 0.5 seconds and was ended"),
        (
            "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])",
            0.5,
            "the program takes longer than 0.5 seconds and was ended",
        ),
    ],
    ids=["fails", "too much", "too long", "leaves a child"],
)
def test_a_program_that_goes_wrong(
    tmp_path: Path, code: str, timeout: float, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digest.ingest.net.command.MAX_OUTPUT", 1000)
    found = run_program((sys.executable, "-c", code), tmp_path, timeout=timeout)
    assert isinstance(found, Failure)
    assert found.message == said


def test_the_children_of_a_program_end_with_it(tmp_path: Path) -> None:
    child = "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', 'while True: pass'])"
    code = f"{child}; open('child', 'w').write(str(child.pid)); child.wait()"
    found = run_program((sys.executable, "-c", code), tmp_path, timeout=1)
    assert isinstance(found, Failure)
    child_id = (tmp_path / "child").read_text()
    try:
        watched = os.pidfd_open(int(child_id))
    except ProcessLookupError:
        return
    try:  # a killed process ends when it is next scheduled: wait for its end, not for its signal
        assert select.select([watched], [], [], 30)[0]
    finally:
        os.close(watched)


def test_a_program_may_complain_without_end_and_its_last_words_are_shown(tmp_path: Path) -> None:
    code = "import sys; sys.stderr.write('no key\\n' * 500_000 + 'no such door'); sys.exit(3)"
    found = run_program((sys.executable, "-c", code), tmp_path, timeout=60)
    assert isinstance(found, Failure)
    assert found.message == "the program ends with code 3: no such door"


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    done = pull(site_of(tmp_path, 'command = ["./no-such-program"]'))
    assert (done.code, done.err) == (
        1,
        "./no-such-program: the program cannot be run: No such file or directory, see its path and permissions\n",
    )


# Pages behind excerpts


def page(title: str, text: str) -> Reply:
    markup = f"<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p>"
    return Reply(f"{markup}</article></body></html>".encode(), headers={"Content-Type": "text/html"})


def test_the_page_of_an_excerpt_is_read_if_asked_for(tmp_path: Path) -> None:
    with Loopback({"/a": page("One", "The whole of it. " + STORY * 10), "/robots.txt": Reply(status=404)}) as web:
        web.replies["/f"] = Reply(feed(item("One", words="In short.", link=f"{web.url}/a")))
        site = site_of(tmp_path, f'url = "{web.url}/f"')
        pull(site)
        text = (tmp_path / "content/articles/2026/11/one.md").read_text()
        assert "\npartial: true\n" in text
        assert web.paths() == ["/f"]

        other = site_of(tmp_path / "other", f'url = "{web.url}/f"\npages = true')
        pull(other)
        text = (tmp_path / "other/content/articles/2026/11/one.md").read_text()
        assert "The whole of it." in text
        assert "partial" not in text
        assert web.paths() == ["/f", "/f", "/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("robots", "said"),
    [
        (Reply(b"User-agent: *\nDisallow: /*?\nDisallow: /a\n"), "its robots.txt asks programs to stay away"),
        (Reply(b"User-agent: news-digest\nDisallow: /\n"), "its robots.txt asks programs to stay away"),
        (Reply(status=500), "it answers 500 Internal Server Error"),
        (Reply(b"User-agent: other\nDisallow: /\n"), "it answers 404 Not Found"),
    ],
)
def test_the_excerpt_stays_where_the_page_cannot_be_had(tmp_path: Path, robots: Reply, said: str) -> None:
    with Loopback({"/robots.txt": robots}) as web:
        web.replies["/f"] = Reply(feed(item("One", words="In short.", link=f"{web.url}/a")))
        site = site_of(tmp_path, f'url = "{web.url}/f"\npages = true')
        done = pull(site, "-v")
    assert done.code == 0
    assert f"its page could not be read: {said}" in done.err
    assert "In short." in (tmp_path / "content/articles/2026/11/one.md").read_text()


def test_a_feed_cannot_send_us_into_a_private_network(tmp_path: Path) -> None:
    with Loopback({"/": page("Secret", STORY * 10)}) as inner, Loopback() as web:
        web.replies["/f"] = Reply(feed(item("One", words="In short.", link=f"{inner.url}/")))
        site = site_of(tmp_path, f'url = "{web.url}/f"\npages = true')
        assert "is in a private network" in pull(site, "-v").err
        assert inner.asked == []


def test_a_feed_from_the_internet_cannot_send_us_to_its_own_name_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve = socket.getaddrinfo
    answers = iter(["127.0.0.1", "127.0.0.2"])
    with Loopback() as web:
        web.replies["/f"] = Reply(feed(item("One", words="In short.", link=f"http://rebind.example:{web.port}/a")))
        site = site_of(tmp_path, f'url = "http://rebind.example:{web.port}/f"\npages = true')
        monkeypatch.setattr("digest.ingest.net.connection.is_public", lambda address: address == "127.0.0.1")
        monkeypatch.setattr(socket, "getaddrinfo", lambda _, port, **more: resolve(next(answers), port, **more))
        assert "127.0.0.2 is in a private network" in pull(site, "-v").err
        assert web.paths() == ["/f"]
