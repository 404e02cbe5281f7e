"""What must not slip through a publish, and what must not vanish by one."""

import fcntl
import os
import re
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from digest.publish import guards
from digest.publish.guards import TREE_RULES, contents
from digest.publish.planned_files import PlannedFiles, read_planned
from digest.publish.tree_repository import TreeRepository
from tests.support.leaks import CASES, private_key
from tests.support.publishing import BASE_URL, Desk, push_tree, refused

KEY = private_key("OPENSSH ")


# What is hidden stays hidden


def test_drafts_and_embargoed_articles_are_not_published_though_the_output_held_them(desk: Desk) -> None:
    desk.article("draft", "title: Draft\ndate: 2026-03-01\ndraft: true", "Wordofthedraft.")
    desk.article("embargo", "title: Em\ndate: 2026-03-01\nembargo: 2100-01-01T00:00:00+00:00", "Wordoftheembargoed.")
    desk.article("later", "title: Later\ndate: 2100-01-01", "Wordofthelater.")
    desk.site.run("build", "--drafts", "--future", "--expired")
    assert desk.site.has("2026/03/01/draft/")
    assert desk.publish().code == 0
    assert [path for path, content in desk.published().items() if b"Wordofthe" in content] == []


def test_nobody_builds_another_site_while_this_one_is_put_together(desk: Desk) -> None:
    """A `digest build --drafts` at the same time has to wait."""
    looked = []
    tree = TreeRepository.tree

    def meanwhile(self: TreeRepository, output: Path, *arguments: Any, **named: Any) -> str:
        folder = os.open(output, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(folder)
        looked.append(output)
        return tree(self, output, *arguments, **named)

    with patch.object(TreeRepository, "tree", meanwhile):
        assert desk.publish().code == 0
    assert looked == [desk.site.output]


def test_no_clock_can_be_put_forward(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.article("later", "title: Later\ndate: 2100-01-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4110000000")
    refused(desk.publish(), "SOURCE_DATE_EPOCH lies in the future")
    assert desk.tip() == ""


def test_what_cannot_be_built_is_not_published(desk: Desk) -> None:
    desk.article("wrong", "title: Wrong\ndate: someday")
    refused(desk.publish(), "content/articles/wrong.md:3:7: ")
    (desk.site.root / "content/articles/wrong.md").unlink()
    (desk.site.root / "content/stray.md").write_text("A warning.\n")
    refused(desk.publish(), "content/stray.md: warning: this file is where digest reads nothing")
    assert desk.tip() == ""


def test_secrets_are_refused(desk: Desk) -> None:
    for path, content in (("key.txt", KEY), ("deep/prod.env", "A=1"), ("id_rsa", "")):
        file = desk.site.root / "static" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    run = desk.publish()
    refused(run, "key.txt:1:1: this looks like a private key", "id_rsa: a file of this name holds secrets")
    refused(run, "deep/prod.env: a file of this name holds secrets")
    assert desk.tip() == ""


def test_backups_are_refused(desk: Desk) -> None:
    file = desk.site.root / "static/notes/map.svg.bak"
    file.parent.mkdir(parents=True)
    file.write_text("An earlier map")
    refused(desk.publish(), "notes/map.svg.bak: this looks like a backup of another file, take it out of static/")
    assert desk.tip() == ""


def test_every_form_of_secret_in_an_article_is_refused(desk: Desk) -> None:
    """As a reader finds it in the built page, past Markdown, templates and their escapes."""
    for number, case in enumerate(CASES):
        body = f"Before.\n\n```\n{case.content}\n```\n\nAfter."
        desk.article(f"leak-{number}", f"title: Leak {number}\ndate: 2026-03-01", body)
    run = desk.publish()
    assert run.code == 1
    silent = [
        case.what
        for number, case in enumerate(CASES)
        if not re.search(rf"2026/03/01/leak-{number}/index\.html:\d+:1: this looks like {case.what},", run.err)
    ]
    assert silent == []


def test_a_secret_in_an_article_is_refused_too(desk: Desk) -> None:
    desk.article("leak", "title: Leak\ndate: 2026-03-01", f"```\n{KEY}```")
    refused(desk.publish(), "2026/03/01/leak/index.html:", "this looks like a private key")


def test_words_about_secrets_are_none(desk: Desk) -> None:
    body = f"It began with {KEY.splitlines()[0]} and a token ghp_something, on localhost:8000 (http://localhost)."
    desk.article("about", "title: Secrets\ndate: 2026-03-01", body)
    (desk.site.root / "static").mkdir()
    (desk.site.root / "static/environment.html").write_text("<p>The environment</p>")
    assert desk.publish().code == 0


def test_links_to_a_preview_are_refused(desk: Desk) -> None:
    desk.article("link", "title: Link\ndate: 2026-03-01", "See [there](http://localhost:8000/2026/).")
    refused(desk.publish(), "2026/03/01/link/index.html:", "this leads to a preview on your own machine")


def test_a_base_url_of_a_preview_is_refused(desk: Desk) -> None:
    file = desk.site.root / "digest.toml"
    file.write_text(file.read_text().replace(BASE_URL, "http://127.0.0.1:8000/"))
    refused(desk.publish(), "is that of a preview on this machine, write the address at which readers")


# Files


def planned(**sizes: int) -> PlannedFiles:
    return PlannedFiles(output=Path(), sizes={"index.html": 1, **sizes}, links=(), missing=())


def found(tree: PlannedFiles) -> list[str]:
    return [str(finding) for rule in TREE_RULES for finding in rule(tree)]


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ({"a": 100 * 2**20}, []),
        ({"a": 100 * 2**20 + 1}, ["a: this file has 100 MB, and GitHub takes 100 MB at most"]),
        ({f"f{n}": 10**8 for n in range(6)}, ["warning: the site has 600 MB; GitHub Pages takes 1 GB at most"]),
        ({f"f{n}": 10**8 for n in range(10)}, ["the site has 1,000 MB, and GitHub Pages takes 1 GB at most"]),
        ({f"f{n}": 10**8 for n in range(4)}, []),
    ],
)
def test_sizes(sizes: dict[str, int], said: list[str]) -> None:
    assert [line.partition(", put")[0].partition(", make")[0] for line in found(planned(**sizes))] == said


