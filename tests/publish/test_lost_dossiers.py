"""A publish, and `digest check`, name each dossier that moves or goes, and how to keep it or leave a redirect."""

import pytest

from digest.publish.lost_dossiers import lost_dossiers
from tests.support.publishing import Desk


def feeds(home: str, **dossiers: str) -> bytes:
    """A list of feeds as digest writes it: the site's own, and those of topics by name and slug."""
    lines = [f'<outline type="rss" text="{name}" xmlUrl="x" htmlUrl="{home}{slug}"></outline>' for name, slug in [
        ("A &amp; B", ""), *((name, f"topics/{slug}/") for name, slug in dossiers.items())
    ]]  # fmt: skip
    return f'<opml><body><outline text="Topics">{"".join(lines)}</outline></body></opml>'.encode()


def test_a_dossier_that_another_name_pushed_aside_is_named_and_can_be_kept(desk: Desk) -> None:
    desk.article("sharp", "title: Sharp\ndate: 2026-02-02\ntopics: ['Rust#']")
    assert desk.publish().code == 0
    desk.article("plus", "title: Plus\ndate: 2026-02-01\ntopics: [Rust++]")
    run = desk.publish("--dry-run")
    assert run.code == 0
    moved = 'the dossier of "Rust#" moves from "/topics/rust/" to "/topics/rust-'
    assert moved in run.err
    assert 'content/topics/rust.md with "name: Rust#" would keep it there' in run.err
    assert "a redirect" not in run.err, "another dossier stands there now"
    desk.site.write("-- content/topics/rust.md --\n---\nname: Rust#\n---\n")
    assert moved not in desk.publish("--dry-run").err


def test_a_dossier_that_left_its_address_may_leave_a_redirect(desk: Desk) -> None:
    desk.article("sharp", "title: Sharp\ndate: 2026-02-02\ntopics: ['Rust#']")
    desk.publish()
    desk.site.write("-- content/topics/oxide.md --\n---\nname: Rust#\n---\n")
    run = desk.publish("--dry-run")
    assert 'moves from "/topics/rust/" to "/topics/oxide/"' in run.err
    assert '"aliases: [/topics/rust/]" in content/topics/oxide.md' in run.err
    desk.site.write("-- content/topics/oxide.md --\n---\nname: Rust#\naliases: [/topics/rust/, Ferrum]\n---\n")
    assert desk.publish().code == 0
    assert b'http-equiv="refresh"' in desk.published()["topics/rust/index.html"]
    assert "Ferrum" in desk.site.view("topics/oxide/").aliases
    assert "/topics/rust/" not in desk.site.view("topics/oxide/").aliases


def test_a_dossier_that_goes_with_its_last_article_is_named(desk: Desk) -> None:
    desk.article("flood", "title: Flood\ndate: 2026-02-02\nactors: [Venezuela]\nsource: Reuters")
    desk.article("drought", "title: Drought\ndate: 2026-02-03\nsource: Reuters")
    assert desk.publish().code == 0
    desk.article("flood", "title: Flood\ndate: 2026-02-02\nsource: Reuters\nwithdrawn: ''")
    gone = 'the dossier of "Venezuela" at "/actors/venezuela/" would be gone, with its feed'
    assert gone in desk.publish("--dry-run").err
    assert f"warning: {gone}" in desk.site.run("check").out
    assert '"Reuters"' not in desk.site.run("check").out
    desk.site.write("-- content/topics/oxide.md --\n---\naliases: [/actors/venezuela/]\n---\n")
    desk.article("drought", "title: Drought\ndate: 2026-02-03\nsource: Reuters\ntopics: [oxide]")
    assert "lost-dossier" not in desk.site.run("check").out
    assert gone not in desk.publish("--dry-run").err


def test_a_feed_that_goes_while_its_dossier_stays_is_named() -> None:
    before = feeds("https://a.example/", A="a").replace(b'"x"', b'"https://a.example/topics/a/feed.xml"')
    (finding,) = lost_dossiers(before, before, {"topics/a/"}.__contains__)
    assert str(finding).startswith('warning: the feed of "A" at "/topics/a/feed.xml" would be gone')


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        pytest.param(feeds("https://a.example/", A="a"), feeds("https://b.example/x/", A="a"), 0, id="domain"),
        pytest.param(feeds("https://a.example/", A="a"), feeds("https://b.example/x/", A="a-1"), 1, id="both"),
        pytest.param(feeds("https://a.example/", a="a"), feeds("https://a.example/", A="a-1"), 1, id="case"),
        pytest.param(feeds("https://a.example/", A="a"), feeds("https://a.example/", B="a-1"), 0, id="another name"),
        pytest.param(b"\xff<not a list", feeds("https://a.example/", A="a"), 0, id="no list"),
        pytest.param(None, feeds("https://a.example/", A="a"), 0, id="none"),
    ],
)
def test_only_what_moved_is_named(before: bytes | None, after: bytes, moved: int) -> None:
    assert len(list(lost_dossiers(before, after, {"x", "topics/a/"}.__contains__))) == moved


def test_of_very_many_some_are_named() -> None:
    before = feeds("/", **{f"n{n}": f"a{n}" for n in range(30)})
    findings = list(lost_dossiers(before, feeds("/", **{f"n{n}": f"b{n}" for n in range(30)}), bool))
    assert len(findings) == 21
    assert "10 more dossiers" in str(findings[-1])
