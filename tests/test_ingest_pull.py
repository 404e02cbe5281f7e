"""`digest pull` and `digest keep`, against real servers on loopback."""

import json
import shutil
import socket
import sys
import threading
from pathlib import Path
from textwrap import dedent

import pytest

from digest.ingest.draft import Failure
from digest.ingest.lock import alone
from digest.ingest.program import run as run_program
from tests.support.building import Run, Site, make_site
from tests.support.loopback import Answer, Handler, Loopback, Reply

STORY = "The alliance met in Brussels and will meet again in the spring, officials said there on the day. "


def item(name: str, *, words: str = "", link: str = "", guid: str = "", day: int = 24) -> str:
    """An entry with a text of its own, or with these words."""
    text = words or f"{name}. " + STORY * 8
    return (
        f"<item><title>{name}</title>" + (f"<link>{link}</link>" if link else "")
        + f'<guid isPermaLink="false">{guid or name}</guid><pubDate>{day} Nov 2026 09:30:00 GMT</pubDate>'
        f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
    )  # fmt: skip


def feed(*items: str, title: str = "The Gazette") -> bytes:
    return f'<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'.encode()


def site_of(root: Path, *feeds: str) -> Site:
    """A site with these blocks of [[feeds]], which asks its servers without a pause."""
    blocks = "".join(f"\n[[feeds]]\n{dedent(each)}\n" for each in feeds)
    site = make_site(root)
    config = site.root / "digest.toml"
    config.write_text(config.read_text() + f"\n[fetch]\ndelay = 0\ntimeout = 5\n{blocks}")
    return site


def pull(site: Site, *options: str) -> Run:
    return site.run("pull", *options)


def articles(site: Site) -> list[str]:
    return sorted(path.name for path in (site.root / "content/articles").rglob("*.md"))


def seen(site: Site) -> list[str]:
    return [
        line for path in sorted((site.root / "content/.seen").glob("*.txt")) for line in path.read_text().splitlines()
    ]