def test_a_file_that_is_too_large_stops_the_publish(desk: Desk) -> None:
    with patch.object(guards, "FILE_LIMIT", 1000):
        refused(desk.publish(), "index.html: this file has 0 MB, and GitHub takes 100 MB at most")
    assert desk.tip() == ""


@pytest.mark.parametrize(
    "paths", [("Map.png", "map.png"), ("a/x", "A/y"), ("stra\u00dfe", "STRASSE"), ("caf\u00e9", "cafe\u0301")]
)
def test_paths_that_differ_only_in_case_are_refused(paths: tuple[str, str]) -> None:
    (line,) = found(planned(**dict.fromkeys(paths, 1)))
    assert "only in case, rename one of them" in line


def test_folders_that_differ_only_in_case_stop_the_publish(desk: Desk) -> None:
    (desk.site.root / "static/Actors").mkdir(parents=True)
    (desk.site.root / "static/Actors/chart.txt").write_text("A chart\n")
    refused(desk.publish(), 'differs from "Actors" only in case')


def test_symbolic_links_are_refused(desk: Desk, tmp_path: Path) -> None:
    desk.publish()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/index.html").write_text("secret")
    page, folder = desk.site.output / "404.html", desk.site.output / "2026/03/01/ships"
    page.unlink()
    page.symlink_to("/etc/hostname")
    (folder / "index.html").unlink()
    folder.rmdir()
    folder.symlink_to(tmp_path / "elsewhere")
    (desk.site.output / "feed.xml").unlink()
    tree = read_planned(desk.site.output)
    assert tree.links == ("2026/03/01/ships/index.html", "404.html")
    assert tree.missing == ("feed.xml",)
    assert [line.partition(":")[0] for line in found(tree)] == ["feed.xml", "2026/03/01/ships/index.html", "404.html"]


