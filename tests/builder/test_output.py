"""The output folder: only digest's own files are replaced or removed, and a crash at any moment mends itself."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from digest.builder.rendering import render_all
from digest.owned_files import listing
from tests.support.building import OWNED, Site, make_site, tree
from tests.support.site import write_site

ARTICLE = "-- content/articles/{0}.md --\n---\ntitle: {0}\ndate: 2026-11-2{1}\n---\nThe body of {0}.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = make_site(tmp_path / "site")
    return made.write(ARTICLE.format("a", 4)).write(ARTICLE.format("b", 5))


def clean(site: Site) -> dict[str, bytes]:
    """What a build into a new folder gives."""
    folder = site.root.parent / "clean"
    shutil.rmtree(folder, ignore_errors=True)
    site.build(output=folder)
    return tree(folder, owned=True)


def test_what_is_no_longer_planned_is_removed_with_its_folders(site: Site) -> None:
    site.build()
    (site.root / "content/articles/b.md").unlink()
    report = site.build()
    assert report.removed >= 2
    assert tree(site.output, owned=True) == clean(site)
    assert not (site.output / "2026/11/25").exists()
    assert not [path for path in site.output.rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_the_list_of_owned_files_is_the_tree(site: Site) -> None:
    site.build()
    owned = (site.output / OWNED).read_text().splitlines()
    assert owned == sorted(owned)
    assert set(owned) == set(site.tree())


def test_a_foreign_file_is_never_touched(site: Site) -> None:
    site.build()
    write_site(site.output, """
        -- CNAME.txt --
        news.example.org
        -- 2026/11/25/b/notes.txt --
        mine
        -- 2026/11/25/b/.hidden --
        mine
    """)  # fmt: skip
    (site.root / "content/articles/b.md").unlink()
    site.build()
    assert site.tree()["CNAME.txt"] == b"news.example.org\n"
    assert {path for path in site.tree() if path.startswith("2026/11/25")} == {
        "2026/11/25/b/notes.txt", "2026/11/25/b/.hidden",
    }  # fmt: skip
    assert "CNAME.txt" not in (site.output / OWNED).read_text()


IN_THE_WAY = [
    pytest.param("2026/11/26/c/index.html", id="a file in a page's place"),
    pytest.param("2026/11/26/c", id="a file in a folder's place"),
    pytest.param("2026/11/26", id="a file in a higher folder's place"),
    pytest.param("2026/11/26/c/index.html/mine.txt", id="a folder in a page's place"),
]


@pytest.mark.parametrize("path", IN_THE_WAY)
def test_a_foreign_file_is_never_overwritten(site: Site, path: str) -> None:
    site.build()
    write_site(site.output, f"-- {path} --\nmine\n")
    before = tree(site.output, owned=True)
    site.write(ARTICLE.format("c", 6))
    faults = site.faults()
    assert len(faults) >= 1
    assert all("is not digest's, move it, or build elsewhere" in fault for fault in faults)
    assert tree(site.output, owned=True) == before
    (site.output / path).unlink()
    site.build()
    assert tree(site.output, owned=True) == clean(site)


def test_a_folder_of_others_in_the_place_of_a_file_of_ours_stays(site: Site) -> None:
    site.build()
    (site.output / "robots.txt").unlink()
    write_site(site.output, "-- robots.txt/mine.txt --\nmine\n")
    (fault,) = site.faults()
    assert fault == f"{site.output}/robots.txt: this file is not digest's, move it, or build elsewhere"
    assert (site.output / "robots.txt/mine.txt").read_text() == "mine\n"
    shutil.rmtree(site.output / "robots.txt")
    site.build()
    assert tree(site.output, owned=True) == clean(site)


def test_what_a_killed_build_left_goes_though_nothing_else_has_changed(site: Site) -> None:
    site.build()
    expected = tree(site.output, owned=True)
    write_site(site.output, "-- .digest-stage-1/index.html --\nhalf\n-- 2026/11/26/c/index.html --\nnew\n")
    with (site.output / OWNED).open("a") as owned:
        owned.write("2026/11/26/c/index.html\n")
    site.build()
    assert tree(site.output, owned=True) == expected


def test_a_list_that_names_what_no_file_can_be_called_harms_nothing(site: Site) -> None:
    site.build()
    expected = tree(site.output, owned=True)
    with (site.output / OWNED).open("a") as owned:
        owned.write(f"{'n' * 300}\n{'n' * 300}/index.html\n")
    site.build()
    assert tree(site.output, owned=True) == expected


def refuse(site: Site, folder: Path, why: str) -> None:
    before = tree(site.root.parent)
    (fault,) = site.faults(output=folder)
    assert fault == f"cannot build into {folder}: {why}, name an empty folder with --output"
    assert tree(site.root.parent) == before


@pytest.mark.parametrize(
    "folder", [".", "..", "content", "content/articles", "static", "static/new", "themes/plain", "templates"]
)
def test_a_folder_of_the_site_itself_is_refused(site: Site, folder: str) -> None:
    (site.root / "static").mkdir()
    refuse(site, site.root / folder, "it holds the site itself")


def test_somebodys_folder_is_refused(site: Site, tmp_path: Path) -> None:
    for name in ("repository/.git", "other/digest.toml"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text("")
        refuse(site, path.parent, "it is somebody's own folder")
    with patch("pathlib.Path.home", lambda: tmp_path / "home"):
        (tmp_path / "home").mkdir()
        refuse(site, tmp_path / "home", "it is somebody's own folder")


def test_a_file_is_no_folder(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    refuse(site, tmp_path / "file", "it is a file")


def test_a_folder_with_files_of_others_is_refused(site: Site, tmp_path: Path) -> None:
    write_site(tmp_path / "full", "-- mine.txt --\nmine\n")
    refuse(site, tmp_path / "full", "it holds files that digest did not write")


def test_a_folder_that_holds_a_link_of_others_stays(site: Site, tmp_path: Path) -> None:
    site.write("-- static/foo/a.txt --\nmine\n").build()
    (tmp_path / "others").mkdir()
    (site.output / "foo/link").symlink_to(tmp_path / "others")
    shutil.rmtree(site.root / "static")
    site.write("-- static/foo --\na file now\n")
    (found,) = site.faults()
    assert found.startswith(f"{site.output}/foo: this file is not digest's")
    assert (site.output / "foo/link").is_symlink()


def test_a_tree_without_its_list_is_nobodys(site: Site) -> None:
    site.build()
    (site.output / OWNED).unlink()
    refuse(site, site.output, "it holds files that digest did not write")


def test_a_folder_of_dot_files_counts_as_empty(site: Site, tmp_path: Path) -> None:
    write_site(tmp_path / "new", "-- .nojekyll --\n-- .github/x --\n")
    site.build(output=tmp_path / "new")
    assert {".nojekyll", ".github/x", "index.html"} <= tree(tmp_path / "new").keys()


def test_a_list_that_names_what_lies_outside_harms_nothing(site: Site, tmp_path: Path) -> None:
    site.build()
    victim = tmp_path / "victim"
    victim.write_text("mine")
    with (site.output / OWNED).open("a") as owned:
        owned.write(f"../../victim\n{victim}\n2026/../../../victim\n\n./\n\0\n")
    site.build()
    assert victim.read_text() == "mine"
    assert tree(site.output, owned=True) == clean(site)


def stamps(site: Site) -> dict[str, int]:
    return {path.relative_to(site.output).as_posix(): path.stat().st_mtime_ns for path in site.output.rglob("*")}


def test_a_build_without_a_change_touches_nothing(site: Site) -> None:
    site.build()
    before = stamps(site)
    report = site.build()
    assert (report.written, report.removed) == (0, 0)
    assert report.unchanged == report.pages == len(site.tree())
    assert stamps(site) == before


def test_only_what_changed_is_written(site: Site) -> None:
    site.build()
    before, files = stamps(site), site.tree()
    site.write("-- content/articles/a.md --\n---\ntitle: a\ndate: 2026-11-24\nsummary: S\n---\nAnother body here.\n")
    site.write("-- content/articles/b.md --\n---\ntitle: b\ndate: 2026-11-25\n---\nThe body of b.\n")
    report = site.build()
    after = {path: stamp for path, stamp in stamps(site).items() if path in site.tree()}
    changed = {path for path, content in site.tree().items() if files.get(path) != content}
    assert {path for path in after if before.get(path) != after[path]} == changed
    assert "2026/11/24/a/index.html" in changed
    assert "2026/11/25/b/index.html" not in changed
    assert report.written == len(changed)


def test_a_file_that_somebody_altered_or_removed_is_put_right(site: Site) -> None:
    site.build()
    (site.output / "index.html").write_text("altered")
    (site.output / "robots.txt").unlink()
    shutil.rmtree(site.output / "2026")
    site.build()
    assert tree(site.output, owned=True) == clean(site)


def test_a_file_that_somebody_alters_while_a_build_finds_it_right_is_put_right(site: Site) -> None:
    with patch("digest.builder.commit.file_clock", _in_a_minute):  # long after it was written, that is
        site.build()
    base = site.root / "themes/plain/templates/base.html"
    base.write_text(base.read_text() + "{# Every page is rendered again, and comes out the same. #}")

    def rendered(*given: Any) -> Any:
        made = render_all(*given)
        (site.output / "404.html").write_text("altered")
        return made

    with patch("digest.builder.commit.render_all", rendered), patch("digest.builder.commit.file_clock", _in_a_minute):
        assert site.build().rendered > 1
    assert site.page("404.html") == "altered"
    site.build()
    assert tree(site.output, owned=True) == clean(site)


def test_a_file_that_somebody_alters_once_it_is_written_is_put_right(site: Site) -> None:
    def listed(planned: Any) -> bytes:
        for staged in site.output.glob(".digest-stage-*/**/404.html"):
            staged.write_text("altered")
        return listing(planned)

    with patch("digest.builder.commit.listing", listed), patch("digest.builder.commit.file_clock", _in_a_minute):
        site.build()
    assert site.page("404.html") == "altered"
    site.build()
    assert tree(site.output, owned=True) == clean(site)


def _in_a_minute(folder: Path) -> int:
    return time.time_ns() + 60_000_000_000


def test_a_file_and_a_folder_change_places(site: Site) -> None:
    static = site.root / "static"
    site.write("-- static/x --\nfile\n-- static/y/deep/z.txt --\nfile\n").build()
    shutil.rmtree(static)
    site.write("-- static/x/deep/z.txt --\nfolder\n-- static/y --\nfile\n").build()
    assert tree(site.output, owned=True) == clean(site)
    shutil.rmtree(static)
    site.write("-- static/x --\nfile\n-- static/y/deep --\nfile\n").build()
    assert tree(site.output, owned=True) == clean(site)


def test_output_folders_do_not_know_of_each_other(site: Site, tmp_path: Path) -> None:
    site.build()
    site.build(output=tmp_path / "other", base_url="https://other.example/")
    assert site.build().written == 0
    assert b"other.example" in tree(tmp_path / "other")["index.html"]
    assert b"other.example" not in site.tree()["index.html"]


class Crash(BaseException):
    """What a test throws where a machine would lose its power."""


@contextmanager
def crash_after(calls: int) -> Iterator[list[str]]:
    """From the given call on, nothing that changes the disk's tree works any more: as after `kill -9`.

    Gives the list of the calls that were made.
    """
    made: list[str] = []

    def breaking(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if len(made) >= calls:
                raise Crash(name)
            made.append(name)
            return real(*arguments, **named)

        return call

    with ExitStack() as broken:
        for name in ("replace", "rename", "unlink", "remove", "rmdir", "mkdir"):
            broken.enter_context(patch.object(os, name, breaking(name, getattr(os, name))))
        try:
            yield made
        except Crash:
            made.append("crash")


def two_versions(root: Path) -> tuple[Site, dict[str, bytes], dict[str, bytes]]:
    """A built site, edited since: pages to write, to change, to remove, a file that becomes a folder."""
    site = make_site(root / "site").write(ARTICLE.format("a", 4)).write(ARTICLE.format("b", 5))
    site.write("-- static/x --\nfile\n").build()
    old = tree(site.output)
    (site.root / "content/articles/b.md").unlink()
    (site.root / "static/x").unlink()
    site.write(ARTICLE.format("c", 3)).write("-- static/x/y.txt --\nfile in a folder\n")
    site.write("-- content/articles/a.md --\n---\ntitle: A anew\ndate: 2026-11-24\n---\n")
    return site, old, clean(site)


def test_a_crash_at_any_moment_is_mended_by_the_next_build(tmp_path: Path) -> None:
    site, old, new = two_versions(tmp_path)
    write_site(site.output, "-- mine.txt --\nmine\n-- 2026/11/25/b/mine.txt --\nmine\n")
    mine = {"mine.txt": b"mine\n", "2026/11/25/b/mine.txt": b"mine\n"}
    start = tmp_path / "start"
    shutil.copytree(site.output, start)
    with crash_after(10_000) as made:
        site.build()
    assert "crash" not in made
    assert len(made) > 30
    for calls in range(0, len(made), 3):
        shutil.rmtree(site.output)
        shutil.copytree(start, site.output)
        with crash_after(calls) as made_here:
            site.build()
        assert made_here[-1] == "crash"
        found = {path: content for path, content in site.tree().items() if not path.startswith(".digest-")}
        for path, content in found.items():
            assert content in (old.get(path), new.get(path), mine.get(path)), f"{path} is torn"
        owned = set((site.output / OWNED).read_text().splitlines())
        assert set(found) - owned <= mine.keys(), "what was written is known for digest's own"
        site.build()
        assert tree(site.output, owned=True) == new | mine


def test_a_crash_while_the_first_build_is_under_way(tmp_path: Path) -> None:
    site, _, new = two_versions(tmp_path)
    folder = tmp_path / "first"
    for calls in range(0, 90, 7):
        shutil.rmtree(folder, ignore_errors=True)
        with crash_after(calls):
            site.build(output=folder)
        site.build(output=folder)
        assert tree(folder, owned=True) == new


def test_a_fault_while_rendering_leaves_all_as_it_was(site: Site) -> None:
    site.build()
    before = tree(site.output, owned=True)
    site.write(ARTICLE.format("c", 6)).write("-- templates/corrections.html --\n{{ nothing }}\n")
    assert site.faults()
    assert tree(site.output, owned=True) == before
    assert not list(site.output.glob(".digest-stage*"))


def test_a_full_disk_leaves_all_as_it_was(site: Site) -> None:
    site.build()
    before = tree(site.output, owned=True)
    site.write(ARTICLE.format("c", 6))
    real = os.write

    def full(handle: int, content: bytes) -> int:
        if bytes(content).startswith(b"<?xml"):
            raise OSError(28, "No space left on device")
        return real(handle, content)

    with patch.object(os, "write", full):
        run = site.run("build")
    assert run.code == 1
    assert "No space left on device" in run.err
    assert tree(site.output, owned=True) == before


@pytest.mark.parametrize("name", [b"a\nb.txt", b"a\xffb.txt", b"a\x07b.txt"])
def test_a_static_file_whose_name_cannot_be_published_is_named(site: Site, name: bytes) -> None:
    (site.root / "static").mkdir()
    (site.root / "static" / os.fsdecode(name)).touch()
    run = site.run("build")
    assert run.code == 1
    assert "a fault of its own" not in run.err
    assert "static/a" in run.err
