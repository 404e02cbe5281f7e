"""`digest pull`, against real servers on loopback: what comes, what does not come again, what is said."""

import shutil
import threading
from pathlib import Path
from textwrap import dedent

import pytest

from digest.lock import alone
from tests.support.building import Run, make_site
from tests.support.loopback import Answer, Handler, Loopback, Reply
from tests.support.pulling import STORY, articles, feed, item, pull, seen, site_of


def test_new_articles_come_as_drafts(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(feed(item("One", link="https://e.org/1"), item("Two", link="https://e.org/2")))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"')
        done = pull(site)
    assert (done.code, done.err) == (0, "")
    assert done.out == dedent(f"""\
        {web.url}/f: 2 new
          content/articles/2026/11/one.md
          content/articles/2026/11/two.md
        2 new. 2 drafts wait, the oldest since 2027-06-01. Next: digest keep
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
        waits = "0 new. 1 draft waits, since 2027-06-01. Next: digest keep\n"
        assert pull(site).out == f"{web.url}/f: unchanged\n{waits}"
        assert web.asked[1].headers["If-Modified-Since"] == "Tue, 24 Nov 2026 09:30:00 GMT"
        config = tmp_path / "digest.toml"
        config.write_text(config.read_text() + 'rights = "link"\n')
        assert pull(site).out == f"{web.url}/f: 0 new, 1 pulled before\n{waits}"


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


@pytest.mark.parametrize(
    "url", ["http://[", "http://e.org:99999/", "https://user:pass@e.org/", "http://.../", "http://"]
)
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
    items = [
        item(f"{who} meets partners", words=f"{who} meets partners, officials of {who} said.")
        for who in ("NATO", "Japan", "Brazil")
    ]
    with Loopback({"/f": Reply(feed(*items))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"\nactors = ["nato", "JAPAN"]')
        assert "2 new, 1 without its actors or regions" in pull(site).out
        assert articles(site) == ["japan-meets-partners.md", "nato-meets-partners.md"]
        assert len(seen(site)) == 2


def test_no_more_than_the_limit_comes_at_once_the_newest_first(tmp_path: Path) -> None:
    with Loopback({"/f": Reply(feed(*(item(f"Day {n}", day=n) for n in range(10, 15))))}) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"\nlimit = 2')
        assert "2 new, 3 left for the next pull" in pull(site).out
        assert articles(site) == ["day-13.md", "day-14.md"]
        assert "2 new, 2 pulled before, 1 left for the next pull" in pull(site).out
        assert "1 new, 4 pulled before" in pull(site).out


def test_another_outlets_copy_is_noted_where_the_text_stands(tmp_path: Path) -> None:
    words = "They met. " + STORY * 8
    replies: dict[str, Answer] = {
        "/f": Reply(feed(item("One", words=words, link="https://e.org/1"))),
        "/g": Reply(feed(item("One", words=words, link="https://other.example/1"), title="The Herald")),
    }
    with Loopback(replies) as web:
        site = site_of(tmp_path, f'url = "{web.url}/f"', f'url = "{web.url}/g"')
        done = pull(site)
    assert f"{web.url}/g: 0 new, 1 noted under also" in done.out
    assert "  content/articles/2026/11/one.md: The Herald noted under also" in done.out
    assert "The Herald" in (tmp_path / "content/articles/2026/11/one.md").read_text()
    assert len(seen(site)) == 2


# Runs


def test_two_hosts_are_asked_at_the_same_time_and_one_never_twice(tmp_path: Path) -> None:
    meeting = threading.Barrier(2, timeout=30)

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
