"""Other people's servers are asked politely."""

import threading
import time

import msgspec
import pytest

from digest.config import Config, FetchConfig, SiteConfig, parse
from digest.ingest.draft import Address, Failure, Input
from digest.ingest.net.client import MAX_DELAY, Web, agent_of
from digest.ingest.net.http import FetchError
from tests.support.loopback import Loopback, Reply


class Naps(list[float]):
    """How long was slept; no time passes."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def web(naps: Naps, delay: float = 10) -> Web:
    return Web(Config(fetch=FetchConfig(delay=delay, timeout=30)), sleep=naps)


def address(url: str, *, followed: bool = False) -> Address:
    return Address(url, trusted_url=url, followed=followed)


def test_one_host_is_asked_now_and_then() -> None:
    naps = Naps()
    with Loopback({"/": Reply(b"x")}) as first, Loopback({"/": Reply(b"x")}) as second:
        asking = web(naps)
        for server in (first, second, first, first):
            asking.get(address(server.url + "/"))
    assert [round(nap, -1) for nap in naps] == [10, 20]


@pytest.mark.parametrize(("stated", "delay"), [("30", 30), ("2", 10), ("9999", MAX_DELAY), ("soon", 10)])
def test_robots_can_ask_for_more_time(stated: str, delay: float) -> None:
    naps = Naps()
    robots = Reply(f"User-agent: *\nCrawl-delay: {stated}\n".encode())
    with Loopback({"/robots.txt": robots, "/": Reply(b"x")}) as server:
        asking = web(naps)
        asking.get(address(server.url + "/", followed=True))
        asking.get(address(server.url + "/", followed=True))
    assert round(naps[1] - naps[0]) == delay
    assert server.paths() == ["/robots.txt", "/", "/"]


def test_threads_wait_for_each_other() -> None:
    naps = Naps()
    with Loopback({"/": Reply(b"x")}) as server:
        asking = web(naps)
        threads = [threading.Thread(target=asking.get, args=(address(server.url + "/"),)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(round(nap, -1) for nap in naps) == [10, 20, 30]


def test_a_stop_ends_the_waiting() -> None:
    stopped = threading.Event()
    stopped.set()
    with Loopback({"/": Reply(b"x")}) as server:
        asking = Web(Config(fetch=FetchConfig(delay=60)), sleep=stopped.wait)
        started = time.monotonic()
        asking.get(address(server.url + "/"))
        asking.get(address(server.url + "/"))
    assert time.monotonic() - started < 30


def test_what_is_read_knows_where_it_stood() -> None:
    with Loopback({"/a": Reply(b"x", headers={"Content-Type": "text/plain"}), "/b": Reply(status=500)}) as server:
        asking = web(Naps(), delay=0)
        found = asking.read(address(server.url + "/a"))
        failed = asking.read(msgspec.structs.replace(address(server.url + "/b"), name="the list", id=7))
    assert isinstance(found, Input)
    assert (found.url, found.content_type, found.trusted_url) == (server.url + "/a", "text/plain", server.url + "/a")
    assert isinstance(failed, Failure)
    assert (failed.location.input, failed.location.id) == ("the list", 7)


def test_pages_of_a_host_without_answers_are_not_asked_for() -> None:
    with Loopback({"/robots.txt": Reply(status=503), "/": Reply(b"x")}) as server:
        with pytest.raises(FetchError, match="it answers 503"):
            web(Naps(), delay=0).get(address(server.url + "/", followed=True))
        assert server.paths() == ["/robots.txt"]


def test_digest_says_who_it_is() -> None:
    site = SiteConfig(base_url="https://example.org/", contact="desk@example.org\r\nX-Evil: caf\u00e9")
    assert agent_of(Config()).startswith("news-digest/")
    assert "(" not in agent_of(Config())
    assert agent_of(Config(site=site)).endswith(" (+https://example.org/, desk@example.orgX-Evil: caf)")


def test_settings_are_checked() -> None:
    _, findings = parse("[fetch]\ndelay = -1\ntimeout = 0\n")
    assert [str(each) for each in findings] == [
        "digest.toml:2:1: [fetch] delay: a number below 0 makes no sense here",
        "digest.toml:3:1: [fetch] timeout: a number above 0 is needed here",
    ]