def test_new_articles_come_as_drafts(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(feed(item("One", link="https://e.org/1"), item("Two", link="https://e.org/2")))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"')
        done = pull(site)
    assert (done.code, done.err) == (0, "")
    assert done.out == dedent(f"""\
        {web.url}/f: 2 new
          content/articles/2026/11/one.md
          content/articles/2026/11/two.md
        2 new. Next: digest keep FILE…
    """)
    text = (tmp_path / "content/articles/2026/11/one.md").read_text()
    assert "\ndraft: true\n" in text
    assert "\ndate_basis: feed\n" in text
    assert "\nsource: The Gazette\n" in text
    assert site.build().articles == 0


def test_what_was_deleted_does_not_come_again(tmp_path: Path) -> None:
    """Pull, delete the files and the cache, pull again."""
    with Loopback(
        {"/f": Reply(feed(item("One", link="https://e.org/1"), item("Two"), item("Three", guid=" ")))}
    ) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"')
        assert "3 new" in pull(site).out
        before = seen(site)
        assert before == sorted(before)
        assert len(before) == 3
        shutil.rmtree(tmp_path / "content/articles")
        shutil.rmtree(tmp_path / ".digest")
        done = pull(site)
        assert (done.code, done.out) == (0, f"{web.url}/f: 0 new, 3 pulled before\n0 new.\n")
        assert (articles(site) if (tmp_path / "content/articles").exists() else []) == []
        assert seen(site) == before


@pytest.mark.parametrize(
    "again",
    [
        item("One", link="https://e.org/1", guid="other"),
        item("One", link="http://www.e.org/1?utm_source=x", guid="other"),
        item("One", link="https://e.org/moved", guid="a"),
        item("Renamed", words="Quite different words.", link="https://e.org/1", guid="a"),
    ],
    ids=["another guid", "another form of the address", "another address", "other words"],
)
def test_an_item_is_known_by_its_address_or_by_its_guid(tmp_path: Path, again: str) -> None:
    with Loopback({"/f": Reply(feed(item("One", link="https://e.org/1", guid="a")))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"')
        pull(site)
        shutil.rmtree(tmp_path / "content/articles")
        web.replies["/f"] = Reply(feed(again))
        assert "0 new, 1 pulled before" in pull(site).out


def test_a_deleted_line_lets_an_item_come_again(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(feed(item("One", link="https://e.org/1")))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"')
        pull(site)
        shutil.rmtree(tmp_path / "content/articles")
        (tmp_path / "content/.seen/2027.txt").write_text("\n")
        assert "1 new" in pull(site).out


def test_two_feeds_may_use_the_same_guid(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(feed(item("One", guid="1"))), "/g": Reply(feed(item("Two", guid="1")))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"', f'url = "{web.url}/g"')
        pull(site)
    assert articles(site) == ["one.md", "two.md"]


def test_the_same_item_twice_is_taken_once(tmp_path: Path) -> None:
    one = item("One", link="https://e.org/1")
    with Loopback({"/f": Reply(feed(one, one)), "/g": Reply(feed(item("Copy", link="https://e.org/1")))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"', f'url = "{web.url}/g"')
        assert "1 new." in pull(site).out
    assert articles(site) == ["one.md"]


def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    def answer(handler: Handler) -> None:
        fresh = handler.headers["If-None-Match"] != '"7"'
        handler.send_response(200 if fresh else 304)
        handler.send_header("ETag", '"7"')
        handler.send_header("Last-Modified", "Tue, 24 Nov 2026 09:30:00 GMT")
        handler.end_headers()
        if fresh:
            handler.wfile.write(feed(item("One")))

    with Loopback({"/f": answer}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"')
        pull(site)
        assert pull(site).out == f"{web.url}/f: unchanged\n0 new.\n"
        assert web.asked[1].headers["If-Modified-Since"] == "Tue, 24 Nov 2026 09:30:00 GMT"
        config = tmp_path / "digest.toml"
        config.write_text(config.read_text() + 'rights = "link"\n')
        assert pull(site).out == f"{web.url}/f: 0 new, 1 pulled before\n0 new.\n"


def test_a_feed_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    def broken(handler: Handler) -> None:
        handler.wfile.write(b"nonsense")

    replies: dict[str, Answer] = {
        "/page": Reply(b'<!DOCTYPE html><html><link rel="alternate" type="application/rss+xml" href="/good"></html>'),
        "/broken": broken,
        "/circle": Reply(status=302, headers={"Location": "/circle"}),
        "/bomb": Reply(b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>'),
        "/text": Reply(b"Just words.\n\nAnd more."),
        "/good": Reply(feed(item("One"))),
    }
    with Loopback(replies) as web:
        names = [f"{web.url}/{name}" for name in ("none", "page", "broken", "circle", "bomb", "text", "good")]
        site = site_of(tmp_path, 'url = "lists/none.opml"', *(f'url = "{name}"' for name in names))
        done = pull(site)
    assert done.code == 1
    assert articles(site) == ["one.md"]
    said = done.err.replace(web.url, "")
    assert said.splitlines() == [
        "lists/none.opml: there is no such file",
        "/none: it answers 404 Not Found, see whether the address is right",
        "/page: this is a web page, not a feed, did you mean /good?",
        "/broken: it cannot be reached: nonsense, see whether the address is right",
        "/circle: it redirects more than 5 times, look at it in a browser",
        "/bomb: it defines entities of its own, as bombs do, ask who publishes it for a feed without",
        "/text: this is no feed, see whether the address is right",
    ]


@pytest.mark.parametrize("url", ["http://[", "http://e.org:99999/", "https://user:pass@e.org/", "http://.../", "http://"])
def test_an_address_that_is_none_is_told(tmp_path: Path, url: str) -> None:
    done = pull(site_of(tmp_path, f'url = "{url}"'))
    assert (done.code, done.err.startswith(f"{url}: ")) == (1, True)


def test_a_feed_that_moved_for_good_is_told(tmp_path: Path) -> None:
    replies = {"/old": Reply(status=301, headers={"Location": "/new"}), "/new": Reply(feed(item("One")))}
    with Loopback(replies) as web:
        done = pull(site_of(tmp_path, f'url = "{web.url}/old"'))
    assert done.code == 0
    assert done.err == f"{web.url}/old: warning: it has moved for good: write {web.url}/new in digest.toml\n"


def test_a_server_that_asks_for_it_is_left_alone(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(status=503, headers={"Retry-After": "3600"})}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"')
        assert "it answers 503" in pull(site).err
        assert "its server asks to be left alone until 2027-06-01 01:00" in pull(site).err
        assert len(web.asked) == 1


def test_a_feeds_settings_hold_for_its_articles(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(feed(item("One")))}) as web:
        block = f'url = "{web.url}/f"\nsource = "The Herald"\nrights = "link"\npublish = true'
        site = site_of(tmp_path, block)
        pull(site)
    text = (tmp_path / "content/articles/2026/11/one.md").read_text()
    assert "\nsource: The Herald\n" in text
    assert "\nrights: link\n" in text
    assert "draft" not in text
    assert site.build().articles == 1


def test_only_wanted_articles_are_kept(tmp_path: Path) -> None:
    items = [item(f"{who} meets partners", words=f"{who} meets partners, officials of {who} said.") for who in ("NATO", "Japan", "Brazil")]  # fmt: skip  # noqa: E501
    with Loopback({"/f": Reply(feed(*items))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"\nactors = ["nato", "JAPAN"]')
        assert "2 new, 1 about others" in pull(site).out
        assert articles(site) == ["japan-meets-partners.md", "nato-meets-partners.md"]
        assert len(seen(site)) == 2


def test_no_more_than_the_limit_comes_at_once_the_newest_first(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(feed(*(item(f"Day {n}", day=n) for n in range(10, 15))))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"\nlimit = 2')
        assert "2 new, 3 left for the next time" in pull(site).out
        assert articles(site) == ["day-13.md", "day-14.md"]
        assert "2 new, 2 pulled before, 1 left for the next time" in pull(site).out
        assert "1 new, 4 pulled before" in pull(site).out


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
    ("code", "said"),
    [
        ("import sys; sys.exit('no such key')", "the program ends with code 1: no such key"),
        ("print('x' * 2000)", "the program prints more than 0 MB"),
        ("import time; time.sleep(60)", "the program takes longer than 0.5 seconds and was ended"),
        (
            "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])",
            "the program takes longer than 0.5 seconds and was ended",
        ),
    ],
    ids=["fails", "too much", "too long", "leaves a child"],
)
def test_a_program_that_goes_wrong(tmp_path: Path, code: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.ingest.program.MAX_SIZE", 1000)
    found = run_program((sys.executable, "-c", code), tmp_path, timeout=0.5)
    assert isinstance(found, Failure)
    assert found.message == said


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
        monkeypatch.setattr("digest.ingest.connection.is_public", lambda address: address == "127.0.0.1")
        monkeypatch.setattr(socket, "getaddrinfo", lambda _, port, **more: resolve(next(answers), port, **more))
        assert "127.0.0.2 is in a private network" in pull(site, "-v").err
        assert web.paths() == ["/f"]


# Runs


def test_two_hosts_are_asked_at_the_same_time_and_one_never_twice(tmp_path: Path) -> None:
    meeting = threading.Barrier(2, timeout=5)

    def answers() -> dict[str, Answer]:
        """Of one host: it answers when the other is being asked too, and never two at once."""
        busy = threading.Lock()

        def answer(handler: Handler) -> None:
            assert busy.acquire(blocking=False)
            meeting.wait()
            busy.release()
            handler.send_response(200)
            handler.end_headers()
            handler.wfile.write(feed(item(f"{handler.path[1:]} {handler.server.server_port}")))

        return {"/a": answer, "/b": answer}

    with Loopback(answers()) as first, Loopback(answers()) as second:
        urls = [f"{server.url}/{name}" for server in (first, second) for name in "ab"]
        done = pull(site_of(tmp_path, *(f'url = "{url}"' for url in urls)))
    assert done.code == 0
    assert [line.partition(": ")[0] for line in done.out.splitlines() if "1 new" in line] == urls


def test_servers_are_told_who_asks(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(feed(item("One")))}) as web:
        pull(site_of(tmp_path, f'url = "{web.url}/f"'))
    assert web.asked[0].headers["User-Agent"].startswith("news-digest/")
    assert "(+https://example.org/news/)" in web.asked[0].headers["User-Agent"]


def test_a_rehearsal_leaves_no_trace(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(feed(item("One")))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"')
        done = pull(site, "--dry-run")
        assert (done.code, "1 new" in done.out) == (0, True)
        left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
        assert "one.md" not in left
        assert not left & {"2027.txt", "pull.json"}
        assert "1 new" in pull(site).out


def test_quiet_says_what_is_new_and_what_is_wrong(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(feed(item("One")))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"')
        assert "one.md" in pull(site, "-q").out
        assert pull(site, "-q") == Run(0, "", "")


def test_one_pull_at_a_time(tmp_path: Path) -> None:
    site = site_of(tmp_path, 'url = "f.xml"')
    with alone(tmp_path / ".digest/pull.lock", "digest pull"):
        done = pull(site)
    assert (done.code, done.err) == (1, "another digest pull is at work here, let it finish, then try again\n")
    (tmp_path / "f.xml").write_bytes(feed(item("One")))
    assert pull(site).code == 0


def test_a_site_without_feeds_says_how_to_have_some(tmp_path: Path) -> None:
    done = pull(make_site(tmp_path))
    assert (done.code, done.err) == (1, 'digest.toml: it names no feed, write [[feeds]] and url = "https://…"\n')


def test_wrong_settings_are_named(tmp_path: Path) -> None:
    blocks = [
        "source = 'x'",
        "url = 'a'\ncommand = ['b']",
        "url = 'a'\nurll = 'b'",
        "url = 'a'\nrights = 'all'\nlimit = 0",
    ]
    done = pull(site_of(tmp_path, *blocks))
    lines = [line.partition(": ")[2] for line in done.err.splitlines()]
    assert done.code == 1
    assert lines == [
        '[[feeds]]: it has neither a "url" nor a "command"',
        '[[feeds]]: it has both a "url" and a "command", delete one',
        'unknown key "urll" in [[feeds]], did you mean "url"?',
        '[[feeds]] rights: "all" is not allowed here, write one of full, excerpt, link',
        "[[feeds]] limit: a number above 0 is needed here",
    ]
    text = (tmp_path / "digest.toml").read_text().splitlines()
    places = [int(line.split(":")[1]) for line in done.err.splitlines()]
    assert [text[place - 1] for place in places] == [
        "[[feeds]]",
        "[[feeds]]",
        "urll = 'b'",
        "rights = 'all'",
        "limit = 0",
    ]


# Keep


DRAFT = "---\r\ntitle: A\r\ndate: 2026-11-24\r\ndraft: true   # not yet\r\nactors: [NATO]\r\n---\r\nWords.\r\n"


def test_a_kept_draft_changes_in_one_line(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    path = tmp_path / "content/articles/2026/11/a.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(DRAFT.encode())
    done = site.run("keep", str(path))
    assert (done.code, done.out) == (0, "content/articles/2026/11/a.md\n1 taken in. Next: digest build\n")
    assert path.read_bytes() == DRAFT.replace("draft: true   # not yet\r\n", "").encode()
    assert site.run("keep", str(path)).out == "content/articles/2026/11/a.md is no draft\n0 taken in.\n"


def test_the_drafts_of_a_folder_are_kept(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    folder = tmp_path / "content/articles"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.md").write_text(DRAFT)
    (folder / "c.md").write_text(DRAFT.replace("draft: true", "lang: en"))
    assert site.run("keep", str(folder)).out.splitlines() == [
        "content/articles/a.md",
        "content/articles/b.md",
        "2 taken in. Next: digest build",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: A\n", "the front matter does not end"),
        ("---\n{title: A, draft: true}\n---\n", '"draft" does not stand on a line of its own'),
        ("---\ndraft: perhaps\n---\n", '"perhaps" is neither true nor false'),
    ],
)
def test_what_cannot_be_kept_is_left_as_it_is(tmp_path: Path, text: str, said: str) -> None:
    site = make_site(tmp_path)
    path = tmp_path / "content/articles/a.md"
    path.parent.mkdir()
    path.write_text(text)
    done = site.run("keep", str(path))
    assert (done.code, said in done.err) == (1, True)
    assert path.read_text() == text


def test_what_is_not_an_article_is_not_kept(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert "there is no such file" in site.run("keep", str(tmp_path / "none.md")).err
    assert "this does not lie in the site" in site.run("keep", str(tmp_path.parent)).err
    assert "this is no file under content/articles/" in site.run("keep", str(tmp_path / "digest.toml")).err


def test_another_outlets_copy_is_noted_where_the_text_stands(tmp_path: Path) -> None:
    words = "They met. " + STORY * 8
    replies: dict[str, Answer] = {
        "/f": Reply(feed(item("One", words=words, link="https://e.org/1"))),
        "/g": Reply(feed(item("One", words=words, link="https://other.example/1"), title="The Herald")),
    }
    with Loopback(replies) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"', f'url = "{web.url}/g"')
        done = pull(site)
    assert f"{web.url}/g: 0 new, 1 carried by it too" in done.out
    assert "  content/articles/2026/11/one.md: carried by The Herald too" in done.out
    assert "The Herald" in (tmp_path / "content/articles/2026/11/one.md").read_text()
    assert len(seen(site)) == 2