def test_a_site_without_a_front_page_is_refused() -> None:
    assert found(PlannedFiles(output=Path(), sizes={}, links=(), missing=())) == [
        "the built site has no front page, check the templates of the theme"
    ]


def test_each_fault_in_a_file_has_its_line() -> None:
    content = b'\n<a href="http://localhost:8000/">\n' + KEY.encode()
    assert [(finding.path, finding.line) for finding in contents([("a", content)])] == [("a", 3), ("a", 2)]


# Whose branch it is


def test_a_branch_that_digest_did_not_make_is_not_overwritten(desk: Desk) -> None:
    tip = push_tree(desk, {"index.html": "theirs", "blog/index.html": "theirs"})
    refused(desk.publish(), 'digest did not publish the content of the branch "gh-pages"', "digest publish --adopt")
    refused(desk.publish("--dry-run"), "--adopt")
    assert desk.tip() == tip
    refused(desk.publish("--adopt"), 'the address "/blog/" was published and would vanish')
    assert desk.publish("--adopt", "--allow-removed").code == 0
    assert "blog/index.html" not in desk.published()
    assert desk.publish().code == 0


def test_a_branch_with_somebody_elses_manifest_is_not_digests(desk: Desk) -> None:
    for content in ("", "[]", '{"base_url": 3}', '{"made_with": "other", "base_url": ""}'):
        push_tree(desk, {".digest-publish.json": content})
        refused(desk.publish(), "--adopt")


def test_the_branch_that_is_checked_out_is_refused(desk: Desk) -> None:
    desk.configure('[publish]\nbranch = "main"\n')
    refused(desk.publish("--adopt"), 'the branch "main" is checked out here')
    desk.git("worktree", "add", "--quiet", "-b", "pages", "../pages")
    file = desk.site.root / "digest.toml"
    file.write_text(file.read_text().replace('"main"', '"pages"'))
    refused(desk.publish("--adopt"), 'the branch "pages" is checked out here')


def test_the_source_of_a_site_is_not_overwritten(desk: Desk) -> None:
    desk.git("push", "--quiet", "origin", "main:other")
    desk.configure('[publish]\nbranch = "other"\n')
    refused(desk.publish("--adopt"), 'the branch "other" holds a digest.toml: it is the source of a site')


# The domain


def test_the_domain_is_kept(desk: Desk) -> None:
    file = desk.site.root / "digest.toml"
    file.write_text(file.read_text().replace(f'base_url = "{BASE_URL}"\n', ""))
    desk.configure('[publish]\ndomain = "news.desk.net"\n')
    assert "The site is at https://news.desk.net/" in desk.publish().out
    assert desk.published()["CNAME"] == b"news.desk.net\n"
    assert b"https://news.desk.net/2026/03/01/ships/" in desk.published()["feed.xml"]
    file.write_text(file.read_text().replace("news.desk.net", "daily.desk.net"))
    assert desk.publish().code == 0, "its own domain may move"
    file.write_text(
        file.read_text().replace('domain = "daily.desk.net"', "").replace("[site]", f'[site]\nbase_url = "{BASE_URL}"')
    )
    refused(
        desk.publish(), "the site has the custom domain daily.desk.net", 'add domain = "daily.desk.net" under [publish]'
    )


def test_a_domain_that_was_set_on_github_stops_the_publish(desk: Desk) -> None:
    """GitHub writes it into a CNAME file on the branch."""
    desk.publish()
    files = {path: content.decode() for path, content in desk.published().items()}
    tip = push_tree(desk, {**files, "CNAME": "News.Desk.net\n"})
    refused(desk.publish(), "the site has the custom domain news.desk.net, and digest.toml does not name it")
    assert desk.tip() == tip
    file = desk.site.root / "digest.toml"
    file.write_text(file.read_text().replace(BASE_URL, "https://other.desk.net/"))
    desk.configure('[publish]\ndomain = "other.desk.net"\n')
    refused(desk.publish(), "the site has the custom domain news.desk.net, and digest.toml names other.desk.net")
    file.write_text(file.read_text().replace("other.desk.net", "news.desk.net"))
    assert desk.publish().code == 0
    assert desk.published()["CNAME"] == b"news.desk.net\n"
