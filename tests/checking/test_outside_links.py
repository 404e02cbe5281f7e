"""Links to other sites: asked once, politely; what cannot be told is not said to be dead."""

import datetime as dt
from pathlib import Path

from digest.archive.visibility import Selection
from digest.builder.snapshot import load
from digest.checking.checked_site import CheckedSite
from digest.checking.outside_links import outside_links
from digest.ingest.draft import Address
from digest.ingest.net.client import Web
from digest.store import Store
from tests.support.building import make_site
from tests.support.loopback import Loopback, Reply


def test_what_is_gone_is_said_once_asked_once_and_remembered(tmp_path: Path) -> None:
    replies = {"/here": Reply(b"x"), "/shy": Reply(status=403), "/ill": Reply(status=503), "/left": Reply(status=410)}
    with Loopback(replies) as server:
        links = " ".join(f"[{name}]({server.url}/{name})" for name in ("here", "shy", "ill", "left", "gone"))
        matter = f"---\ntitle: A\ndate: 2026-11-24\nurl: {server.url}/here\n---\n"
        make_site(tmp_path).write(f"-- content/articles/a.md --\n{matter}{links}\n")
        first, paths = ask(tmp_path, day=25), server.paths()
        assert [finding.rpartition(": ")[0].split("/")[-1] for finding in first] == ["left", "gone"]
        assert sorted(paths) == ["/gone", "/here", "/ill", "/left", "/shy"]
        assert ask(tmp_path, day=26) == first
        assert sorted(server.paths()[5:]) == ["/gone", "/left"], "what was there is good for a week"
        ask(tmp_path, day=29 + 7 - 3)
        assert "/here" in server.paths()[7:]


def ask(root: Path, day: int) -> list[str]:
    now = dt.datetime(2026, 11, 1, tzinfo=dt.UTC) + dt.timedelta(days=day)
    with Store(root) as store:
        site = CheckedSite(load(root, Selection(now), store=store), store=store)
        web = Web(site.config, sleep=lambda seconds: None)
        found = outside_links(site, lambda url: web.get(Address(url, trusted_url=url)))
        return [str(one.finding) for one in found]


def test_no_link_leads_digest_into_a_private_network(tmp_path: Path) -> None:
    with Loopback({"/": Reply(b"x")}) as server:
        site = make_site(tmp_path)
        site.write(f"-- content/articles/a.md --\n---\ntitle: A\ndate: 2026-11-24\nurl: {server.url}/\n---\nWords.\n")
        run = site.run("check", "--external")
        assert "outside-link" in run.out
        assert server.paths() == []
