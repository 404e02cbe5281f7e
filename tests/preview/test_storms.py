"""Whatever happens to a site, its preview goes on: it serves the last good pages, says what is wrong, recovers."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest

from digest.errors import ERROR
from digest.preview import loading
from digest.preview.report import State
from tests.support.building import Site, make_site
from tests.support.previewing import Serving, serving


def article(title: str, day: str = "2026-11-24") -> str:
    return f"---\ntitle: {title}\ndate: {day}\nactors: [Japan]\n---\nThe words of {title}.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path).write(f"-- content/articles/a.md --\n{article('First')}")


@pytest.fixture
def preview(site: Site) -> Iterator[Serving]:
    with serving(site) as running:
        assert "The words of First" in running.get("/news/2026/11/24/a/").text
        yield running


def is_good(state: State) -> bool:
    return not any(fault.severity == ERROR for fault in state.faults)


def says(text: str) -> Callable[[State], bool]:
    return lambda state: any(text in str(fault) for fault in state.faults)


def recovers(preview: Serving, title: str) -> None:
    """A mended site shows again, and what was wrong is said no longer."""
    since = len(preview.states)
    preview.site.write(f"-- content/articles/a.md --\n{article(title)}")
    preview.until(is_good, since)
    assert f"The words of {title}" in preview.get("/news/2026/11/24/a/").text


BROKEN = {
    "content/articles/a.md": ("<<<<<<< HEAD\n---\ntitle: A\n=======\n>>>>>>> other\n", "content/articles/a.md:1:1"),
    "content/articles/b.md": ("---\ntitle: B\n---\nWords.\n", "content/articles/b.md"),
    "digest.toml": ("[site\n", "digest.toml:1"),
    "themes/plain/theme.toml": ("name = \n", "themes/plain/theme.toml:1:1"),
    "themes/plain/templates/front.html": ("{% if %}", "themes/plain/templates/front.html:1:1"),
    "content/actors/japan.md": ("---\nnam: Japan\n---\n", "content/actors/japan.md:2:1"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_said_and_the_last_good_pages_stay(preview: Serving, name: str) -> None:
    file = preview.site.root / name
    before = file.read_bytes() if file.exists() else None
    content, place = BROKEN[name]
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, encoding="utf-8")
    state = preview.until(lambda state: not is_good(state))
    assert any(str(fault).startswith(place) for fault in state.faults)
    assert "The words of First" in preview.get("/news/2026/11/24/a/").text
    if before is None:
        file.unlink()
    else:
        file.write_bytes(before)
    recovers(preview, "Again")


def test_a_template_that_fails_while_it_renders_leaves_the_last_good_page(preview: Serving) -> None:
    file = preview.site.root / "themes/plain/templates/article.html"
    before = file.read_text("utf-8")
    since = len(preview.states)
    file.write_text("{{ page.nothing }}", encoding="utf-8")
    preview.until(lambda state: True, since)
    page = preview.get("/news/2026/11/24/a/")
    assert page.status == 200
    assert "The words of First" in page.text
    assert "has no field &quot;nothing&quot;" in page.text.replace("\\&quot;", "&quot;")
    since = len(preview.states)
    preview.site.write("-- content/articles/b.md --\n" + article("Never seen", "2026-11-23"))
    preview.until(lambda state: True, since)
    assert preview.get("/news/2026/11/23/b/").status == 500
    file.write_text(before, encoding="utf-8")
    recovers(preview, "Again")
    assert "The words of Never seen" in preview.get("/news/2026/11/23/b/").text


def test_a_content_folder_that_is_deleted_and_comes_back(preview: Serving) -> None:
    shutil.rmtree(preview.site.root / "content")
    preview.until(says("there is no folder content/"))
    assert "The words of First" in preview.get("/news/2026/11/24/a/").text
    recovers(preview, "Again")


def test_a_config_that_is_deleted_and_comes_back(preview: Serving) -> None:
    file = preview.site.root / "digest.toml"
    before = file.read_bytes()
    file.unlink()
    preview.until(says("digest.toml: cannot be read"))
    file.write_bytes(before)
    recovers(preview, "Again")


def test_a_file_that_cannot_be_read(preview: Serving) -> None:
    loop = preview.site.root / "content/articles/loop.md"
    loop.symlink_to("loop.md")
    preview.until(says("content/articles/loop.md: cannot be read"))
    assert "The words of First" in preview.get("/news/2026/11/24/a/").text
    loop.unlink()
    recovers(preview, "Again")


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), RuntimeError("a fault of ours")])
def test_a_site_that_cannot_be_loaded_at_all(preview: Serving, fault: Exception) -> None:
    with patch.object(loading, "load", side_effect=fault):
        preview.after(f"-- content/articles/b.md --\n{article('Second')}")
        preview.until(says(str(fault.args[-1])))
        assert "The words of First" in preview.get("/news/2026/11/24/a/").text
    recovers(preview, "Again")


def test_a_store_that_is_damaged_while_it_is_used(preview: Serving) -> None:
    preview.after(f"-- content/articles/b.md --\n{article('Second', '2026-11-23')}")
    store = preview.site.root / ".digest/store.db"
    store.write_bytes(b"\0" * store.stat().st_size)
    since = len(preview.states)
    preview.site.write(f"-- content/articles/a.md --\n{article('Changed')}")
    preview.until(lambda state: "The words of Changed" in preview.get("/news/2026/11/24/a/").text, since)
    preview.until(lambda state: "The words of Second" in preview.get("/news/2026/11/23/b/").text)


def test_a_store_that_cannot_be_written(site: Site) -> None:
    (site.root / ".digest").write_text("no folder", encoding="utf-8")
    with serving(site) as preview:
        assert "The words of First" in preview.get("/news/2026/11/24/a/").text
        recovers(preview, "Again")


def test_a_storm_of_files_ends_in_the_right_state(preview: Serving) -> None:
    for n in range(2_000):
        name = f"content/articles/{n}.md"
        (preview.site.root / name).write_text(article(f"Number {n}"), encoding="utf-8")
    preview.until(lambda state: "Number 1999" in preview.get("/news/2026/11/24/1999/").text)
    preview.until(lambda state: "by-title/n/\">N</a> 2000" in preview.get("/news/2026/11/24/").text)
    for n in range(2_000):
        (preview.site.root / f"content/articles/{n}.md").unlink()
    since = len(preview.states)
    preview.until(lambda state: preview.get("/news/2026/11/24/").text.count("<h3>") == 1, since)


def test_a_branch_that_is_switched_back_and_forth(site: Site) -> None:
    def git(*arguments: str) -> None:
        name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *name, *arguments], cwd=site.root, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "first")
    git("checkout", "-qb", "other")
    for n in range(50):
        (site.root / f"content/articles/{n}.md").write_text(article(f"Number {n}"), encoding="utf-8")
    (site.root / "content/articles/a.md").write_text(article("On the other branch"), encoding="utf-8")
    git("add", ".")
    git("commit", "-qm", "second")
    with serving(site) as preview:
        for branch, title, count in [("main", "First", 1), ("other", "On the other branch", 51)] * 2:
            since = len(preview.states)
            git("checkout", "-q", branch)
            preview.until(partial(shows, preview, count), since)
            assert f"The words of {title}" in preview.get("/news/2026/11/24/a/").text
            assert is_good(preview.states[-1])


def shows(preview: Serving, count: int, state: State) -> bool:
    """Whether the day has so many articles."""
    return preview.get("/news/2026/11/24/").text.count("<h3>") == count


def test_nobody_reads_what_the_command_says(preview: Serving) -> None:
    with patch.object(preview.preview, "_tell", side_effect=BrokenPipeError):
        preview.site.write(f"-- content/articles/b.md --\n{article('Unheard', '2026-11-23')}")
        while "The words of Unheard" not in preview.get("/news/2026/11/23/b/").text:
            assert preview.states
    recovers(preview, "Again")


def test_a_dead_link_hides_no_other_page(site: Site) -> None:
    dead = "-- content/articles/dead.md --\n---\ntitle: Dead\ndate: 2026-11-23\n---\n[Words](nowhere.md) stay.\n"
    site.write(dead + "-- content/articles/undated.md --\n---\ntitle: Undated\n---\nWords.\n")
    with serving(site) as preview:
        assert "The words of First" in preview.get("/news/2026/11/24/a/").text
        assert "stay." in preview.get("/news/2026/11/23/dead/").text
        assert preview.get("/news/").status == 200
        assert {fault.path for fault in preview.states[-1].faults} == {
            "content/articles/dead.md",
            "content/articles/undated.md",
        }
        state = preview.after(f"-- content/articles/a.md --\n{article('Second')}")
        assert "The words of Second" in preview.get("/news/2026/11/24/a/").text
        assert len(state.faults) == 2
